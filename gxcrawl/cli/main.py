"""The command line: finds the command and turns every error of gxcrawl into one line and an exit code."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typing_extensions import override

from gxcrawl import __version__
from gxcrawl.cli.arguments.typer_app import App, command_of
from gxcrawl.cli.output.exits import COULD_NOT_RUN, UNREAD, exit_code, one_line
from gxcrawl.errors import GxcrawlError

# Each command is in the file of its name, in one of two packages, as a function of that name or a Typer `app`. Imported
# only when called, since `status` needs no Scrapy and `--version` needs nothing.
COMMANDS = {
    **dict.fromkeys(("demo", "crawl"), "crawling"),
    **dict.fromkeys(("parse", "status", "check", "show", "explain", "failures"), "viewing"),
    **dict.fromkeys(("retry", "rerun", "schedule"), "crawling"),
    **dict.fromkeys(("history", "revisions"), "viewing"),
    "reparse": "crawling",
    "export": "viewing",
    "portals": "crawling",
    **dict.fromkeys(("serve", "site"), "viewing"),
}


class _Interrupted(Exception):
    """Carries a KeyboardInterrupt through typer, which would end the program with the right code but no message."""


class _Unread(Exception):
    """The reader of stdout has gone, as in `gxcrawl status | head`; typer and rich would report that as an error."""


@contextmanager
def _past_typer() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt as error:
        raise _Interrupted from error
    except BrokenPipeError as error:
        raise _Unread from error
    except SystemExit as error:
        if isinstance(error.__context__, BrokenPipeError):  # rich turns it into SystemExit
            raise _Unread from error
        raise


class _LazyGroup(TyperGroup):
    """Imports a command only when it is called or listed in the help."""

    @override
    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        with _past_typer():
            return super().make_context(*args, **kwargs)

    @override
    def invoke(self, ctx: Any) -> Any:
        with _past_typer():
            return super().invoke(ctx)

    @override
    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    @override
    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            near = get_close_matches(cmd_name, COMMANDS)
            return ctx.fail(f"No such command {cmd_name!r}. Did you mean {', '.join(near)}?") if near else None
        module = import_module(f"gxcrawl.cli.{COMMANDS[cmd_name]}.{cmd_name}")
        if hasattr(module, "app"):
            return typer.main.get_command(module.app)
        return command_of(cmd_name, getattr(module, cmd_name))


app = App(
    name="gxcrawl",
    help="Finds, keeps, reads and checks annual reports on government information disclosure 政府信息公开工作年度报告.",
    cls=_LazyGroup,
    no_args_is_help=True,
)


@app.callback(invoke_without_command=True)
def _version(version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False) -> None:
    if version:
        typer.echo(f"gxcrawl {__version__}")
        raise typer.Exit


def main() -> None:
    """Runs the command line and exits with its code. Raises KeyboardInterrupt if the user interrupted it."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # GBK, for example, has no ✓
    try:
        app()
    except GxcrawlError as error:
        typer.echo(one_line(error), err=True)
        sys.exit(exit_code(error))
    except _Interrupted as error:
        raise KeyboardInterrupt from error
    except _Unread:
        _discard_output()
        sys.exit(UNREAD)
    except OSError as error:
        if error.filename is not None:  # an error of some file; those of standard output name none
            raise
        _discard_output()
        typer.echo(f"gxcrawl: the output cannot be written: {error.strerror}", err=True)
        sys.exit(COULD_NOT_RUN)


def _discard_output() -> None:
    """Sends buffered output to /dev/null; otherwise Python would try to write it again when it exits."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
