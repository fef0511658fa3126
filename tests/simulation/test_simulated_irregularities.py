"""Each irregularity changes the truth as described, and nothing else."""

import pytest

from gxcrawl.simulation.agencies import JICHUAN, SHUYU
from gxcrawl.simulation.expectations import failing_checks
from gxcrawl.simulation.figures import SimulatedReport, invent_report, plain_text
from gxcrawl.simulation.irregularities import IRREGULARITIES, make_irregular

BUSY, QUIET = JICHUAN[0], SHUYU[-1]

NOTES = {
    "counter_words": {"unit"},
    "amounts_with_unit": {"unit"},
    "dashes": {"dash"},
    "leading_zeros": {"leading_zero"},
    "sign_words": {"sign_word"},
    "blank_cells": {"blank"},
    "blank_row": {"blank"},
    "thousands": {"thousands"},
    "fullwidth_digits": {"fullwidth"},
    "split_digits": {"split_digits"},
    "text_cell": {"text"},
    "short_row": {"unreadable"},
}

FAILURES = {
    "late": {"published.deadline"},
    "lost_totals": {"prose.review", "review_litigation.total.review"},
    "contradicting_prose": {"prose.received"},
}


def reports() -> list[SimulatedReport]:
    return [invent_report(agency, year, seed=3) for agency in (BUSY, QUIET) for year in (2020, 2022)]


@pytest.mark.parametrize("name", IRREGULARITIES)
def test_it_is_deterministic(name: str) -> None:
    for report in reports():
        assert make_irregular(report, [name]) == make_irregular(report, [name])


@pytest.mark.parametrize("name", IRREGULARITIES)
def test_it_notes_every_cell_that_is_not_plain_and_no_other(name: str) -> None:
    found = set()
    for report in [make_irregular(report, [name]) for report in reports()]:
        found |= set(report.notes.values())
        for path, value in report.values.items():
            plain = report.text_of(path).strip() == plain_text(value) and value is not None
            assert plain == (path not in report.notes), path
    assert found == NOTES.get(name, set())


@pytest.mark.parametrize("name", IRREGULARITIES)
def test_it_changes_something(name: str) -> None:
    assert any(make_irregular(report, [name]) != report for report in reports())


@pytest.mark.parametrize("name", sorted(set(IRREGULARITIES) - {"wrong_sum", "short_row", *FAILURES}))
def test_it_breaks_no_check(name: str) -> None:
    for report in reports():
        assert failing_checks(make_irregular(report, [name])) == frozenset()


@pytest.mark.parametrize("name", FAILURES)
def test_it_breaks_the_expected_checks(name: str) -> None:
    report = make_irregular(invent_report(BUSY, 2022, seed=3), [name])
    assert failing_checks(report) <= FAILURES[name]
    assert failing_checks(report)


def test_a_wrong_sum_breaks_its_row_and_its_column_alone() -> None:
    failing = failing_checks(make_irregular(invent_report(BUSY, 2022), ["wrong_sum"]))
    assert "applications.row_total.unavailable.not_held" in failing
    assert len([check for check in failing if check.startswith("applications.result_total.")]) == 1
    assert not any(check.startswith("applications.balance.") for check in failing)


def test_one_row_other_handling_holds_the_sum_of_the_three() -> None:
    report = invent_report(BUSY, 2022)
    one = make_irregular(report, ["one_row_other_handling"])
    three = ("no_correction", "fee_unpaid", "other")
    parts = [report.values[f"applications.other_handling.{row}.total"] for row in three]
    assert one.values["applications.other_handling.undivided.total"] == sum(
        part for part in parts if isinstance(part, int)
    )
    assert not any(path.startswith("applications.other_handling.fee") for path in one.values)


def test_all_irregularities_together_keep_the_truth_of_every_cell() -> None:
    for report in reports():
        everything = make_irregular(report, IRREGULARITIES)
        assert set(everything.notes) <= set(everything.values)
        assert set(everything.printed) <= set(everything.values)
