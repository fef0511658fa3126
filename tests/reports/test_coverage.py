"""The coverage grid: a report's states, cells that failed, cells that are missing, and the counts of all."""

from gxcrawl.model import Agency, Failure, Standing
from gxcrawl.reports.coverage import coverage

_EDUCATION = Agency("jc-jiaoyu", "霁川县教育局", "jc")
_WATER = Agency("jc-shuili", "霁川县水利局", "jc")


def _report(agency: Agency, year: int, *failing: str, revision: int = 1) -> Standing:
    return Standing(agency.id, year, revision, failing)


def _failure(agency_id: str | None, year: int | None) -> Failure:
    return Failure(f"http://127.0.0.1:8001/{agency_id}/{year}", "fetch", "x", agency_id=agency_id, year=year)


def test_states_of_reports() -> None:
    reports = [
        _report(_EDUCATION, 2020, "published.deadline"),
        _report(_EDUCATION, 2021, "applications.balance.total", revision=2),
        _report(_WATER, 2021),
    ]
    grid = coverage(reports, [_WATER, _EDUCATION], [])
    assert [row.agency for row in grid.rows] == [_EDUCATION, _WATER]
    assert grid.rows[0].states == {2020: {"found", "late"}, 2021: {"found", "contradicted", "revised"}}
    assert grid.rows[1].states == {2020: {"missing"}, 2021: {"found"}}
    assert (grid.expected, grid.count("found"), grid.count("missing")) == (4, 3, 1)


def test_a_cell_without_report_but_with_a_failure_is_failed() -> None:
    failures = [_failure("jc-shuili", 2020), _failure("jc-jiaoyu", 2020), _failure("jc-jiaoyu", None)]
    grid = coverage([_report(_EDUCATION, 2020)], [_EDUCATION, _WATER], failures)
    assert [row.states[2020] for row in grid.rows] == [{"found"}, {"failed"}]
    assert [row.failures for row in grid.rows] == [2, 1]


def test_a_year_of_which_every_report_failed_is_in_the_grid() -> None:
    grid = coverage([_report(_EDUCATION, 2020)], [_EDUCATION], [_failure("jc-jiaoyu", 2022), _failure(None, 2023)])
    assert grid.years == (2020, 2021, 2022)
    assert grid.rows[0].states == {2020: {"found"}, 2021: {"missing"}, 2022: {"failed"}}


def test_nothing_stored_is_an_empty_grid() -> None:
    assert (coverage([], [], []).years, coverage([], [_WATER], []).expected) == ((), 0)
