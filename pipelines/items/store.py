"""Stores the result of parsing: a report, or a failure."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.statscollectors import StatsCollector

from gxcrawl.errors import NotStorable
from gxcrawl.model import Agency, Failure
from gxcrawl.storage import Database
from pipelines.crawl.components import (
    database_of,
    database_uri_of,
    error_handler_of,
    parser_pool_of,
    retries_of,
    spider_of,
    stats_of,
)
from pipelines.crawl.error_handler import ErrorHandler
from pipelines.database_retries import DatabaseRetries
from pipelines.item_types import KeptDocument, ParsedDocument, PickledReport
from pipelines.workers.storing import Arrival, Arrivals


@dataclass(eq=False)
class StorePipeline:
    """Puts reports into `reports` and their agencies into `agencies`; failures into `failures`."""

    database: Database
    arrivals: Arrivals
    retries: DatabaseRetries
    error_handler: ErrorHandler
    spider: Any
    stats: StatsCollector

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy."""
        database, retries = database_of(crawler), retries_of(crawler)
        arrivals = Arrivals(database_uri_of(crawler), database, parser_pool_of(crawler), retries)
        return cls(database, arrivals, retries, error_handler_of(crawler), spider_of(crawler), stats_of(crawler))

    async def process_item(self, item: Any) -> Any:
        """Returns the parsed document after its report is stored. Raises DropItem if it is not a report."""
        if not isinstance(item, ParsedDocument):
            return item
        return await self.error_handler.guard(item.kept.fetched, self._store(item), item.kept.raw.content_hash)

    async def _store(self, item: ParsedDocument) -> ParsedDocument:
        if isinstance(item.result, Failure):
            await self._fail(item.kept, item.result)
            raise DropItem(f"{item.kept.fetched.url}: {item.result.reason}", log_level="INFO")
        await self._store_report(item.kept, item.result.report, item.result.year)
        return item

    async def _store_report(self, kept: KeptDocument, report: PickledReport, year: int) -> None:
        fetched = kept.fetched
        agency = await self._agency(fetched.agency_id)
        arrival = Arrival(
            agency=agency,
            year=year,
            raw_id=kept.raw.content_hash,
            report=report,
            url=fetched.url,
            parent_url=fetched.parent_url,
        )
        self.stats.inc_value(f"gxcrawl/reports/{await self.arrivals.store(arrival)}")

    async def _agency(self, agency_id: str) -> Agency:
        """The agency as the spider knows it, otherwise from the database, which needs a thread."""
        known: Agency | None = self.spider.agency(agency_id)
        agency = known or await self.retries.call(self.database.agencies.get, agency_id)
        if agency is None:
            raise NotStorable(f"agency {agency_id!r} is known neither to the spider nor to the database")
        return agency

    async def _fail(self, kept: KeptDocument, failure: Failure) -> None:
        """Records the failure; none for a page that only links files, because the files have their own result."""
        # Known from now on: another process may fetch the files, a better parser may read the document another day.
        agency = await self._agency(kept.fetched.agency_id)
        await self.retries.call(self.database.agencies.meet, agency, datetime.now(UTC))
        if failure.stage == "parse" and kept.fetched.offers_files:
            self.stats.inc_value("gxcrawl/parse/pages_that_only_offer_files")
            return
        self.stats.inc_value("gxcrawl/failures")
        about = replace(
            failure,
            agency_id=kept.fetched.agency_id,
            portal_id=kept.fetched.portal_id,
            raw_id=kept.raw.content_hash,
            year=kept.fetched.year,
        )
        await self.retries.call(self.database.failures.record, about, datetime.now(UTC))
