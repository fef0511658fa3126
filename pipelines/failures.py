"""Records what the spider could not fetch."""

from datetime import UTC, datetime
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.statscollectors import StatsCollector
from scrapy.utils.asyncio import run_in_thread

from gxcrawl.model import Failure
from gxcrawl.storage import Failures
from pipelines.crawl import database_of, stats_of


class FailurePipeline:
    """Puts each Failure into `failures` and drops it; everything else passes."""

    def __init__(self, failures: Failures, stats: StatsCollector) -> None:
        self.failures = failures
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes pipelines."""
        return cls(database_of(crawler).failures, stats_of(crawler))

    async def process_item(self, item: Any) -> Any:
        """Raises DropItem for a Failure once it is recorded."""
        if not isinstance(item, Failure):
            return item
        await run_in_thread(self.failures.record, item, datetime.now(UTC))
        self.stats.inc_value("gxcrawl/failures")
        raise DropItem(f"{item.url}: {item.reason}", log_level="WARNING")
