"""`gxcrawl history AGENCY YEAR`: shows all versions of a report and the changes from each to the next."""

from dataclasses import asdict
from datetime import datetime

from rich.console import Console
from rich.text import Text

from gxcrawl.cli.arguments.agency import AgencyArgument, YearArgument, one_report
from gxcrawl.cli.arguments.options import DatabaseOption, opened
from gxcrawl.cli.output.json_answer import JsonOption, print_json
from gxcrawl.cli.output.terminal import terminal
from gxcrawl.cli.views.changes import print_changes
from gxcrawl.cli.views.words import days
from gxcrawl.presenting.versions import Version, versions_of
from gxcrawl.text.dates import day_of


def history(
    agency: AgencyArgument, year: YearArgument, database: DatabaseOption = None, as_json: JsonOption = False
) -> None:
    """Show every version of a report that was seen: when, where, and which cells and which prose changed."""
    with opened(database) as db:
        current = one_report(db, agency, year)
        versions = versions_of([*db.reports.versions(current["_id"]), current], db.raw_documents.first_seen)
    gone_since: datetime | None = current.get("gone_since")
    if as_json:
        print_json({"report": current["_id"], "gone_since": gone_since, "versions": list(map(asdict, versions))})
        return
    console = terminal()
    console.print(Text.assemble((f"{current['agency']['name']} {year}", "bold"), f"  {current['_id']}"))
    for version in versions:
        _print(version, console)
    if gone_since is not None:
        console.print(f"\nNo longer published: first missed on {day_of(gone_since)}. What was published is kept.")


def _print(version: Version, console: Console) -> None:
    seen = f"  seen {days(version.first_seen, version.last_seen)}  {version.url}"
    console.print(Text.assemble("\n", (f"revision {version.revision}", "bold"), seen), soft_wrap=True)
    if version.changes is None:
        return
    print_changes(version.changes, console)
    if not version.changes:
        console.print("  nothing that counts as cell or prose", style="dim")
