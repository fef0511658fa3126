"""One page of a list: its rows, the columns below it, the next page."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from scrapy.http import Response, TextResponse

from gxcrawl.portals.addresses import is_same_page
from gxcrawl.portals.discovery import Trail, below_gateway, choose, sites_of_bodies, ways_inside
from gxcrawl.portals.families import FAMILIES, read_list
from gxcrawl.portals.obstacles import find_obstacle, was_sent_back, was_sent_home
from gxcrawl.portals.pages.markup.shapes import ListPage
from gxcrawl.portals.titles import judge_title
from gxcrawl.spiders.crawl import Crawl
from gxcrawl.spiders.documents.items import ANSWERED_AS_DATA, is_file
from gxcrawl.spiders.documents.wrong_pages import WrongPages
from gxcrawl.spiders.failures import Failures
from gxcrawl.spiders.lists.behind import BehindLists
from gxcrawl.spiders.lists.ended import EndedLists
from gxcrawl.spiders.lists.in_place import InPlace
from gxcrawl.spiders.lists.odd_rows import OddRows
from gxcrawl.spiders.lists.read_page import ReadPage, as_entries
from gxcrawl.spiders.lists.repeated_pages import REPEATED, RepeatedPages
from gxcrawl.spiders.paging import Listing, turn
from gxcrawl.spiders.request_factory import RequestFactory
from gxcrawl.spiders.requests import Found, visit_of
from gxcrawl.spiders.rows import Rows


@dataclass(frozen=True, eq=False)
class ListPages:
    """Judges the responses to requests for a list, and reads its pages."""

    crawl: Crawl
    requests: RequestFactory
    failures: Failures
    wrong_pages: WrongPages
    rows: Rows
    odd_rows: OddRows
    behind: BehindLists
    in_place: InPlace
    ended: EndedLists
    _repeated_pages: RepeatedPages = field(default_factory=RepeatedPages)

    def answer(self, response: Response, listing: Listing) -> Iterator[Found]:
        """Handles the response to a request for a list page."""
        if listing.page > 1 and not response.body.strip():
            yield from self.ended.end(listing)
        elif obstacle := self._obstacle(response, listing):
            again = self.requests.repeat(response, obstacle)
            yield from [again] if again else self.ended.give_up(listing, obstacle)
        elif not isinstance(response, TextResponse) or is_file(response):
            yield from self.in_place.read(response, listing)
        elif self.in_place.is_article(response, listing):
            yield from self.in_place.read_article(response, listing)
        else:
            yield from self.requests.spider.read_list(response, listing)

    def _obstacle(self, response: Response, listing: Listing) -> str | None:
        """Why a response is not a page of the requested list; None if it is one."""
        obstacle = find_obstacle(response)
        if obstacle is None and listing.trail.place != "home":
            home = self.crawl.portal_of(listing.trail).home
            return was_sent_home(response, home) or was_sent_back(response, listing.opened_at)
        return obstacle

    def read(self, response: TextResponse, listing: Listing) -> Iterator[Found]:
        """Rows, columns and pages of a list; if it has none of these, the pages that it frames or forwards to."""
        self.crawl.count("lists")
        family = FAMILIES[listing.family] if listing.family else self.crawl.family_of(response, listing.trail)
        page = read_list(family, response, listing.request.state)
        if listing.trail.in_column:
            self.crawl.results.columns_read.setdefault(listing.trail.portal_id, listing.column)
        if listing.page == 1 and self._repeated_pages.is_repeated(response.url, page.entries):
            yield self.failures.of_list(listing, REPEATED)
            return
        new = listing.new_among(page)
        turned = turn(listing, page, new, family.name, self.crawl.max_list_pages)
        yield from self._follow(ReadPage(response, listing, family, page, new, turned))

    def _follow(self, read: ReadPage) -> Iterator[Found]:
        """What a page leads to, and failures if it does not lead where it should."""
        listing = read.listing
        yield from self.ended.judge(listing, read.page, read.turned)
        rows, waits = self.odd_rows.follow(read)
        inside = self._further_inside(read)
        yield from (*rows, *inside)
        if (rows or inside or waits) and listing.trail.in_column:  # else the list itself is a failure
            yield from self.odd_rows.miss_lost(read)
        self._note_last_resorts(read)
        yield from self._columns(read)
        if rows or inside or read.page.columns or read.is_first or listing.trail.in_column or not read.page.entries:
            # elsewhere, as in a calendar, a page without new links is the end
            yield from map(self.requests.list_page, read.turned.next)
        if read.is_first and read.response.selector.type != "json":  # a script's response has no pages behind it
            yield from self.behind.read(read, rows, inside=bool(inside))
        elif read.is_first and listing.title and not (rows or inside or _names_report(read.page)):
            yield from self.wrong_pages.refuse(read.response, visit_of(listing), ANSWERED_AS_DATA)
        yield from self.ended.mend(listing, read.page, read.turned)

    def _further_inside(self, read: ReadPage) -> list[Found]:
        """What the menu of a first page leads to inside its body's site; nothing for the home page."""
        url, listing = read.response.url, read.listing
        if not read.is_first or is_same_page(url, self.crawl.portal_of(listing.trail).home):
            return []
        ways = ways_inside(read.page.entries, url, listing.trail)
        return list(self.rows.follow(ways, replace(listing.trail, place="gateway"), listing.column))

    def _note_last_resorts(self, read: ReadPage) -> None:
        """Records where to look if the portal shows no report anywhere."""
        trail, entries, resorts = read.listing.trail, read.page.entries, self.crawl.last_resorts
        if trail.place == "gateway":
            resorts.note_lists(below_gateway(entries, read.response.url), trail, read.listing.column)
        if trail == Trail(trail.portal_id, "home"):
            resorts.note_sites(trail.portal_id, sites_of_bodies(entries))

    def _columns(self, read: ReadPage) -> Iterator[Found]:
        """Requests for the lists that a page names below it: those of years, groups, agencies."""
        trail, column = read.listing.trail, read.listing.column
        for below in read.page.columns:
            for choice in choose(as_entries([below]), trail):
                if not (below.request.body and trail.year):  # the years of a form link each other
                    family = read.family.name if below.request.state else None
                    yield self.requests.list_page(Listing(choice.trail, below.request, family=family, found_on=column))


def _names_report(page: ListPage) -> bool:
    return any(judge_title(entry.title) == "report" for entry in page.entries)
