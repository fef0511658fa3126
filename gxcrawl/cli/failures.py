"""`gxcrawl failures`: what could not be fetched, read, parsed or stored, and why."""

import json
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from gxcrawl.cli.options import DatabaseOption, JsonOption, opened
from gxcrawl.dates import moment_in_words
from gxcrawl.errors import WrongUse
from gxcrawl.storage import KeptFailure


def failures(
    agency: Annotated[str | None, typer.Option(help="Only those of this agency id.")] = None,
    since: Annotated[str | None, typer.Option(help="Only those met since: 2026-01-31, 昨天, '3 days ago'.")] = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what failed, since when, how often and why. Exit code 1 where there is any."""
    earliest = _moment(since) if since else None
    with opened(database) as db:
        found = [kept for kept in db.failures.find(agency_id=agency) if not earliest or kept.last_seen >= earliest]
    found.sort(key=lambda kept: (kept.failure.portal_id or "", kept.failure.url))
    if as_json:
        typer.echo(json.dumps([_as_json(kept) for kept in found], ensure_ascii=False))
    elif found:
        Console().print(_table(found))
    else:
        typer.echo("No failures.")
    raise typer.Exit(1 if found else 0)


def _moment(words: str) -> datetime:
    moment = moment_in_words(words, datetime.now(UTC))
    if moment is None:
        raise WrongUse(f"--since {words!r} is no time past; give a date such as 2026-01-31, or words such as 昨天")
    return moment


def _table(found: list[KeptFailure]) -> Table:
    table = Table(show_edge=False, pad_edge=False)
    for name in ("stage", "agency", "times", "last seen", "reason", "address"):
        table.add_column(name, overflow="fold")
    for kept in found:
        failure = kept.failure
        owner = failure.agency_id or failure.portal_id or ""
        day = kept.last_seen.date().isoformat()
        table.add_row(failure.stage, owner, str(kept.count), day, failure.reason, failure.url)
    return table


def _as_json(kept: KeptFailure) -> dict[str, Any]:
    failure = kept.failure
    return {
        "url": failure.url,
        "stage": failure.stage,
        "agency_id": failure.agency_id,
        "portal_id": failure.portal_id,
        "raw_id": failure.raw_id,
        "year": failure.year,
        "reason": failure.reason,
        "detail": failure.detail,
        "count": kept.count,
        "first_seen": kept.first_seen.isoformat(),
        "last_seen": kept.last_seen.isoformat(),
    }
