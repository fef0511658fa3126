"""Records what the spider could not fetch."""

from datetime import UTC, datetime
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.statscollectors import StatsCollector

from gxcrawl.model import Failure
from gxcrawl.storage import Failures
from pipelines.boundary import Boundary
from pipelines.crawl import boundary_of, database_of, patience_of, stats_of
from pipelines.patience import Patience


class FailurePipeline:
    """Puts each Failure into `failures` and drops it; everything else passes."""

    def __init__(self, failures: Failures, patience: Patience, boundary: Boundary, stats: StatsCollector) -> None:
        self.failures = failures
        self.patience = patience
        self.boundary = boundary
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes pipelines."""
        return cls(database_of(crawler).failures, patience_of(crawler), boundary_of(crawler), stats_of(crawler))

    async def process_item(self, item: Any) -> Any:
        """Raises DropItem for a Failure once it is recorded."""
        if not isinstance(item, Failure):
            return item
        self.stats.inc_value("gxcrawl/failures")
        await self.boundary.guard(item, self.patience.call(self.failures.record, item, datetime.now(UTC)))
        raise DropItem(f"{item.url}: {item.reason}", log_level="WARNING")
