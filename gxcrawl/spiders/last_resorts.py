"""Other places to look for reports on a portal whose pages lead to no column; recorded while pages are read."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from urllib.parse import urljoin

from scrapy import Request
from scrapy.robotstxt import RobotParser

from gxcrawl.model import Portal
from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.pages.markup.shapes import ListEntry, ListRequest
from gxcrawl.portals.sites import Scope, site_of
from gxcrawl.spiders.paging import Listing

_MOST_MAPS = 4  # named in one robots.txt
_MOST_LISTS = 40  # of one portal


class LastResorts:
    """The site maps, lists with uninformative names, and department sites of each portal."""

    def __init__(self) -> None:
        self._maps: dict[str, list[str]] = {}  # by site
        self._lists: dict[str, list[Listing]] = {}  # by portal, like the next
        self._sites: dict[str, list[ListEntry]] = {}

    def note_maps(self, robotparser: RobotParser, request: Request) -> None:
        """Records the site maps in a robots.txt. request: one to the same host, which waited for the robots.txt."""
        named = getattr(getattr(robotparser, "rp", None), "sitemaps", ())
        self._maps.setdefault(site_of(request.url), [*islice(named, _MOST_MAPS)])

    def note_lists(self, lists: Iterable[ListEntry], trail: Trail, found_on: str) -> None:
        """Records lists with uninformative names below a gateway. trail: of the gateway."""
        noted = self._lists.setdefault(trail.portal_id, [])
        deeper = replace(trail, depth=trail.depth + 1)
        listings = (Listing(deeper, ListRequest(one.url), found_on=found_on) for one in lists)
        noted += islice(listings, max(_MOST_LISTS - len(noted), 0))

    def note_sites(self, portal_id: str, sites: list[ListEntry]) -> None:
        """Records the department sites that the home page links."""
        self._sites[portal_id] = sites

    def maps(self, portal: Portal, scope: Scope) -> Iterator[Listing]:
        """The site maps of a portal; `sitemap.xml` if its robots.txt names none."""
        named = [url for url in self._maps.get(site_of(portal.home), ()) if scope.holds(url)]
        for url in named or [urljoin(portal.home, "/sitemap.xml")]:
            yield Listing(Trail(portal.id, "home", 1), ListRequest(url))

    def lists(self, portal: Portal, scope: Scope) -> Iterator[Listing]:
        """The recorded lists, and the home pages of the recorded department sites."""
        yield from self._lists.pop(portal.id, ())
        for site in self._sites.get(portal.id, ()):
            if scope.holds(site.url):
                trail = Trail(portal.id, "gateway", 1, agency=site.title or None)
                yield Listing(trail, ListRequest(site.url), found_on=portal.home)
