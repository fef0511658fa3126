"""The spider: from each portal's column, or its home, over lists and articles to every file of a report."""

from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure as TwistedFailure

from gxcrawl.model import Agency, Failure, FetchedDocument, Portal
from gxcrawl.portals.addresses import Scope
from gxcrawl.portals.agencies import AgencyBook
from gxcrawl.portals.articles import Article, is_report_body, read_article
from gxcrawl.portals.discovery import Choice, Trail, choose
from gxcrawl.portals.families import recognise
from gxcrawl.portals.families.base import ListEntry, ListPage, ListRequest
from gxcrawl.portals.obstacles import find_obstacle
from gxcrawl.portals.titles import judge_title, names_another_kind, report_year
from gxcrawl.spiders.documents import fetched_document, looks_like_html
from gxcrawl.spiders.reasons import failure_reason
from gxcrawl.spiders.requests import TRAIL, Listing, Visit, list_request, visit_request
from gxcrawl.spiders.selection import Selection, read_selection

Found = Request | FetchedDocument | Failure


class AnnualReportsSpider(Spider):
    """Yields a FetchedDocument for every page and file of a report, a Failure for what could not be fetched.

    Arguments, each a comma list: portal (ids), agency (ids or names), year; portals (registry files).
    Stats: `gxcrawl/fetch/…` (lists, details, attachments, skipped_by_title, skipped_by_selection, outside, failures).
    """

    name = "annual_reports"

    def __init__(self, selection: Selection, max_list_pages: int) -> None:
        super().__init__()
        self.selection = selection
        self.scopes = {portal.id: Scope(portal) for portal in selection.portals}
        self._portals = {portal.id: portal for portal in selection.portals}
        self._books = {p.id: AgencyBook(p, selection.known.values()) for p in selection.portals}
        self._max_list_pages = max_list_pages
        self._heard_of: set[str] = set()  # portals that showed a report or had a failure: not silent

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """As Scrapy builds it; `kwargs` are the spider's arguments. Raises WrongUse."""
        known: Iterable[Agency] = kwargs.pop("known", ())
        asked = {name: str(kwargs.get(name) or "") for name in ("portal", "agency", "year", "portals")}
        selection = read_selection(**asked, known=known)
        spider = cls(selection, crawler.settings.getint("GXCRAWL_MAX_LIST_PAGES"))
        spider._set_crawler(crawler)
        crawler.signals.connect(spider.ask_silent_portals, signal=signals.spider_idle)
        return spider

    def agency(self, agency_id: str) -> Agency | None:
        """The agency behind the id on an item, whether the registry names it or this crawl met it."""
        return next((found for book in self._books.values() if (found := book.by_id(agency_id))), None)

    def learn(self, agencies: Iterable[Agency]) -> None:
        """Makes agencies of earlier crawls known, so that their ids stay. To be called before the crawl starts."""
        for agency in agencies:
            if agency.portal in self._books:
                self._books[agency.portal].learn(agency)

    async def start(self) -> AsyncIterator[Any]:
        """One request per starting place of every selected portal."""
        for portal in self.selection.portals:
            for url, agency in self.selection.starting_places(portal):
                named = url == portal.column or agency is not None
                yield self._first_page(portal, url, agency, named=named)

    def _first_page(self, portal: Portal, url: str, agency: Agency | None, *, named: bool) -> Request:
        trail = Trail(portal.id, "column" if named else "home", agency=agency.name if agency else None)
        listing = Listing(trail, ListRequest(url), family=portal.cms, start=True)
        return list_request(listing, self.parse_list, self.list_failed)

    # lists

    def parse_list(self, response: Response, listing: Listing) -> Iterator[Found]:
        """The reports and columns of one list page, and the request for the next page."""
        obstacle = find_obstacle(response)
        if obstacle is None and not isinstance(response, TextResponse):
            entry = ListEntry(response.url, "")
            visit = Visit(listing.trail, entry, listing.found_on or response.url)
            yield from self.parse_detail(response, visit)
        elif obstacle or not isinstance(response, TextResponse):
            yield from self._give_up_page(listing, str(obstacle))
        else:
            yield from self._read_list(response, listing)

    def _read_list(self, response: TextResponse, listing: Listing) -> Iterator[Found]:
        family = recognise(response, listing.family)
        if listing.page == 1 and listing.trail.depth and is_report_body(family.read_detail(response).text):
            entry = ListEntry(response.url, "", year=listing.trail.year, agency=listing.trail.agency)
            yield from self.parse_detail(response, Visit(listing.trail, entry, listing.found_on or response.url))
            return
        self._count("lists")
        page = family.read_list(response, listing.request.state)
        new = [entry for entry in page.entries if entry.url not in listing.seen]
        if page.trouble:
            yield self._failure(response.url, page.trouble, listing.trail)
        yield from self._follow(new, listing, response.url)
        for column in page.columns:
            entry = ListEntry(column.request.url, column.name)
            for choice in choose([entry], listing.trail):
                yield self._list_page(choice.trail, column.request, response.url, family.name)
        yield from self._turn(listing, page, new, family.name)

    def _turn(self, listing: Listing, page: ListPage, new: list[ListEntry], family: str) -> Iterator[Found]:
        """The next page; another way to ask where this answer brought nothing new; or the end of the list."""
        rows = frozenset(entry.url for entry in page.entries)
        if listing.page > 1 and not new:
            if listing.request.otherwise:
                yield self._ask_otherwise(listing, listing.request.otherwise)
            elif listing.total is not None and listing.total > len(listing.seen):
                reason = f"list is cut: {len(listing.seen)} of its {listing.total} rows could be read"
                yield self._failure(listing.request.url, reason, listing.trail)
            return
        if listing.page >= self._max_list_pages:
            reason = f"list goes on after {listing.page} pages (GXCRAWL_MAX_LIST_PAGES); what follows was left"
            yield self._failure(listing.request.url, reason, listing.trail)
            return
        for following in page.next:
            turned = listing.turned(following, family, rows, page.total)
            yield list_request(turned, self.parse_list, self.list_failed)

    def _ask_otherwise(self, listing: Listing, request: ListRequest) -> Request:
        turned = listing.turned(request, listing.family or "generic", frozenset(), None)
        return list_request(turned, self.parse_list, self.list_failed)

    def _follow(self, entries: list[ListEntry], listing: Listing, found_on: str) -> Iterator[Found]:
        """Requests for what a page's links lead to, inside the portal and inside the selection."""
        choices = choose(entries, listing.trail)
        self._count("skipped_by_title", len(entries) - len(choices))
        for choice in choices:
            if not self.scopes[listing.trail.portal_id].holds(choice.entry.url):
                self._count("outside")
            elif choice.step == "list":
                yield self._list_page(choice.trail, ListRequest(choice.entry.url), found_on, None)
            else:
                yield from self._visit(choice, found_on, listing.family)

    def _list_page(self, trail: Trail, request: ListRequest, found_on: str, family: str | None) -> Request:
        portal = self._portals[trail.portal_id]
        listing = Listing(trail, request, family=portal.cms or family, found_on=found_on)
        return list_request(listing, self.parse_list, self.list_failed)

    def _visit(self, choice: Choice, found_on: str, family: str | None) -> Iterator[Request]:
        entry, trail = choice.entry, choice.trail
        hub = judge_title(entry.title, in_column=True) == "hub"
        if not hub:
            self._heard_of.add(trail.portal_id)
        year = report_year(entry.title) or entry.year or trail.year
        agency = None if hub else self._named_agency(entry, trail)
        unwanted = agency is not None and not self.selection.wants_agency(agency.id)
        if unwanted or not self.selection.wants_year(year):
            self._count("skipped_by_selection")
            return
        visit = Visit(trail, entry, found_on, family=family)
        yield visit_request(visit, self.parse_detail, self.visit_failed)

    def _named_agency(self, entry: ListEntry, trail: Trail) -> Agency | None:
        article = Article.of_row(entry, trail.agency)
        return article.agency(self._books[trail.portal_id])

    # articles and files

    def parse_detail(self, response: Response, visit: Visit) -> Iterator[Found]:
        """The document of an article, and requests for its files; the links of a hub."""
        if not isinstance(response, TextResponse) or not looks_like_html(response):
            yield from self.parse_file(response, visit)
            return
        obstacle = find_obstacle(response)
        if obstacle:
            yield self._failure(response.url, obstacle, visit.trail, visit.agency_id)
            return
        family = recognise(response, self._portals[visit.trail.portal_id].cms)
        page = family.read_detail(response)
        article = read_article(page, visit.entry, visit.trail)
        if article.is_hub:
            trail = Trail(visit.trail.portal_id, "column", visit.trail.depth, year=article.year)
            self._count("hubs")
            yield from self._follow(list(page.entries), Listing(trail, ListRequest(response.url)), response.url)
            return
        agency = article.agency(self._books[visit.trail.portal_id], otherwise_own=True)
        if not self.selection.wants_agency(agency.id) or not self.selection.wants_year(article.year):
            self._count("skipped_by_selection")
            return
        self._count("details")
        self._heard_of.add(visit.trail.portal_id)
        yield fetched_document(response, visit, article, agency.id, datetime.now(UTC))
        yield from self._attachments(response, visit, article, agency)

    def _attachments(self, response: Response, visit: Visit, article: Article, agency: Agency) -> Iterator[Request]:
        for attachment in article.attachments:
            if names_another_kind(attachment.name):
                self._count("skipped_by_title")
            elif not self.scopes[visit.trail.portal_id].holds(attachment.url):
                self._count("outside")
            else:
                entry = ListEntry(attachment.url, article.title, article.published_on)
                file = Visit(
                    visit.trail,
                    entry,
                    visit.found_on,
                    parent_url=response.url,
                    agency_id=agency.id,
                    year=article.year,
                    publisher=article.publisher,
                )
                yield visit_request(file, self.parse_file, self.visit_failed)

    def parse_file(self, response: Response, visit: Visit) -> Iterator[Found]:
        """The document of a file, whether a page offers it or a list links it directly."""
        if looks_like_html(response):
            reason = find_obstacle(response) or "asked for a file, got an HTML page"
            yield self._failure(response.url, reason, visit.trail, visit.agency_id)
            return
        article = Article.of_row(visit.entry, visit.trail.agency, visit.year or visit.trail.year, visit.publisher)
        agency_id = visit.agency_id or article.agency(self._books[visit.trail.portal_id], otherwise_own=True).id
        if not self.selection.wants_agency(agency_id) or not self.selection.wants_year(article.year):
            self._count("skipped_by_selection")
            return
        self._count("attachments" if visit.parent_url else "details")
        self._heard_of.add(visit.trail.portal_id)
        yield fetched_document(response, visit, article, agency_id, datetime.now(UTC))

    # what went wrong

    def list_failed(self, failure: TwistedFailure) -> Iterator[Found]:
        """A list page that could not be fetched: asked for in another way where there is one, else a Failure."""
        request: Request = failure.request  # type: ignore[attr-defined]
        listing: Listing = request.cb_kwargs["listing"]
        yield from self._give_up_page(listing, failure_reason(failure.value, request), failure.getTraceback())

    def _give_up_page(self, listing: Listing, reason: str, detail: str = "") -> Iterator[Found]:
        if listing.request.otherwise:
            yield self._ask_otherwise(listing, listing.request.otherwise)
            return
        yield self._failure(listing.request.url, reason, listing.trail, detail=detail)
        portal = self._portals[listing.trail.portal_id]
        if listing.start and listing.request.url == portal.column:
            # a column that moved: home still leads to the new one, and the failure says that the entry is out of date
            yield self._first_page(portal, portal.home, None, named=False)

    def visit_failed(self, failure: TwistedFailure) -> Iterator[Found]:
        """An article or file that could not be fetched."""
        request: Request = failure.request  # type: ignore[attr-defined]
        visit: Visit = request.cb_kwargs["visit"]
        reason = failure_reason(failure.value, request)
        named = None if visit.agency_id else self._named_agency(visit.entry, visit.trail)
        agency_id = visit.agency_id or (named.id if named else None)
        yield self._failure(request.url, reason, visit.trail, agency_id, failure.getTraceback())

    def ask_silent_portals(self) -> None:
        """At the end: a portal that showed no report and no failure gets one. Items only come out of callbacks."""
        silent = [portal for portal in self.selection.portals if portal.id not in self._heard_of]
        for portal in silent:
            trail = Trail(portal.id, "home")
            request = Request("data:,", self.report_silence, meta={TRAIL: trail}, dont_filter=True)
            self._heard_of.add(portal.id)
            self.crawler.engine.crawl(request)  # type: ignore[union-attr]
        if silent:
            raise DontCloseSpider

    def report_silence(self, response: Response) -> Iterator[Failure]:
        """The failure of a portal whose pages were all fetched and showed no report."""
        trail: Trail = response.meta[TRAIL]
        portal = self._portals[trail.portal_id]
        where = "column shows no reports" if portal.column else "no annual-report column found from the home page"
        advice = "look at it and name the right one as `column` in the registry entry"
        yield self._failure(portal.column or portal.home, f"{where}; {advice}", trail)

    def _failure(self, url: str, reason: str, trail: Trail, agency_id: str | None = None, detail: str = "") -> Failure:
        self._count("failures")
        self._heard_of.add(trail.portal_id)
        return Failure(url, "fetch", reason, detail, agency_id=agency_id, portal_id=trail.portal_id)

    def _count(self, what: str, count: int = 1) -> None:
        if count and self.crawler.stats:
            self.crawler.stats.inc_value(f"gxcrawl/fetch/{what}", count)
