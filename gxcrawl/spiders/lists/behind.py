"""Pages behind a list page without rows: frames, requests of its scripts, or the report that the page itself is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from scrapy import Request

from gxcrawl.portals.addresses import is_same_page
from gxcrawl.portals.discovery import DEEPEST, Trail
from gxcrawl.portals.families import FALLBACK
from gxcrawl.portals.pages.articles.frames import stand_ins
from gxcrawl.portals.pages.lists.closed import closed_rows, drawn_by_scripts, needs_browser
from gxcrawl.portals.pages.lists.scripted_lists import asked_by_scripts
from gxcrawl.portals.pages.markup.shapes import ListRequest
from gxcrawl.portals.sites import is_same_owner
from gxcrawl.spiders.crawl import Crawl
from gxcrawl.spiders.failures import Failures
from gxcrawl.spiders.lists.in_place import InPlace
from gxcrawl.spiders.lists.read_page import ReadPage
from gxcrawl.spiders.paging import Listing
from gxcrawl.spiders.request_factory import RequestFactory
from gxcrawl.spiders.requests import Found
from gxcrawl.spiders.rows import Rows


@dataclass(frozen=True, eq=False)
class BehindLists:
    """Finds the rows that a list page itself does not contain."""

    crawl: Crawl
    requests: RequestFactory
    failures: Failures
    rows: Rows
    in_place: InPlace

    def read(self, read: ReadPage, rows: list[Found], *, inside: bool) -> Iterator[Found]:
        """For a list page without rows: the pages that it frames or forwards to, and the requests of its scripts.

        rows: what its rows lead to. inside: whether its menu leads further into a body's site; the page may frame a
        list nevertheless.
        """
        response, listing = read.response, read.listing
        trail, column = listing.trail, listing.column
        onward = [one for one in rows if not _leads_back(one, response.url)]
        leads_on = bool(read.page.columns or read.turned.next or onward)
        behind = [] if leads_on and trail.place != "gateway" else [*stand_ins(response, trail)]
        for choice in behind:
            yield from self.rows.follow_choice(choice, column)
        # the menu beside an empty list is not a list, and a script may render a gateway's list
        shown = any(map(_leads_to_column if trail.place == "gateway" else _leads_to_document, onward))
        at_end = shown or trail.depth >= DEEPEST or (leads_on and trail.place == "home")
        turned, files = leads_on and trail.in_column, trail.place != "gateway" and not leads_on
        asked = [] if at_end else asked_by_scripts(response, turned=turned, files=files)
        within = [held for request in asked if (held := self._held(request, trail))]
        for request in within:
            deeper, family = replace(trail, depth=trail.depth + 1), FALLBACK if request.state else None
            yield self.requests.list_page(Listing(deeper, request, family=family, found_on=column))
        if trail.place == "home" and (drawn := drawn_by_scripts(response)):
            self.crawl.results.drawn.setdefault(trail.portal_id, drawn)
        if leads_on or behind or within or inside:
            return
        same_owner = (one.url for one in asked if is_same_owner(one.url, self.crawl.portal_of(trail).home))
        if closed := needs_browser(response) if trail.in_column else closed_rows(response):
            yield self.failures.of_list(listing, closed)
        elif listing.title:
            yield from self.in_place.read_as_named(response, listing)
        elif trail.in_column and (elsewhere := next(same_owner, None)):
            reason = self.failures.stands_elsewhere("asked for by a script", elsewhere, trail)
            yield self.failures.of_list(listing, reason)

    def _held(self, request: ListRequest | None, trail: Trail) -> ListRequest | None:
        """The first way to ask that stays on the portal's hosts; None if there is none."""
        while request is not None and not self.crawl.holds(request.url, trail):
            request = request.otherwise
        return request


def _leads_back(found: Found, url: str) -> bool:
    return isinstance(found, Request) and found.method == "GET" and is_same_page(found.url, url)


def _leads_to_column(found: Found) -> bool:
    """True if a link led to an annual-report column or to its contents."""
    listing = found.cb_kwargs.get("listing") if isinstance(found, Request) else None
    return listing is None or listing.trail.in_column


def _leads_to_document(found: Found) -> bool:
    """True if a row led to a document or an UnchangedDocument, not to a further list."""
    return not isinstance(found, Request) or "visit" in found.cb_kwargs
