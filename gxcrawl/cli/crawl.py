"""`gxcrawl crawl`: the spider over portals, agencies and years of one's choice."""

from typing import Annotated

import typer
from rich.console import Console

from gxcrawl.cli.exits import FAILURES, INTERRUPTED
from gxcrawl.cli.options import DatabaseOption, PortalsOption, database_uri
from gxcrawl.cli.running import CrawlResult, run_crawl
from gxcrawl.model import Agency
from gxcrawl.spiders.selection import read_selection
from gxcrawl.storage import open_database, safe_uri

Many = list[str] | None


def crawl(
    portal: Annotated[Many, typer.Option(help="Portal id; may be given several times. Default: all.")] = None,
    agency: Annotated[Many, typer.Option(help="Agency id, name or alias; may be given several times.")] = None,
    year: Annotated[list[int] | None, typer.Option(help="Year a report is about; may be given several times.")] = None,
    portals: PortalsOption = None,
    database: DatabaseOption = None,
    settings: Annotated[str, typer.Option(help="Scrapy settings module.", metavar="MODULE")] = "settings.base",
    log_level: Annotated[str, typer.Option(help="Scrapy's log: DEBUG, INFO, WARNING, ERROR.")] = "ERROR",
) -> None:
    """Crawl portals and store what they publish. Exit code 1 where something failed and is worth a look."""
    arguments = {
        "portal": ",".join(portal or ()),
        "agency": ",".join(agency or ()),
        "year": ",".join(map(str, year or ())),
        "portals": ",".join(str(path) for path in portals or ()),
    }
    console = Console(stderr=True)
    result = crawl_into(database_uri(database), arguments, settings, log_level, console)
    report_result(result, database_uri(database), console)
    raise typer.Exit(_exit_code(result))


def _exit_code(result: CrawlResult) -> int:
    if result.finish_reason == "shutdown":
        return INTERRUPTED
    return 0 if result.finish_reason == "finished" and not result.summary["failures"] else FAILURES


def crawl_into(
    uri: str, arguments: dict[str, str], settings_module: str, log_level: str, console: Console
) -> CrawlResult:
    """One crawl into a database. What the user got wrong is said before anything is asked of a portal."""
    known = known_agencies(uri, arguments)
    overrides = {"GXCRAWL_DATABASE": uri, "LOG_LEVEL": log_level.upper()}
    return run_crawl(settings_module, overrides, {**arguments, "known": known}, console)


def known_agencies(uri: str, arguments: dict[str, str]) -> list[Agency]:
    """The agencies that earlier crawls met. Raises GxcrawlError where database or arguments are no good."""
    with open_database(uri) as database:
        known = database.agencies.all()
    read_selection(**arguments, known=known)
    return known


def report_result(result: CrawlResult, uri: str, console: Console) -> None:
    """What came of it, what to look at, and where it is."""
    s = result.summary
    nothing = " Nothing new." if not (s["documents_new"] or s["reports_new"] or s["reports_revised"]) else ""
    lines = [
        f"{_counted(s['pages'], 'page')}, {s['documents_new']} new and "
        f"{_counted(s['documents_known'], 'known document')}; reports: {s['reports_new']} new, "
        f"{s['reports_revised']} revised, {s['reports_unchanged']} unchanged; "
        f"{_counted(s['failures'], 'failure')}.{nothing}"
    ]
    if result.finish_reason != "finished":
        lines.append(f"The crawl ended early ({result.finish_reason}); run it again to go on.")
    if s["failures"]:
        lines.append("What failed and why: gxcrawl failures")
    for line in (*lines, f"Database: {safe_uri(uri)}"):
        console.print(line, highlight=False, soft_wrap=True)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
