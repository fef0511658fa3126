"""`gxcrawl history AGENCY YEAR`: every version of a report, and what changed from each to the next."""

import json
from dataclasses import asdict
from datetime import datetime

import typer
from rich.console import Console
from rich.text import Text

from gxcrawl.cli.agency import AgencyArgument, YearArgument, one_report
from gxcrawl.cli.changes_view import print_changes
from gxcrawl.cli.options import DatabaseOption, JsonOption, opened
from gxcrawl.presenting.versions import Version, versions_of


def history(
    agency: AgencyArgument, year: YearArgument, database: DatabaseOption = None, as_json: JsonOption = False
) -> None:
    """Show every version of a report that was seen: when, where, and which cells and which prose changed."""
    with opened(database) as db:
        current = one_report(db, agency, year)
        versions = versions_of([*db.reports.versions(current["_id"]), current])
    if as_json:
        listed = [asdict(version) for version in versions]
        typer.echo(json.dumps({"report": current["_id"], "versions": listed}, ensure_ascii=False, default=_iso))
        return
    console = Console(highlight=False)
    console.print(Text(f"{current['agency']['name']} {year}", style="bold"))
    for version in versions:
        _print(version, console)


def _print(version: Version, console: Console) -> None:
    days = f"{version.parsed_at:%Y-%m-%d} – {version.last_seen:%Y-%m-%d}"
    console.print(f"\n[bold]revision {version.revision}[/]  seen {days}  {version.url}", soft_wrap=True)
    if version.changes is None:
        return
    print_changes(version.changes, console)
    if not version.changes:
        console.print("  nothing that counts as cell or prose", style="dim")


def _iso(moment: datetime) -> str:
    return moment.isoformat()
