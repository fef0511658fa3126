"""A year of schedules on a clock of our own: once, on time, never two at a portal, whatever goes down."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gxcrawl.errors import CannotRun, TryLater
from gxcrawl.model import Portal
from gxcrawl.scheduling.dispatcher import Dispatcher, Scheduled, scheduled
from gxcrawl.storage import Database, Ending, Turn, open_database
from gxcrawl.text.dates import CHINA

NEW_YEAR = datetime(2026, 1, 1, tzinfo=CHINA)
HOUR = timedelta(hours=1)


class Clock:
    """A clock that tests set."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now.astimezone(UTC)


class Crawls:
    """Writes down what would be crawled."""

    def __init__(self, clock: Clock, ending: Ending = "finished") -> None:
        self.clock, self.ending = clock, ending
        self.started: list[tuple[str, datetime]] = []
        self.meanwhile: Callable[[Callable[[], None]], None] = lambda beat: None

    def __call__(self, portal: Portal, beat: Callable[[], None]) -> Ending:
        self.started.append((portal.id, self.clock.now))
        beat()
        self.meanwhile(beat)
        return self.ending


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(f"sqlite:///{tmp_path / 'schedule.db'}") as database:
        yield database


@pytest.fixture
def clock() -> Clock:
    return Clock(NEW_YEAR)


@pytest.fixture
def crawls(clock: Clock) -> Crawls:
    return Crawls(clock)


@pytest.fixture
def dispatcher(database: Database, crawls: Crawls, clock: Clock) -> Dispatcher:
    return Dispatcher(database.schedules, crawls, clock)


def portals(*schedules: str | None) -> list[Scheduled]:
    return scheduled(
        tuple(
            Portal(f"portal{number}", "某县人民政府", f"http://127.0.0.1:{number}/", schedule=schedule)
            for number, schedule in enumerate(schedules, start=1)
        )
    )


def moments_of(chosen: list[Scheduled], until: datetime) -> list[tuple[datetime, Scheduled]]:
    """Every due time from New Year on, in order, as a clock that never stops meets them."""
    found = []
    for one in chosen:
        due = one.timetable.next_after(NEW_YEAR)
        while due < until:
            found.append((due, one))
            due = one.timetable.next_after(due)
    return sorted(found, key=lambda pair: (pair[0], pair[1].portal.id))


def turn_of(database: Database, portal_id: str) -> Turn:
    return next(turn for turn in database.schedules.all() if turn.portal_id == portal_id)


def test_a_year_of_two_schedulers_starts_every_crawl_once_and_on_time(database: Database, clock: Clock) -> None:
    crawls = Crawls(clock)
    schedulers = [Dispatcher(database.schedules, crawls, clock) for _ in range(2)]
    chosen = portals(None, None, "0 3 * * 1", "30 5 1 */3 *")
    for scheduler in schedulers:
        assert not any(scheduler.is_due(one) for one in chosen)
    wanted = moments_of(chosen, NEW_YEAR.replace(year=2027))
    for number, (due, one) in enumerate(wanted):
        clock.now = due + timedelta(milliseconds=number % 700)
        endings = [scheduler.serve(one) for scheduler in (schedulers if number % 2 else reversed(schedulers))]
        assert sorted(map(str, endings)) == ["None", "finished"]
    assert [(one.portal.id, due) for due, one in wanted] == [
        (portal_id, moment.replace(microsecond=0)) for portal_id, moment in crawls.started
    ]
    assert Counter(portal_id for portal_id, _ in crawls.started) == {
        "portal1": 128, "portal2": 128, "portal3": 52, "portal4": 4,
    }  # fmt: skip


def test_times_before_a_portal_was_scheduled_are_not_made_up_for(dispatcher: Dispatcher, crawls: Crawls) -> None:
    (one,) = portals("0 3 * * *")
    assert not dispatcher.is_due(one)
    assert dispatcher.serve(one) is None
    assert crawls.started == []


def test_one_crawl_makes_up_for_all_times_missed_while_down(
    dispatcher: Dispatcher, crawls: Crawls, clock: Clock
) -> None:
    (one,) = portals("0 3 * * *")
    dispatcher.is_due(one)
    clock.now += timedelta(days=40)
    assert dispatcher.is_due(one)
    assert dispatcher.serve(one) == "finished"
    assert dispatcher.serve(one) is None
    assert not dispatcher.is_due(one)
    assert len(crawls.started) == 1


def test_a_portal_is_never_crawled_by_two_schedulers_at_once(
    database: Database, dispatcher: Dispatcher, crawls: Crawls, clock: Clock
) -> None:
    (one,) = portals("0 * * * *")
    other = Dispatcher(database.schedules, crawls, clock)
    dispatcher.is_due(one)
    clock.now += HOUR
    seen: list[Ending | None] = []

    def a_long_crawl(beat: Callable[[], None]) -> None:
        for _ in range(18):
            clock.now += HOUR / 6
            seen.append(other.serve(one))
            beat()

    crawls.meanwhile = a_long_crawl
    clock.now += HOUR
    assert dispatcher.serve(one) == "finished"
    assert seen == [None] * 18
    assert other.is_due(one)  # what was due meanwhile counts as one
    crawls.meanwhile = lambda beat: None
    assert (other.serve(one), dispatcher.serve(one)) == ("finished", None)


def test_an_interrupted_crawl_is_repeated_at_the_next_start(
    database: Database, dispatcher: Dispatcher, crawls: Crawls, clock: Clock
) -> None:
    (one,) = portals("0 3 * * *")
    dispatcher.is_due(one)
    clock.now += timedelta(days=1)
    crawls.ending = "interrupted"
    assert dispatcher.serve(one) == "interrupted"
    crawls.ending = "finished"
    restarted = Dispatcher(database.schedules, crawls, clock)
    assert restarted.is_due(one)
    assert restarted.serve(one) == "finished"
    assert not restarted.is_due(one)


def test_the_crawl_of_a_killed_scheduler_is_taken_over_after_a_long_silence(
    database: Database, dispatcher: Dispatcher, clock: Clock, crawls: Crawls
) -> None:
    (one,) = portals("0 3 * * *")
    dispatcher.is_due(one)
    clock.now += timedelta(days=1)
    due = one.timetable.last_until(clock())
    lost = Turn("portal1", due, started_at=clock(), alive_at=clock(), holder="killed", host="elsewhere", pid=1)
    assert database.schedules.claim(lost, lambda _: True)
    clock.now += timedelta(minutes=14)
    assert dispatcher.serve(one) is None
    clock.now += timedelta(minutes=2)
    assert dispatcher.serve(one) == "finished"
    assert len(crawls.started) == 1
    database.schedules.finish(lost, "failed", clock())  # it lives after all, and does not spoil what followed
    assert turn_of(database, "portal1").ending == "finished"


def test_a_clock_once_years_ahead_does_not_delay_later_crawls(
    database: Database, dispatcher: Dispatcher, crawls: Crawls, clock: Clock
) -> None:
    (one,) = portals("0 3 * * *")
    dispatcher.is_due(one)
    clock.now = NEW_YEAR.replace(year=2035)
    assert dispatcher.serve(one) == "finished"
    clock.now = NEW_YEAR + 4 * HOUR
    assert dispatcher.serve(one) == "finished"
    assert dispatcher.serve(one) is None
    clock.now += timedelta(days=1)
    assert dispatcher.serve(one) == "finished"


def test_a_scheduler_that_was_killed_while_its_clock_was_ahead_is_noticed(
    database: Database, dispatcher: Dispatcher, clock: Clock
) -> None:
    (one,) = portals("0 3 * * *")
    ahead = (clock.now + timedelta(days=3000)).astimezone(UTC)
    lost = Turn("portal1", ahead, started_at=ahead, alive_at=ahead, holder="killed", host="elsewhere", pid=1)
    assert database.schedules.claim(lost, lambda _: True)
    assert dispatcher.serve(one) == "finished"


def test_a_failed_crawl_is_recorded(database: Database, clock: Clock) -> None:
    def breaks(portal: Portal, beat: Callable[[], None]) -> Ending:
        raise CannotRun("no process to be had")

    dispatcher = Dispatcher(database.schedules, breaks, clock)
    (one,) = portals("0 3 * * *")
    dispatcher.is_due(one)
    clock.now += timedelta(days=1)
    with pytest.raises(CannotRun):
        dispatcher.serve(one)
    turn = turn_of(database, "portal1")
    assert (turn.ending, turn.is_running) == ("failed", False)


def test_an_end_that_could_not_be_stored_is_stored_at_the_next_attempt(
    database: Database, crawls: Crawls, dispatcher: Dispatcher, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_given: object) -> None:
        raise TryLater("the database is away")

    [one] = portals("0 3 * * *")
    dispatcher.is_due(one)
    clock.now += 4 * HOUR
    with monkeypatch.context() as patched:
        patched.setattr(database.schedules, "finish", away)
        with pytest.raises(TryLater):
            dispatcher.serve(one)
    ended = clock()
    clock.now += HOUR / 60
    assert dispatcher.serve(one) == "finished"
    [turn] = database.schedules.all()
    assert (turn.ending, turn.finished_at) == ("finished", ended)
    assert len(crawls.started) == 1
    assert dispatcher.serve(one) is None
