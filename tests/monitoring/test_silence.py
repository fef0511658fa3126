"""The monitor of silent agencies: an alarm in April, once for each report that did not come."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import pytest
from spidermon.data import Data  # type: ignore[import-untyped]

from gxcrawl.errors import TryLater
from gxcrawl.monitoring.figures import AgencyYears, FieldCounts, PortalFigures
from gxcrawl.storage import Database, open_database
from gxcrawl.storage.repositories.overdue_alarms import OverdueAlarms
from pipelines.extensions import alarm_actions, monitors


class InApril(datetime):
    """A clock that stands in the season in which reports appear."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "InApril":
        return cls(2026, 4, 10, tzinfo=tz or UTC)


class Silence(monitors.Silence):
    """The monitor with figures of ours, outside a crawl."""

    __test__ = False  # a unittest case, which pytest would run by itself
    crawler = None  # type: ignore[assignment]
    silent: tuple[str, ...] = ()

    def portals(self, *, whole: bool = False) -> list[PortalFigures]:
        """One portal, crawled to its end."""
        assert whole
        agencies = {name: AgencyYears(f"{name}局", "county", {2023, 2024}) for name in self.silent}
        return [PortalFigures("p", 0, 0, FieldCounts(), FieldCounts(), agencies)]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """The database that the monitor asks."""
    with open_database(f"sqlite:///{tmp_path / 'test.db'}") as opened:
        for room in (monitors, alarm_actions):
            monkeypatch.setattr(room, "database_of", lambda _: opened)
        monkeypatch.setattr(monitors, "datetime", InApril)
        yield opened


def alarm(*silent: str, killed: bool = False) -> str | None:
    """What the monitor says after a run that found these agencies silent, perhaps killed before it could be sent."""
    monitor, action = Silence("test_no_agency_is_silent"), alarm_actions.NoteOverdue()
    monitor.silent, data = silent, Data({"meta": {}, "crawler": None})
    monitor.init_data(data)
    try:
        monitor.test_no_agency_is_silent()
    except AssertionError as failed:
        if not killed:
            action.data = data
            action.run_action()
        return str(failed)
    return None


@pytest.mark.usefixtures("database")
def test_each_silent_agency_is_reported_once() -> None:
    assert alarm("a") == "p: no report about 2025 yet: a (a局)"
    assert alarm("a") is None
    assert alarm("a", "b") == "p: no report about 2025 yet: b (b局)"
    assert alarm("a", "b") is None


@pytest.mark.usefixtures("database")
def test_silence_is_reported_by_the_next_run_if_one_was_killed() -> None:
    assert alarm("a", killed=True) == alarm("a")
    assert alarm("a") is None


@pytest.mark.usefixtures("database")
def test_no_agency_is_marked_as_reported_if_the_database_failed_during_the_query(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def is_raised(_: OverdueAlarms, agency_id: str, __: int) -> bool:
        if agency_id == "b":
            raise TryLater("the database is away")
        return False

    class OfTwoPortals(Silence):
        def portals(self, *, whole: bool = False) -> list[PortalFigures]:
            return [replace(super(OfTwoPortals, self).portals(whole=whole)[0], agencies={name: years}) for name in "ab"]

    years = AgencyYears("局", "county", {2023, 2024})
    monkeypatch.setattr(OverdueAlarms, "is_raised", is_raised)
    monitor, data = OfTwoPortals("test_no_agency_is_silent"), Data({"meta": {}, "crawler": None})
    monitor.init_data(data)
    with pytest.raises(TryLater):
        monitor.test_no_agency_is_silent()
    assert not data.meta.get("overdue")
