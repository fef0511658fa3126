"""`gxcrawl history AGENCY YEAR`: every version of a report, and what changed from each to the next."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

import typer
from rich.console import Console
from rich.text import Text

from gxcrawl.cli.agency import AgencyArgument, YearArgument, one_report
from gxcrawl.cli.changes_view import print_changes
from gxcrawl.cli.options import DatabaseOption, JsonOption, opened
from gxcrawl.revisions import Changes, changes
from gxcrawl.storage import Document


@dataclass(frozen=True, slots=True)
class Version:
    """One version: when it was first parsed and last seen, where it stands, what changed in it. None for the first."""

    revision: int
    parsed_at: datetime
    last_seen: datetime
    published_on: str | None
    url: str
    raw_id: str
    changes: Changes | None


def history(
    agency: AgencyArgument, year: YearArgument, database: DatabaseOption = None, as_json: JsonOption = False
) -> None:
    """Show every version of a report that was seen: when, where, and which cells and which prose changed."""
    with opened(database) as db:
        current = one_report(db, agency, year)
        versions = _versions([*db.reports.versions(current["_id"]), current])
    if as_json:
        listed = [asdict(version) for version in versions]
        typer.echo(json.dumps({"report": current["_id"], "versions": listed}, ensure_ascii=False, default=_iso))
        return
    console = Console(highlight=False)
    console.print(Text(f"{current['agency']['name']} {year}", style="bold"))
    for version in versions:
        _print(version, console)


def _versions(documents: list[Document]) -> list[Version]:
    before: list[Document | None] = [None, *documents[:-1]]
    return [_version(old, new) for old, new in zip(before, documents, strict=True)]


def _version(before: Document | None, document: Document) -> Version:
    primary: Document = next((source for source in document["sources"] if source["role"] == "primary"), {})
    return Version(
        revision=document["revision"],
        parsed_at=document["parsed_at"],
        last_seen=document["last_seen"],
        published_on=document.get("published_on"),
        url=primary.get("url", ""),
        raw_id=document["content_hash"],
        changes=None if before is None else changes(before, document),
    )


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
