"""`gxcrawl export FORMAT --out DIR`: dumps."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from gxcrawl.cli.options import DatabaseOption, opened
from gxcrawl.errors import WrongUse
from gxcrawl.exporting import Manifest, Selection, export_jsonl

_FORMATS = {"jsonl": export_jsonl}


def export(
    format: Annotated[str, typer.Argument(help=f"One of: {', '.join(_FORMATS)}.", metavar="FORMAT")],
    out: Annotated[Path, typer.Option(help="The folder to make; must not be there yet.", metavar="DIR")],
    collection: Annotated[list[str] | None, typer.Option(help="Only this collection; may be repeated.")] = None,
    agency: Annotated[str | None, typer.Option(help="Only this agency id.")] = None,
    portal: Annotated[str | None, typer.Option(help="Only this portal id.")] = None,
    year: Annotated[int | None, typer.Option(help="Only reports about this year.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the folder if it is there.")] = False,
    database: DatabaseOption = None,
) -> None:
    """Write what the database holds as a folder of files with a manifest."""
    write = _FORMATS.get(format)
    if write is None:
        raise WrongUse(f"there is no format {format!r}; choose from {', '.join(_FORMATS)}")
    selection = Selection(tuple(collection) if collection else None, agency, portal, year)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed:,}"), TimeElapsedColumn())
    with opened(database) as db, Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, int] = {}

        def show(name: str, count: int) -> None:
            if name not in tasks:
                tasks[name] = bar.add_task(name, total=None)
            bar.update(tasks[name], completed=count)  # type: ignore[arg-type]

        manifest = write(db, out, selection, force=force, progress=show)
    _report(manifest, out)


def _report(manifest: Manifest, out: Path) -> None:
    for file in manifest.files:
        typer.echo(f"{file.count:>8,}  {out / file.name}")
    typer.echo(f"{manifest.count:,} documents; counts and SHA-256 in {out / 'manifest.json'}")
