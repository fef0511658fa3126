"""Handles errors of one document: it becomes a failure, or waits on disk until the database is back."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from scrapy.exceptions import DropItem
from scrapy.statscollectors import StatsCollector

from gxcrawl.errors import STOPPED_BY, CannotRun
from gxcrawl.model import Agency, Failure, FetchedDocument
from gxcrawl.storage import Failures
from pipelines.crawl.spool import Spool, Spooled
from pipelines.database_retries import DatabaseRetries
from pipelines.reports.failures import store_failure

DATABASE_GONE = "database_gone"
"""The reason for which the spider closes if the database does not come back or cannot be written."""

_SPOOLED = "gxcrawl/spool/put"
_LOST = "gxcrawl/spool/failed"
_BROKEN = "gxcrawl/spool/broken"

_logger = logging.getLogger(__name__)
_T = TypeVar("_T")


class LeftForLater(DropItem):
    """An item that the database could not store. A DropItem of its own class, so that it is not counted as stored."""


@dataclass(eq=False)
class ErrorHandler:
    """Runs the work of every pipeline on one item and handles its errors.

    agency_of: returns an agency that the spider knows. close: ends the crawl with a reason.
    """

    failures: Failures
    retries: DatabaseRetries
    spool: Spool
    stats: StatsCollector
    agency_of: Callable[[str], Agency | None]
    close: Callable[[str], None]

    async def guard(self, item: FetchedDocument | Failure, work: Awaitable[_T], raw_id: str | None = None) -> _T:
        """Returns the result of the work. Raises DropItem after an error has been handled.

        raw_id: of the document, once it is stored.
        """
        try:
            try:
                return await work
            except (DropItem, CannotRun):
                raise
            except Exception as error:
                failure = replace(failure_of(item, error), raw_id=raw_id)
                await self.retries.call(self.failures.record, failure, datetime.now(UTC))
                self.stats.inc_value("gxcrawl/failures")
                raise DropItem(f"{item.url}: {failure.reason}", log_level="ERROR") from error
        except CannotRun as error:
            await self._leave_for_later(item, error)
            raise LeftForLater(f"{item.url}: not stored; {error}", log_level="DEBUG") from error

    async def _leave_for_later(self, item: FetchedDocument | Failure, error: CannotRun) -> None:
        """Writes the document to the spool. A failed fetch is not kept: the next crawl repeats it."""
        if isinstance(item, FetchedDocument):
            try:
                await asyncio.to_thread(self.spool.put, Spooled(item, self.agency_of(item.agency_id)))
                self.stats.inc_value(_SPOOLED)
            except CannotRun as broken:
                self.stats.inc_value(_LOST)
                self.stats.set_value(_BROKEN, str(broken))
                _logger.info("%s: not stored anywhere; the next crawl has to fetch it again: %s", item.url, broken)
        self.stop(error)

    def stop(self, error: CannotRun) -> None:
        """Ends the crawl; only the first reason is reported."""
        if self.stats.get_value(STOPPED_BY) is None:
            self.stats.set_value(STOPPED_BY, str(error))
            self.stats.set_value("gxcrawl/spool/folder", str(self.spool.folder))
            self.close(DATABASE_GONE)


def failure_of(item: FetchedDocument | Failure, error: Exception) -> Failure:
    """The failure for an error with an item, including its agency."""
    return replace(store_failure(item.url, error), agency_id=item.agency_id, portal_id=item.portal_id, year=item.year)


def why_stopped(stats: Mapping[str, Any]) -> str | None:
    """One line if the database stopped the crawl, and where its documents are; None for every other crawl."""
    cause = stats.get(STOPPED_BY)
    if cause is None:
        return None
    parts = [str(cause)]
    if waiting := stats.get(_SPOOLED, 0):
        documents = "1 fetched document waits" if waiting == 1 else f"{waiting} fetched documents wait"
        folder = stats.get("gxcrawl/spool/folder")
        parts.append(f"{documents} in {folder}, the next crawl into this database stores them first")
    if lost := stats.get(_LOST, 0):
        documents = "1 fetched document has" if lost == 1 else f"{lost} fetched documents have"
        parts.append(f"{documents} to be fetched again by the next crawl, since {stats.get(_BROKEN)}")
    return "; ".join(parts)
