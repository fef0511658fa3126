"""`scrapy crawl` with the checks, one-line errors and exit codes of `gxcrawl crawl`."""

import argparse
import sys
from collections.abc import Iterable, Sequence

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader
from typing_extensions import override

from gxcrawl.cli.crawling.crawl import known_agencies
from gxcrawl.cli.crawling.running import SPIDER
from gxcrawl.cli.output.exits import FAILURES, exit_code, one_line
from gxcrawl.errors import CannotRun, GxcrawlError, WrongUse
from pipelines.crawl.error_handler import why_stopped

_ARGUMENTS = ("portal", "agency", "year", "portals")


class Command(ScrapyCrawl):
    """Checks the arguments and the database, then runs Scrapy's own command; exit codes as in output/exits.py."""

    @override
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            if args != [SPIDER] or self.settings is None:
                _refuse_unknown_spider(args, self.settings)
                super().run(args, opts)
                return
            arguments = {name: opts.spargs.get(name, "") for name in _ARGUMENTS}
            _refuse_unknown(opts.spargs)
            opts.spargs["known"] = known_agencies(str(self.settings.get("GXCRAWL_DATABASE")), arguments)
            _raise_what_stopped(self._crawl(opts))
        except GxcrawlError as error:
            print(one_line(error), file=sys.stderr)  # noqa: T201  a command prints
            self.exitcode = exit_code(error)

    def _crawl(self, opts: argparse.Namespace) -> Crawler:
        """Runs the crawl and returns its crawler."""
        if self.crawler_process is None:
            raise CannotRun("Scrapy gave this command no process to crawl in; call it as `scrapy crawl`")
        crawler = self.crawler_process.create_crawler(SPIDER)
        self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        if self.crawler_process.bootstrap_failed:
            self.exitcode = FAILURES
        return crawler


def _refuse_unknown_spider(names: Sequence[str], settings: BaseSettings | None) -> None:
    known = names if settings is None else get_spider_loader(settings).list()
    for name in names:
        if name not in known:
            raise WrongUse(f"there is no spider {name!r}; choose from {', '.join(known)}")


def _refuse_unknown(given: Iterable[str]) -> None:
    """Raises WrongUse for an unknown spider argument: with `-a protal=fuyang`, Scrapy would crawl every portal.

    Arguments that begin with `_` are allowed, because Scrapyd adds some.
    """
    taken = (*_ARGUMENTS, "fresh")
    for name in given:
        if name not in taken and not name.startswith("_"):
            raise WrongUse(f"there is no argument -a {name}=…; choose from {', '.join(taken)}")


def _raise_what_stopped(crawler: Crawler) -> None:
    cause = None if crawler.stats is None else why_stopped(crawler.stats.get_stats())
    if cause is not None:
        raise CannotRun(cause)
