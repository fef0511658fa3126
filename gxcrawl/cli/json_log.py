"""Logs for programs: each record one JSON object on one line of standard error."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import typer
from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

from gxcrawl.cli.exits import INTERRUPTED, exit_code, one_line
from gxcrawl.errors import GxcrawlError

LOGGER = logging.getLogger("gxcrawl.cli")

FORMATTER = JsonFormatter(
    "{levelname}{name}{message}",
    style="{",
    rename_fields={"levelname": "level", "name": "logger"},
    timestamp="time",
    json_ensure_ascii=False,
    # Scrapy's objects, which mean nothing on paper; an item holds a whole document
    reserved_attrs=[*RESERVED_ATTRS, "crawler", "spider", "item"],
)


def log_as_json(portal: str = "") -> logging.Handler:
    """Sends all logs of this process there, from INFO on. The caller keeps Scrapy from writing its own.

    portal: whose all of it is, if that is to be said.
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
    """Says an error of ours, or that the user interrupted, on a line of JSON and ends the command with its code."""
    try:
        yield
    except GxcrawlError as error:
        LOGGER.error(one_line(error))
        raise typer.Exit(exit_code(error)) from error
    except KeyboardInterrupt as error:
        LOGGER.error("gxcrawl: interrupted")
        raise typer.Exit(INTERRUPTED) from error
