"""Extension: records each run in `crawl_runs`, even if it fails, and tells the spider the agencies of earlier
crawls.
"""

import asyncio
import logging
import os
import platform
import secrets
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from gxcrawl.errors import CannotRun, TryLater, WrongUse
from gxcrawl.heartbeat import HEARTBEAT_SECONDS, is_gone
from gxcrawl.model import Agency
from gxcrawl.storage import Database, Outcome, Run
from pipelines.crawl.components import database_of, error_handler_of, retries_of, stats_of

_SHAPING = ("GXCRAWL_PARSE_SECONDS", "DOWNLOAD_MAXSIZE", "DOWNLOAD_TIMEOUT", "ROBOTSTXT_OBEY", "GXCRAWL_MAX_LIST_PAGES")
_OUTCOMES: dict[str, Outcome] = {"finished": "finished", "shutdown": "interrupted"}

_logger = logging.getLogger(__name__)


def new_run_id(now: datetime) -> str:
    """An id that sorts by time and differs between two runs started in the same second."""
    return f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


class RunRecorder:
    """Records the start of a run when the spider opens, and its end when the spider closes."""

    def __init__(self, crawler: Crawler, database: Database, run_id: str) -> None:
        self.crawler = crawler
        self.database = database
        self.run_id = run_id
        self._beating: asyncio.Future[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy, before it makes the pipelines, which need the run's id."""
        run_id = new_run_id(datetime.now(UTC))
        crawler.settings.set("GXCRAWL_RUN_ID", run_id, priority="spider")
        recorder = cls(crawler, database_of(crawler), run_id)
        crawler.signals.connect(recorder.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(recorder.spider_closed, signal=signals.spider_closed)
        return recorder

    async def spider_opened(self, spider: Spider) -> None:
        """Records the start; tells the spider the agencies of earlier crawls, so that their ids stay the same."""
        try:
            known = await retries_of(self.crawler).call(self._start, spider)
        except CannotRun as error:
            error_handler_of(self.crawler).stop(error)
            return
        self._beating = asyncio.ensure_future(self._beat())
        learn = getattr(spider, "learn", None)
        if learn is not None:
            learn(known)

    def _start(self, spider: Spider) -> list[Agency]:
        now = datetime.now(UTC)
        for run_id in self.database.runs.close_dead(lambda run: is_dead(run, now), now):
            _logger.warning(
                "run %s was killed; this crawl repeats what it left undone, as far as it is selected", run_id
            )
        run = Run(
            self.run_id,
            spider.name,
            trigger=self.crawler.settings.get("GXCRAWL_TRIGGER", "manual"),
            started_at=now,
            agency_ids=tuple(sorted(getattr(getattr(spider, "selection", None), "agency_ids", ()))),
            settings={key: self.crawler.settings.get(key) for key in _SHAPING},
            host=platform.node(),
            pid=os.getpid(),
            alive_at=now,
        )
        self.database.runs.start(run)
        return self.database.agencies.all()

    async def _beat(self) -> None:
        """Writes heartbeats, so that other machines know that this run is alive."""
        while True:
            await asyncio.sleep(HEARTBEAT_SECONDS)
            try:
                await asyncio.to_thread(self.database.runs.beat, self.run_id, datetime.now(UTC))
            except (TryLater, CannotRun) as error:  # the pipelines wait for the database and say so
                _logger.debug("no sign of life: %s", error)

    async def spider_closed(self, reason: str) -> None:
        """Records how the run ended, and its statistics."""
        if self._beating is not None:
            self._beating.cancel()
        outcome = _OUTCOMES.get(reason, "failed")
        stats = summary(stats_of(self.crawler).get_stats())
        try:
            await asyncio.to_thread(
                self.database.runs.finish, self.run_id, outcome, finished_at=datetime.now(UTC), stats=stats
            )
        except (TryLater, CannotRun, WrongUse) as error:  # the next start finds this run dead and says so
            _logger.warning("the end of the run could not be recorded: %s", error)


def is_dead(run: Run, now: datetime) -> bool:
    """True if a run without an end was killed. If that is wrong, the run's next heartbeat revokes it."""
    return is_gone(run.host, run.pid, run.alive_at or run.started_at, now)


def summary(stats: dict[str, Any]) -> dict[str, Any]:
    """The stats of `crawl_runs` (docs/data.md), made from the stats of Scrapy and gxcrawl."""
    started = stats.get("start_time")
    return {
        # at its end the spider makes one internal request per portal, which Scrapy counts too
        "pages": stats.get("response_received_count", 0) - stats.get("gxcrawl/fetch/portals_done", 0),
        "documents_new": stats.get("gxcrawl/keep/new", 0),
        "documents_known": stats.get("gxcrawl/keep/known", 0) + stats.get("gxcrawl/keep/new_source", 0),
        "reports_new": stats.get("gxcrawl/reports/new", 0),
        "reports_revised": stats.get("gxcrawl/reports/revised", 0),
        "reports_unchanged": stats.get("gxcrawl/reports/unchanged", 0),
        "failures": stats.get("gxcrawl/failures", 0),
        "bytes": stats.get("downloader/response_bytes", 0),
        "seconds": round((datetime.now(UTC) - started).total_seconds(), 1) if started else 0,
    }
