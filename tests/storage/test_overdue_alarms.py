"""That an agency is silent is noted once for each year, in both homes."""

from datetime import UTC, datetime, timedelta

from gxcrawl.storage import Database

NOW = datetime(2026, 4, 10, tzinfo=UTC)


def test_a_silence_is_news_once(database: Database) -> None:
    assert database.overdue_alarms.is_news("a", 2025, NOW)
    assert not database.overdue_alarms.is_news("a", 2025, NOW + timedelta(days=1))
    assert database.overdue_alarms.is_news("a", 2026, NOW)
    assert database.overdue_alarms.is_news("b", 2025, NOW)
