"""The spider: from each portal's column or home page through lists and articles to every file of a report."""

from collections.abc import AsyncIterator, Iterable, Iterator
from itertools import chain
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure as TwistedFailure

from gxcrawl.downloading.backoff import BackoffMiddleware
from gxcrawl.downloading.meta import TRAIL
from gxcrawl.model import Agency, Failure, Source
from gxcrawl.portals.pages.articles.chapters import Chapter
from gxcrawl.portals.sites import Scope
from gxcrawl.spiders.crawl import Crawl
from gxcrawl.spiders.memory import Memory
from gxcrawl.spiders.paging import Listing
from gxcrawl.spiders.parts import Parts
from gxcrawl.spiders.portal_results import PortalResults
from gxcrawl.spiders.request_factory import Callbacks
from gxcrawl.spiders.requests import Found, Visit, undelayed_slots
from gxcrawl.spiders.selection import Selection, read_selection


class AnnualReportsSpider(Spider):
    """Yields a FetchedDocument for every page and file of a report, and a Failure for each that could not be fetched.

    Yields an UnchangedDocument for a known document if its list or server says that it is unchanged, and a
    FetchRecovered for a URL that failed in an earlier crawl. Arguments, each a comma list: portal (ids), agency (ids or
    names), year; portals (registry files); fresh=1 fetches everything again.
    Stats: `gxcrawl/fetch/` lists, hubs, details, attachments, unchanged, skipped_by_title, skipped_by_selection,
    outside, failures.

    The spider itself decides nothing: it passes Scrapy's calls on to `parts`, which share the state `crawl`.
    """

    name = "annual_reports"

    def __init__(self, selection: Selection, max_list_pages: int, recheck_days: float = 0) -> None:
        super().__init__()
        self.selection = selection
        self.crawl = Crawl(selection, max_list_pages, recheck_days, self._count)
        self.parts = self.make_parts()
        # read by middlewares
        self.scopes = self.crawl.scopes
        self.quirks = {portal.id: portal.quirks for portal in selection.portals}
        self.legacy_tls = Scope(*(portal for portal in selection.portals if portal.quirks.legacy_tls))
        self._retried: tuple[Failure, ...] = ()
        self._places: tuple[Source, ...] = ()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:  # noqa: ARG003  Scrapy's signature
        """Called by Scrapy; `kwargs` are the spider's arguments. Raises WrongUse.

        Only from Python, not from the command line: known, agencies of earlier crawls, which keep their ids; retry,
        failures of earlier crawls, to fetch only these; places, where earlier crawls saw documents that are to be
        fetched again.
        """
        known: Iterable[Agency] = kwargs.get("known") or ()
        asked = {name: str(kwargs.get(name) or "") for name in ("portal", "agency", "year", "portals")}
        settings = crawler.settings
        spider = cls(
            read_selection(**asked, known=known),
            settings.getint("GXCRAWL_MAX_LIST_PAGES", 300),
            settings.getfloat("GXCRAWL_RECHECK_DAYS", 30),
        )
        spider.crawl.past.fresh = str(kwargs.get("fresh") or "") not in ("", "0")
        spider._retried = tuple(kwargs.get("retry") or ())
        spider._places = tuple(kwargs.get("places") or ())
        slots = settings.getdict("DOWNLOAD_SLOTS") | undelayed_slots(spider.selection.portals)
        settings.set("DOWNLOAD_SLOTS", slots, priority="spider")
        spider._set_crawler(crawler)
        crawler.signals.connect(spider.ask_the_rest, signal=signals.spider_idle)
        crawler.signals.connect(spider.crawl.last_resorts.note_maps, signal=signals.robots_parsed)
        return spider

    def make_parts(self) -> Parts:
        """The parts of this crawl."""
        return Parts(self.crawl, Callbacks.of(self))

    async def start(self) -> AsyncIterator[Any]:
        """One request per starting place of every selected portal, or per failure to be retried."""
        requests = self.parts.requests
        retries = (requests.retry(failure) for failure in self._retried)
        starts = (requests.starts(portal) for portal in self.selection.portals)
        for request in chain.from_iterable(retries if self._retried else starts):
            yield request

    # called by pipelines and extensions

    @property
    def results(self) -> PortalResults:
        """What the crawl found on each portal."""
        return self.crawl.results

    def agency(self, agency_id: str) -> Agency | None:
        """The agency for the id on an item, from the registry or found by this crawl."""
        return self.crawl.bodies.by_id(agency_id)

    def identify(self, portal_id: str, name: str) -> Agency:
        """The agency of a portal with the name printed in a document."""
        return self.crawl.bodies.of(portal_id).identify(name)

    def learn(self, agencies: Iterable[Agency]) -> None:
        """Adds agencies of earlier crawls, so that their ids stay the same. Call before the crawl starts."""
        self.crawl.bodies.learn(agencies)

    def remember(self, memory: Memory) -> None:
        """Gives the spider the results of earlier crawls. Call before the crawl starts."""
        self.crawl.past.remember(memory, self.crawl.portals)

    @property
    def is_of_whole_portals(self) -> bool:
        """True if the crawl covers everything its portals publish, not only some agencies, years or failures."""
        return not (self._retried or self.selection.agency_ids or self.selection.years)

    def wholly_read(self) -> frozenset[str]:
        """The portals that this crawl read completely, so that anything it did not see is no longer published."""
        if not self.is_of_whole_portals:
            return frozenset()
        return frozenset(filter(self.results.is_read_wholly, self.crawl.portals))

    # callbacks and errbacks; queues store requests with the names of these methods

    def parse_list(self, response: Response, listing: Listing) -> Iterator[Found]:
        """The reports and columns of one list page, and the request for the next page."""
        yield from self.parts.lists.answer(response, listing)

    def read_list(self, page: TextResponse, listing: Listing) -> Iterator[Found]:
        """The same for a page that is known to be a list."""
        yield from self.parts.lists.read(page, listing)

    def list_failed(self, failure: TwistedFailure) -> Iterator[Found]:
        """Handles a list page that could not be fetched."""
        yield from self.parts.ended.failed(failure)

    def parse_site_map(self, response: Response, listing: Listing) -> Iterator[Found]:
        """The columns of annual reports named in a portal's site map, or further maps."""
        yield from self.parts.end_of_crawl.read_map(response, listing)

    def no_such_place(self, failure: TwistedFailure) -> None:
        """Ignores the failure of a last resort, because such pages need not exist."""

    def parse_detail(self, response: Response, visit: Visit) -> Iterator[Found]:
        """The document of an article, and requests for its files; the links of a hub."""
        yield from self.parts.articles.read(response, visit)

    def parse_file(self, response: Response, visit: Visit) -> Iterator[Found]:
        """The document of a file that a page offers or a list links."""
        yield from self.parts.files.read(response, visit)

    def visit_failed(self, failure: TwistedFailure) -> Iterator[Found]:
        """Handles an article or file that could not be fetched."""
        yield from self.parts.wrong_pages.failed(failure)

    def parse_part(
        self, response: Response, visit: Visit, first: str, chapters: tuple[Chapter, ...] = ()
    ) -> Iterator[Found]:
        """Handles a further page of an article."""
        yield from self.parts.whole_articles.read_part(response, visit, first, chapters)

    def parse_rest(self, response: Response, visit: Visit, first: str) -> Iterator[Found]:
        """Handles the response to the request that an article's script makes."""
        yield from self.parts.whole_articles.read_rest(response, visit, first)

    def rest_failed(self, failure: TwistedFailure) -> Iterator[Found]:
        """The article without the part that could not be fetched; the parser will find that it is not a report."""
        request: Request = failure.request  # type: ignore[attr-defined]
        yield from self.parse_rest(Response(request.url), **request.cb_kwargs)

    def stumbled(self, response: Response, reason: str, detail: str) -> Iterator[Found]:
        """The failure of a page that its reader could not process, recorded like a failed fetch."""
        listing, visit = (response.cb_kwargs.get(name) for name in ("listing", "visit"))
        if listing is not None:
            yield self.parts.failures.of_list(listing, reason, detail)
        elif visit is not None:
            yield from self.parts.failures.of_visit(visit, reason, detail)

    # the end

    def ask_the_rest(self) -> None:
        """Called when the spider is idle: requests last resorts, held-back documents and places of earlier crawls.

        Documents that lists already led to are duplicates and are dropped. When these requests are done too, the
        outcome of each portal is reported.
        """
        places, self._places = self._places, ()
        known = chain.from_iterable(map(self.parts.requests.place, places))
        asked = [*self.parts.end_of_crawl.last_resorts(), *self.crawl.held_back.release(), *known]
        requests = asked or [*self.parts.end_of_crawl.ends()]
        for request in requests:
            if self.crawler.engine:
                self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider

    def report_silence(self, response: Response) -> Iterator[Found]:
        """Reports the outcome of a portal whose pages were all read."""
        yield from self.parts.end_of_crawl.report(response.meta[TRAIL])

    # services of Scrapy

    def again(self, request: Request, reason: str) -> Request | None:
        """A copy of the request, to be sent later after a pause for its host; None if it was repeated often enough."""
        again = get_retry_request(request, spider=self, reason=reason)
        backoff = self.crawler.get_downloader_middleware(BackoffMiddleware) if again else None
        if isinstance(backoff, BackoffMiddleware):
            backoff.let_rest(request)
        return again

    def _count(self, what: str, count: int = 1) -> None:
        if count and self.crawler.stats:
            self.crawler.stats.inc_value(f"gxcrawl/fetch/{what}", count)
