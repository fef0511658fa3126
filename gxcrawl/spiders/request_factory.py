"""The requests of a crawl, each with the spider's callback and errback.

Lists lead to documents and documents to lists: both use this module, so that they do not depend on each other.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, Self

from scrapy import Request
from scrapy.http import Response, TextResponse

from gxcrawl.downloading.meta import TRAIL
from gxcrawl.model import Failure, Portal, Source
from gxcrawl.portals.discovery import Trail, own_folder
from gxcrawl.portals.obstacles import may_pass
from gxcrawl.portals.pages.articles.chapters import Chapter
from gxcrawl.portals.pages.markup.shapes import ListRequest
from gxcrawl.spiders.crawl import Crawl
from gxcrawl.spiders.paging import Listing
from gxcrawl.spiders.requests import FILE_PRIORITY, Found, Visit, list_request, visit_request
from gxcrawl.spiders.retrying import retry_listing, visit_again

Callback = Callable[..., Any]


@dataclass(frozen=True)
class Callbacks:
    """The spider's callbacks and errbacks. Queues store requests with their names, so these must not change.

    read_list: reads a page that turned out to be a list. again: repeats a request later, for a reason; None if it was
    repeated often enough.
    """

    parse_list: Callback
    list_failed: Callback
    parse_site_map: Callback
    no_such_place: Callback
    parse_detail: Callback
    parse_file: Callback
    visit_failed: Callback
    parse_part: Callback
    parse_rest: Callback
    rest_failed: Callback
    report_silence: Callback
    read_list: Callable[[TextResponse, Listing], Iterator[Found]]
    again: Callable[[Request, str], Request | None]

    @classmethod
    def of(cls, spider: object) -> Self:
        """The callbacks of a spider."""
        return cls(*(getattr(spider, one.name) for one in fields(cls)))


@dataclass(frozen=True, eq=False)
class RequestFactory:
    """Makes requests; one method for each kind."""

    crawl: Crawl
    spider: Callbacks

    def starts(self, portal: Portal) -> Iterator[Request]:
        """The requests for a portal's starting places, as far as selected."""
        for url, agency in self.crawl.selection.starting_places(portal):
            named = url == portal.column or agency is not None
            yield self.first_page(portal, url, agency.name if agency else None, named=named)

    def first_page(self, portal: Portal, url: str, agency: str | None = None, *, named: bool) -> Request:
        """The request for one starting place. named: True for a column in the registry, False for the home page."""
        trail = Trail(portal.id, "column", agency=agency, root=own_folder(url)) if named else Trail(portal.id, "home")
        return self.list_page(Listing(trail, ListRequest(url), start=True))

    def retry(self, failure: Failure) -> Iterator[Request]:
        """The request that failed in an earlier crawl; none for portals that are not selected."""
        portal = self.crawl.portals.get(failure.portal_id or "")
        if portal is None:
            return
        agency = self.crawl.bodies.by_id(failure.agency_id) if failure.agency_id else None
        if failure.title is None:
            yield self.list_page(retry_listing(failure, portal, agency))
        else:
            yield self.visit(visit_again(failure, portal.id, agency))

    def place(self, seen: Source) -> Iterator[Request]:
        """The request for a document where an earlier crawl saw it; none for portals that are not selected."""
        agency = self.crawl.bodies.by_id(seen.agency_id)
        if agency is not None and agency.portal in self.crawl.portals:
            yield self.visit(visit_again(seen, agency.portal, agency))

    def list_page(self, listing: Listing) -> Request:
        """The request for a page of a list."""
        if listing.start:
            self.crawl.results.started.add(listing.trail.portal_id)
        return list_request(listing, self.spider.parse_list, self.spider.list_failed)

    def unnamed_list(self, listing: Listing) -> Request:
        """The request for a list that may not be one of reports; its failure is not reported."""
        return list_request(listing, self.spider.parse_list, self.spider.no_such_place)

    def site_map(self, listing: Listing) -> Request:
        """The request for a site map, which need not exist."""
        return list_request(listing, self.spider.parse_site_map, self.spider.no_such_place)

    def visit(self, visit: Visit) -> Request:
        """The request for an article, or for a file that a page offers."""
        callback = self.spider.parse_file if visit.parent_url else self.spider.parse_detail
        return visit_request(visit, callback, self.spider.visit_failed)

    def part(self, url: str, visit: Visit, first: str, chapters: tuple[Chapter, ...] = ()) -> Request:
        """The request for a further page of an article; made even if a list led to that page too.

        first: the URL of its first page. chapters: set if pages are chapters.
        """
        request = visit_request(replace(visit, known=None), self.spider.parse_part, self.spider.visit_failed)
        request.cb_kwargs.update(first=first, chapters=chapters)
        return request.replace(url=url, dont_filter=True, priority=FILE_PRIORITY)

    def rest(self, asked: ListRequest, page: TextResponse, visit: Visit) -> Request:
        """The request for the body or files of an article, as its page's script makes it."""
        onward = replace(visit, parts=(page.text,), posted=asked, known=None)
        request = visit_request(onward, self.spider.parse_rest, self.spider.rest_failed)
        request.cb_kwargs["first"] = page.url
        return request.replace(url=asked.url, dont_filter=True)

    def repeat(self, response: Response, obstacle: str) -> Request | None:
        """The same request once more, if its obstacle may pass; None if not, or if it was repeated often enough."""
        return self.spider.again(response.request, obstacle) if response.request and may_pass(obstacle) else None

    def end_of(self, portal_id: str) -> Request:
        """An internal request, not for a page: its callback reports the outcome of a finished portal."""
        meta = {TRAIL: Trail(portal_id, "home")}
        return Request("data:,", self.spider.report_silence, meta=meta, dont_filter=True)
