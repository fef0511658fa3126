"""A record of the log as a line of JSON."""

import json
import logging

from gxcrawl.cli.output.json_log import FORMATTER


def test_what_scrapy_hangs_on_a_record_stays_out() -> None:
    """On that of a document which is dropped it hangs the document, with its whole body."""
    dropped = {"levelname": "INFO", "name": "scrapy.core.scraper", "msg": "no annual report", "pages": 3}
    record = logging.makeLogRecord({**dropped, "item": {"body": b"x" * 1000}, "spider": object()})
    said = json.loads(FORMATTER.format(record))
    assert said.keys() == {"level", "logger", "message", "time", "pages"}
