"""Records that known documents are still published, and that addresses which failed before were fetched."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.statscollectors import StatsCollector

from gxcrawl.errors import CannotRun
from gxcrawl.model import FetchedDocument, FetchRecovered, RawDocument, Source, UnchangedDocument
from gxcrawl.storage import Database
from pipelines.crawl.components import database_of, error_handler_of, retries_of, stats_of
from pipelines.crawl.error_handler import ErrorHandler, LeftForLater
from pipelines.database_retries import DatabaseRetries
from pipelines.item_types import KeptDocument
from pipelines.reports.known import reports_seen


@dataclass(eq=False)
class KnownDocumentPipeline:
    """Updates `last_seen` for each UnchangedDocument and drops it; passes other items on.

    A known document without report and without failure was left undone by a crash, or is a page that only links files:
    it is passed to the parser as if just fetched.
    """

    database: Database
    retries: DatabaseRetries
    error_handler: ErrorHandler
    stats: StatsCollector

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy."""
        return cls(database_of(crawler), retries_of(crawler), error_handler_of(crawler), stats_of(crawler))

    async def process_item(self, item: Any) -> Any:
        """Returns a document that still has to be parsed; otherwise raises DropItem after recording the item."""
        if isinstance(item, FetchRecovered):
            await self._call(self.database.failures.clear, item.url, "fetch")
            raise DropItem(f"{item.url}: can be fetched again", log_level="DEBUG")
        if not isinstance(item, UnchangedDocument):
            return item
        undone = await self._call(self._note, item)
        self.stats.inc_value("gxcrawl/keep/known")
        if undone is None:
            raise DropItem(f"{item.url}: still published", log_level="DEBUG")
        return undone

    async def _call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        try:
            return await self.retries.call(function, *arguments)
        except CannotRun as error:
            self.error_handler.stop(error)
            raise LeftForLater(f"unchanged documents are not recorded; {error}", log_level="DEBUG") from error

    def _note(self, item: UnchangedDocument) -> KeptDocument | None:
        self.database.raw_documents.seen_again(item.raw_id, item.url, item.seen_at, checked=item.checked)
        named = reports_seen(self.database, item.raw_id, item.url, item.seen_at)
        self.stats.inc_value("gxcrawl/reports/unchanged", len(named))
        return None if named or self._has_failed(item) else self._undone(item)

    def _has_failed(self, item: UnchangedDocument) -> bool:
        """True if this document failed; failures of an earlier document at its URL do not count."""
        return any(kept.failure.raw_id == item.raw_id for kept in self.database.failures.of_url(item.url))

    def _undone(self, item: UnchangedDocument) -> KeptDocument | None:
        raw = self.database.raw_documents.get(item.raw_id)
        source = next((one for one in raw.sources if one.url == item.url), None) if raw else None
        if raw is None or source is None or source.refused:
            return None
        return KeptDocument(replace(raw, sources=(source,)), _as_fetched(raw, source, item), "known")


def _as_fetched(raw: RawDocument, source: Source, item: UnchangedDocument) -> FetchedDocument:
    return FetchedDocument(
        url=source.url,
        body=raw.content,
        portal_id=item.portal_id,
        agency_id=source.agency_id,
        fetched_at=item.seen_at,
        http=source.http,
        title=source.title,
        year=source.year,
        published_on=source.published_on,
        publisher=source.publisher,
        found_on=source.found_on,
        parent_url=source.parent_url,
        files=source.files,
        listed=source.listed,
    )
