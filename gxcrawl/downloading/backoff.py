"""Downloader middleware: a host in trouble is asked again later, each time twice as late, and only that host."""

import asyncio
import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from gxcrawl.downloading.component import OfCrawler
from gxcrawl.downloading.dead_hosts import SILENCE
from gxcrawl.portals.addresses import site_of

_LOOK_UP = 1.0  # seconds between looks whether the crawl was told to stop


class HostAsksForPatience(IgnoreRequest):
    """A host that asked for a longer rest than a run lasts. Raised here, named in a Failure by the spider's errback."""


class BackoffMiddleware(OfCrawler):
    """Lets a host rest after an error that Scrapy's RetryMiddleware tries again: `Retry-After`, else doubling delays.

    While a host rests its requests wait here; `FairQueue` sees to it that they are few and that others go on.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        settings = crawler.settings
        self._first = settings.getfloat("GXCRAWL_BACKOFF_SECONDS", 2)
        self._longest = settings.getfloat("GXCRAWL_BACKOFF_MAX_SECONDS", 120)
        self._statuses = frozenset(map(int, settings.getlist("RETRY_HTTP_CODES")))
        self._tries = settings.getint("RETRY_TIMES")
        self._until: dict[str, float] = {}

    async def process_request(self, request: Request) -> None:
        """Waits until the host has rested. Raises HostAsksForPatience."""
        site = site_of(request.url)
        while (left := self._until.get(site, 0.0) - monotonic()) > 0 and self._crawler.crawling:
            if left > self._longest:
                raise HostAsksForPatience(f"{site} asks to be left alone for {left:.0f} seconds; run it again later")
            await asyncio.sleep(min(left, _LOOK_UP))

    def process_response(self, request: Request, response: Response) -> Response:
        """An answer to be asked for again makes the host rest."""
        if response.status in self._statuses:
            header = response.headers.get("Retry-After")
            asked = seconds_asked_for(header.decode("latin-1"), datetime.now(UTC)) if header else None
            self.let_rest(request, asked)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """So does silence."""
        if isinstance(exception, SILENCE):
            self.let_rest(request)

    def let_rest(self, request: Request, seconds: float | None = None) -> None:
        """No request to this one's host for so many seconds, or for the next of the doubling delays."""
        tries = request.meta.get("retry_times", 0) + 1
        if seconds is None and tries > self._tries:
            return  # given up: there is no next try that could come too early
        wait = self._delay(tries) if seconds is None else seconds
        site = site_of(request.url)
        self._until[site] = max(self._until.get(site, 0.0), monotonic() + wait)

    def _delay(self, tries: int) -> float:
        return delay_before(tries, self._first, self._longest, random.random())  # noqa: S311  spreads, hides nothing


def delay_before(tries: int, first: float, longest: float, luck: float) -> float:
    """Seconds before try number `tries` + 1: doubled each time, at most `longest`, up to half of it left to luck.

    luck: 0 to 1; so that hosts that failed together are not asked again together.

    >>> [delay_before(tries, 2, 120, 0) for tries in (1, 2, 3, 10)]
    [2.0, 4.0, 8.0, 120.0]
    """
    whole = min(longest, first * 2.0 ** min(tries - 1, 30))
    return whole * (1 - luck / 2)


def seconds_asked_for(retry_after: str, now: datetime) -> float | None:
    """What a `Retry-After` header asks for, in seconds or as a date; None for what is neither."""
    text = retry_after.strip()
    if text.isascii() and text.isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):  # OverflowError: a year of twenty digits
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())
