"""Stores what the parser made of a document: the report, or the failure to read one."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.statscollectors import StatsCollector

from gxcrawl.errors import NotStorable
from gxcrawl.model import Agency, Failure, Report
from gxcrawl.storage import Database
from pipelines.boundary import Boundary
from pipelines.crawl import boundary_of, database_of, parser_pool_of, patience_of, spider_of, stats_of
from pipelines.derive import Deriver, Reading
from pipelines.items import KeptDocument, ParsedDocument
from pipelines.patience import Patience


class StorePipeline:
    """Puts reports into `reports` and their agencies into `agencies`; failures into `failures`."""

    def __init__(
        self,
        database: Database,
        deriver: Deriver,
        patience: Patience,
        boundary: Boundary,
        spider: Any,
        stats: StatsCollector,
    ) -> None:
        self.database = database
        self.deriver = deriver
        self.patience = patience
        self.boundary = boundary
        self.spider = spider
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes pipelines."""
        database, patience = database_of(crawler), patience_of(crawler)
        deriver = Deriver(database, parser_pool_of(crawler).parse, patience)
        return cls(database, deriver, patience, boundary_of(crawler), spider_of(crawler), stats_of(crawler))

    async def process_item(self, item: Any) -> Any:
        """The parsed document, once what it says is stored. Raises DropItem where it is no report."""
        if not isinstance(item, ParsedDocument):
            return item
        return await self.boundary.guard(item.kept.fetched, self._store(item))

    async def _store(self, item: ParsedDocument) -> ParsedDocument:
        if isinstance(item.result, Failure):
            await self._fail(item.kept, item.result)
            raise DropItem(f"{item.kept.fetched.url}: {item.result.reason}", log_level="INFO")
        await self._store_report(item.kept, item.result.report, item.result.year)
        return item

    async def _store_report(self, kept: KeptDocument, report: Report, year: int) -> None:
        agency = await self.patience.call(self._meet, kept.fetched.agency_id)
        fresh = {kept.raw.content_hash: Reading(report, kept.fetched.url)}
        outcome = await self.deriver.derive(agency, year, fresh)
        self.stats.inc_value(f"gxcrawl/reports/{outcome}")
        await self.patience.call(self._clear_failures, kept.fetched.url, kept.fetched.parent_url)

    def _meet(self, agency_id: str) -> Agency:
        """The agency as the spider knows it, noted as met."""
        agency: Agency | None = self.spider.agency(agency_id) or self.database.agencies.get(agency_id)
        if agency is None:
            raise NotStorable(f"agency {agency_id!r} is known neither to the spider nor to the database")
        self.database.agencies.meet(agency, datetime.now(UTC))
        return agency

    def _clear_failures(self, url: str, parent_url: str | None) -> None:
        """What failed here is mended, and so is the page that only pointed to this attachment."""
        self.database.failures.clear(url)
        if parent_url is not None:
            self.database.failures.clear(parent_url, "parse")

    async def _fail(self, kept: KeptDocument, failure: Failure) -> None:
        """Records the failure; that a page only points to its files is none, the files speak for themselves."""
        if failure.stage == "parse" and kept.fetched.offers_files:
            self.stats.inc_value("gxcrawl/parse/pages_that_only_offer_files")
            return
        # Known from now on, so that a re-parse, with a better parser or a missing program, knows whose report it is.
        await self.patience.call(self._meet, kept.fetched.agency_id)
        self.stats.inc_value("gxcrawl/failures")
        about = replace(
            failure,
            agency_id=kept.fetched.agency_id,
            portal_id=kept.fetched.portal_id,
            raw_id=kept.raw.content_hash,
            year=kept.fetched.year,
        )
        await self.patience.call(self.database.failures.record, about, datetime.now(UTC))
