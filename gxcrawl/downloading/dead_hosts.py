"""Downloader middleware: a host that stopped answering is not requested for the rest of the run."""

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

from gxcrawl.portals.sites import site_of

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
    """A host did not answer several times in a row. Raised here; the spider's errback puts it into a Failure."""


class DeadHostMiddleware:
    """Counts consecutive unanswered requests of each host; after GXCRAWL_DEAD_AFTER of them, its requests fail at once.

    Without this, if a portal goes down during a crawl, each of its hundreds of waiting articles would time out several
    times and prolong the run. Any answer, of any status, resets the count.
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
        """Resets the count: the host answered."""
        self._unanswered.pop(site_of(request.url), None)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Increases the count if the host did not answer."""
        if isinstance(exception, SILENCE):
            self._unanswered[site_of(request.url)] += 1
