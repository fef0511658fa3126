"""`gxcrawl reparse`: parses the stored raw documents again, without network."""

import asyncio
import os
import re
from collections import Counter
from collections.abc import AsyncIterator
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from gxcrawl.cli.arguments.agency import find_agency, find_portal, refuse_impossible
from gxcrawl.cli.arguments.options import AgencyOption, DatabaseOption, PortalOption, database_uri, opened, year_of
from gxcrawl.cli.output.exits import FAILURES
from gxcrawl.cli.output.messages import LogJsonOption, LogLevelOption, open_messages
from gxcrawl.cli.views.words import counted
from gxcrawl.errors import CannotRun, WrongUse
from gxcrawl.model import Agency
from gxcrawl.storage import Database, open_database
from pipelines.database_retries import DatabaseRetries
from pipelines.reparse.reparser import Choice, Reparser, agency_by_agency
from pipelines.reparse.workers import ReparseWorkers
from pipelines.workers.parsing import ParserPool
from settings import base
from settings.environment import parsers as parsers_in_environment

if TYPE_CHECKING:
    from pipelines.workers.dask_parsers import DaskParsers

_COLUMNS = (
    TextColumn("{task.description}"),
    BarColumn(),
    TextColumn("{task.completed} of {task.total} agencies"),
    TextColumn("{task.fields[documents]:,} documents"),
    TextColumn("{task.fields[rate]:.0f}/s"),
    TimeElapsedColumn(),
)
_ADDRESS = re.compile(r"(\w+://)?[^\s/]+:\d{1,5}/?")
_OUTCOMES = ("new", "revised", "completed", "unchanged", "withdrawn")


def reparse(
    agency: AgencyOption = None,
    portal: PortalOption = None,
    year: Annotated[
        int | None, typer.Option(metavar="YEAR", help="Only what is about this year, or may be.", parser=year_of)
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also what this version has parsed already.")] = False,
    scheduler: Annotated[
        str | None, typer.Option(metavar="tcp://…", help="Parse on the workers of this Dask scheduler.")
    ] = None,
    database: DatabaseOption = None,
    log_level: LogLevelOption = None,
    log_json: LogJsonOption = False,
) -> None:
    """Parse kept documents again: what an older version parsed, what could not be read, and what became no report.

    Exit code 1 where some cannot be read, or are no reports.
    """
    with open_messages(log_level, log_json=log_json) as messages:
        refuse_impossible(() if year is None else (year,))
        _refuse_no_address(scheduler)
        with opened(database) as db:
            choice = Choice(_agencies(db, agency, portal), year, everything)
        counts = asyncio.run(parse_again(database_uri(database), choice, messages.console, scheduler=scheduler))
    outcomes = ", ".join(f"{counts[outcome]} {outcome}" for outcome in _OUTCOMES)
    documents, failures = counted(counts["documents"], "document"), counted(counts["failures"], "failure")
    typer.echo(f"{documents} parsed again; reports: {outcomes}; {failures}.")
    raise typer.Exit(FAILURES if counts["failures"] else 0)


def _refuse_no_address(scheduler: str | None) -> None:
    """Raises WrongUse for a scheduler without host and port. Dask takes both without a protocol too."""
    if scheduler is not None and not _ADDRESS.fullmatch(scheduler):
        raise WrongUse(f"--scheduler {scheduler!r} is no address of a Dask scheduler; give one such as tcp://host:8786")


def _agencies(db: Database, agency: str | None, portal: str | None) -> tuple[Agency, ...]:
    """The selected agencies. Raises WrongUse for an unknown agency or portal."""
    portal_id = find_portal(db, portal)
    known = db.agencies.all() if agency is None else [find_agency(db, agency)]
    return tuple(one for one in known if portal_id in (None, one.portal))


async def parse_again(
    uri: str, choice: Choice, console: Console, parsers: int | None = None, *, scheduler: str | None = None
) -> Counter[str]:
    """Parses the chosen documents again, with a progress bar; returns counts of documents, failures and results.

    parsers: number of worker processes; None for GXCRAWL_PARSERS, or else the number of processors.
    scheduler: address of a Dask scheduler whose workers parse instead; this process stores the results.
    """
    with open_database(uri) as db:
        retries = DatabaseRetries(db.name, base.GXCRAWL_DATABASE_PATIENCE)
        if scheduler is None:
            return await _in_processes(uri, db, retries, choice, console, _count_of(parsers))
        cluster = await _connected(scheduler)
        try:
            reparser = Reparser(db, cluster.parse, cluster.workers, retries)
            return await _show(agency_by_agency(choice, reparser.agency, 2 * cluster.workers), choice, console)
        finally:
            await cluster.close()


async def _in_processes(
    uri: str, db: Database, retries: DatabaseRetries, choice: Choice, console: Console, count: int
) -> Counter[str]:
    """Parses agency by agency in worker processes.

    If an agency exceeds the time or memory limit, its documents are parsed one by one, each with its own limits.
    """
    seconds, memory = base.GXCRAWL_PARSE_SECONDS, base.GXCRAWL_PARSE_MEMORY_BYTES
    workers = ReparseWorkers(uri, count, seconds, memory, retries)
    pool = ParserPool(1, seconds, memory)
    careful = Reparser(db, pool.parse, 1, retries)
    try:
        work = partial(workers.agency, otherwise=careful.agency)
        return await _show(agency_by_agency(choice, work, 2 * count), choice, console)
    finally:
        workers.close()
        pool.close()


def _count_of(parsers: int | None) -> int:
    return parsers or parsers_in_environment(os.cpu_count() or 1)


async def _connected(scheduler: str) -> "DaskParsers":
    """Connects to the Dask cluster. Raises CannotRun if it does not answer or its packages are not installed."""
    try:
        from pipelines.workers.dask_parsers import DaskParsers
    except ModuleNotFoundError as error:
        raise CannotRun(
            f"--scheduler needs the package {error.name}: pip install '.[distributed]' in a checkout"
        ) from error
    return await DaskParsers.connect(scheduler)


async def _show(done: AsyncIterator[Counter[str]], choice: Choice, console: Console) -> Counter[str]:
    counts: Counter[str] = Counter()
    # where the output is no terminal, a progress bar would print an empty line
    with Progress(*_COLUMNS, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("parsing again", total=len(choice.agencies), documents=0, rate=0.0)
        async for count in done:
            counts += count
            elapsed = bar.tasks[task].elapsed or 1.0
            bar.update(task, advance=1, documents=counts["documents"], rate=counts["documents"] / elapsed)
    return counts
