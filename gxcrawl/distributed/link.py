"""What one process asks of the Redis that all share, and what becomes of the crawl where it does not answer."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any, TypeVar

from redis.exceptions import RedisError
from scrapy.crawler import Crawler

from gxcrawl.errors import STOPPED_BY

_logger = logging.getLogger(__name__)
_T = TypeVar("_T")


class Link:
    """The first question that Redis cannot answer ends the crawl, and none is asked after it.

    Also not when Redis is back: between the two a request may have been dropped that nobody else knows of. What this
    process was at is still noted there, so that another one, or the next start, does it again.
    """

    def __init__(self, crawler: Crawler, server: Any) -> None:
        self._crawler = crawler
        self._server = server
        self.lost = False

    def ask(self, question: Callable[[], _T], otherwise: _T) -> _T:
        """What Redis answers; `otherwise` where it does not."""
        if not self.lost:
            try:
                return question()
            except RedisError as error:
                self.lost = True
                self._stop(unusable(self._server, error))
        return otherwise

    def _stop(self, reason: str) -> None:
        _logger.warning(reason)
        stats, engine = self._crawler.stats, self._crawler.engine
        if stats is not None and stats.get_value(STOPPED_BY) is None:
            stats.set_value(STOPPED_BY, reason)
        if engine is not None and engine.running:
            self._closing = asyncio.ensure_future(engine.close_spider_async(reason="queue_gone"))


def unusable(server: Any, error: Exception) -> str:
    """One line: which Redis, what it said, what to do."""
    said = " ".join(str(error).partition(" script: ")[0].split()).rstrip(".")
    return f"the queue in Redis at {place_of(server)} cannot be used ({said}); look at the server, then start again"


def place_of(server: Any) -> str:
    """Where a Redis is, without name and password."""
    where = server.connection_pool.connection_kwargs
    return str(where.get("path") or f"{where.get('host', 'localhost')}:{where.get('port', 6379)}")
