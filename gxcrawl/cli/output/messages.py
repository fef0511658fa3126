"""Messages and logs of a command on standard error: readable text, or with `--log-json` only lines of JSON.

With `--log-json` there is no progress display, and errors are lines of JSON too.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any

import typer
from rich.console import Console

from gxcrawl.cli.output.json_log import LOGGER, errors_as_json, log_as_json
from gxcrawl.cli.output.terminal import terminal
from gxcrawl.errors import WrongUse

LogJsonOption = Annotated[bool, typer.Option("--log-json", help="Log JSON, an object to a line; no progress.")]
LogLevelOption = Annotated[
    str | None,
    typer.Option(metavar="LEVEL", help="DEBUG, INFO, WARNING or ERROR. Default: ERROR, with --log-json INFO."),
]


@dataclass(frozen=True, slots=True)
class Messages:
    """Where messages go. console: for people, silent with --log-json. settings: Scrapy's log settings.

    portal: put before each line; "" for none.
    """

    console: Console
    settings: Mapping[str, Any]
    portal: str = ""

    def write(self, line: str, **figures: Any) -> None:
        """Prints a line for people, or logs a record for programs with the figures as fields."""
        if self.console.quiet:
            LOGGER.info(line, extra=figures)
        else:
            whose = f"{self.portal}: " if self.portal else ""
            self.console.print(f"{whose}{line}", highlight=False, soft_wrap=True)


@contextmanager
def open_messages(level: str | None, *, log_json: bool, portal: str = "") -> Iterator[Messages]:
    """Sets up the logs of a command that crawls or parses.

    level: None for the default. portal: put on each line if several crawls write to the same place.
    Raises WrongUse for an unknown level. With log_json, this and all other errors of gxcrawl end the command here, with
    a line of JSON and the exit code.
    """
    if not log_json:
        settings = {"LOG_LEVEL": log_level(level or "ERROR")}
        if portal:
            settings["LOG_FORMAT"] = f"%(asctime)s {portal} [%(name)s] %(levelname)s: %(message)s"
        yield Messages(terminal(stderr=True), settings, portal)
        return
    handler = log_as_json(portal)
    with errors_as_json():
        handler.setLevel(log_level(level or "INFO"))
        yield Messages(terminal(stderr=True, quiet=True), {"LOG_ENABLED": False})  # turns off Scrapy's own handler


def log_level(name: str) -> str:
    """The name of a log level in upper case. Raises WrongUse for an unknown level."""
    if name.upper() not in logging.getLevelNamesMapping():
        raise WrongUse(f"--log-level {name!r} is no level; choose from DEBUG, INFO, WARNING, ERROR")
    return name.upper()
