"""Queries of one process to the shared Redis, and how the crawl ends if it does not answer."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any, TypeVar

from redis.exceptions import RedisError
from scrapy.crawler import Crawler

from gxcrawl.errors import STOPPED_BY

_logger = logging.getLogger(__name__)
_T = TypeVar("_T")


class RedisConnection:
    """The first query that Redis cannot answer ends the crawl of this process, and no other is sent.

    Not even when Redis is back: a request that no other process knows may have been dropped in between. Requests in
    progress are still recorded in Redis, so another process, or the next start, repeats them.
    """

    def __init__(self, crawler: Crawler, server: Any) -> None:
        self._crawler = crawler
        self._server = server
        self.lost = False

    def ask(self, question: Callable[[], _T], otherwise: _T) -> _T:
        """The answer of Redis, or `otherwise` if there is none."""
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
    """One line: which Redis, its error, and what to do."""
    said = " ".join(str(error).partition(" script: ")[0].split()).rstrip(".")
    return f"the queue in Redis at {place_of(server)} cannot be used ({said}); look at the server, then start again"


def place_of(server: Any) -> str:
    """The address of a Redis, without user name and password."""
    where = server.connection_pool.connection_kwargs
    return str(where.get("path") or f"{where.get('host', 'localhost')}:{where.get('port', 6379)}")
