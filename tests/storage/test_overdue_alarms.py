"""That an agency is silent is noted once for each year, in both databases."""

from datetime import UTC, datetime, timedelta

from gxcrawl.storage import Database

NOW = datetime(2026, 4, 10, tzinfo=UTC)


def test_an_alarm_is_noted_for_one_agency_and_year(database: Database) -> None:
    alarms = database.overdue_alarms
    assert not alarms.is_raised("a", 2025)
    for days in (0, 1):
        alarms.note("a", 2025, NOW + timedelta(days=days))
    assert alarms.is_raised("a", 2025)
    assert not alarms.is_raised("a", 2026)
    assert not alarms.is_raised("b", 2025)
