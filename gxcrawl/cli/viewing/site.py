"""`gxcrawl site --out DIR`: writes the web interface as files, for a folder or any web server."""

from typing import Annotated

import typer
from rich.progress import Progress

from gxcrawl.cli.arguments.options import DatabaseOption, OutOption, PortalsOption, opened
from gxcrawl.cli.output.terminal import terminal
from gxcrawl.cli.viewing.library import library_of
from gxcrawl.web.static_site import write_site


def site(
    out: OutOption,
    force: Annotated[bool, typer.Option("--force", help="Replace the folder if it is an older site.")] = False,
    portals: PortalsOption = None,
    database: DatabaseOption = None,
) -> None:
    """Write the web interface of a database as static files."""
    console = terminal(stderr=True)
    with opened(database) as db, Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("pages", total=None)
        count = write_site(
            library_of(db, portals),
            out,
            force=force,
            progress=lambda written, known: bar.update(task, completed=written, total=known),
        )
    typer.echo(f"{count:,} pages; open {out / 'index.html'}; in English {out / 'en' / 'index.html'}")
