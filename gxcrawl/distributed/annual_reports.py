"""The spider, as one of several processes that share its requests."""

from collections.abc import AsyncIterator, Iterator
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy_redis.spiders import RedisMixin
from typing_extensions import override

from gxcrawl.distributed.ledger import SharedLedger
from gxcrawl.distributed.start_checks import check_redis, check_settings, unusable
from gxcrawl.errors import WrongUse
from gxcrawl.spiders.annual_reports import AnnualReportsSpider


class SharedAnnualReportsSpider(RedisMixin, AnnualReportsSpider):  # type: ignore[misc]  # scrapy-redis has no types
    """Starts from the registry as one process does; the first that comes by puts a start into the queue.

    With GXCRAWL_START_QUEUE it takes portal ids from scrapy-redis' start queue instead, and stays up for more until
    nothing came for MAX_IDLE_TIME_BEFORE_CLOSE seconds. scrapy-redis' own start takes ids off before they are queued,
    and Scrapy 2.13 and later no longer call it.
    """

    name = "annual_reports"

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """As its bases. Raises WrongUse and CannotRun where this process could not share the crawl."""
        check_settings(crawler.settings)
        spider: Self = super().from_crawler(crawler, *args, **kwargs)
        spider._from_queue = crawler.settings.getbool("GXCRAWL_START_QUEUE")
        spider._connect(crawler)
        spider.shared_keys = (f"{cls.name}:heard", f"{cls.name}:said")
        spider.ledger = SharedLedger(spider.server, *spider.shared_keys)
        return spider

    def _connect(self, crawler: Crawler) -> None:
        try:
            self.setup_redis(crawler)
        except ValueError as error:  # what stands in REDIS_URL is none
            raise WrongUse(unusable(crawler.settings, error)) from error
        check_redis(crawler.settings, self.server)

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
        """None: each process saw a part, and what it did not meet another may have met."""
        return frozenset()

    def next_requests(self) -> Iterator[Request]:
        """The starting places of the next portals in the start queue. An id leaves it once these are queued."""
        for portal_id in self.server.lrange(self.redis_key, 0, self.redis_batch_size - 1):
            yield from self._starts_of(portal_id.decode())
            self.server.lrem(self.redis_key, 1, portal_id)

    def _starts_of(self, portal_id: str) -> Iterator[Request]:
        portal = self._portals.get(portal_id)
        if portal is None:
            self.logger.warning("start queue: portal %s is not in the registry; left out", portal_id)
            return
        for url, agency in self.selection.starting_places(portal):
            named = url == portal.column or agency is not None
            yield self._first_page(portal, url, agency.name if agency else None, named=named).replace(dont_filter=True)

    def spider_idle(self) -> None:
        """scrapy-redis' waiting for more, where the start queue is what to start from."""
        if self._from_queue:
            super().spider_idle()
