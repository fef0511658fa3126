"""Keeps every fetched body once."""

from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector
from scrapy.utils.asyncio import run_in_thread

from gxcrawl.keep import to_raw
from gxcrawl.model import FetchedDocument
from gxcrawl.storage import RawDocuments
from pipelines.crawl import database_of, run_id_of, stats_of
from pipelines.items import KeptDocument


class KeepPipeline:
    """Stores each FetchedDocument once in `raw_documents`; passes on the KeptDocument."""

    def __init__(self, raw_documents: RawDocuments, run_id: str, stats: StatsCollector) -> None:
        self.raw_documents = raw_documents
        self.run_id = run_id
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes pipelines."""
        return cls(database_of(crawler).raw_documents, run_id_of(crawler), stats_of(crawler))

    async def process_item(self, item: Any) -> Any:
        """A known document only gains a source."""
        if not isinstance(item, FetchedDocument):
            return item
        kept = await run_in_thread(self._keep, item)
        self.stats.inc_value(f"gxcrawl/keep/{kept.outcome}")
        self.stats.inc_value("gxcrawl/keep/bytes", len(item.body))
        return kept

    def _keep(self, item: FetchedDocument) -> KeptDocument:
        raw = to_raw(item, self.run_id, self._parent_id(item))
        return KeptDocument(raw, item, self.raw_documents.keep(raw).outcome)

    def _parent_id(self, item: FetchedDocument) -> str | None:
        """The page that links this attachment, as it was last seen."""
        if item.parent_url is None:
            return None
        versions = self.raw_documents.by_url(item.parent_url)
        return versions[0].content_hash if versions else None
