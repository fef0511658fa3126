"""The command's door: every error that gxcrawl raises on purpose leaves here as one line and an exit code."""

import sys
from typing import Annotated

import typer

from gxcrawl import __version__
from gxcrawl.cli import crawl, demo, export, failures, parse, portals, status
from gxcrawl.errors import CannotRun, GxcrawlError, TryLater

app = typer.Typer(
    name="gxcrawl",
    help="Finds, keeps, reads and checks annual reports on government information disclosure (政府信息公开工作年度报告).",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(demo.demo)
app.command()(crawl.crawl)
app.command()(parse.parse)
app.command()(status.status)
app.command()(failures.failures)
app.command()(export.export)
app.add_typer(portals.app, name="portals")

EXIT_FAILURES = 1
EXIT_WRONG_USE = 2
EXIT_COULD_NOT_RUN = 3
_INTERRUPTED = 130


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    if version:
        typer.echo(f"gxcrawl {__version__}")
        raise typer.Exit


def main() -> None:
    """Runs the command line and exits with its code."""
    try:
        app()
    except GxcrawlError as error:
        typer.echo(f"gxcrawl: {' '.join(str(error).split())}", err=True)
        sys.exit(EXIT_COULD_NOT_RUN if isinstance(error, CannotRun | TryLater) else EXIT_WRONG_USE)
    except KeyboardInterrupt:
        typer.echo("gxcrawl: interrupted", err=True)
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:  # the reader of our output went away, as `gxcrawl parse … | head` does
        sys.stderr.close()
        sys.exit(0)
