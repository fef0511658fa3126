"""Extension: gives the spider access to what the database knows; at the end, marks reports that are no longer
published.
"""

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from gxcrawl.errors import CannotRun, TryLater
from gxcrawl.model import MANY_REPORTS, NO_REPORT, Failure, Remembered
from gxcrawl.storage import Database
from gxcrawl.storage.documents import truncated
from pipelines.crawl.components import database_of, retries_of, stats_of
from pipelines.extensions.vanished import Vanished, find_vanished

# If the clock is set back by more, documents seen in this crawl look older than it, like documents not seen.
_STEP = timedelta(seconds=1)
_logger = logging.getLogger(__name__)


class DatabaseMemory:
    """The spider's access to results of earlier crawls. Empty if the database is away, which is always safe."""

    def __init__(self, database: Database, portal_ids: Iterable[str]) -> None:
        self._database = database
        failed: defaultdict[str, set[str]] = defaultdict(set)
        for kept in database.failures.find(stage="fetch"):
            failed[kept.failure.portal_id or ""].add(kept.failure.url)
        self._failed = {portal_id: frozenset(failed[portal_id]) for portal_id in portal_ids}
        self._reports = {
            portal_id: sum(1 for _ in database.reports.find(portal=portal_id, projection={"_id": 1}))
            for portal_id in portal_ids
        }

    def seen(self, urls: Iterable[str]) -> Mapping[str, Remembered]:
        """Known URL → content last seen there. Refused pages are not known."""
        try:
            found = self._database.raw_documents.find_seen(urls)
        except (TryLater, CannotRun) as error:  # the pipelines wait for the database and say so
            _logger.debug("nothing is remembered: %s", error)
            return {}
        known = {url: Remembered(seen.raw_id, seen.source) for url, seen in found.items()}
        return {url: one for url, one in known.items() if one.source.refused in (None, NO_REPORT, MANY_REPORTS)}

    def failed(self, portal_id: str) -> frozenset[str]:
        """The URLs of a portal that could not be fetched in an earlier crawl."""
        return self._failed.get(portal_id, frozenset())

    def reports(self, portal_id: str) -> int:
        """The number of known reports of a portal."""
        return self._reports.get(portal_id, 0)


class MemoryExtension:
    """Gives the spider its memory when it opens; when it closes, marks reports that it should have seen but did not."""

    def __init__(self, crawler: Crawler, database: Database) -> None:
        self.crawler = crawler
        self.database = database
        self._started_at, self._started = datetime.now(UTC), time.monotonic()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy."""
        extension = cls(crawler, database_of(crawler))
        crawler.signals.connect(extension.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    async def spider_opened(self, spider: Spider) -> None:
        """Called before the first request."""
        remember, scopes = getattr(spider, "remember", None), getattr(spider, "scopes", {})
        if remember is None:
            return
        self._started_at, self._started = datetime.now(UTC), time.monotonic()
        try:
            remember(await retries_of(self.crawler).call(DatabaseMemory, self.database, list(scopes)))
        except CannotRun as error:
            _logger.debug("nothing is remembered: %s", error)

    async def spider_closed(self, spider: Spider, reason: str) -> None:
        """Called after the last item; does nothing if the crawl was cut short."""
        wholly_read = getattr(spider, "wholly_read", None)
        if wholly_read is None or reason != "finished":
            return
        passed = timedelta(seconds=time.monotonic() - self._started)
        if datetime.now(UTC) < self._started_at + passed - _STEP:
            _logger.warning(
                "the clock was set back during this crawl; reports that are no longer published are not marked"
            )
            return
        try:
            await asyncio.to_thread(self._mark, wholly_read(), spider)
        except (TryLater, CannotRun) as error:  # the next crawl finds them gone
            _logger.warning("reports that are no longer published could not be marked: %s", error)

    def _mark(self, portal_ids: Iterable[str], spider: Any) -> None:
        for portal_id in portal_ids:
            missed = find_vanished(self.database, portal_id, self._started_at, spider.results.unreached)
            now = datetime.now(UTC)
            for failure in _emptied_lists(missed, portal_id, spider.results.gone):
                self.database.failures.record(failure, now)
                stats_of(self.crawler).inc_value("gxcrawl/failures")
            for report in missed.gone(spider.results.gone):
                self.database.reports.gone(report, now, missed_since=self._started_at)
                stats_of(self.crawler).inc_value("gxcrawl/reports/gone")
            self._forget_lists(portal_id)

    def _forget_lists(self, portal_id: str) -> None:
        """Deletes failures of list pages that are no longer linked; called when all lists were read to their end."""
        before = truncated(self._started_at)
        for kept in list(self.database.failures.find(portal_id=portal_id, stage="fetch")):
            if kept.failure.title is None and kept.last_seen < before:
                self.database.failures.clear(kept.failure.url, "fetch")


def _emptied_lists(missed: Vanished, portal_id: str, gone: set[str]) -> Iterator[Failure]:
    for found_on, count in missed.emptied(gone):
        reason = f"list had {count} reports and leads to none of them now; look whether it moved"
        yield Failure(found_on, "fetch", reason, portal_id=portal_id)
