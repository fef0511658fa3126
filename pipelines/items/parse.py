"""Parses stored documents, each once per parser version."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.statscollectors import StatsCollector

from gxcrawl import PARSER_VERSION
from gxcrawl.model import Failure
from gxcrawl.storage import Database
from pipelines.crawl.components import database_of, error_handler_of, parser_pool_of, retries_of, stats_of
from pipelines.crawl.error_handler import ErrorHandler
from pipelines.database_retries import DatabaseRetries
from pipelines.item_types import KeptDocument, ParsedDocument, PickledReport, ReportOfYear
from pipelines.reports.derive import UNKNOWN_YEAR, hint_of
from pipelines.reports.known import reports_seen
from pipelines.workers.parsing import ParserPool


@dataclass(eq=False)
class ParsePipeline:
    """Passes on the result of parsing a stored document; drops documents whose report is already stored."""

    database: Database
    pool: ParserPool
    retries: DatabaseRetries
    error_handler: ErrorHandler
    stats: StatsCollector

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy."""
        retries, error_handler = retries_of(crawler), error_handler_of(crawler)
        return cls(database_of(crawler), parser_pool_of(crawler), retries, error_handler, stats_of(crawler))

    async def process_item(self, item: Any) -> Any:
        """Raises DropItem if the report is already stored, after updating its `last_seen`."""
        if not isinstance(item, KeptDocument):
            return item
        return await self.error_handler.guard(item.fetched, self._parse(item), item.raw.content_hash)

    async def _parse(self, item: KeptDocument) -> ParsedDocument:
        if item.fetched.refused is not None:
            raise DropItem(f"{item.fetched.url}: kept as evidence, not parsed: {item.fetched.refused}")
        if item.outcome != "new" and await self.retries.call(self._stands, item):
            self.stats.inc_value("gxcrawl/reports/unchanged")
            raise DropItem(f"{item.fetched.url}: already kept and parsed", log_level="DEBUG")
        source = item.raw.sources[0]
        result = item.result or await self.pool.read(item.raw.content, hint_of(source), source.url, item.raw.encoding)
        return ParsedDocument(item, _of_year(item, result))

    def _stands(self, item: KeptDocument) -> bool:
        """True if a report by this parser version already names the document at this place."""
        named = reports_seen(self.database, item.raw.content_hash, item.fetched.url, datetime.now(UTC))
        return any(
            report["agency"]["id"] == item.fetched.agency_id and report["parser_version"] == PARSER_VERSION
            for report in named
        )


def _of_year(item: KeptDocument, result: PickledReport | Failure) -> ReportOfYear | Failure:
    """The report with its year, or a failure if neither the report nor its link tells the year."""
    if isinstance(result, Failure):
        return result
    year = result.year if result.year is not None else item.fetched.year
    if year is None:
        return Failure(item.fetched.url, "parse", UNKNOWN_YEAR)
    return ReportOfYear(result, year)
