"""Spider middleware: stores the documents in the spool before the spider requests anything."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from gxcrawl.errors import CannotRun, Unreadable
from gxcrawl.model import FetchedDocument
from gxcrawl.storage import Agencies
from pipelines.crawl.components import database_of, error_handler_of, retries_of, spool_of, stats_of
from pipelines.crawl.error_handler import ErrorHandler, LeftForLater
from pipelines.crawl.spool import Spool, Spooled, read_spooled
from pipelines.database_retries import DatabaseRetries
from pipelines.item_types import ParsedDocument

Fate = Literal["stored", "left", "broken"]

_logger = logging.getLogger(__name__)


@dataclass(eq=False)
class SpoolFirst:
    """Sends spooled documents through the pipelines one by one; each is removed only after it is stored."""

    crawler: Crawler
    spool: Spool
    agencies: Agencies
    retries: DatabaseRetries
    error_handler: ErrorHandler

    def __post_init__(self) -> None:
        self._current: FetchedDocument | None = None
        self._settled = asyncio.Event()
        self._fate: Fate = "broken"

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy. Raises NotConfigured if the crawl stores nothing."""
        if not crawler.settings.getdict("ITEM_PIPELINES"):
            raise NotConfigured
        agencies = database_of(crawler).agencies
        middleware = cls(crawler, spool_of(crawler), agencies, retries_of(crawler), error_handler_of(crawler))
        crawler.signals.connect(middleware.item_scraped, signal=signals.item_scraped)
        crawler.signals.connect(middleware.item_dropped, signal=signals.item_dropped)
        crawler.signals.connect(middleware.item_error, signal=signals.item_error)
        return middleware

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """The spooled documents, then the spider's start requests; stops if the database is gone."""
        self.spool.remove_left_behind()
        for path in self.spool.paths():
            spooled = await self._read(path)
            if spooled is None:
                continue
            if not await self._introduce(spooled):
                return
            self._current = spooled.fetched
            self._settled.clear()
            yield spooled.fetched
            await self._settled.wait()
            if self._fate == "left":
                return
            if self._fate == "stored":
                self.spool.remove(spooled.fetched)
                stats_of(self.crawler).inc_value("gxcrawl/spool/stored")
        async for one in start:
            yield one

    async def _read(self, path: Path) -> Spooled | None:
        try:
            return await asyncio.to_thread(read_spooled, path)
        except Unreadable as error:
            _logger.error("%s", error)
            return None

    async def _introduce(self, spooled: Spooled) -> bool:
        """Makes the agency known to the spider; only the crawl that was cut short may have found it."""
        if spooled.agency is None:
            return True
        try:
            await self.retries.call(self.agencies.meet, spooled.agency, datetime.now(UTC))
        except CannotRun as error:
            self.error_handler.stop(error)
            return False
        learn = getattr(self.crawler.spider, "learn", None)
        if learn is not None:
            learn([spooled.agency])
        return True

    def item_scraped(self, item: Any) -> None:
        """A document was stored completely."""
        if isinstance(item, ParsedDocument):
            self._settle(item.kept.fetched, "stored")

    def item_dropped(self, item: Any, exception: BaseException) -> None:
        """A document that is no report, or already known, was dropped after that was recorded."""
        self._settle(item, "left" if isinstance(exception, LeftForLater) else "stored")

    def item_error(self, item: Any) -> None:
        """A pipeline raised an error; the document stays in the spool."""
        self._settle(item, "broken")

    def _settle(self, item: Any, fate: Fate) -> None:
        """Records what happened to the current document, which the pipelines may have assigned to another body."""
        current = self._current
        if current is None or not isinstance(item, FetchedDocument):
            return
        if (item.url, item.fetched_at) == (current.url, current.fetched_at):
            self._current, self._fate = None, fate
            self._settled.set()
