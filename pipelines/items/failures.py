"""Stores failed fetches."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.statscollectors import StatsCollector

from gxcrawl.model import Agency, Failure
from gxcrawl.storage import Database
from pipelines.crawl.components import boundary_of, database_of, patience_of, spider_of, stats_of
from pipelines.crawl.error_handler import Boundary
from pipelines.database_retries import Patience


@dataclass(eq=False)
class FailurePipeline:
    """Stores each Failure in `failures` and drops it; passes other items on.

    Its agency is recorded too, so that the coverage shows the failed report.
    """

    database: Database
    patience: Patience
    boundary: Boundary
    spider: Any
    stats: StatsCollector

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes pipelines."""
        patience, boundary = patience_of(crawler), boundary_of(crawler)
        return cls(database_of(crawler), patience, boundary, spider_of(crawler), stats_of(crawler))

    async def process_item(self, item: Any) -> Any:
        """Raises DropItem for a Failure once it is recorded."""
        if not isinstance(item, Failure):
            return item
        self.stats.inc_value("gxcrawl/failures")
        await self.boundary.guard(item, self.patience.call(self._record, item, datetime.now(UTC)))
        raise DropItem(f"{item.url}: {item.reason}", log_level="WARNING")

    def _record(self, failure: Failure, now: datetime) -> None:
        agency: Agency | None = self.spider.agency(failure.agency_id) if failure.agency_id else None
        if agency is not None:
            self.database.agencies.meet(agency, now)
        self.database.failures.record(failure, now)
