"""Turns of scheduled crawls, in both homes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from gxcrawl.storage import Database, Turn

NOW = datetime(2026, 3, 1, 3, tzinfo=UTC)


def turn(holder: str, due: datetime = NOW) -> Turn:
    return Turn("fuyang", due, started_at=NOW, alive_at=NOW, holder=holder, host="a-machine", pid=7)


def test_a_portal_is_registered_once(database: Database) -> None:
    first = database.schedules.enrol("fuyang", NOW)
    assert first == Turn("fuyang", due=NOW)
    assert database.schedules.enrol("fuyang", NOW + timedelta(days=1)) == first


def test_only_one_of_many_schedulers_gets_a_turn(database: Database) -> None:
    database.schedules.enrol("fuyang", NOW - timedelta(days=1))

    def claim(number: int) -> bool:
        return database.schedules.claim(turn(f"holder{number}"), lambda last: last.due < NOW)

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(claim, range(8))) == 1
    (kept,) = database.schedules.all()
    assert kept.is_running
    assert kept.due == NOW


def test_only_the_holder_ends_a_turn(database: Database) -> None:
    assert database.schedules.claim(turn("one"), lambda _: True)
    database.schedules.finish(turn("another"), "failed", NOW)
    assert database.schedules.all()[0].is_running
    database.schedules.beat(turn("one"), NOW + timedelta(minutes=1))
    database.schedules.finish(turn("one"), "failures", NOW + timedelta(minutes=2))
    (ended,) = database.schedules.all()
    assert (ended.ending, ended.alive_at, ended.finished_at) == (
        "failures", NOW + timedelta(minutes=1), NOW + timedelta(minutes=2),
    )  # fmt: skip
