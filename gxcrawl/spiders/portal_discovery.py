"""Explores a site that is in no registry: reads its lists but fetches no reports."""

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.http import TextResponse
from scrapy.signals import item_scraped

from gxcrawl.errors import CannotRun
from gxcrawl.model import Failure, Portal, Remembered
from gxcrawl.portals.addresses import Scope, is_kindred, site_of
from gxcrawl.portals.articles import Article
from gxcrawl.portals.bodies.agencies import AgencyBook
from gxcrawl.portals.discovery import Choice
from gxcrawl.portals.families import FAMILIES, recognise
from gxcrawl.portals.pages.markup.words import one_line
from gxcrawl.portals.proposals import ListSeen, Proposal, propose_entry
from gxcrawl.portals.titles import judge_title
from gxcrawl.spiders.annual_reports import AnnualReportsSpider
from gxcrawl.spiders.crawler_process import crawler_process
from gxcrawl.spiders.paging import Listing
from gxcrawl.spiders.portal_spider import Found
from gxcrawl.spiders.selection import Selection


class PortalDiscoverySpider(AnnualReportsSpider):
    """Follows columns as the crawl does, and notes which lists show report titles. Argument: home (an address).

    `proposal()` says after the crawl what entry the site would have. Yields Failure items, no documents.
    """

    name = "portal_discovery"

    def __init__(self, home: str, max_list_pages: int) -> None:
        portal = Portal("discovered", "", home)
        super().__init__(Selection((portal,)), max_list_pages)
        self._home = home
        self._site_title = ""
        self._lists: dict[str, ListSeen] = {}
        self._column_of: dict[str, str] = {}  # an endpoint's address → the column page that asks it
        self._agencies: dict[str, None] = {}
        self._hosts: tuple[str, ...] = ()  # further hosts of the same owner
        self._book = AgencyBook(portal)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:  # noqa: ARG003  Scrapy's signature
        """As Scrapy builds it."""
        spider = cls(str(kwargs["home"]), crawler.settings.getint("GXCRAWL_MAX_LIST_PAGES", 300))
        spider._set_crawler(crawler)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """The home page."""
        yield self._first_page(self.selection.portals[0], self._home, named=False)

    def proposal(self) -> Proposal:
        """The proposed registry entry, with its evidence."""
        return propose_entry(
            self._home, self._site_title, list(self._lists.values()), list(self._agencies), self._hosts
        )

    def _read_list(self, response: TextResponse, listing: Listing) -> Iterator[Found]:
        if not self._site_title and listing.trail.depth == 0:
            self._site_title = one_line(response.xpath("string(//title)").get() or "")
        family = FAMILIES[listing.family] if listing.family else recognise(response)
        url = listing.opened_at or (listing.found_on if listing.request.state else None) or listing.request.url
        self._column_of[listing.opened_at or listing.request.url] = url
        self._lists.setdefault(url, ListSeen(url, family.name, listing.trail.in_column, listing.found_on))
        yield from super()._read_list(response, listing)

    def _follow_choice(
        self, choice: Choice, found_on: str, known: Mapping[str, Remembered] | None = None
    ) -> Iterator[Found]:
        url = choice.entry.url
        if is_kindred(url, self._home) and not self.scopes[choice.trail.portal_id].holds(url):
            self._widen(url)
        if choice.step == "list":
            yield from super()._follow_choice(choice, found_on, known)
        else:
            self._note(choice, found_on)

    def _widen(self, url: str) -> None:
        """Includes a further host of the same owner, which the entry then must name."""
        [portal] = self.selection.portals
        self._hosts = tuple(dict.fromkeys((*self._hosts, site_of(url))))
        self.scopes[portal.id] = Scope(replace(portal, hosts=self._hosts))

    def _note(self, choice: Choice, found_on: str) -> None:
        """Records a report's title for the list that shows it."""
        row = Article.of_row(choice.entry, choice.trail)
        named = None if judge_title(row.title) == "hub" else row.agency(self._book)
        if named:
            self._agencies.setdefault(named.name)
        seen = self._lists[self._column_of[found_on]]
        titles, addresses = (*seen.titles, choice.entry.title), (*seen.addresses, choice.entry.url)
        self._lists[seen.url] = replace(seen, titles=titles, addresses=addresses)


def discover_portal(home: str, settings_module: str = "settings.base") -> tuple[Proposal, tuple[Failure, ...]]:
    """Explores a site and proposes its registry entry. Blocks; runs one crawl in this process.

    Failures: pages that could not be read. Raises CannotRun if the crawl could not start.
    """
    process = crawler_process(settings_module, {"ITEM_PIPELINES": {}, "EXTENSIONS": {}, "LOG_LEVEL": "ERROR"})
    crawler = process.create_crawler(PortalDiscoverySpider)
    failures: list[Failure] = []
    crawler.signals.connect(lambda item: failures.append(item), signal=item_scraped, weak=False)
    process.crawl(crawler, home=home)
    process.start()
    if not isinstance(crawler.spider, PortalDiscoverySpider):
        raise CannotRun(f"the look round {home} could not start; the log above says why")
    return crawler.spider.proposal(), tuple(failures)
