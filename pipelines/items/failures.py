"""Stores failed fetches."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.statscollectors import StatsCollector

from gxcrawl.model import Agency, Failure
from gxcrawl.storage import Database
from pipelines.crawl.components import database_of, error_handler_of, retries_of, spider_of, stats_of
from pipelines.crawl.error_handler import ErrorHandler
from pipelines.database_retries import DatabaseRetries


@dataclass(eq=False)
class FailurePipeline:
    """Stores each Failure in `failures` and drops it; passes other items on.

    Its agency is recorded too, so that the coverage shows the failed report.
    """

    database: Database
    retries: DatabaseRetries
    error_handler: ErrorHandler
    spider: Any
    stats: StatsCollector

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy."""
        retries, error_handler = retries_of(crawler), error_handler_of(crawler)
        return cls(database_of(crawler), retries, error_handler, spider_of(crawler), stats_of(crawler))

    async def process_item(self, item: Any) -> Any:
        """Raises DropItem for a Failure once it is recorded."""
        if not isinstance(item, Failure):
            return item
        self.stats.inc_value("gxcrawl/failures")
        await self.error_handler.guard(item, self.retries.call(self._record, item, datetime.now(UTC)))
        raise DropItem(f"{item.url}: {item.reason}", log_level="WARNING")

    def _record(self, failure: Failure, now: datetime) -> None:
        agency: Agency | None = self.spider.agency(failure.agency_id) if failure.agency_id else None
        if agency is not None:
            self.database.agencies.meet(agency, now)
        self.database.failures.record(failure, now)
