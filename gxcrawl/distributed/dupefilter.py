"""Recognises requests that any process of this crawl has already made."""

from typing import Any

from scrapy import Request
from scrapy_redis.dupefilter import RFPDupeFilter

from gxcrawl.downloading.seen import is_sent_on


class SharedDupeFilter(RFPDupeFilter):  # type: ignore[misc]  # scrapy-redis has no types
    """scrapy-redis' duplicate filter with the rule of SeenRequests. The scheduler records requests as seen."""

    def fingerprint(self, request: Request) -> str | None:
        """The fingerprint of a request; None if it is to be made even if it is a repetition."""
        if request.dont_filter or is_sent_on(request):
            return None
        return str(self.request_fingerprint(request))

    def close(self, reason: str = "") -> None:
        """Does nothing; scrapy-redis' own would delete the fingerprints of all processes."""

    @classmethod
    def from_spider(cls, spider: Any) -> "SharedDupeFilter":
        """As scrapy-redis makes it."""
        made: SharedDupeFilter = super().from_spider(spider)
        return made
