"""Which requests any process of this crawl made already."""

from typing import Any

from scrapy import Request
from scrapy_redis.dupefilter import RFPDupeFilter

from gxcrawl.downloading.seen import is_sent_on


class SharedSeen(RFPDupeFilter):  # type: ignore[misc]  # scrapy-redis has no types
    """scrapy-redis' filter by the rule of SeenRequests. What it has seen, the scheduler notes as it queues it."""

    def fingerprint(self, request: Request) -> str | None:
        """By what the request is known; None where it is to be made in any case."""
        if request.dont_filter or is_sent_on(request):
            return None
        return str(self.request_fingerprint(request))

    def close(self, reason: str = "") -> None:
        """Nothing: scrapy-redis' own forgets what all the others have seen."""

    @classmethod
    def from_spider(cls, spider: Any) -> "SharedSeen":
        """As scrapy-redis makes it."""
        made: SharedSeen = super().from_spider(spider)
        return made
