"""`scrapy crawl`, which says in one line what is wrong before a crawl and what stopped it, as `gxcrawl crawl` does."""

import argparse
import sys

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import Crawler
from typing_extensions import override

from gxcrawl.cli.crawl import known_agencies
from gxcrawl.cli.exits import FAILURES, exit_code, one_line
from gxcrawl.errors import CannotRun, GxcrawlError
from pipelines.boundary import why_stopped

_SPIDER = "annual_reports"
_ARGUMENTS = ("portal", "agency", "year", "portals")


class Command(ScrapyCrawl):
    """Scrapy's own, once the arguments are known to make sense and the database opens; exit codes as in exits.py."""

    @override
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args != [_SPIDER] or self.settings is None:
            super().run(args, opts)
            return
        arguments = {name: opts.spargs.get(name, "") for name in _ARGUMENTS}
        try:
            opts.spargs["known"] = known_agencies(str(self.settings.get("GXCRAWL_DATABASE")), arguments)
            _raise_what_stopped(self._crawl(opts))
        except GxcrawlError as error:
            print(one_line(error), file=sys.stderr)  # noqa: T201  a command prints
            self.exitcode = exit_code(error)

    def _crawl(self, opts: argparse.Namespace) -> Crawler:
        """The crawler, when it is done."""
        if self.crawler_process is None:
            raise CannotRun("Scrapy gave this command no process to crawl in; call it as `scrapy crawl`")
        crawler = self.crawler_process.create_crawler(_SPIDER)
        self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        if self.crawler_process.bootstrap_failed:
            self.exitcode = FAILURES
        return crawler


def _raise_what_stopped(crawler: Crawler) -> None:
    cause = None if crawler.stats is None else why_stopped(crawler.stats.get_stats())
    if cause is not None:
        raise CannotRun(cause)
