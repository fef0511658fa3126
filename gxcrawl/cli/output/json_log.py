"""Logs for programs: each record is one JSON object on a line of standard error."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import typer
from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

from gxcrawl.cli.output.exits import INTERRUPTED, exit_code, one_line
from gxcrawl.errors import GxcrawlError

LOGGER = logging.getLogger("gxcrawl.cli")

FORMATTER = JsonFormatter(
    "{levelname}{name}{message}",
    style="{",
    rename_fields={"levelname": "level", "name": "logger"},
    timestamp="time",
    json_ensure_ascii=False,
    # Scrapy's objects, whose text form says nothing; an item contains a whole document
    reserved_attrs=[*RESERVED_ATTRS, "crawler", "spider", "item"],
)


def log_as_json(portal: str = "") -> logging.Handler:
    """Writes all log records of this process from level INFO as JSON; the caller turns off Scrapy's own log handler.

    portal: added to each record if not empty.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(FORMATTER)
    handler.setLevel(logging.INFO)
    if portal:
        handler.addFilter(partial(_name, portal))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.NOTSET)
    logging.captureWarnings(True)
    return handler


def _name(portal: str, record: logging.LogRecord) -> bool:
    record.portal = portal
    return True


@contextmanager
def errors_as_json() -> Iterator[None]:
    """Logs an error of gxcrawl, or an interruption by the user, as JSON and ends the command with its exit code."""
    try:
        yield
    except GxcrawlError as error:
        LOGGER.error(one_line(error))
        raise typer.Exit(exit_code(error)) from error
    except KeyboardInterrupt as error:
        LOGGER.error("gxcrawl: interrupted")
        raise typer.Exit(INTERRUPTED) from error
