"""Explores a site that is in no registry: reads its lists but fetches no reports."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.http import TextResponse
from typing_extensions import override

from gxcrawl.model import Portal, Remembered
from gxcrawl.portals.articles import Article
from gxcrawl.portals.bodies.agencies import AgencyBook
from gxcrawl.portals.discovery import Choice
from gxcrawl.portals.families import FAMILIES, recognise
from gxcrawl.portals.pages.markup.words import one_line
from gxcrawl.portals.proposals import ListSeen, Proposal, propose_entry
from gxcrawl.portals.sites import Scope, is_same_owner, site_of
from gxcrawl.portals.titles import judge_title
from gxcrawl.spiders.annual_reports import AnnualReportsSpider
from gxcrawl.spiders.paging import Listing
from gxcrawl.spiders.parts import Parts
from gxcrawl.spiders.request_factory import Callbacks
from gxcrawl.spiders.requests import Found
from gxcrawl.spiders.rows import Rows
from gxcrawl.spiders.selection import Selection


class Survey:
    """What is recorded about a site: its title, its lists, the bodies in them, and further hosts of the same owner."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self._title = ""
        self._lists: dict[str, ListSeen] = {}
        self._column_of: dict[str, str] = {}  # URL of an endpoint → the column page that requests it
        self._agencies: dict[str, None] = {}
        self._hosts: tuple[str, ...] = ()
        self._book = AgencyBook(portal)

    def note_list(self, page: TextResponse, listing: Listing) -> None:
        """Records a list under the URL of its first page."""
        if not self._title and listing.trail.depth == 0:
            self._title = one_line(page.xpath("string(//title)").get() or "")
        family = FAMILIES[listing.family] if listing.family else recognise(page)
        url = listing.opened_at or (listing.found_on if listing.request.state else None) or listing.request.url
        self._column_of[listing.column] = url
        self._lists.setdefault(url, ListSeen(url, family.name, listing.trail.in_column, listing.found_on))

    def note_row(self, choice: Choice, found_on: str) -> None:
        """Records a report's title for the list that shows it."""
        row = Article.of_row(choice.entry, choice.trail)
        named = None if judge_title(row.title) == "hub" else row.agency(self._book)
        if named:
            self._agencies.setdefault(named.name)
        if found_on not in self._column_of:
            return  # reports that an article links
        seen = self._lists[self._column_of[found_on]]
        titles, addresses = (*seen.titles, choice.entry.title), (*seen.addresses, choice.entry.url)
        self._lists[seen.url] = replace(seen, titles=titles, addresses=addresses)

    def widened(self, url: str) -> Scope:
        """The scope with a further host of the same owner, which the registry entry then has to name."""
        self._hosts = tuple(dict.fromkeys((*self._hosts, site_of(url))))
        return Scope(replace(self._portal, hosts=self._hosts))

    def proposal(self) -> Proposal:
        """The proposed registry entry, with its evidence."""
        seen, bodies = list(self._lists.values()), list(self._agencies)
        return propose_entry(self._portal.home, self._title, seen, bodies, self._hosts)


@dataclass(frozen=True, eq=False)
class NotedRows(Rows):
    """Follows only rows that lead to lists; records the others."""

    survey: Survey

    @override
    def follow_choice(
        self, choice: Choice, found_on: str, known: Mapping[str, Remembered] | None = None
    ) -> Iterator[Found]:
        url, portal = choice.entry.url, self.crawl.portal_of(choice.trail)
        if is_same_owner(url, portal.home) and not self.crawl.holds(url, choice.trail):
            self.crawl.scopes[portal.id] = self.survey.widened(url)
        if choice.step == "list":
            yield from super().follow_choice(choice, found_on, known)
        else:
            self.survey.note_row(choice, found_on)


class PortalDiscoverySpider(AnnualReportsSpider):
    """Follows columns as the crawl does, and records which lists show report titles. Argument: home (a URL).

    After the crawl `survey` proposes the site's registry entry. Yields Failure items, no documents.
    """

    name = "portal_discovery"

    def __init__(self, home: str, max_list_pages: int) -> None:
        portal = Portal("discovered", "", home)
        self.survey = Survey(portal)
        super().__init__(Selection((portal,)), max_list_pages)

    @classmethod
    @override
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = cls(str(kwargs["home"]), crawler.settings.getint("GXCRAWL_MAX_LIST_PAGES", 300))
        spider._set_crawler(crawler)
        return spider

    @override
    def make_parts(self) -> Parts:
        return Parts(self.crawl, Callbacks.of(self), partial(NotedRows, survey=self.survey))

    @override
    def read_list(self, page: TextResponse, listing: Listing) -> Iterator[Found]:
        self.survey.note_list(page, listing)
        yield from super().read_list(page, listing)
