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
from gxcrawl.portals.families import FAMILIES, recognise
from gxcrawl.portals.obstacles import find_obstacle, is_another_page, was_sent_home
from gxcrawl.portals.pages.frames import stand_ins
from gxcrawl.portals.pages.shapes import DetailPage, ListEntry, ListRequest
from gxcrawl.portals.titles import judge_title, names_another_kind
from gxcrawl.spiders.documents import fetched_document, looks_like_html
from gxcrawl.spiders.paging import Listing, turn
from gxcrawl.spiders.reasons import failure_reason
from gxcrawl.spiders.requests import TRAIL, Visit, list_request, undelayed_slots, visit_request
from gxcrawl.spiders.selection import Selection, read_selection

Found = Request | FetchedDocument | Failure


class AnnualReportsSpider(Spider):
    """Yields a FetchedDocument for every page and file of a report, a Failure for what could not be fetched.

    Arguments, each a comma list: portal (ids), agency (ids or names), year; portals (registry files).
    Stats: `gxcrawl/fetch/` lists, hubs, details, attachments, skipped_by_title, skipped_by_selection, outside,
    failures.
    """

    name = "annual_reports"

    def __init__(self, selection: Selection, max_list_pages: int) -> None:
        super().__init__()
        self.selection = selection
        self.scopes = {portal.id: Scope(portal) for portal in selection.portals}
        self._portals = {portal.id: portal for portal in selection.portals}
        self._books = {portal.id: AgencyBook(portal, selection.known.values()) for portal in selection.portals}
        self._max_list_pages = max_list_pages
        self._heard_of: set[str] = set()  # portals that showed a report or had a failure: not silent

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:  # noqa: ARG003  Scrapy's signature
        """As Scrapy builds it; `kwargs` are the spider's arguments. Raises WrongUse.

        known: agencies of earlier crawls, so that they keep their ids (only from Python, not from the command line).
        """
        known: Iterable[Agency] = kwargs.get("known") or ()
        asked = {name: str(kwargs.get(name) or "") for name in ("portal", "agency", "year", "portals")}
        spider = cls(read_selection(**asked, known=known), crawler.settings.getint("GXCRAWL_MAX_LIST_PAGES", 300))
        slots = crawler.settings.getdict("DOWNLOAD_SLOTS") | undelayed_slots(spider.selection.portals)
        crawler.settings.set("DOWNLOAD_SLOTS", slots, priority="spider")
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
                yield self._first_page(portal, url, agency.name if agency else None, named=named)

    def _first_page(self, portal: Portal, url: str, agency: str | None = None, *, named: bool) -> Request:
        trail = Trail(portal.id, "column" if named else "home", agency=agency)
        return self._list_page(Listing(trail, ListRequest(url), start=True))

    # lists

    def parse_list(self, response: Response, listing: Listing) -> Iterator[Found]:
        """The reports and columns of one list page, and the request for the next page."""
        obstacle = find_obstacle(response)
        if obstacle is None and listing.trail.place != "home":
            obstacle = was_sent_home(response, self._portals[listing.trail.portal_id].home)
        if obstacle:
            yield from self._give_up_list(listing, obstacle)
        elif not isinstance(response, TextResponse) or self._is_article(response, listing):
            entry = ListEntry(response.url, "", year=listing.trail.year, agency=listing.trail.agency)
            yield from self.parse_detail(response, Visit(listing.trail, entry, listing.found_on or response.url))
        else:
            yield from self._read_list(response, listing)

    def _is_article(self, page: TextResponse, listing: Listing) -> bool:
        """Whether a link that looked like a list's leads to a report."""
        asked_of_endpoint = bool(listing.request.state) or listing.page > 1
        if asked_of_endpoint or listing.trail.depth == 0 or not looks_like_html(page):
            return False
        return is_report_body(recognise(page, self._portals[listing.trail.portal_id].cms).read_detail(page).text)

    def _read_list(self, response: TextResponse, listing: Listing) -> Iterator[Found]:
        """Rows, columns and pages of a list; where it shows no way on, the pages that it frames or forwards to."""
        self._count("lists")
        preferred = self._portals[listing.trail.portal_id].cms
        family = FAMILIES[listing.family] if listing.family else recognise(response, preferred)
        page = family.read_list(response, listing.request.state)
        new = listing.new_among(page)
        turned = turn(listing, page, new, family.name, self._max_list_pages)
        for trouble in (page.trouble, turned.trouble):
            if trouble:
                yield self._failure(response.url, trouble, listing.trail)
        followed = list(self._follow(new, listing.trail, response.url))
        yield from followed
        for column in page.columns:
            for choice in choose([ListEntry(column.request.url, column.name)], listing.trail):
                name = family.name if column.request.state else None
                yield self._list_page(Listing(choice.trail, column.request, family=name, found_on=response.url))
        for onward in turned.next:
            yield self._list_page(onward)
        if listing.page == 1 and not (followed or page.columns or turned.next):
            for entry in stand_ins(response, listing.trail):
                yield from self._follow_choice(entry, response.url)

    def _list_page(self, listing: Listing) -> Request:
        return list_request(listing, self.parse_list, self.list_failed)

    def _follow(self, entries: list[ListEntry], trail: Trail, found_on: str) -> Iterator[Request]:
        """Requests for what a page's links lead to, inside the portal and inside the selection."""
        choices = choose(entries, trail)
        self._count("skipped_by_title", len(entries) - len(choices))
        for choice in choices:
            yield from self._follow_choice(choice, found_on)

    def _follow_choice(self, choice: Choice, found_on: str) -> Iterator[Request]:
        entry, trail = choice.entry, choice.trail
        if not self.scopes[trail.portal_id].holds(entry.url):
            self._count("outside")
        elif choice.step == "list":
            yield self._list_page(Listing(trail, ListRequest(entry.url), found_on=found_on))
        elif self._wants_row(entry, trail):
            yield visit_request(Visit(trail, entry, found_on), self.parse_detail, self.visit_failed)
        else:
            self._count("skipped_by_selection")

    def _wants_row(self, entry: ListEntry, trail: Trail) -> bool:
        """Whether a row is inside the selection as far as its title tells; what it does not tell, the page will."""
        row = Article.of_row(entry, trail)
        if judge_title(entry.title, in_column=True) == "hub":
            return self.selection.wants_year(row.year)
        self._heard_of.add(trail.portal_id)
        agency = row.agency(self._books[trail.portal_id])
        wanted = agency is None or self.selection.wants_agency(agency.id)
        return wanted and self.selection.wants_year(row.year)

    # articles and files

    def parse_detail(self, response: Response, visit: Visit) -> Iterator[Found]:
        """The document of an article, and requests for its files; the links of a hub."""
        if not isinstance(response, TextResponse) or not looks_like_html(response):
            yield from self.parse_file(response, visit)
            return
        portal = self._portals[visit.trail.portal_id]
        page = recognise(response, portal.cms).read_detail(response)
        obstacle = find_obstacle(response) or is_another_page(response, page, visit.entry.title, portal.home)
        if obstacle:
            yield self._failure(visit.entry.url, obstacle, visit.trail, visit.agency_id)
            return
        article = read_article(page, visit.entry, visit.trail)
        if article.is_hub:
            yield from self._follow_hub(response, page, article, visit)
        else:
            yield from self._keep(response, article, visit)

    def _follow_hub(self, response: Response, page: DetailPage, article: Article, visit: Visit) -> Iterator[Found]:
        self._count("hubs")
        trail = Trail(visit.trail.portal_id, "column", visit.trail.depth, year=article.year)
        followed = list(self._follow(list(page.entries), trail, response.url))
        yield from followed
        if not followed and not self.selection.agency_ids:
            yield self._failure(response.url, "hub page shows no links to reports", visit.trail)

    def _keep(self, response: Response, article: Article, visit: Visit) -> Iterator[Found]:
        """The document of one article, then what it offers for download."""
        agency = article.agency_or_own(self._books[visit.trail.portal_id])
        if not self.selection.wants_agency(agency.id) or not self.selection.wants_year(article.year):
            self._count("skipped_by_selection")
            return
        self._count("details")
        self._heard_of.add(visit.trail.portal_id)
        yield fetched_document(response, visit, article, agency.id, datetime.now(UTC))
        for attachment in article.attachments:
            if names_another_kind(attachment.name):
                self._count("skipped_by_title")
            elif not self.scopes[visit.trail.portal_id].holds(attachment.url):
                self._count("outside")
            else:
                file = ListEntry(attachment.url, article.title, article.published_on)
                known = (response.url, agency.id, article.year, article.publisher)
                onward = Visit(visit.trail, file, visit.found_on, *known)
                yield visit_request(onward, self.parse_file, self.visit_failed)

    def parse_file(self, response: Response, visit: Visit) -> Iterator[Found]:
        """The document of a file, whether a page offers it or a list links it directly."""
        if looks_like_html(response):
            reason = find_obstacle(response) or "asked for a file, got an HTML page"
            yield self._failure(visit.entry.url, reason, visit.trail, visit.agency_id)
            return
        article = Article.of_row(visit.entry, visit.trail, visit.year, visit.publisher)
        agency_id = visit.agency_id or article.agency_or_own(self._books[visit.trail.portal_id]).id
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
        reason = failure_reason(failure.value, request)
        yield from self._give_up_list(request.cb_kwargs["listing"], reason, failure.getTraceback())

    def _give_up_list(self, listing: Listing, reason: str, detail: str = "") -> Iterator[Found]:
        other = listing.asked_otherwise()
        if other is not None:
            yield self._list_page(other)
            return
        yield self._failure(listing.request.url, reason, listing.trail, detail=detail)
        portal = self._portals[listing.trail.portal_id]
        if listing.start and listing.request.url == portal.column:
            # a column that moved: home still leads to the new one, and the failure says that the entry is out of date
            yield self._first_page(portal, portal.home, named=False)

    def visit_failed(self, failure: TwistedFailure) -> Iterator[Failure]:
        """An article or file that could not be fetched."""
        request: Request = failure.request  # type: ignore[attr-defined]
        visit: Visit = request.cb_kwargs["visit"]
        agency_id = visit.agency_id
        if agency_id is None:
            named = Article.of_row(visit.entry, visit.trail).agency(self._books[visit.trail.portal_id])
            agency_id = named.id if named else None
        reason = failure_reason(failure.value, request)
        yield self._failure(visit.entry.url, reason, visit.trail, agency_id, failure.getTraceback())

    def ask_silent_portals(self) -> None:
        """At the end: a portal that showed no report and no failure gets one. Items only come out of callbacks."""
        silent = [portal for portal in self.selection.portals if portal.id not in self._heard_of]
        for portal in silent:
            self._heard_of.add(portal.id)
            request = Request("data:,", self.report_silence, meta={TRAIL: Trail(portal.id, "home")}, dont_filter=True)
            if self.crawler.engine:
                self.crawler.engine.crawl(request)
        if silent:
            raise DontCloseSpider

    def report_silence(self, response: Response) -> Iterator[Failure]:
        """The failure of a portal whose pages were all fetched and showed no report."""
        trail: Trail = response.meta[TRAIL]
        portal = self._portals[trail.portal_id]
        what = "column shows no reports" if portal.column else "no annual-report column found from the home page"
        advice = "look at it and name the right one as `column` in the registry entry"
        yield self._failure(portal.column or portal.home, f"{what}; {advice}", trail)

    def _failure(self, url: str, reason: str, trail: Trail, agency_id: str | None = None, detail: str = "") -> Failure:
        self._count("failures")
        self._heard_of.add(trail.portal_id)
        return Failure(url, "fetch", reason, detail, agency_id=agency_id, portal_id=trail.portal_id)

    def _count(self, what: str, count: int = 1) -> None:
        if count and self.crawler.stats:
            self.crawler.stats.inc_value(f"gxcrawl/fetch/{what}", count)
