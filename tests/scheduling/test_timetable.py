"""When portals are due: cron's own meaning, in China's time, spread and the same everywhere."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxcrawl.model import NEVER, Portal
from gxcrawl.scheduling.timetable import SPREAD, Timetable, timetable_of
from gxcrawl.text.dates import CHINA

EXPRESSIONS = ("* * * * *", "*/7 8-18 * * 1-5", "0 3 * * 1", "0 3 1 * 1", "30 4 31 * *", "0 0 29 2 *")
moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31)).map(lambda moment: moment.replace(tzinfo=CHINA))


def portal(portal_id: str, schedule: str | None = None) -> Portal:
    return Portal(portal_id, "某县人民政府", "http://127.0.0.1:1/", schedule=schedule)


def at(*numbers: int) -> datetime:
    return datetime(*numbers, tzinfo=CHINA)  # type: ignore[misc, arg-type]


@given(st.sampled_from(EXPRESSIONS), st.integers(0, 600), moments)
def test_the_next_time_after_the_last_is_the_next_one(expression: str, delay: int, moment: datetime) -> None:
    timetable = Timetable((expression,), timedelta(seconds=delay))
    following, last = timetable.next_after(moment), timetable.last_until(moment)
    assert last <= moment < following
    assert timetable.next_after(last) == following
    assert timetable.last_until(following) == following


def test_weekdays_are_numbered_as_in_cron() -> None:
    assert Timetable(("0 3 * * 1",)).next_after(at(2026, 11, 21)) == at(2026, 11, 23, 3)


def test_either_day_of_month_or_day_of_week_matches_as_in_cron() -> None:
    timetable = Timetable(("0 3 15 * 1",))
    assert timetable.next_after(at(2026, 11, 10)) == at(2026, 11, 15, 3)
    assert timetable.next_after(at(2026, 11, 15, 3)) == at(2026, 11, 16, 3)


def test_the_default_is_nightly_in_the_season_and_monthly_otherwise() -> None:
    timetable = timetable_of(portal("fuyang"))
    assert timetable is not None
    due = [timetable.next_after(at(2025, 12, 31, 12))]
    while due[-1] < at(2027, 1, 1):
        due.append(timetable.next_after(due[-1]))
    in_2026 = [moment for moment in due if moment.year == 2026]
    assert len(in_2026) == 31 + 28 + 31 + 30 + 8
    assert {moment.astimezone(CHINA).hour for moment in in_2026} <= {1, 2, 3, 4, 5, 6}


def test_portals_with_the_same_expression_start_at_different_times() -> None:
    due = set()
    for number in range(100):
        timetable = timetable_of(portal(f"portal-{number}", "0 3 * * *"))
        assert timetable is not None
        due.add(timetable.next_after(at(2026, 5, 1)))
    assert len(due) > 80
    assert at(2026, 5, 1, 3) <= min(due) <= max(due) <= at(2026, 5, 1, 3) + SPREAD


@pytest.mark.parametrize("expression", ["* * * * *", "*/5 * * * *"])
def test_schedules_of_several_times_an_hour_are_not_delayed(expression: str) -> None:
    timetable = timetable_of(portal("fuyang", expression))
    assert timetable is not None
    assert timetable.delay == timedelta()


def test_a_portal_that_is_never_due_has_no_timetable() -> None:
    assert timetable_of(portal("fuyang", NEVER)) is None
