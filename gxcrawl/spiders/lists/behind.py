"""Pages behind a list page without rows: frames, requests of its scripts, or the report that the page itself is."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import replace

from scrapy import Request
from scrapy.http import TextResponse

from gxcrawl.downloading.page import looks_like_html
from gxcrawl.model import Remembered
from gxcrawl.portals.addresses import is_same_page
from gxcrawl.portals.discovery import DEEPEST, Choice
from gxcrawl.portals.families import FALLBACK, read_detail
from gxcrawl.portals.pages.articles.frames import stand_ins
from gxcrawl.portals.pages.lists.closed import closed_rows
from gxcrawl.portals.pages.lists.scripted_lists import asked_by_scripts
from gxcrawl.portals.pages.markup.shapes import ListEntry
from gxcrawl.spiders.documents.known_places import KnownPlacesSpider
from gxcrawl.spiders.paging import Listing
from gxcrawl.spiders.portal_spider import Found
from gxcrawl.spiders.requests import Visit

_SAYS_SOMETHING = 400  # characters


class BehindListsSpider(KnownPlacesSpider):
    """The part of a spider that looks behind list pages."""

    @abstractmethod
    def _follow_choice(
        self, choice: Choice, found_on: str, known: Mapping[str, Remembered] | None = None
    ) -> Iterator[Found]:
        """The request for what a link leads to."""

    @abstractmethod
    def _list_page(self, listing: Listing) -> Request:
        """The request for a list page."""

    def _read_behind(
        self, response: TextResponse, listing: Listing, followed: list[Found], *, leads_on: bool, inside: bool
    ) -> Iterator[Found]:
        """The pages that a list frames or forwards to, and the rows that its scripts ask for, where it shows none.

        inside: whether its menu leads further into a body's site, which may frame its list all the same.
        """
        trail, column = listing.trail, listing.opened_at or listing.request.url
        onward = [one for one in followed if not _leads_back(one, response.url)]
        leads_on = leads_on or bool(onward)
        behind = [] if leads_on and trail.place != "gateway" else [*stand_ins(response, trail)]
        for choice in behind:
            yield from self._follow_choice(choice, column)
        # the menu beside an empty list is no list, and a gateway's may be drawn by a script
        shown = any(map(_leads_to_column if trail.place == "gateway" else _leads_to_document, onward))
        at_end = shown or trail.depth >= DEEPEST or (leads_on and trail.place == "home")
        turned, files = leads_on and trail.in_column, trail.place != "gateway" and not leads_on
        asked = [] if at_end else asked_by_scripts(response, turned=turned, files=files)
        for request in asked:
            if self.scopes[trail.portal_id].holds(request.url):
                deeper, family = replace(trail, depth=trail.depth + 1), FALLBACK if request.state else None
                yield self._list_page(Listing(deeper, request, family=family, found_on=column))
        if leads_on or behind or asked or inside:
            return
        if closed := closed_rows(response):
            yield self._list_failure(listing, closed)
        elif listing.title:
            yield from self._read_as_named(response, listing)

    def _read_as_named(self, response: TextResponse, listing: Listing) -> Iterator[Found]:
        """A page without rows whose link named a report: handled as that report if it has content, else a failure."""
        family = self._family(response, listing.trail)
        read = read_detail(family, response, listing.title)
        if looks_like_html(response) and (read.attachments or len(read.text) > _SAYS_SOMETHING):
            yield from self.parse_detail(response, self._visit_of(listing))
        else:
            yield self._list_failure(listing, "link names a report, its page shows neither one nor a list")

    @staticmethod
    def _visit_of(listing: Listing) -> Visit:
        trail, url = listing.trail, listing.request.url
        entry = ListEntry(url, listing.title, listing.published_on, year=trail.year, agency=trail.agency)
        return Visit(trail, entry, listing.found_on or url, row=listing.row)


def _leads_back(found: Found, url: str) -> bool:
    return isinstance(found, Request) and found.method == "GET" and is_same_page(found.url, url)


def _leads_to_column(found: Found) -> bool:
    """True if a link led to an annual-report column or to its contents."""
    listing = found.cb_kwargs.get("listing") if isinstance(found, Request) else None
    return listing is None or listing.trail.in_column


def _leads_to_document(found: Found) -> bool:
    """True if a row led to a document or a sighting, not to a further list."""
    return not isinstance(found, Request) or "visit" in found.cb_kwargs
