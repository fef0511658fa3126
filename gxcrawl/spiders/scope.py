"""Downloader middleware: no request leaves its portal, whatever a link or a redirect says."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from gxcrawl.portals.addresses import Scope
from gxcrawl.spiders.requests import TRAIL


class OutsidePortal(IgnoreRequest):
    """A redirect that leads off the portal. Raised here, named in a Failure by the spider's errback."""


class ScopeMiddleware:
    """Drops requests of a trail whose address is not of the trail's portal; redirects come by here too."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy builds it."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises OutsidePortal; requests without a trail (robots.txt) are the framework's own and pass."""
        trail = request.meta.get(TRAIL)
        scopes: dict[str, Scope] = getattr(self._crawler.spider, "scopes", {})
        if trail is None or request.url.startswith("data:"):
            return
        if not scopes[trail.portal_id].holds(request.url):
            raise OutsidePortal(f"leads to {request.url}, which is not of portal {trail.portal_id!r}")
