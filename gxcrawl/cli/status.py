"""`gxcrawl status`: what is there, agency by agency and year by year."""

import json

import typer
from rich.console import Console

from gxcrawl.cli.coverage_table import coverage_table, legend
from gxcrawl.cli.options import DatabaseOption, JsonOption, opened
from gxcrawl.coverage import FIELDS, Coverage, coverage
from gxcrawl.storage import Database


def status(database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Show which agency's report of which year is stored, and what is the matter with it."""
    with opened(database) as db:
        grid = coverage_of(db)
        reports, documents = db.reports.count(), db.raw_documents.count()
    if as_json:
        typer.echo(json.dumps(_as_json(grid), ensure_ascii=False))
        return
    console = Console()
    if not grid.rows:
        console.print("Nothing stored yet. Start with: gxcrawl crawl --portal ID   (gxcrawl portals list)")
        return
    console.print(coverage_table(grid))
    console.print(legend(grid), highlight=False)
    console.print(f"{reports} reports from {documents} documents.", highlight=False)


def coverage_of(db: Database) -> Coverage:
    """The coverage of a database."""
    failures = (kept.failure for kept in db.failures.find())
    return coverage(db.reports.find(projection=FIELDS), db.agencies.all(), failures)


def _as_json(grid: Coverage) -> dict[str, object]:
    return {
        "years": list(grid.years),
        "expected": grid.expected,
        "agencies": [
            {
                "id": row.agency.id,
                "name": row.agency.name,
                "portal": row.agency.portal,
                "failures": row.failures,
                "states": {str(year): sorted(states) for year, states in row.states.items()},
            }
            for row in grid.rows
        ],
    }
