"""Downloader middleware: no request leaves its portal, whatever a link or redirect says."""

from scrapy import Request
from scrapy.exceptions import IgnoreRequest

from gxcrawl.downloading.component import OfCrawler
from gxcrawl.downloading.meta import TRAIL, slot_of
from gxcrawl.portals.sites import Scope, site_of


class OutsidePortal(IgnoreRequest):
    """A redirect leads off the portal. Raised here; the spider's errback puts it into a Failure."""


class ScopeMiddleware(OfCrawler):
    """Drops requests with a trail whose address is not on the trail's portal, including redirects."""

    def process_request(self, request: Request) -> None:
        """Raises OutsidePortal. A request without a trail is Scrapy's own (robots.txt) and stays on its host."""
        trail = request.meta.get(TRAIL)
        if request.url.startswith("data:"):
            return
        if trail is None:
            # several portals may share an address: their robots.txt must not wait for one another either
            for name, value in slot_of(request.url).items():
                request.meta.setdefault(name, value)
            began_at = request.meta.get("redirect_urls", [request.url])[0]
            if site_of(began_at) != site_of(request.url):
                raise OutsidePortal(f"{began_at} leads to {request.url}, which is another host")
            return
        scopes: dict[str, Scope] = getattr(self._crawler.spider, "scopes", {})
        if not scopes[trail.portal_id].holds(request.url):
            raise OutsidePortal(f"leads to {request.url}, which is not of portal {trail.portal_id!r}")
