"""Parses kept documents, each once for every version of the parser."""

from datetime import UTC, datetime
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.statscollectors import StatsCollector
from scrapy.utils.asyncio import run_in_thread

from gxcrawl.model import Failure, Report
from gxcrawl.reports import PARSER_VERSION
from gxcrawl.storage import Reports
from pipelines.crawl import database_of, parser_pool_of, stats_of
from pipelines.derive import hint_of
from pipelines.items import KeptDocument, ParsedDocument, ReportOfYear
from pipelines.workers import ParserPool


class ParsePipeline:
    """Passes on what a kept document says; one that a report was made of already goes no further."""

    def __init__(self, reports: Reports, pool: ParserPool, stats: StatsCollector) -> None:
        self.reports = reports
        self.pool = pool
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes pipelines."""
        return cls(database_of(crawler).reports, parser_pool_of(crawler), stats_of(crawler))

    async def process_item(self, item: Any) -> Any:
        """Raises DropItem where the report stands already, once its `last_seen` is moved on."""
        if not isinstance(item, KeptDocument):
            return item
        if item.outcome != "new" and await run_in_thread(self._stands, item):
            self.stats.inc_value("gxcrawl/reports/unchanged")
            raise DropItem(f"{item.fetched.url}: already kept and parsed", log_level="DEBUG")
        source = item.raw.sources[0]
        result = await self.pool.parse(item.raw.content, hint_of(source), source.url, item.raw.encoding)
        return ParsedDocument(item, _of_year(item, result))

    def _stands(self, item: KeptDocument) -> bool:
        """Whether a report of this parser names the document at this place already."""
        for report in self.reports.from_raw(item.raw.content_hash):
            places = {(source["raw_id"], source["url"]) for source in report["sources"]}
            here = (item.raw.content_hash, item.fetched.url) in places
            if here and report["parser_version"] == PARSER_VERSION and report["agency"]["id"] == item.fetched.agency_id:
                self.reports.seen(report["_id"], datetime.now(UTC))
                return True
        return False


def _of_year(item: KeptDocument, result: Report | Failure) -> ReportOfYear | Failure:
    """A report whose year neither it nor its link tells cannot be stored: it would be a guess."""
    if isinstance(result, Failure):
        return result
    year = result.year if result.year is not None else item.fetched.year
    if year is None:
        return Failure(item.fetched.url, "parse", "the year it is about stands neither in its title nor in its text")
    return ReportOfYear(result, year)
