"""`gxcrawl status`: shows which reports are stored, by agency and year, by portal and by level."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console

from gxcrawl import PARSER_VERSION
from gxcrawl.cli.arguments.agency import find_agency, find_portal, refuse_impossible
from gxcrawl.cli.arguments.options import (
    AgenciesOption,
    DatabaseOption,
    LevelOption,
    PortalOption,
    YearsOption,
    on_same,
    opened,
    refuse_unknown,
)
from gxcrawl.cli.output.json_answer import JsonOption, print_json
from gxcrawl.cli.output.terminal import terminal
from gxcrawl.cli.views.coverage import coverage_tables, groups_table, legend
from gxcrawl.cli.views.words import counted
from gxcrawl.errors import WrongUse
from gxcrawl.presenting.overviews.coverage_groups import MOST_AGENCIES, by_level, by_portal, narrowed
from gxcrawl.reports.coverage import Coverage, coverage
from gxcrawl.storage import Database

_START = "Start with: gxcrawl crawl --portal ID   (gxcrawl portals list)"


def status(
    agency: AgenciesOption = None,
    portal: PortalOption = None,
    level: LevelOption = None,
    year: YearsOption = None,
    agencies: Annotated[bool, typer.Option("--agencies", help="Every agency, however many they are.")] = False,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show which agency's report of which year is stored, and what is the matter with it."""
    with opened(database) as db:
        grid = _narrowed(coverage_of(db), db, agency or (), portal, level, year or ())
        reports, documents = db.reports.count(), db.raw_documents.count()
        outdated = _outdated(db)
        failed = not grid.rows and any(db.failures.find())
    if as_json:
        print_json(_as_json(grid) | {"outdated": outdated})
        return
    console = terminal()
    if not grid.rows:
        next_step = f"What failed and why: {on_same(database, 'gxcrawl failures')}" if failed else _START
        typer.echo(f"Nothing stored yet. {next_step}")
        return
    _print(grid, console, whole=agencies or len(grid.rows) <= MOST_AGENCIES)
    console.print(f"The database holds {counted(reports, 'report')} from {counted(documents, 'document')}.")
    if outdated:
        again = on_same(database, "gxcrawl reparse")
        console.print(f"{outdated:,} of them were parsed by another version; parse them again: {again}", soft_wrap=True)


def _outdated(db: Database) -> int:
    """The number of reports made by another version of the parser."""
    versions = (report.get("parser_version") for report in db.reports.find(projection={"parser_version": 1}))
    return sum(version != PARSER_VERSION for version in versions)


def coverage_of(db: Database) -> Coverage:
    """The coverage of a database."""
    failures = (kept.failure for kept in db.failures.find())
    return coverage(db.reports.standings(), db.agencies.all(), failures)


def _narrowed(
    grid: Coverage,
    db: Database,
    agencies: Sequence[str],
    portal: str | None,
    level: str | None,
    years: Sequence[int],
) -> Coverage:
    """The selected part of the grid. Raises WrongUse if the selection contains no agency."""
    refuse_unknown(level)
    refuse_impossible(years)
    ids = {find_agency(db, one).id for one in agencies}
    part = narrowed(grid, agencies=ids, portal=find_portal(db, portal), level=level, years=years)
    if grid.rows and not part.rows:
        raise WrongUse("no agency that is known fits; gxcrawl status --json lists them")
    return part


def _print(grid: Coverage, console: Console, *, whole: bool) -> None:
    """Prints the coverage by agency if `whole`, then by portal and by level if there are several."""
    portals, levels = by_portal(grid), by_level(grid)
    if whole:
        console.print(*coverage_tables(grid, console.width))
        console.print(legend(grid), soft_wrap=True)
        console.print()
    if len(portals) > 1 or not whole:
        console.print(groups_table("portal", portals))
        console.print()
    if len(levels) > 1:
        console.print(groups_table("level", levels))
        console.print()
    if not whole:
        years = f"{grid.years[0]}–{grid.years[-1]}" if grid.years else "no year"
        console.print(f"{len(grid.rows):,} agencies, {years}; agency by agency: --agencies, --portal ID.")
        console.print(legend(grid), soft_wrap=True)


def _as_json(grid: Coverage) -> dict[str, object]:
    return {
        "years": list(grid.years),
        "expected": grid.expected,
        "agencies": [
            {
                "id": row.agency.id,
                "name": row.agency.name,
                "portal": row.agency.portal,
                "level": row.agency.level,
                "failures": row.failures,
                "states": {str(year): sorted(states) for year, states in row.states.items()},
            }
            for row in grid.rows
        ],
        "portals": [asdict(group) for group in by_portal(grid)],
        "levels": [asdict(group) for group in by_level(grid)],
    }
