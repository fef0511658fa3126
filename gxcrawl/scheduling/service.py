"""The permanent scheduler: APScheduler's clock and threads around the dispatcher."""

import logging
import signal
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from types import FrameType
from typing import Any

from apscheduler.executors.pool import ThreadPoolExecutor  # type: ignore[import-untyped]
from apscheduler.schedulers.blocking import BlockingScheduler  # type: ignore[import-untyped]
from apscheduler.triggers.base import BaseTrigger  # type: ignore[import-untyped]
from typing_extensions import override

from gxcrawl.errors import GxcrawlError
from gxcrawl.scheduling.crawl_processes import CrawlProcesses
from gxcrawl.scheduling.dispatcher import Dispatcher, Scheduled
from gxcrawl.scheduling.timetable import Timetable

_AGAIN = timedelta(minutes=1)  # after a database that was away
_logger = logging.getLogger(__name__)


class _TimetableTrigger(BaseTrigger):  # type: ignore[misc]
    """A timetable as an APScheduler trigger."""

    def __init__(self, timetable: Timetable) -> None:
        self._timetable = timetable

    @override
    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        return self._timetable.next_after(previous_fire_time or now)


class Service:
    """Crawls portals by their timetables until it is told to stop."""

    def __init__(self, dispatcher: Dispatcher, processes: CrawlProcesses, at_once: int) -> None:
        """at_once: number of crawls that may run at the same time; others wait."""
        self._dispatcher = dispatcher
        self._processes = processes
        self._asked_to_stop = False
        self._scheduler = BlockingScheduler(
            executors={"default": ThreadPoolExecutor(at_once)},
            # one crawl of a portal at a time; times that passed meanwhile count as one; none is too late
            job_defaults={"max_instances": 1, "coalesce": True, "misfire_grace_time": None},
            timezone=UTC,
        )

    def run(self, portals: Sequence[Scheduled]) -> None:
        """Blocks until SIGINT or SIGTERM; running crawls are then ended cleanly. Raises GxcrawlError at the start."""
        now = datetime.now(UTC)
        for one in portals:
            first = now if self._dispatcher.is_due(one) else one.timetable.next_after(now)
            self._scheduler.add_job(
                self._serve, _TimetableTrigger(one.timetable), args=[one], id=one.portal.id, next_run_time=first
            )
        before = {number: signal.signal(number, self._stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            self._scheduler.start()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _serve(self, one: Scheduled) -> None:
        portal_id = one.portal.id
        if self._processes.stopping:
            return
        try:
            ending = self._dispatcher.serve(one)
        except GxcrawlError as error:
            _logger.error("%s: %s; trying again in a minute", portal_id, error)
            self._scheduler.add_job(
                self._serve, "date", run_date=datetime.now(UTC) + _AGAIN, args=[one], id=f"{portal_id}/again",
                replace_existing=True,
            )  # fmt: skip
            return
        if ending is None:
            _logger.info("%s: another scheduler has this crawl", portal_id)
        else:
            _logger.info("%s: crawl %s; next at %s", portal_id, ending, one.timetable.next_after(datetime.now(UTC)))

    def _stop(self, number: int, frame: FrameType | None) -> Any:  # noqa: ARG002 - as signal handlers are called
        if self._asked_to_stop:  # `timeout` and some terminals ask twice
            return
        self._asked_to_stop = True
        _logger.info("stopping; crawls that run are asked to end")
        self._processes.stop()
        self._scheduler.shutdown(wait=True)
