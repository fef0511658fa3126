"""Downloader middleware: after an error, a host is requested again later, with doubling delays; other hosts go on."""

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
from gxcrawl.portals.sites import site_of

_LOOK_UP = 1.0  # seconds between checks whether the crawl was told to stop


class HostAsksForPatience(IgnoreRequest):
    """A host requested a rest longer than a run lasts. Raised here; the spider's errback puts it into a Failure."""


class BackoffMiddleware(OfCrawler):
    """Lets a host rest after an error that Scrapy retries: for `Retry-After`, otherwise with doubling delays.

    Requests wait here while their host rests; `FairQueue` keeps them few, so that other hosts go on.
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
        """Starts a rest of the host if the answer will be retried."""
        if response.status in self._statuses:
            header = response.headers.get("Retry-After")
            asked = seconds_asked_for(header.decode("latin-1"), datetime.now(UTC)) if header else None
            self.let_rest(request, asked)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Starts a rest of the host if it did not answer."""
        if isinstance(exception, SILENCE):
            self.let_rest(request)

    def let_rest(self, request: Request, seconds: float | None = None) -> None:
        """Delays requests to this host by so many seconds, or by the next of the doubling delays."""
        tries = request.meta.get("retry_times", 0) + 1
        if seconds is None and tries > self._tries:
            return  # given up: there is no next try that could come too early
        wait = self._delay(tries) if seconds is None else seconds
        site = site_of(request.url)
        self._until[site] = max(self._until.get(site, 0.0), monotonic() + wait)

    def _delay(self, tries: int) -> float:
        return delay_before(tries, self._first, self._longest, random.random())  # noqa: S311  spreads, hides nothing


def delay_before(tries: int, first: float, longest: float, luck: float) -> float:
    """Seconds before try number `tries` + 1: doubled each time, at most `longest`; up to half of it is random.

    luck: random number from 0 to 1, so that hosts that failed together are not requested again together.

    >>> [delay_before(tries, 2, 120, 0) for tries in (1, 2, 3, 10)]
    [2.0, 4.0, 8.0, 120.0]
    """
    whole = min(longest, first * 2.0 ** min(tries - 1, 30))
    return whole * (1 - luck / 2)


def seconds_asked_for(retry_after: str, now: datetime) -> float | None:
    """The seconds requested by a `Retry-After` header, given as a number or date; None if it is neither."""
    text = retry_after.strip()
    if text.isascii() and text.isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):  # OverflowError: a year of twenty digits
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())
