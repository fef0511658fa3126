"""The basis of every crawl of portals: selection, known agencies, memory, and the report at its end."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response, TextResponse

from gxcrawl.downloading.meta import TRAIL
from gxcrawl.model import Agency, Failure, FetchedDocument, Mended, Portal, Sighting
from gxcrawl.portals.addresses import Scope, as_hosts, site_of
from gxcrawl.portals.articles import Article
from gxcrawl.portals.bodies.agencies import AgencyBook
from gxcrawl.portals.bodies.words import agency_like
from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.families import Family, recognise
from gxcrawl.portals.pages.markup.shapes import ListRequest
from gxcrawl.spiders.echoes import Echoes
from gxcrawl.spiders.last_resorts import LastResorts
from gxcrawl.spiders.ledger import Ledger
from gxcrawl.spiders.memory import Memory, NoMemory, Rhythm
from gxcrawl.spiders.paging import Listing
from gxcrawl.spiders.requests import Visit, list_request, undelayed_slots
from gxcrawl.spiders.selection import Selection, read_selection

Found = Request | FetchedDocument | Failure | Sighting | Mended


class PortalSpider(Spider):
    """The part of a spider that makes no page requests: construction, memory, failures, silent portals."""

    def __init__(self, selection: Selection, max_list_pages: int, recheck_days: float = 0) -> None:
        super().__init__()
        self.selection = selection
        self.registered = Scope(*selection.registered)
        self.scopes = {one.id: Scope(one, taken=self.registered.sites) for one in selection.portals}
        self.quirks = {portal.id: portal.quirks for portal in selection.portals}
        self.legacy_tls = Scope(*(portal for portal in selection.portals if portal.quirks.legacy_tls))
        self.memory: Memory = NoMemory()
        self.ledger = Ledger()
        self.fresh = False
        self._echoes = Echoes()
        self._rhythm = Rhythm(timedelta(days=recheck_days))
        self._retried: tuple[Failure, ...] = ()
        self._portals = {portal.id: portal for portal in selection.portals}
        self._books = {portal.id: AgencyBook(portal, selection.known.values()) for portal in selection.portals}
        self._max_list_pages = max_list_pages
        self._failed_before: dict[str, frozenset[str]] = {}
        self._sighted: set[str] = set()
        self._started: set[str] = set()  # portals whose starting place was asked for
        self._asked_about: set[str] = set()
        self._last_resorts = LastResorts()
        self._looked_round: set[str] = set()  # silent portals whose last resorts were asked for
        # site → what led there
        self._outside: dict[str, dict[str, str]] = {portal_id: {} for portal_id in self._portals}
        self._columns_outside: dict[str, dict[str, str]] = {portal_id: {} for portal_id in self._portals}  # → found on

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:  # noqa: ARG003  Scrapy's signature
        """As Scrapy builds it; `kwargs` are the spider's arguments. Raises WrongUse.

        Only from Python, not from the command line: known, agencies of earlier crawls, so that they keep their ids;
        retry, failures of earlier crawls, to fetch what they could not and nothing else.
        """
        known: Iterable[Agency] = kwargs.get("known") or ()
        asked = {name: str(kwargs.get(name) or "") for name in ("portal", "agency", "year", "portals")}
        settings = crawler.settings
        spider = cls(
            read_selection(**asked, known=known),
            settings.getint("GXCRAWL_MAX_LIST_PAGES", 300),
            settings.getfloat("GXCRAWL_RECHECK_DAYS", 30),
        )
        spider.fresh = str(kwargs.get("fresh") or "") not in ("", "0")
        spider._retried = tuple(kwargs.get("retry") or ())
        slots = settings.getdict("DOWNLOAD_SLOTS") | undelayed_slots(spider.selection.portals)
        settings.set("DOWNLOAD_SLOTS", slots, priority="spider")
        spider._set_crawler(crawler)
        crawler.signals.connect(spider.ask_silent_portals, signal=signals.spider_idle)
        crawler.signals.connect(spider._last_resorts.note_maps, signal=signals.robots_parsed)
        return spider

    def agency(self, agency_id: str) -> Agency | None:
        """The agency for the id on an item, from the registry or found by this crawl."""
        return next((found for book in self._books.values() if (found := book.by_id(agency_id))), None)

    def identify(self, portal_id: str, name: str) -> Agency:
        """The agency of a portal with the name printed in a document."""
        return self._books[portal_id].identify(name)

    def _owner(self, visit: Visit, article: Article) -> Agency:
        """The agency of a document; for a file, the one found on its page, which another process may have read."""
        book = self._books[visit.trail.portal_id]
        if visit.agency is None:
            return article.agency_or_own(book)
        book.learn(visit.agency)
        return visit.agency

    def _family(self, page: TextResponse, trail: Trail) -> Family:
        """The family of the software that made a page; that in the portal's registry entry if it fits."""
        return recognise(page, self._portals[trail.portal_id].cms)

    def learn(self, agencies: Iterable[Agency]) -> None:
        """Adds agencies of earlier crawls, so that their ids stay the same. Call before the crawl starts."""
        for agency in agencies:
            if agency.portal in self._books:
                self._books[agency.portal].learn(agency)

    def remember(self, memory: Memory) -> None:
        """Gives the spider the results of earlier crawls. Call before the crawl starts."""
        self.memory = memory
        self._failed_before = {portal_id: memory.failed(portal_id) for portal_id in self._portals}

    @property
    def is_of_whole_portals(self) -> bool:
        """True if the crawl covers everything its portals publish, not only some agencies, years or failures."""
        return not (self._retried or self.selection.agency_ids or self.selection.years)

    def wholly_read(self) -> frozenset[str]:
        """The portals that this crawl read completely, so that anything it did not see is no longer published."""
        if not self.is_of_whole_portals:
            return frozenset()
        return frozenset(portal_id for portal_id in self._portals if self.ledger.is_read_wholly(portal_id))

    def _list_failure(self, listing: Listing, reason: str, detail: str = "", *, whole: bool = False) -> Failure:
        """The failure of a list. whole: the list as a whole is at fault, so a retry starts from its first page."""
        self._count("failures")
        portal_id = listing.trail.portal_id
        explains_silence = listing.start or listing.trail.in_column
        (self.ledger.fail_list if explains_silence else self.ledger.miss_list)(portal_id, listing.address)
        found_on = listing.opened_at or listing.found_on
        return Failure(
            listing.address,
            "fetch",
            reason,
            detail,
            agency_id=self._agency_of(listing.trail),
            portal_id=portal_id,
            year=listing.trail.year,
            found_on=found_on if found_on != listing.address else None,
            asked=listing.from_the_start() if whole else listing.from_here(),
        )

    def _agency_of(self, trail: Trail) -> str | None:
        """The agency to which the way to a list belongs, so that a retry knows it too."""
        book = self._books[trail.portal_id]
        known = trail.agency and (
            book.find(trail.agency) or (agency_like(trail.agency) and book.identify(trail.agency))
        )
        return known.id if known else None

    def _stands_elsewhere(self, how: str, url: str, portal_id: str) -> str:
        """The reason of a failure: the portal links something on a host that is not its own."""
        advice = f"name {as_hosts(url, self._portals[portal_id].home)} as `hosts` in the registry entry"
        return f"{how} here, but stands on {site_of(url)}; {advice} if it is the portal's"

    def _visit_failure(self, visit: Visit, reason: str, detail: str = "") -> Failure:
        portal_id = visit.trail.portal_id
        row = Article.of_row(visit.entry, visit.trail, visit.year)
        named = visit.agency or row.agency(self._books[portal_id])
        return Failure(
            visit.address,
            "fetch",
            reason,
            detail,
            agency_id=named.id if named else None,
            portal_id=portal_id,
            year=row.year,
            title=visit.entry.title,
            found_on=visit.found_on,
            parent_url=visit.parent_url,
        )

    def _mended(self, url: str, portal_id: str) -> Iterator[Mended]:
        """Notes, once, that an address which failed in an earlier crawl has been fetched."""
        if self._failed_earlier(url, portal_id) and url not in self.ledger.mended:
            self.ledger.mended.add(url)
            yield Mended(url)

    def _failed_earlier(self, url: str, portal_id: str) -> bool:
        return url in self._failed_before.get(portal_id, ())

    def ask_silent_portals(self) -> None:
        """At the end: makes requests whose callbacks report portals with neither report nor failure."""
        silent = {one for one in self._started - self._looked_round if self.ledger.is_unheard_of(one)}
        self._looked_round |= silent
        for portal_id in silent:
            for request in self._further_places(self._portals[portal_id]):
                if self.crawler.engine:
                    self.crawler.engine.crawl(request)
        if silent:
            raise DontCloseSpider
        unasked = self._started - self._asked_about
        if not unasked:
            return
        for portal_id in unasked:
            self._asked_about.add(portal_id)
            request = Request("data:,", self.report_silence, meta={TRAIL: Trail(portal_id, "home")}, dont_filter=True)
            if self.crawler.engine:
                self.crawler.engine.crawl(request)
        raise DontCloseSpider

    def _further_places(self, portal: Portal) -> Iterator[Request]:
        scope = self.scopes[portal.id]
        for listing in self._last_resorts.maps(portal, scope):
            yield list_request(listing, self.parse_site_map, lambda _: None)
        for listing in self._last_resorts.lists(portal, scope):
            yield list_request(listing, self.parse_list, lambda _: None)

    @abstractmethod
    def parse_list(self, response: Response, listing: Listing) -> Iterator[Found]:
        """What a list page leads to."""

    @abstractmethod
    def parse_site_map(self, response: Response, listing: Listing) -> Iterator[Found]:
        """What a site map leads to."""

    def report_silence(self, response: Response) -> Iterator[Found]:
        """The failure of a portal whose pages were fetched but showed no report; clears earlier ones of other
        portals.
        """
        self._count("portals_done")
        trail: Trail = response.meta[TRAIL]
        portal = self._portals[trail.portal_id]
        if self.ledger.is_silent(portal.id):
            what = "column shows no reports" if portal.column else "no annual-report column found from the home page"
            known = self.memory.reports(portal.id)
            before = f" although {known} reports of it are known" if known else ""
            outside = "; ".join(f"{name!r} leads to {site}" for site, name in self._outside[portal.id].items())
            advice = (
                f"{outside}: name what belongs to it as `hosts` in the registry entry"
                if outside
                else "look at it and name the right one as `column` in the registry entry"
            )
            start = ListRequest(portal.column or portal.home)
            yield self._list_failure(Listing(trail, start, start=True), f"{what}{before}; {advice}")
        elif self.ledger.shows_reports(portal.id):
            for url, found_on in self._columns_outside[portal.id].items():
                column = Listing(trail.into_column(), ListRequest(url), found_on=found_on)
                yield self._list_failure(column, self._stands_elsewhere("linked as the column", url, portal.id))
            for url in {portal.home, *(url for url, _ in self.selection.starting_places(portal))}:
                if url not in self.ledger.failed_lists:
                    yield from self._mended(url, portal.id)

    def _count(self, what: str, count: int = 1) -> None:
        if count and self.crawler.stats:
            self.crawler.stats.inc_value(f"gxcrawl/fetch/{what}", count)
