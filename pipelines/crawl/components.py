"""Objects that the pipelines of one crawl share: the open database, the worker processes, statistics, the run id."""

import asyncio
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.statscollectors import StatsCollector

from gxcrawl.storage import Database, open_database
from pipelines.crawl.error_handler import ErrorHandler
from pipelines.crawl.spool import Spool
from pipelines.database_retries import DatabaseRetries
from pipelines.workers.parsing import ParserPool

_CLOSING: set[asyncio.Future[None]] = set()  # the event loop itself holds tasks only weakly
_T = TypeVar("_T")


def _once_a_crawl(make: Callable[[Crawler], _T]) -> Callable[[Crawler], _T]:
    """Makes a function return the same object for every component of a crawl, created on the first call."""
    made: WeakKeyDictionary[Crawler, _T] = WeakKeyDictionary()

    @wraps(make)
    def of(crawler: Crawler) -> _T:
        if crawler not in made:
            made[crawler] = make(crawler)
        return made[crawler]

    return of


@_once_a_crawl
def database_of(crawler: Crawler) -> Database:
    """The database in GXCRAWL_DATABASE, opened on first use and closed after the crawl."""
    database = open_database(database_uri_of(crawler))
    crawler.signals.connect(lambda: _let_go(crawler), signal=signals.engine_stopped, weak=False)
    return database


def _let_go(crawler: Crawler) -> None:
    """Ends the workers, then closes the database: the last to close an embedded database leaves no log beside the
    file.
    """
    parser_pool_of(crawler).close()
    database_of(crawler).close()


def database_uri_of(crawler: Crawler) -> str:
    """The setting GXCRAWL_DATABASE."""
    uri = crawler.settings.get("GXCRAWL_DATABASE")
    if not uri:
        raise NotConfigured("GXCRAWL_DATABASE is not set: sqlite:///path or mongodb://…")
    return str(uri)


@_once_a_crawl
def parser_pool_of(crawler: Crawler) -> ParserPool:
    """The crawl's worker processes, started on first use and ended before its database is closed."""
    settings = crawler.settings
    return ParserPool(
        settings.getint("GXCRAWL_PARSERS"),
        settings.getfloat("GXCRAWL_PARSE_SECONDS"),
        settings.getint("GXCRAWL_PARSE_MEMORY_BYTES"),
    )


@_once_a_crawl
def retries_of(crawler: Crawler) -> DatabaseRetries:
    """The waiting policy for the database, shared by all components."""
    seconds = crawler.settings.getfloat("GXCRAWL_DATABASE_PATIENCE")
    return DatabaseRetries(database_of(crawler).name, seconds, lambda: _is_stopping(crawler))


def spool_of(crawler: Crawler) -> Spool:
    """The spool for documents that cannot be stored."""
    return Spool(Path(crawler.settings.get("GXCRAWL_SPOOL")), database_of(crawler).name)


@_once_a_crawl
def error_handler_of(crawler: Crawler) -> ErrorHandler:
    """The crawl's error handler for its pipelines."""
    return ErrorHandler(
        failures=database_of(crawler).failures,
        retries=retries_of(crawler),
        spool=spool_of(crawler),
        stats=stats_of(crawler),
        agency_of=lambda agency_id: spider_of(crawler).agency(agency_id),
        close=lambda reason: _close(crawler, reason),
    )


def _is_stopping(crawler: Crawler) -> bool:
    """True if the crawl was running and is being stopped, for example by Ctrl-C."""
    engine = crawler.engine
    return engine is not None and engine.start_time is not None and not engine.running


def _close(crawler: Crawler, reason: str) -> None:
    if crawler.engine is not None and not _is_stopping(crawler):
        closing = asyncio.ensure_future(crawler.engine.close_spider_async(reason=reason))
        _CLOSING.add(closing)
        closing.add_done_callback(_CLOSING.discard)


def stats_of(crawler: Crawler) -> StatsCollector:
    """The crawl's stats; Scrapy makes them before any component."""
    if crawler.stats is None:
        raise NotConfigured("the crawl has no stats collector")
    return crawler.stats


def spider_of(crawler: Crawler) -> Any:
    """The spider; Scrapy makes it before any component."""
    if crawler.spider is None:
        raise NotConfigured("the crawl has no spider")
    return crawler.spider


def run_id_of(crawler: Crawler) -> str:
    """The id of this run in `crawl_runs`, from GXCRAWL_RUN_ID or the extension that started it."""
    return str(crawler.settings.get("GXCRAWL_RUN_ID"))
