"""Runs one crawl in this process, with a progress display, and returns how it ended."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text
from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from gxcrawl.cli.crawling.crawler_process import crawler_process
from gxcrawl.errors import CannotRun, GxcrawlError
from pipelines.crawl.error_handler import why_stopped
from pipelines.extensions.run_recorder import summary

SPIDER = "annual_reports"


@dataclass(frozen=True, slots=True)
class CrawlResult:
    """How a run ended: Scrapy's finish reason, the summary stored in `crawl_runs`, the alarms of its monitors.

    gone: number of reports no longer published. from_spool: number of documents of earlier runs stored by this one.
    started: None for a run that never began. portal_ids: those it was limited to; empty for all.
    """

    finish_reason: str
    summary: Mapping[str, Any]
    alarms: Sequence[str] = ()
    gone: int = 0
    from_spool: int = 0
    started: datetime | None = None
    portal_ids: frozenset[str] = frozenset()


def run_crawl(
    settings_module: str, overrides: Mapping[str, Any], arguments: Mapping[str, Any], console: Console
) -> CrawlResult:
    """Crawls until no request is left.

    settings_module: as in scrapy.cfg. overrides: settings of this run. arguments: of the spider. console: shows the
    progress. Raises GxcrawlError if the crawl could not start or had to stop; KeyboardInterrupt if it was interrupted
    twice, which abandons requests in progress.
    """
    started = datetime.now(UTC)
    process = crawler_process(settings_module, overrides)
    crawler = process.create_crawler(process.spider_loader.load(SPIDER))
    task = process.crawl(crawler, **arguments)
    with Live(_Progress(crawler), console=console, refresh_per_second=4, transient=True):
        process.start()
    _raise_what_stopped_it(task)
    stats = {} if crawler.stats is None else crawler.stats.get_stats()
    if (cause := why_stopped(stats)) is not None:
        raise CannotRun(cause)
    gone, from_spool = (int(stats.get(f"gxcrawl/{name}", 0)) for name in ("reports/gone", "spool/stored"))
    return CrawlResult(
        finish_reason=str(stats.get("finish_reason", "failed")),
        summary=summary(stats),
        alarms=stats.get("gxcrawl/alarms", ()),
        gone=gone,
        from_spool=from_spool,
        started=started,
        portal_ids=frozenset(filter(None, str(arguments.get("portal", "")).split(","))),
    )


def _raise_what_stopped_it(task: Any) -> None:
    """Raises the error of a crawl that could not start; other errors than gxcrawl's own as CannotRun, in one line."""
    if not task.done():
        raise KeyboardInterrupt
    error = None if task.cancelled() else task.exception()
    if isinstance(error, GxcrawlError):
        raise error
    if error is not None:
        logging.getLogger(__name__).debug("the crawl could not start", exc_info=error)
        raise CannotRun(f"the crawl could not start: {type(error).__name__}: {error}")


class _Progress:
    """One line with the counts of a running crawl."""

    _COUNTERS = (
        ("pages", "response_received_count"),
        ("documents new", "gxcrawl/keep/new"),
        ("known", "gxcrawl/keep/known"),
        ("reports new", "gxcrawl/reports/new"),
        ("revised", "gxcrawl/reports/revised"),
        ("failures", "gxcrawl/failures"),
    )

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    def __rich__(self) -> Table:
        stats: StatsCollector | None = self._crawler.stats
        line = Table.grid(padding=(0, 2))
        counts = ((name, str(stats.get_value(key, 0) if stats else 0)) for name, key in self._COUNTERS)
        line.add_row(Text("crawling", "cyan"), *(Text.assemble((count, "bold"), f" {name}") for name, count in counts))
        return line
