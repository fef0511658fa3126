"""`gxcrawl crawl`: runs the spider for selected portals, agencies and years."""

import shlex
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from gxcrawl.cli.arguments.options import (
    DatabaseOption,
    PortalsOption,
    SettingsOption,
    YearsOption,
    comma_list,
    database_uri,
    on_same,
)
from gxcrawl.cli.crawling.running import CrawlResult, run_crawl
from gxcrawl.cli.output.exits import FAILURES, INTERRUPTED
from gxcrawl.cli.output.messages import LogJsonOption, LogLevelOption, Messages, open_messages
from gxcrawl.cli.views.words import counted
from gxcrawl.errors import CannotRun, NoDatabaseYet, TryLater
from gxcrawl.model import Agency
from gxcrawl.scheduling.crawl_processes import end_with_scheduler
from gxcrawl.spiders.selection import read_selection
from gxcrawl.storage import open_database, safe_uri
from gxcrawl.storage.documents import truncated

Many = list[str] | None
_REASONS = 5  # told at the end of a crawl; `gxcrawl failures` lists all


def crawl(
    portal: Annotated[Many, typer.Option(metavar="ID", help="Portal id; may be repeated. Default: all.")] = None,
    agency: Annotated[Many, typer.Option(metavar="WHO", help="Agency id, name or alias; may be repeated.")] = None,
    year: YearsOption = None,
    portals: PortalsOption = None,
    database: DatabaseOption = None,
    settings: SettingsOption = "settings.base",
    log_level: LogLevelOption = None,
    log_json: LogJsonOption = False,
) -> None:
    """Crawl portals and store what they publish. Exit code 1 where something failed or is alarming."""
    one_of_several = ",".join(portal or ()) if end_with_scheduler() else ""
    with open_messages(log_level, log_json=log_json, portal=one_of_several) as messages:
        arguments = {**spider_arguments(portal, agency, portals), "year": ",".join(map(str, year or ()))}
        uri = database_uri(database, settings)
        result = crawl_into(uri, arguments, settings, messages)
        report_result(result, uri, messages, portals or ())
    raise typer.Exit(exit_code_of(result))


def spider_arguments(portal: Many, agency: Many, portals: Sequence[Path] | None) -> dict[str, str]:
    """The selection as arguments of the spider: comma-separated lists."""
    return {
        "portal": ",".join(portal or ()),
        "agency": ",".join(agency or ()),
        "portals": comma_list(portals),
    }


def exit_code_of(result: CrawlResult) -> int:
    """The exit code: INTERRUPTED for an interrupted crawl, FAILURES for one with failures or alarms, otherwise 0."""
    if result.finish_reason == "shutdown":
        return INTERRUPTED
    flawless = result.finish_reason == "finished" and not result.summary["failures"] and not result.alarms
    return 0 if flawless else FAILURES


def crawl_into(uri: str, arguments: dict[str, str], settings_module: str, messages: Messages) -> CrawlResult:
    """Runs one crawl into a database. Wrong arguments are reported before the first request."""
    known = known_agencies(uri, arguments)
    overrides = {"GXCRAWL_DATABASE": uri, **messages.settings}
    return run_crawl(settings_module, overrides, {**arguments, "known": known}, messages.console)


def known_agencies(uri: str, arguments: dict[str, str]) -> list[Agency]:
    """The agencies stored by earlier crawls. Raises GxcrawlError if the database or an argument is not usable."""
    try:
        with open_database(uri, read_only=True) as database:
            known = database.agencies.all()
    except NoDatabaseYet:  # the crawl creates it, once the arguments are known to be right
        known = []
    read_selection(**arguments, known=known)
    return known


def what_failed(result: CrawlResult, uri: str) -> list[str]:
    """The most frequent reasons for which something failed in this run, by portal, each with its count."""
    if result.started is None:
        return []
    since, whose = truncated(result.started), result.portal_ids
    try:
        with open_database(uri, read_only=True) as database:
            met = [kept.failure for kept in database.failures.find() if kept.last_seen >= since]
    except (CannotRun, TryLater):  # the crawl has done its work; `gxcrawl failures` tells it later
        return []
    reasons = Counter((one.portal_id, one.reason) for one in met if not whose or one.portal_id in whose)
    told = sorted(reasons.items(), key=lambda one: (-one[1], one[0][0] or "", one[0][1]))[:_REASONS]
    lines = [f"  {count}{f' of {portal}' if portal else ''}: {reason}" for (portal, reason), count in told]
    others = reasons.total() - sum(count for _, count in told)
    return [*lines, f"  {others} for other reasons"] if others else lines


def report_result(
    result: CrawlResult, uri: str, messages: Messages, portals: Sequence[Path] = (), *, again: str | None = None
) -> None:
    """Tells the user the results of a crawl, its alarms, and where the data are stored.

    portals: the user's registry files, without which a retry would not know the portals.
    again: the command that fetches again what failed; by default gxcrawl retry.
    """
    if messages.console.quiet:
        ended = {**result.summary, "finish_reason": result.finish_reason, "alarms": len(result.alarms)}
        messages.write("the crawl ended", **ended, database=safe_uri(uri))
        return
    s = result.summary
    nothing = " Nothing new." if not (s["documents_new"] or s["reports_new"] or s["reports_revised"]) else ""
    lines = [
        f"{counted(s['pages'], 'page')}, {s['documents_new']} new and "
        f"{counted(s['documents_known'], 'known document')}; reports: {s['reports_new']} new, "
        f"{s['reports_revised']} revised, {s['reports_unchanged']} unchanged; "
        f"{counted(s['failures'], 'failure')}.{nothing}"
    ]
    if result.from_spool:
        lines.append(f"{counted(result.from_spool, 'document')} of an earlier crawl, left in the spool, stored first.")
    if result.gone:
        lines.append(f"{counted(result.gone, 'report')} no longer published; kept and marked, see gxcrawl history.")
    if result.finish_reason != "finished":
        lines.append(f"The crawl ended early ({result.finish_reason}); run it again to go on.")
    if s["failures"]:
        lines += what_failed(result, uri)
        lines.append(f"What failed and why: {on_same(uri, 'gxcrawl failures')}")
        retry = " ".join(("gxcrawl retry", *(f"--portals {shlex.quote(str(path))}" for path in portals)))
        lines.append(f"To fetch again: {again or on_same(uri, retry)}")
    for line in (*lines, *(f"Alarm: {alarm}" for alarm in result.alarms), f"Database: {safe_uri(uri)}"):
        messages.write(line)
