"""Stores every fetched body once."""

import asyncio
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from gxcrawl.errors import CannotRun
from gxcrawl.model import Agency, Failure, FetchedDocument, Report
from gxcrawl.portals.bodies.words import agency_like, is_uploader
from gxcrawl.reading import kind_of
from gxcrawl.reading.content import declared_charset, to_raw
from gxcrawl.storage import RawDocuments, Seen
from gxcrawl.text.bodies import agency_in_title
from pipelines.crawl.components import (
    database_of,
    error_handler_of,
    parser_pool_of,
    retries_of,
    run_id_of,
    spider_of,
    stats_of,
)
from pipelines.crawl.error_handler import ErrorHandler
from pipelines.database_retries import DatabaseRetries
from pipelines.item_types import KeptDocument, PickledReport
from pipelines.items.batching import Grouping
from pipelines.reports.derive import hint_of
from pipelines.workers.parsing import ParserPool


@dataclass(frozen=True, slots=True)
class _Read:
    """A document to be stored.

    content_hash, result: set if a page has already been read for its hash.
    """

    fetched: FetchedDocument
    content_hash: str | None = None
    result: PickledReport | Failure | None = None


@dataclass(eq=False)
class KeepPipeline:
    """Stores each FetchedDocument once in `raw_documents`; passes on the KeptDocument.

    identify: (portal id, name) → the agency with that name.
    """

    raw_documents: RawDocuments
    pool: ParserPool
    retries: DatabaseRetries
    error_handler: ErrorHandler
    run_id: str
    stats: StatsCollector
    identify: Callable[[str, str], Agency]

    def __post_init__(self) -> None:
        self._grouping = Grouping(self._keep_together)
        self._pages: dict[str, asyncio.Event] = {}  # pages being stored, by url; set once stored or failed

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy."""
        return cls(
            database_of(crawler).raw_documents,
            parser_pool_of(crawler),
            retries_of(crawler),
            error_handler_of(crawler),
            run_id_of(crawler),
            stats_of(crawler),
            spider_of(crawler).identify,
        )

    async def process_item(self, item: Any) -> Any:
        """Stores the document; a known one only gains a source."""
        if not isinstance(item, FetchedDocument):
            return item
        kept = await self.error_handler.guard(item, self._keep_after_its_page(item))
        self.stats.inc_value(f"gxcrawl/keep/{kept.outcome}")
        self.stats.inc_value("gxcrawl/keep/bytes", len(item.body))
        return kept

    async def _keep_after_its_page(self, item: FetchedDocument) -> KeptDocument:
        """Waits until the page that links an attachment is stored, because the attachment refers to it."""
        if item.parent_url in self._pages:
            await self._pages[item.parent_url].wait()
        kept = asyncio.Event()
        if item.offers_files:
            self._pages[item.url] = kept
        try:
            return await self._grouping.call(await self._read(item))
        finally:
            kept.set()
            if self._pages.get(item.url) is kept:
                del self._pages[item.url]

    async def _read(self, item: FetchedDocument) -> _Read:
        """Reads a page once for its content hash and its report; other kinds are hashed by their bytes.

        A page whose reading was given up is hashed by its bytes too.
        """
        is_page = kind_of(item.body) == "html"
        if item.refused is not None or not (is_page or item.unnamed):
            return _Read(item)
        try:
            return await (self._read_page(item) if is_page else self._read_file(item))
        except CannotRun:
            raise
        except Exception:  # noqa: BLE001 - a bug: it occurs again in the parser, after the bytes are stored
            return _Read(item, hashlib.sha256(item.body).hexdigest())

    async def _read_page(self, item: FetchedDocument) -> _Read:
        declared = declared_charset(item.http.content_type)
        read = await self.pool.read_page(item.body, hint_of(item), item.url, declared)
        if isinstance(read, Failure):
            return _Read(item, hashlib.sha256(item.body).hexdigest(), read)
        return _Read(self._named(item, read.result), read.content_hash, read.result)

    async def _read_file(self, item: FetchedDocument) -> _Read:
        result = await self.pool.read(item.body, hint_of(item), item.url, declared_charset(item.http.content_type))
        return _Read(self._named(item, result), result=result)

    def _named(self, item: FetchedDocument, result: PickledReport | Failure) -> FetchedDocument:
        """The document, assigned to the body it names if nothing on the way to it named one."""
        if not item.unnamed or not isinstance(result, PickledReport):
            return item
        name = _body_named_in(result.open(), item.publisher)
        return item if name is None else replace(item, agency_id=self.identify(item.portal_id, name).id)

    async def _keep_together(self, group: Sequence[_Read]) -> list[KeptDocument]:
        return await self.retries.call(self._keep_now, group)

    def _keep_now(self, group: Sequence[_Read]) -> list[KeptDocument]:
        """Stores documents that wait at the same time in one operation. An attachment refers to the latest version of
        its page.
        """
        pages = self.raw_documents.find_seen(one.fetched.parent_url for one in group if one.fetched.parent_url)
        raws = [to_raw(one.fetched, self.run_id, _parent_id(one, pages), one.content_hash) for one in group]
        kept = self.raw_documents.keep_all(raws)
        return [
            KeptDocument(raw, one.fetched, how.outcome, one.result)
            for one, raw, how in zip(group, raws, kept, strict=True)
        ]


def _body_named_in(report: Report, told: str | None) -> str | None:
    """The body in a report's title, otherwise the one that signed it.

    told: the publisher according to the place where it was found.
    """
    signed = report.publisher if report.publisher and not is_uploader(report.publisher) else None
    named = (agency_in_title(report.title), None if signed == told else signed)
    return next((name for name in named if name and agency_like(name)), None)


def _parent_id(read: _Read, pages: Mapping[str, Seen]) -> str | None:
    page = pages.get(read.fetched.parent_url or "")
    return None if page is None else page.raw_id
