"""Logs for programs: each record one JSON object on one line of standard error."""

import logging
import sys

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

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
