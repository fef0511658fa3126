"""Scrapy's scheduler over the queue that all processes share."""

import asyncio
from collections import deque
from functools import partial
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy_redis.scheduler import Scheduler

from gxcrawl.distributed.annual_reports import SharedAnnualReportsSpider
from gxcrawl.distributed.queue import HostQueues, Taken
from gxcrawl.distributed.start_checks import lease_ms_of
from gxcrawl.downloading.fair_queue import room, under_way
from gxcrawl.downloading.meta import HELD
from gxcrawl.errors import STOPPED_BY

_TRIED_HOSTS = 8  # each time that work is looked for; others are found the next time
_BEATS_PER_LEASE = 4  # one that comes late does not lose the lease


class LeasingScheduler(Scheduler):  # type: ignore[misc]  # scrapy-redis has no types
    """scrapy-redis' scheduler, but it hands out requests of leased hosts only and keeps a request in Redis until it is
    done.

    A process leases up to GXCRAWL_LEASED_HOSTS hosts, and renews a lease while it has requests of that host. Delays,
    AutoThrottle, rests after errors and limits per host therefore work as in a single process. A lease that is not
    renewed (process idle or killed) expires after GXCRAWL_LEASE_SECONDS, which is longer than any delay; the next
    holder puts requests in progress back into the queue.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy builds it."""
        made: Self = super().from_crawler(crawler)
        made._crawler, made._lease_ms = crawler, lease_ms_of(crawler.settings)
        made._most_hosts = crawler.settings.getint("GXCRAWL_LEASED_HOSTS")
        return made

    def open(self, spider: SharedAnnualReportsSpider) -> None:
        """Opens the queue of the crawl that the spider joined."""
        self._connection, self._membership = spider.connection, spider.membership
        self._mine: dict[str, list[Taken]] = {}
        self._local: deque[Request] = deque()
        self._beating: asyncio.Future[None] | None = None
        self._connection.ask(partial(super().open, spider), None)
        if self._connection.lost:
            raise CloseSpider("queue_gone")
        self._beating = asyncio.ensure_future(self._beat())

    def close(self, reason: str) -> None:  # noqa: ARG002  Scrapy's signature
        """Leaves the crawl; unfinished requests stay for other processes or the next start."""
        if self._beating is not None:
            self._beating.cancel()
        self._connection.ask(self._leave, None)

    def _leave(self) -> None:
        self._settle()
        self._membership.leave()

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(self._lease_ms / 1000 / _BEATS_PER_LEASE)
            self._connection.ask(self._live_on, None)

    def _live_on(self) -> None:
        self._settle()
        self._membership.beat()
        self.queue.renew([host for host, taken in self._mine.items() if taken], self._lease_ms)

    def enqueue_request(self, request: Request) -> bool:
        """Queues a request; returns False if it is a repetition. Requests that contact no server are queued in this
        process.
        """
        if urlsplit(request.url).scheme == "data":
            self._local.append(request)
            return True
        host = self._host(request)
        fingerprint = self.df.fingerprint(request)
        if request.meta.pop(HELD, False):
            self._connection.ask(lambda: self.queue.hold(request, host, fingerprint), None)
            return True
        new = self._connection.ask(lambda: bool(self.queue.put(request, host, fingerprint, self.df.key)), False)
        if not new and not self._connection.lost:
            self.df.log(request, self.spider)
        self._count("enqueued" if new else "filtered")
        return new

    def next_request(self) -> Request | None:
        """A request of a host that this process has leased and that is below its limit of concurrent requests."""
        if self._local:
            return self._local.popleft()
        found = self._connection.ask(self._next, None)
        if found is None:
            return None
        self._mine[found.host].append(found)
        self._count("dequeued")
        return found.request

    def has_pending_requests(self) -> bool:
        """True if work is left in any process, because the others may be killed or find more. Scrapy asks before it
        stops.

        If nothing else is left, the held requests are queued and count as work.
        """
        return bool(self._local) or self._connection.ask(lambda: self.queue.release(self.df.key), 0) > 0

    def _next(self) -> Taken | None:
        self._settle()
        downloader = self._crawler.engine.downloader
        asked = under_way(downloader)
        for host in sorted(self._mine, key=asked.__getitem__):
            if asked[host] < room(downloader, host) and (found := self._take(host)):
                return found
        if len(self._mine) >= self._most_hosts:
            return None
        others = (host for host in self.queue.hosts(_TRIED_HOSTS) if host not in self._mine)
        return next((found for host in others if (found := self._take(host))), None)

    def _take(self, host: str) -> Taken | None:
        queue: HostQueues = self.queue
        owned, taken = queue.take(host, self._lease_ms)
        if taken is not None:
            self._mine.setdefault(host, [])
        elif not owned or not self._mine.get(host):
            self._mine.pop(host, None)  # idle, or lost because this process stood still: its lease is let expire
        return taken

    def _settle(self) -> None:
        """Removes finished requests from Redis: their page and items are processed and resulting requests are queued.

        Not once the crawl has to stop: what the database did not accept must be repeated.
        """
        if self.stats is not None and self.stats.get_value(STOPPED_BY) is not None:
            return
        engine = self._crawler.engine
        in_progress = engine._slot.inprogress if engine and engine._slot else set()
        for host, held in self._mine.items():
            for taken in held:
                if taken.request not in in_progress:
                    self.queue.done(taken)
            self._mine[host] = [taken for taken in held if taken.request in in_progress]

    def _host(self, request: Request) -> str:
        return str(request.meta.get("download_slot") or urlsplit(request.url).netloc)

    def _count(self, what: str) -> None:
        if self.stats is not None:
            self.stats.inc_value(f"scheduler/{what}/redis")
