"""What is alarming of a run, and what is not; the calendar in mind."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from gxcrawl.monitoring.alarms import (
    Limits,
    Silence,
    fewer_reports,
    is_overdue,
    missing_fields,
    silences,
    silent_agencies,
    too_many_failures,
)
from gxcrawl.monitoring.figures import PortalFigures, figures_of, read_figures

START = datetime(2026, 4, 10, tzinfo=UTC)
EARLIER = START - timedelta(days=1)
LATER = START + timedelta(minutes=1)
LIMITS = Limits()


def report(number: int, *, met: bool = True, new: bool = False, year: int = 2024, **fields: Any) -> dict[str, Any]:
    return {
        "_id": f"a{number}/{year}",
        "agency": {"id": f"a{number}", "name": f"第{number}局", "level": "county"},
        "year": year,
        "first_seen": LATER if new else EARLIER,
        "last_seen": LATER if met else EARLIER,
        "parsed_at": LATER if new else EARLIER,
        "gone_since": None,
        "publisher": "某局",
        "published_on": "2025-01-20",
        "applications": {"new_received": {"total": 1}},
        **fields,
    }


def figures(*reports: dict[str, Any]) -> PortalFigures:
    return figures_of("p", reports, START)


@pytest.mark.parametrize(("met", "alarms"), [(20, 0), (18, 0), (17, 1), (0, 1)])
def test_fewer_reports_than_in_the_last_run_raise_an_alarm(met: int, alarms: int) -> None:
    portal = figures(*(report(number, met=number < met) for number in range(20)))
    assert len(list(fewer_reports(portal, LIMITS))) == alarms


def test_withdrawn_reports_are_offset_by_new_ones_and_earlier_losses_are_not_counted() -> None:
    gone = [report(number, met=False, gone_since=EARLIER) for number in range(20, 40)]
    left = [report(number, met=False, gone_since=LATER) for number in range(10)]
    new = [report(number, new=True) for number in range(10)]
    assert list(fewer_reports(figures(*gone, *left, *new), LIMITS)) == []
    assert list(fewer_reports(figures(*gone, *left), LIMITS)) != []


def test_a_portal_crawled_for_the_first_time_raises_no_alarm() -> None:
    assert list(fewer_reports(figures(report(1, new=True)), LIMITS)) == []
    assert list(fewer_reports(figures(), LIMITS)) == []


@pytest.mark.parametrize(("failures", "documents", "alarms"), [(0, 0, 0), (4, 0, 0), (2, 8, 0), (3, 8, 1), (5, 0, 1)])
def test_an_alarm_depends_on_the_share_of_failures(failures: int, documents: int, alarms: int) -> None:
    assert len(list(too_many_failures(failures, documents, LIMITS))) == alarms


def test_fields_missing_more_often_than_before_are_named() -> None:
    before = [report(number) for number in range(10)]
    unread = {"published_on": None, "applications": {"new_received": {"total": None}}}
    now = [report(number, new=True, year=2025, **(unread if number < 3 else {})) for number in range(10)]
    (alarm,) = missing_fields(figures(*before, *now), LIMITS)
    assert "published_on (0% → 30%)" in alarm
    assert "applications.new_received.total (0% → 30%)" in alarm
    assert "publisher" not in alarm
    fewer = [report(number, new=True, year=2025, **(unread if number < 2 else {})) for number in range(10)]
    assert list(missing_fields(figures(*before, *fewer), LIMITS)) == []


def test_four_reports_are_too_few_for_an_alarm() -> None:
    now = [report(number, new=True, publisher=None) for number in range(4)]
    assert list(missing_fields(figures(*(report(number) for number in range(9)), *now), LIMITS)) == []


def test_a_section_without_any_value_counts_as_one_missing_field() -> None:
    before = [report(number, applications=None) for number in range(5)]
    now = [report(number, new=True) for number in range(5)]
    assert list(missing_fields(figures(*before, *now), LIMITS)) == []


@pytest.mark.parametrize(("known", "fresh", "passes"), [(5, 0, 1), (0, 5, 1), (5, 5, 2)])
def test_values_are_compared_only_if_the_run_and_earlier_runs_have_reports(known: int, fresh: int, passes: int) -> None:
    stored = [report(number) for number in range(known)]
    stored += [report(number, new=True, publisher=None) for number in range(known, known + fresh)]
    read: list[Mapping[str, int]] = []

    def find(portal: str, projection: Mapping[str, int]) -> Iterator[dict[str, Any]]:
        read.append(projection)
        return ({name: one[name] for name in ("_id", *projection) if name in one} for one in stored)

    database: Any = SimpleNamespace(reports=SimpleNamespace(find=find))
    found = read_figures(database, "p", START)
    assert len(read) == passes
    assert ("publisher" in read[-1]) is (passes == 2)
    assert list(missing_fields(found, LIMITS)) == list(missing_fields(figures(*stored), LIMITS))
    assert (found.known, found.met, found.agencies) == (known, known + fresh, figures(*stored).agencies)


def days(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(days=number) for number in range(365)]


@pytest.mark.parametrize(
    ("level", "first"), [("township", date(2026, 2, 1)), ("county", date(2026, 4, 1)), (None, date(2026, 4, 1))]
)
def test_silence_alarms_only_from_the_deadline_to_the_end_of_the_season(level: str | None, first: date) -> None:
    overdue = [day for day in days(2026) if is_overdue(level, day)]
    assert overdue == [day for day in days(2026) if first <= day <= date(2026, 4, 30)]


@pytest.mark.parametrize(
    ("today", "years", "silent"),
    [
        (date(2026, 4, 2), (2023, 2024), True),
        (date(2026, 4, 2), (2024, 2025), False),  # it published
        (date(2026, 4, 2), (2022, 2023), False),  # it was silent a year ago already; that is no news
        (date(2026, 3, 31), (2023, 2024), False),  # not overdue yet
        (date(2026, 8, 1), (2023, 2024), False),  # out of season
    ],
)
def test_an_agency_that_reported_before_is_silent_after_the_deadline(
    today: date, years: tuple[int, ...], silent: bool
) -> None:
    found = silences(figures(*(report(1, year=year) for year in years)), today)
    assert found == ([Silence("a1", "第1局", 2025)] if silent else [])
    alarms = list(silent_agencies("p", found))
    assert alarms == (["p: no report about 2025 yet: a1 (第1局)"] if silent else [])


def test_long_lists_are_cut() -> None:
    silent = silences(figures(*(report(number) for number in range(9))), date(2026, 4, 2))
    (line,) = silent_agencies("p", silent)
    assert line.endswith(" and 4 more")


def test_an_amount_counts_once_as_a_field() -> None:
    make: Callable[[Any], dict[str, Any]] = lambda value: report(  # noqa: E731
        1, applications={"fees": {"value": value, "unit": None, "yuan": None}}
    )
    counts = figures(make(None), make(3)).before
    assert counts.share("applications.fees") == 0.5
    assert counts.printed["applications.fees.unit"] == 0
