"""`gxcrawl reparse`: reports from the documents that are kept, without network."""

import asyncio
import os
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from gxcrawl.cli.agency import find_agency, find_portal
from gxcrawl.cli.exits import FAILURES
from gxcrawl.cli.options import DatabaseOption, opened
from gxcrawl.errors import CannotRun
from gxcrawl.model import Agency
from gxcrawl.storage import Database
from pipelines.derive import Parse
from pipelines.patience import Patience
from pipelines.reparse import Choice, Reparser
from pipelines.workers import ParserPool
from settings import base

if TYPE_CHECKING:
    from pipelines.dask_parsers import DaskParsers

_COLUMNS = (
    TextColumn("{task.description}"),
    BarColumn(),
    TextColumn("{task.completed} of {task.total} agencies"),
    TextColumn("{task.fields[documents]:,} documents"),
    TextColumn("{task.fields[rate]:.0f}/s"),
    TimeElapsedColumn(),
)
_OUTCOMES = ("new", "revised", "completed", "unchanged", "withdrawn")


def reparse(
    agency: Annotated[str | None, typer.Option(help="Only of this agency: id, name or alias.")] = None,
    portal: Annotated[str | None, typer.Option(help="Only of this portal id.")] = None,
    year: Annotated[int | None, typer.Option(help="Only what is about this year, or may be.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also what this version has parsed already.")] = False,
    scheduler: Annotated[
        str | None, typer.Option(metavar="tcp://…", help="Parse on the workers of this Dask scheduler.")
    ] = None,
    database: DatabaseOption = None,
) -> None:
    """Parse kept documents again: what an older version parsed, and what could not be read before.

    Exit code 1 where some cannot be read, or are no reports.
    """
    with opened(database, read_only=False) as db:
        choice = Choice(_agencies(db, agency, portal), year, everything)
        counts = asyncio.run(parse_again(db, choice, Console(stderr=True), scheduler=scheduler))
    outcomes = ", ".join(f"{counts[outcome]} {outcome}" for outcome in _OUTCOMES)
    typer.echo(f"{counts['documents']} documents parsed again; reports: {outcomes}; {counts['failures']} failures.")
    raise typer.Exit(FAILURES if counts["failures"] else 0)


def _agencies(db: Database, agency: str | None, portal: str | None) -> tuple[Agency, ...]:
    """Raises WrongUse for an agency or portal that is not known."""
    portal_id = None if portal is None else find_portal(db, portal)
    known = db.agencies.all() if agency is None else [find_agency(db, agency)]
    return tuple(one for one in known if portal_id in (None, one.portal))


async def parse_again(
    db: Database, choice: Choice, console: Console, parsers: int | None = None, *, scheduler: str | None = None
) -> Counter[str]:
    """Parses again what is chosen, with a progress bar; counts of documents, failures and outcomes of reports.

    parsers: worker processes; as many as GXCRAWL_PARSERS or the machine has processors where None.
    scheduler: of a Dask cluster, whose workers parse instead.
    """
    if scheduler is not None:
        cluster = await _connected(scheduler)
        try:
            return await _parse_all(db, choice, console, cluster.parse, cluster.workers)
        finally:
            await cluster.close()
    parsers = parsers or int(os.environ.get("GXCRAWL_PARSERS") or os.cpu_count() or 1)
    pool = ParserPool(parsers, base.GXCRAWL_PARSE_SECONDS, base.GXCRAWL_PARSE_MEMORY_BYTES)
    try:
        return await _parse_all(db, choice, console, pool.parse, parsers)
    finally:
        pool.close()


async def _connected(scheduler: str) -> "DaskParsers":
    """The cluster. Raises CannotRun where it or the packages for it are missing."""
    try:
        from pipelines.dask_parsers import DaskParsers
    except ModuleNotFoundError as error:
        raise CannotRun(f"--scheduler needs the package {error.name}: pip install 'gxcrawl[distributed]'") from error
    return await DaskParsers.connect(scheduler)


async def _parse_all(db: Database, choice: Choice, console: Console, parse: Parse, parsers: int) -> Counter[str]:
    patience = Patience(db.name, base.GXCRAWL_DATABASE_PATIENCE)
    counts: Counter[str] = Counter()
    with Progress(*_COLUMNS, console=console, transient=True) as bar:
        task = bar.add_task("parsing again", total=len(choice.agencies), documents=0, rate=0.0)
        async for done in Reparser(db, parse, parsers, patience).run(choice):
            counts += done
            elapsed = bar.tasks[task].elapsed or 1.0
            bar.update(task, advance=1, documents=counts["documents"], rate=counts["documents"] / elapsed)
    return counts
