"""`gxcrawl retry`: repeats failed requests, and makes no others."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from gxcrawl.cli.arguments.options import DatabaseOption, PortalsOption, SettingsOption, database_uri
from gxcrawl.cli.crawling.crawl import Many, exit_code_of, report_result, spider_arguments
from gxcrawl.cli.crawling.running import run_crawl
from gxcrawl.cli.output.exits import FAILURES
from gxcrawl.cli.output.messages import LogJsonOption, LogLevelOption, Messages, open_messages
from gxcrawl.cli.views.words import counted
from gxcrawl.errors import NoDatabaseYet
from gxcrawl.model import Failure
from gxcrawl.spiders.selection import read_selection
from gxcrawl.storage import open_database


def retry(
    portal: Annotated[Many, typer.Option(metavar="ID", help="Only of this portal id; may be repeated.")] = None,
    agency: Annotated[Many, typer.Option(metavar="WHO", help="Only of this agency; may be repeated.")] = None,
    portals: PortalsOption = None,
    database: DatabaseOption = None,
    settings: SettingsOption = "settings.base",
    log_level: LogLevelOption = None,
    log_json: LogJsonOption = False,
) -> None:
    """Fetch again what failed to be fetched. Exit code 1 where something still fails."""
    with open_messages(log_level, log_json=log_json) as messages:
        arguments = spider_arguments(portal, agency, portals)
        code = _retry(database_uri(database, settings), arguments, settings, messages, portals or ())
    raise typer.Exit(code)


def _retry(uri: str, arguments: dict[str, str], settings: str, messages: Messages, portals: Sequence[Path]) -> int:
    """Repeats the selected requests; returns the exit code. portals: the user's registry files."""
    try:
        with open_database(uri, read_only=True) as database:
            known, failures = database.agencies.all(), [kept.failure for kept in database.failures.find()]
    except NoDatabaseYet:
        read_selection(**arguments, known=())  # wrong arguments are reported first
        raise
    selection = read_selection(**arguments, known=known)
    named = {portal.id for portal in selection.portals}
    chosen = [one for one in failures if one.portal_id in named and selection.wants_agency(one.agency_id or "")]
    to_fetch = [failure for failure in chosen if failure.stage == "fetch"]
    unnamed = () if arguments["portal"] or arguments["agency"] else _unnamed(failures, named)
    _say_what_is_left(len(chosen) - len(to_fetch), len(to_fetch), unnamed, messages)
    if not to_fetch:
        return FAILURES if chosen or unnamed else 0
    arguments["portal"] = ",".join(sorted({str(failure.portal_id) for failure in to_fetch}))
    # no monitors: a run of requests that failed before would raise their alarms about too many failures
    overrides = {"GXCRAWL_DATABASE": uri, "GXCRAWL_WATCH": False, **messages.settings}
    result = run_crawl(settings, overrides, {**arguments, "known": known, "retry": to_fetch}, messages.console)
    report_result(result, uri, messages, portals)
    still = _still_failing(uri, to_fetch)
    messages.write(f"{len(to_fetch) - still} of {len(to_fetch)} recovered.")
    return exit_code_of(result) or (FAILURES if still else 0)


def _unnamed(failures: Sequence[Failure], named: set[str]) -> list[str]:
    """The ids of portals with requests to repeat that are not in the registry."""
    return sorted({one.portal_id for one in failures if one.stage == "fetch" and one.portal_id} - named)


def _say_what_is_left(unread: int, unfetched: int, unnamed: Sequence[str], messages: Messages) -> None:
    if unread:
        messages.write(
            f"{counted(unread, 'kept document')} could not be read: gxcrawl reparse tries again, without network"
        )
    if unnamed:
        messages.write(
            f"Not tried, as no registry names their portals ({', '.join(unnamed)}): give one with --portals FILE"
        )
    elif not unfetched:
        messages.write("Nothing to fetch again.")


def _still_failing(uri: str, failures: Sequence[Failure]) -> int:
    with open_database(uri, read_only=True) as database:
        return sum(database.failures.get(failure.url, "fetch") is not None for failure in failures)
