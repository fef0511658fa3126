"""Extension: has Spidermon look at every run when its spider closes.

Instead of Spidermon's own extension, which logs through `Spider.log` (deprecated by Scrapy), prints a traceback for
each alarm, and lets all runs of a process share one `meta`.
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
    """Runs the monitors; what they find is theirs to say."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes extensions: after its own, which note how the run ended."""
        if not crawler.settings.getbool("GXCRAWL_WATCH"):
            raise NotConfigured("GXCRAWL_WATCH is off")
        watch = cls(crawler)
        crawler.signals.connect(watch.spider_closed, signal=signals.spider_closed)
        return watch

    def spider_closed(self, spider: Spider) -> None:
        """Looks at the run. Blocks for as long as the reports of its portals are read: nothing else is left to do."""
        suite = RunSuite(crawler=self._crawler)
        stats = stats_of(self._crawler).get_stats()
        _Runner().run(suite, crawler=self._crawler, spider=spider, stats=stats, meta={})


class _Runner(MonitorRunner):  # type: ignore[misc]
    """Without a log of its own."""

    @override
    def create_result(self) -> Any:
        return MonitorResult()
