"""The spider, as one of several processes that share its requests."""

from collections.abc import AsyncIterator, Iterable, Iterator
from functools import partial
from typing import Any, Self

from redis.exceptions import RedisError
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings
from scrapy_redis.defaults import SCHEDULER_DUPEFILTER_KEY
from scrapy_redis.spiders import RedisMixin
from typing_extensions import override

from gxcrawl.distributed.membership import CrawlMembership
from gxcrawl.distributed.portal_results import SharedPortalResults
from gxcrawl.distributed.redis_connection import RedisConnection, unusable
from gxcrawl.distributed.start_checks import check_redis, check_settings, lease_ms_of
from gxcrawl.downloading.meta import HELD
from gxcrawl.errors import CannotRun, WrongUse
from gxcrawl.spiders.annual_reports import AnnualReportsSpider
from gxcrawl.spiders.crawl import HeldBack
from gxcrawl.spiders.requests import Found
from gxcrawl.spiders.selection import Selection


class HeldInRedis(HeldBack):
    """Keeps requests in Redis: other processes may know their targets already, and this process may be killed."""

    @override
    def hold(self, found: Iterable[Found]) -> Iterator[Found]:
        for one in found:
            if isinstance(one, Request):
                one.meta[HELD] = True
            yield one


class SharedAnnualReportsSpider(RedisMixin, AnnualReportsSpider):  # type: ignore[misc]  # scrapy-redis has no types
    """Starts from the registry, as a single process does; a start that another process queued already is dropped.

    With GXCRAWL_START_QUEUE it takes portal ids from scrapy-redis' start queue instead, and keeps running for more
    until none arrived for MAX_IDLE_TIME_BEFORE_CLOSE seconds. scrapy-redis' own start removes ids before their requests
    are queued, and Scrapy 2.13 and later no longer call it.
    """

    name = "annual_reports"
    connection: RedisConnection
    membership: CrawlMembership

    def __init__(self, selection: Selection, max_list_pages: int, recheck_days: float = 0) -> None:
        super().__init__(selection, max_list_pages, recheck_days)
        self.crawl.held_back = HeldInRedis()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """As its bases. Raises WrongUse and CannotRun where this process could not share the crawl."""
        check_settings(crawler.settings)
        spider: Self = super().from_crawler(crawler, *args, **kwargs)
        spider._from_queue = crawler.settings.getbool("GXCRAWL_START_QUEUE")
        spider._connect(crawler)
        try:
            spider._join(crawler.settings)
        except RedisError as error:
            raise CannotRun(unusable(spider.server, error)) from error
        return spider

    def _connect(self, crawler: Crawler) -> None:
        try:
            self.setup_redis(crawler)
        except ValueError as error:  # whose words may hold a part of the password
            raise WrongUse(
                "GXCRAWL_REDIS is no address of a Redis; write redis://[name:password@]host:port/0, rediss://… or "
                "unix://path, and in a password %2F for /, %3A for :, %40 for @"
            ) from error
        self.connection = RedisConnection(crawler, self.server)

    def _join(self, settings: BaseSettings) -> None:
        check_redis(self.server)
        known = [f"{self.name}:{what}" for what in ("heard", "said", "delivered", "promised")]
        seen = settings.get("SCHEDULER_DUPEFILTER_KEY", SCHEDULER_DUPEFILTER_KEY) % {"spider": self.name}
        queue, lease_ms = settings["SCHEDULER_QUEUE_KEY"] % {"spider": self.name}, lease_ms_of(settings)
        self.crawl.results = SharedPortalResults(self.connection, self.server, *known)
        self.membership = CrawlMembership(self.server, queue, lease_ms, seen, *known)
        self.membership.join(self.selection)

    async def start(self) -> AsyncIterator[Any]:
        """One request per starting place, from the registry or the start queue."""
        if self._from_queue:
            for request in self.next_requests():
                yield request
        else:
            async for request in super().start():
                yield request

    @override
    def wholly_read(self) -> frozenset[str]:
        """Always empty: each process sees only a part of the crawl."""
        return frozenset()

    def next_requests(self) -> Iterator[Request]:
        """Requests for the next portals in the start queue. An id is removed only once its requests are queued."""
        first, last = 0, self.redis_batch_size - 1
        given: list[bytes] = self.connection.ask(lambda: self.server.lrange(self.redis_key, first, last), [])
        for portal_id in given:
            yield from self._starts_of(portal_id.decode())
            self.connection.ask(partial(self.server.lrem, self.redis_key, 1, portal_id), 0)

    def _starts_of(self, portal_id: str) -> Iterator[Request]:
        portal = self.crawl.portals.get(portal_id)
        if portal is None:
            self.logger.warning("start queue: portal %s is not in the registry; left out", portal_id)
            return
        for request in self.parts.requests.starts(portal):
            yield request.replace(dont_filter=True)

    def spider_idle(self) -> None:
        """scrapy-redis' waiting for more, where the start queue is what to start from."""
        if self._from_queue:
            self.connection.ask(super().spider_idle, None)
