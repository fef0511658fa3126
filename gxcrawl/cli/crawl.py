"""`gxcrawl crawl`: the spider over portals, agencies and years of one's choice."""

import logging
from typing import Annotated

import typer
from rich.console import Console

from gxcrawl.cli.exits import FAILURES, INTERRUPTED, exit_code, one_line
from gxcrawl.cli.json_log import log_as_json
from gxcrawl.cli.options import DatabaseOption, PortalsOption, database_uri
from gxcrawl.cli.running import CrawlResult, run_crawl
from gxcrawl.errors import GxcrawlError, WrongUse
from gxcrawl.model import Agency
from gxcrawl.spiders.selection import read_selection
from gxcrawl.storage import open_database, safe_uri

Many = list[str] | None
_logger = logging.getLogger(__name__)


def crawl(
    portal: Annotated[Many, typer.Option(help="Portal id; may be given several times. Default: all.")] = None,
    agency: Annotated[Many, typer.Option(help="Agency id, name or alias; may be given several times.")] = None,
    year: Annotated[list[int] | None, typer.Option(help="Year a report is about; may be given several times.")] = None,
    portals: PortalsOption = None,
    database: DatabaseOption = None,
    settings: Annotated[str, typer.Option(help="Scrapy settings module.", metavar="MODULE")] = "settings.base",
    log_level: Annotated[
        str | None,
        typer.Option(help="DEBUG, INFO, WARNING or ERROR. Default: ERROR, with --log-json INFO."),
    ] = None,
    log_json: Annotated[bool, typer.Option("--log-json", help="Log JSON, an object to a line; no progress.")] = False,
) -> None:
    """Crawl portals and store what they publish. Exit code 1 where something failed or is alarming."""
    arguments = {
        "portal": ",".join(portal or ()),
        "agency": ",".join(agency or ()),
        "year": ",".join(map(str, year or ())),
        "portals": ",".join(str(path) for path in portals or ()),
    }
    uri = database_uri(database)
    if log_json:
        raise typer.Exit(_crawl_with_json_log(uri, arguments, settings, log_level or "INFO"))
    console = Console(stderr=True)
    result = crawl_into(uri, arguments, settings, log_level or "ERROR", console)
    report_result(result, uri, console)
    raise typer.Exit(exit_code_of(result))


def _crawl_with_json_log(uri: str, arguments: dict[str, str], settings: str, level: str) -> int:
    """The same with everything said on lines of JSON, errors too. The exit code."""
    if level.upper() not in logging.getLevelNamesMapping():
        raise WrongUse(f"--log-level {level!r} is no level; choose from DEBUG, INFO, WARNING, ERROR")
    log_as_json(level.upper())
    try:
        known = known_agencies(uri, arguments)
        overrides = {"GXCRAWL_DATABASE": uri, "LOG_ENABLED": False}  # Scrapy's own handler, not its messages
        result = run_crawl(settings, overrides, {**arguments, "known": known}, None)
    except GxcrawlError as error:
        _logger.error(one_line(error))
        return exit_code(error)
    ended = {**result.summary, "finish_reason": result.finish_reason, "alarms": result.alarms}
    _logger.info("the crawl ended", extra=ended | {"database": safe_uri(uri)})
    return exit_code_of(result)


def exit_code_of(result: CrawlResult) -> int:
    """0 for a crawl without a flaw; INTERRUPTED where it was stopped; FAILURES for failures and alarms."""
    if result.finish_reason == "shutdown":
        return INTERRUPTED
    flawless = result.finish_reason == "finished" and not result.summary["failures"] and not result.alarms
    return 0 if flawless else FAILURES


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
    if result.alarms:
        lines.append(f"{_counted(result.alarms, 'alarm')}; the log says what: --log-level WARNING")
    for line in (*lines, f"Database: {safe_uri(uri)}"):
        console.print(line, highlight=False, soft_wrap=True)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
