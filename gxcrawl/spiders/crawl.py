"""The state of one crawl: its scope, the results of earlier crawls, and its own results."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta

from scrapy import Request
from scrapy.http import TextResponse

from gxcrawl.model import Agency, Portal, Remembered
from gxcrawl.portals.articles import Article
from gxcrawl.portals.bodies.agencies import AgencyBook
from gxcrawl.portals.bodies.words import agency_like
from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.families import Family, recognise
from gxcrawl.portals.sites import Scope
from gxcrawl.spiders.last_resorts import LastResorts
from gxcrawl.spiders.memory import Memory, Need, NoMemory, Rhythm
from gxcrawl.spiders.portal_results import PortalResults
from gxcrawl.spiders.requests import Found, Visit
from gxcrawl.spiders.selection import Selection


class Bodies:
    """The agencies of the portals: registered, known from earlier crawls, or found by this one."""

    def __init__(self, portals: Iterable[Portal], known: Iterable[Agency]) -> None:
        """known: agencies of earlier crawls, which keep their ids."""
        known = tuple(known)
        self._books = {portal.id: AgencyBook(portal, known) for portal in portals}

    def of(self, portal_id: str) -> AgencyBook:
        """The agencies of one portal."""
        return self._books[portal_id]

    def by_id(self, agency_id: str) -> Agency | None:
        """The agency with an id, in any portal."""
        return next((found for book in self._books.values() if (found := book.by_id(agency_id))), None)

    def learn(self, agencies: Iterable[Agency]) -> None:
        """Adds agencies of earlier crawls, except those of portals that this crawl does not cover."""
        for agency in agencies:
            if agency.portal in self._books:
                self._books[agency.portal].learn(agency)

    def owner(self, visit: Visit, article: Article) -> Agency:
        """The agency of a document; for a file, the one found on its page, which another process may have read."""
        book = self._books[visit.trail.portal_id]
        if visit.agency is None:
            return article.agency_or_own(book)
        book.learn(visit.agency)
        return visit.agency

    def on_way(self, trail: Trail) -> Agency | None:
        """The agency to which a trail belongs; None if unknown."""
        book, name = self._books[trail.portal_id], trail.agency
        return (book.find(name) or (book.identify(name) if agency_like(name) else None)) if name else None


class Past:
    """The results of earlier crawls, and how often their documents are requested again.

    fresh: everything is fetched as if no document were known.
    """

    def __init__(self, recheck_after: timedelta) -> None:
        self.fresh = False
        self._rhythm = Rhythm(recheck_after)
        self._memory: Memory = NoMemory()
        self._failed: dict[str, frozenset[str]] = {}

    def remember(self, memory: Memory, portal_ids: Iterable[str]) -> None:
        """Loads the stored results for these portals."""
        self._memory = memory
        self._failed = {portal_id: memory.failed(portal_id) for portal_id in portal_ids}

    def known(self, urls: Iterable[str]) -> dict[str, Remembered]:
        """The known documents at these URLs."""
        return {} if self.fresh else dict(self._memory.seen(urls))

    def failed(self, portal_id: str) -> frozenset[str]:
        """The URLs of a portal that could not be fetched."""
        return self._failed.get(portal_id, frozenset())

    def reports(self, portal_id: str) -> int:
        """The number of known reports of a portal."""
        return self._memory.reports(portal_id)

    def need(self, known: Remembered, visit: Visit) -> Need:
        """Whether a known document is requested; it is if it has failed since, or its failure would stay."""
        need = self._rhythm.need(known, visit.listed, datetime.now(UTC))
        return "ask" if need == "nothing" and visit.address in self.failed(visit.trail.portal_id) else need


class HeldBack:
    """Holds requests in this process: lists may still lead to the same documents with more metadata."""

    def __init__(self) -> None:
        self._requests: dict[tuple[str, bytes], Request] = {}  # by URL and body

    def hold(self, found: Iterable[Found]) -> Iterator[Found]:
        """Keeps the requests back; passes other items on."""
        for one in found:
            if isinstance(one, Request):
                self._requests.setdefault((one.url, one.body), one)
            else:
                yield one

    def release(self) -> list[Request]:
        """Returns the held requests, each only once."""
        held, self._requests = self._requests, {}
        return [*held.values()]


class Crawl:
    """The state that the parts of a crawl share; state that only one part needs is kept there.

    selection: the portals, agencies and years that are wanted. portals: of the selection, by id.
    scopes: the hosts of each portal; registered: those of all portals of the registry.
    bodies: the agencies. past: what earlier crawls left. results: what this one found.
    held_back: requests that wait until all lists are read. last_resorts: where to look if a portal shows no report.
    max_list_pages: of one list. count: increases one of the stats `gxcrawl/fetch/…`, by one if no number is given.
    """

    def __init__(
        self, selection: Selection, max_list_pages: int, recheck_days: float, count: Callable[..., None]
    ) -> None:
        self.selection = selection
        self.portals: dict[str, Portal] = {portal.id: portal for portal in selection.portals}
        self.registered = Scope(*selection.registered)
        self.scopes = {one.id: Scope(one, taken=self.registered.sites) for one in selection.portals}
        self.bodies = Bodies(selection.portals, selection.known.values())
        self.past = Past(timedelta(days=recheck_days))
        self.results = PortalResults()
        self.held_back = HeldBack()
        self.last_resorts = LastResorts()
        self.max_list_pages = max_list_pages
        self.count = count

    def portal_of(self, trail: Trail) -> Portal:
        """The portal to which a trail belongs."""
        return self.portals[trail.portal_id]

    def holds(self, url: str, trail: Trail) -> bool:
        """True if a URL is on a host of the trail's portal."""
        return self.scopes[trail.portal_id].holds(url)

    def family_of(self, page: TextResponse, trail: Trail) -> Family:
        """The family of a page; the one in the portal's registry entry if it recognises the page."""
        return recognise(page, self.portal_of(trail).cms)
