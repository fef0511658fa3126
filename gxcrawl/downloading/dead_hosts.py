"""Downloader middleware: a host that stopped answering is left alone for the rest of the run."""

from collections import Counter
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Response

from gxcrawl.portals.addresses import site_of

SILENCE = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    TimeoutError,
)
"""Errors that mean that a host did not answer."""


class HostIsDead(IgnoreRequest):
    """A host that did not answer several times in a row. Raised here, named in a Failure by the spider's errback."""


class DeadHostMiddleware:
    """Counts unanswered requests of each host; from GXCRAWL_DEAD_AFTER in a row on, what waits for it fails at once.

    Without this, a portal that goes down in the middle of a crawl keeps its hundreds of waiting articles trying until
    each has timed out several times, and the run with them. Any answer, of whatever status, sets the count back.
    """

    def __init__(self, dead_after: int) -> None:
        self._dead_after = dead_after
        self._unanswered: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy builds it."""
        return cls(crawler.settings.getint("GXCRAWL_DEAD_AFTER", 8))

    def process_request(self, request: Request) -> None:
        """Raises HostIsDead."""
        site = site_of(request.url)
        count = self._unanswered[site]
        if count >= self._dead_after:
            raise HostIsDead(f"{site} did not answer {count} times in a row; left for this run, run it again later")

    def process_response(self, request: Request, response: Response) -> Response:
        """An answer: the host is alive."""
        self._unanswered.pop(site_of(request.url), None)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """No answer: one more in a row."""
        if isinstance(exception, SILENCE):
            self._unanswered[site_of(request.url)] += 1
