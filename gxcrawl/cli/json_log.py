"""Logs for programs: each record one JSON object on one line of standard error.

With `--log-json` a command says nothing else there: no progress, and what goes wrong on lines of JSON too.
"""

import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any

import typer
from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter
from rich.console import Console

from gxcrawl.cli.exits import INTERRUPTED, exit_code, one_line
from gxcrawl.errors import GxcrawlError, WrongUse

LogJsonOption = Annotated[bool, typer.Option("--log-json", help="Log JSON, an object to a line; no progress.")]
LogLevelOption = Annotated[
    str | None, typer.Option(help="DEBUG, INFO, WARNING or ERROR. Default: ERROR, with --log-json INFO.")
]
_logger = logging.getLogger("gxcrawl.cli")

_FORMATTER = JsonFormatter(
    "{levelname}{name}{message}",
    style="{",
    rename_fields={"levelname": "level", "name": "logger"},
    timestamp="time",
    json_ensure_ascii=False,
    reserved_attrs=[*RESERVED_ATTRS, "crawler", "spider"],  # Scrapy's objects, which mean nothing on paper
)


def log_as_json(level: str) -> None:
    """Sends all logs of this process there, from `level` on. The caller keeps Scrapy from writing its own."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_FORMATTER)
    handler.setLevel(level)
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.NOTSET)
    logging.captureWarnings(True)


@dataclass(frozen=True, slots=True)
class Voice:
    """How a command speaks to standard error. console: for people, mute with --log-json. settings: Scrapy's."""

    console: Console
    settings: Mapping[str, Any]

    def say(self, line: str, **figures: Any) -> None:
        """A line for people; a record for programs, with the figures beside it."""
        if self.console.quiet:
            _logger.info(line, extra=figures)
        else:
            self.console.print(line, highlight=False, soft_wrap=True)


@contextmanager
def voice(level: str | None, *, log_json: bool) -> Iterator[Voice]:
    """Sets up the logs of a command that crawls or parses. level: None for the default.

    Raises WrongUse for a level that is none; with log_json this and every other error of ours ends the command from
    here, as a line of JSON and its exit code.
    """
    if not log_json:
        yield Voice(Console(stderr=True), {"LOG_LEVEL": _level(level or "ERROR")})
        return
    log_as_json("INFO")
    with errors_as_json():
        log_level = _level(level or "INFO")
        for handler in logging.getLogger().handlers:
            handler.setLevel(log_level)
        yield Voice(Console(stderr=True, quiet=True), {"LOG_ENABLED": False})  # Scrapy's own handler


@contextmanager
def errors_as_json() -> Iterator[None]:
    """Says an error of ours, or that the user interrupted, on a line of JSON and ends the command with its code."""
    try:
        yield
    except GxcrawlError as error:
        _logger.error(one_line(error))
        raise typer.Exit(exit_code(error)) from error
    except KeyboardInterrupt as error:
        _logger.error("gxcrawl: interrupted")
        raise typer.Exit(INTERRUPTED) from error


def _level(name: str) -> str:
    if name.upper() not in logging.getLevelNamesMapping():
        raise WrongUse(f"--log-level {name!r} is no level; choose from DEBUG, INFO, WARNING, ERROR")
    return name.upper()
