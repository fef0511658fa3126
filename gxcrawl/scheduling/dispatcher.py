"""Starts due crawls, each once. Clock and crawl are given as functions."""

import logging
import os
import platform
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from gxcrawl.errors import CannotRun, TryLater
from gxcrawl.heartbeat import is_gone
from gxcrawl.model import Portal
from gxcrawl.scheduling.timetable import Timetable, timetable_of
from gxcrawl.storage import Ending, Schedules, Turn

_logger = logging.getLogger(__name__)

# A turn further in the future was set by a wrong clock; its portal would not be crawled until then.
_OTHER_CLOCK = timedelta(days=1)

# Portal, and what to call every heartbeat.HEARTBEAT_SECONDS while its crawl runs -> how the crawl ended.
Launch = Callable[[Portal, Callable[[], None]], Ending]


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A portal with a timetable."""

    portal: Portal
    timetable: Timetable


def scheduled(portals: tuple[Portal, ...]) -> list[Scheduled]:
    """The portals that have a timetable, in their order."""
    pairs = ((portal, timetable_of(portal)) for portal in portals)
    return [Scheduled(portal, timetable) for portal, timetable in pairs if timetable is not None]


class Dispatcher:
    """One scheduler's access to the schedule. Several schedulers on one database never start the same crawl twice."""

    def __init__(self, schedules: Schedules, launch: Launch, clock: Callable[[], datetime]) -> None:
        self._schedules = schedules
        self._launch = launch
        self._clock = clock
        self._holder = secrets.token_hex(8)
        self._unnoted: dict[str, tuple[Turn, Ending, datetime]] = {}  # endings that could not be stored yet

    def is_due(self, one: Scheduled) -> bool:
        """True if a crawl was missed, cut short or lost with its scheduler; adds a new portal to the schedule."""
        now = self._clock()
        turn = self._schedules.enrol(one.portal.id, now)
        return self._may_follow(turn, one.timetable.last_until(now), now)

    def serve(self, one: Scheduled) -> Ending | None:
        """Crawls a portal if it is due and waits for the end; None if it is not due or another scheduler does it.

        An ending that could not be stored is stored by the next call, and returned if no crawl is due then.
        """
        if one.portal.id in self._unnoted:
            ending = self._note_ending(one.portal.id)
            if not self.is_due(one):
                return ending
        now = self._clock()
        self._schedules.enrol(one.portal.id, now)
        due = one.timetable.last_until(now)
        turn = Turn(
            one.portal.id, due, started_at=now, alive_at=now, holder=self._holder, host=platform.node(), pid=os.getpid()
        )
        if not self._schedules.claim(turn, lambda last: self._may_follow(last, due, now)):
            return None
        ending = "failed"
        try:
            ending = self._launch(one.portal, lambda: self._beat(turn))
        finally:
            self._unnoted[one.portal.id] = (turn, ending, self._clock())
            self._note_ending(one.portal.id)
        return ending

    def _note_ending(self, portal_id: str) -> Ending:
        turn, ending, ended_at = self._unnoted[portal_id]
        self._schedules.finish(turn, ending, ended_at)
        self._unnoted.pop(portal_id, None)
        return ending

    def _beat(self, turn: Turn) -> None:
        try:
            self._schedules.beat(turn, self._clock())
        except (TryLater, CannotRun) as error:  # the crawl waits for the database by itself
            _logger.debug("no sign of life: %s", error)

    def _may_follow(self, last: Turn, due: datetime, now: datetime) -> bool:
        if last.is_running:
            return is_gone(last.host, last.pid, last.alive_at or last.due, now)
        if last.due - now > _OTHER_CLOCK:
            return True
        return due > last.due or (due == last.due and last.ending == "interrupted")
