"""Extension: runs the Spidermon monitors when a spider closes.

It replaces Spidermon's own extension, which logs through `Spider.log` (deprecated by Scrapy), prints a traceback for
each alarm, and shares one `meta` between all runs of a process.
"""

from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from spidermon.results.monitor import MonitorResult  # type: ignore[import-untyped]
from spidermon.runners import MonitorRunner  # type: ignore[import-untyped]
from typing_extensions import override

from pipelines.crawl.components import stats_of
from pipelines.extensions.monitors import RunSuite


class Watch:
    """Runs the monitors; they raise their alarms themselves."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy, after its own extensions, which record how the run ended."""
        if not crawler.settings.getbool("GXCRAWL_WATCH"):
            raise NotConfigured("GXCRAWL_WATCH is off")
        watch = cls(crawler)
        crawler.signals.connect(watch.spider_closed, signal=signals.spider_closed)
        return watch

    def spider_closed(self, spider: Spider) -> None:
        """Runs the monitors. Blocks while the reports of the portals are read, because nothing else is left to do."""
        suite = RunSuite(crawler=self._crawler)
        stats = stats_of(self._crawler).get_stats()
        _Runner().run(suite, crawler=self._crawler, spider=spider, stats=stats, meta={})


class _Runner(MonitorRunner):  # type: ignore[misc]
    """A runner without its own log."""

    @override
    def create_result(self) -> Any:
        return MonitorResult()
