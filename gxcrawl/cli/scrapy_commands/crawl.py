"""`scrapy crawl`, which says in one line what is wrong before a crawl begins, as `gxcrawl crawl` does."""

import argparse
import sys

from scrapy.commands.crawl import Command as ScrapyCrawl
from typing_extensions import override

from gxcrawl.cli.crawl import known_agencies
from gxcrawl.cli.exits import exit_code, one_line
from gxcrawl.errors import GxcrawlError

_SPIDER = "annual_reports"
_ARGUMENTS = ("portal", "agency", "year", "portals")


class Command(ScrapyCrawl):
    """Scrapy's own, once the arguments are known to make sense and the database opens."""

    @override
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args == [_SPIDER] and self.settings is not None:
            arguments = {name: opts.spargs.get(name, "") for name in _ARGUMENTS}
            try:
                opts.spargs["known"] = known_agencies(str(self.settings.get("GXCRAWL_DATABASE")), arguments)
            except GxcrawlError as error:
                print(one_line(error), file=sys.stderr)  # noqa: T201  a command prints
                sys.exit(exit_code(error))
        super().run(args, opts)
