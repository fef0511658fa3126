"""What the pipelines of one crawl share: its open database, its parser processes, its stats, its run id."""

from typing import Any
from weakref import WeakKeyDictionary

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.statscollectors import StatsCollector

from gxcrawl.storage import Database, open_database
from pipelines.workers import ParserPool

_DATABASES: WeakKeyDictionary[Crawler, Database] = WeakKeyDictionary()
_POOLS: WeakKeyDictionary[Crawler, ParserPool] = WeakKeyDictionary()


def database_of(crawler: Crawler) -> Database:
    """The database that GXCRAWL_DATABASE names, opened on first use and closed after the crawl."""
    if crawler not in _DATABASES:
        uri = crawler.settings.get("GXCRAWL_DATABASE")
        if not uri:
            raise NotConfigured("GXCRAWL_DATABASE is not set: sqlite:///path or mongodb://…")
        database = open_database(uri)
        _DATABASES[crawler] = database
        crawler.signals.connect(database.close, signal=signals.engine_stopped, weak=False)
    return _DATABASES[crawler]


def parser_pool_of(crawler: Crawler) -> ParserPool:
    """The crawl's parser processes, started on first use and ended after the crawl."""
    if crawler not in _POOLS:
        settings = crawler.settings
        pool = ParserPool(
            settings.getint("GXCRAWL_PARSERS"),
            settings.getfloat("GXCRAWL_PARSE_SECONDS"),
            settings.getint("GXCRAWL_PARSE_MEMORY_BYTES"),
        )
        _POOLS[crawler] = pool
        crawler.signals.connect(pool.close, signal=signals.engine_stopped, weak=False)
    return _POOLS[crawler]


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
