"""Log messages about items: one line each, never with their bytes."""

import logging
from typing import Any

from scrapy import Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure
from typing_extensions import override


class OneLineLog(LogFormatter):
    """Scrapy's messages without the items, which contain whole documents."""

    @override
    def scraped(self, item: Any, response: Response | Failure | None, spider: Spider) -> LogFormatterResult:
        """A document that passed all pipelines."""
        return {"level": logging.DEBUG, "msg": "Stored: %(item)s", "args": {"item": _name(item)}}

    @override
    def dropped(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """A document that was dropped; the exception says why."""
        level = getattr(logging, str(getattr(exception, "log_level", None) or "INFO"))
        return {"level": level, "msg": "%(why)s", "args": {"why": exception}}

    @override
    def item_error(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """A document that raised an error in a pipeline; Scrapy adds the traceback."""
        return {"level": logging.ERROR, "msg": "Error processing %(item)s", "args": {"item": _name(item)}}


def _name(item: Any) -> str:
    fetched = getattr(getattr(item, "kept", item), "fetched", item)
    return str(getattr(fetched, "url", type(item).__name__))
