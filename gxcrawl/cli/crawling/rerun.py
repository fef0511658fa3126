"""`gxcrawl rerun AGENCY`: fetches and parses the reports of one agency again and shows the changes."""

import asyncio
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from gxcrawl.cli.arguments.agency import AgencyArgument, find_agency
from gxcrawl.cli.arguments.options import DatabaseOption, PortalsOption, SettingsOption, database_uri, year_of
from gxcrawl.cli.crawling.crawl import exit_code_of, report_result, spider_arguments
from gxcrawl.cli.crawling.reparse import parse_again
from gxcrawl.cli.crawling.running import run_crawl
from gxcrawl.cli.output.exits import FAILURES, INTERRUPTED
from gxcrawl.cli.output.json_answer import JsonOption, print_json
from gxcrawl.cli.output.messages import LogJsonOption, LogLevelOption, Messages, open_messages
from gxcrawl.cli.output.terminal import terminal
from gxcrawl.cli.views.changes import print_changes
from gxcrawl.cli.views.words import counted
from gxcrawl.errors import WrongUse
from gxcrawl.model import Agency, Source
from gxcrawl.portals.registry import load_registry
from gxcrawl.reports.revisions import Changes, changes
from gxcrawl.storage import Database, Document, open_database
from pipelines.reparse.reparser import Choice

Reports = dict[str, Document]
_NOTHING: Document = {}


def rerun(
    agency: AgencyArgument,
    year: Annotated[
        int | None, typer.Option(metavar="YEAR", help="Only the report about this year.", parser=year_of)
    ] = None,
    portals: PortalsOption = None,
    database: DatabaseOption = None,
    settings: SettingsOption = "settings.base",
    log_level: LogLevelOption = None,
    log_json: LogJsonOption = False,
    as_json: JsonOption = False,
) -> None:
    """Fetch and parse one agency's reports afresh and show what changed. Exit code 1 where something failed."""
    with open_messages(log_level, log_json=log_json) as messages:
        found, reports, code = _rerun(database_uri(database, settings), agency, year, portals, settings, messages)
    _print(found, *reports, as_json=as_json, whole=code != INTERRUPTED)
    raise typer.Exit(code)


def _rerun(
    uri: str, who: str, year: int | None, portals: list[Path] | None, settings: str, messages: Messages
) -> tuple[Agency, tuple[Reports, Reports], int]:
    """Crawls and parses again; returns the agency, its reports before and after, and the exit code."""
    with open_database(uri, read_only=True) as db:
        found = find_agency(db, who, portals)
        if found.portal not in {portal.id for portal in load_registry(portals).portals}:
            raise WrongUse(f"{found.name} publishes on {found.portal!r}, which no registry names; add --portals FILE")
        before, places, known = _reports(db, found, year), _places(db, found, year), db.agencies.all()
    arguments = {**spider_arguments([found.portal], [found.id], portals), "year": str(year or ""), "fresh": "1"}
    overrides = {"GXCRAWL_DATABASE": uri, "GXCRAWL_TRIGGER": "rerun", **messages.settings}
    result = run_crawl(settings, overrides, {**arguments, "known": known, "places": places}, messages.console)
    code = exit_code_of(result)
    if code != INTERRUPTED:
        again = Choice((found,), year, everything=True)
        counts = asyncio.run(
            parse_again(uri, again, messages.console, parsers=1)
        )  # one process: there are few documents
        code = code or (FAILURES if counts["failures"] else 0)
    with open_database(uri, read_only=True) as db:
        after = _reports(db, found, year)
    report_result(result, uri, messages, portals or ())
    return found, (before, after), code


def _reports(db: Database, agency: Agency, year: int | None) -> Reports:
    return {report["_id"]: report for report in db.reports.find(agency_id=agency.id, year=year)}


def _places(db: Database, agency: Agency, year: int | None) -> list[Source]:
    """The sources of the agency's documents about the year or an unknown year; of all years if it is None."""
    return [
        source
        for entry in db.raw_documents.entries(agency_id=agency.id)
        for source in entry.sources
        if source.agency_id == agency.id and (year is None or source.year in (None, year))
    ]


def _print(agency: Agency, before: Reports, after: Reports, *, as_json: bool, whole: bool) -> None:
    """Prints the changed cells and sentences of each report. whole: whether the crawl was completed.

    A new or withdrawn report is one line; in JSON, all its cells are listed as changed.
    """
    found = {key: changes(before.get(key, _NOTHING), after.get(key, _NOTHING)) for key in sorted({*before, *after})}
    if as_json:
        reports = [_as_json(key, change, before, after) for key, change in found.items()]
        print_json({"agency": agency.id, "reports": reports})
        return
    console = terminal()
    for key, change in found.items():
        if change:
            console.print(Text.assemble((key, "bold"), f"  {_what(agency, key, before, after)}"), soft_wrap=True)
            if key in before and key in after:
                print_changes(change, console)
    console.print(Text(f"{agency.name}: {_how_many(found)}{'' if whole else ', as far as it came'}."))


def _how_many(found: dict[str, Changes]) -> str:
    if not found:
        return "no report was found"
    changed, of_all = sum(map(bool, found.values())), counted(len(found), "report")
    return f"{changed} of {of_all} changed" if changed else f"nothing changed in {of_all}"


def _what(agency: Agency, key: str, before: Reports, after: Reports) -> str:
    if key not in before:  # one line instead of hundreds of new cells
        return f"new; read it with: gxcrawl show {agency.id} {after[key]['year']}"
    if key not in after:
        return "withdrawn: no document contains this report any more"
    old, new = before[key]["revision"], after[key]["revision"]
    return f"revision {old}" if old == new else f"revision {old} → {new}"


def _as_json(key: str, change: Changes, before: Reports, after: Reports) -> dict[str, Any]:
    revisions = [reports[key]["revision"] if key in reports else None for reports in (before, after)]
    return {"id": key, "revisions": revisions, "changes": asdict(change)}
