"""The spider: from each portal's column, or its home, over lists and articles to every file of a report."""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from scrapy import Request
from scrapy.http import Response, TextResponse

from gxcrawl.downloading.page import looks_like_html
from gxcrawl.model import Failure, Portal, Remembered
from gxcrawl.portals.addresses import is_below, is_kindred, is_list_address, is_same_page, site_of
from gxcrawl.portals.articles import Article, read_article
from gxcrawl.portals.discovery import (
    Choice,
    Trail,
    below_gateway,
    choose,
    is_beside,
    own_folder,
    sites_of_bodies,
    ways_inside,
)
from gxcrawl.portals.families import FAMILIES, read_detail, read_list
from gxcrawl.portals.obstacles import find_obstacle, was_sent_back, was_sent_home
from gxcrawl.portals.pages.articles.chapters import chapters_of
from gxcrawl.portals.pages.lists.site_map import further_maps, mapped_columns
from gxcrawl.portals.pages.markup.sections import begins_report, is_report_body
from gxcrawl.portals.pages.markup.shapes import Column, ListEntry, ListRequest
from gxcrawl.portals.titles import judge_title
from gxcrawl.spiders.documents.items import ANSWERED_AS_DATA, is_file
from gxcrawl.spiders.echoes import ECHO
from gxcrawl.spiders.lists.ended import EndedListsSpider
from gxcrawl.spiders.paging import Listing, turn
from gxcrawl.spiders.portal_spider import Found
from gxcrawl.spiders.requests import Visit, list_request, visit_request
from gxcrawl.spiders.retrying import retry_listing, visit_again

_FILES_OF_ONE_REPORT = 3  # the report, its table, the same again in another format


class AnnualReportsSpider(EndedListsSpider):
    """Yields a FetchedDocument for every page and file of a report, a Failure for what could not be fetched.

    Of what `memory` knows it yields a Sighting where list or server say that it is unchanged, and a Mended for an
    address that failed before. Arguments, each a comma list: portal (ids), agency (ids or names), year; portals
    (registry files); fresh=1 fetches everything again.
    Stats: `gxcrawl/fetch/` lists, hubs, details, attachments, unchanged, skipped_by_title, skipped_by_selection,
    outside, failures.
    """

    name = "annual_reports"

    async def start(self) -> AsyncIterator[Any]:
        """One request per starting place of every selected portal, or per failure to be retried."""
        for failure in self._retried:
            if failure.portal_id in self._portals:
                yield self._retry(failure)
        for portal in () if self._retried else self.selection.portals:
            for url, agency in self.selection.starting_places(portal):
                named = url == portal.column or agency is not None
                yield self._first_page(portal, url, agency.name if agency else None, named=named)

    def _retry(self, failure: Failure) -> Request:
        agency = self.agency(failure.agency_id) if failure.agency_id else None
        if failure.title is None:
            portal = self._portals[str(failure.portal_id)]
            return self._list_page(retry_listing(failure, portal, agency))
        visit = visit_again(failure, str(failure.portal_id), agency)
        callback = self.parse_file if visit.parent_url else self.parse_detail
        return visit_request(visit, callback, self.visit_failed)

    def _first_page(self, portal: Portal, url: str, agency: str | None = None, *, named: bool) -> Request:
        trail = Trail(portal.id, "column", agency=agency, root=own_folder(url)) if named else Trail(portal.id, "home")
        return self._list_page(Listing(trail, ListRequest(url), start=True))

    def parse_list(self, response: Response, listing: Listing) -> Iterator[Found]:
        """The reports and columns of one list page, and the request for the next page."""
        if listing.page > 1 and not response.body.strip():
            yield from self._end_list(listing)
            return
        obstacle = find_obstacle(response)
        if obstacle is None and listing.trail.place != "home":
            home = self._portals[listing.trail.portal_id].home
            obstacle = was_sent_home(response, home) or was_sent_back(response, listing.opened_at)
        if obstacle:
            yield from self._give_up_list(listing, obstacle)
        elif not isinstance(response, TextResponse) or is_file(response):
            yield from self.parse_detail(response, self._visit_of(listing))
        elif self._is_article(response, listing):
            yield from self._read_article_in_place_of_list(response, listing)
        else:
            yield from self._read_list(response, listing)

    def _is_article(self, page: TextResponse, listing: Listing) -> bool:
        """True if a link that looked like a list's leads to a report."""
        asked_of_endpoint = bool(listing.request.state) or listing.page > 1
        if asked_of_endpoint or listing.trail.depth == 0 or not looks_like_html(page):
            return False
        read = read_detail(self._family(page, listing.trail), page, listing.title)
        if is_report_body(read.text) or not listing.title:
            return is_report_body(read.text)
        offers_files = 0 < len(read.attachments) <= _FILES_OF_ONE_REPORT
        return offers_files or begins_report(read.text) or bool(chapters_of(page))

    def _read_article_in_place_of_list(self, page: TextResponse, listing: Listing) -> Iterator[Found]:
        """A report; and those of other years if its page links them (xxgkAnnualReport.jsp)."""
        family = self._family(page, listing.trail)
        entries = family.read_list(page, {}).entries
        # of the same program: a heading with a year stands above the menus of a page too
        own = page.url.split("?")[0]
        offered = [one for one in entries if one.year and one.url.split("?")[0] == own and one.url != page.url]
        if listing.trail.in_column:
            beside = [one for one in entries if one not in offered and is_beside(one, page.url)]
            yield from self._follow(beside, listing.trail, listing.request.url)
        yield from self._mended(listing.address, listing.trail.portal_id)
        yield from self._follow(offered, listing.trail, listing.request.url)
        visit = self._visit_of(listing)
        year = read_article(read_detail(family, page, listing.title), visit.entry, visit.trail).year
        if not offered or (year is not None and year not in {entry.year for entry in offered}):
            yield from self.parse_detail(page, visit)

    def _read_list(self, response: TextResponse, listing: Listing) -> Iterator[Found]:
        """Rows, columns and pages of a list; if it has none of these, the pages that it frames or forwards to."""
        self._count("lists")
        family = FAMILIES[listing.family] if listing.family else self._family(response, listing.trail)
        page = read_list(family, response, listing.request.state)
        if listing.page == 1 and self._echoes.is_echo(response.url, page.entries):
            yield self._list_failure(listing, ECHO)
            return
        new = listing.new_among(page)
        turned = turn(listing, page, new, family.name, self._max_list_pages)
        yield from self._judge_list(listing, page, turned)
        column = listing.opened_at or listing.request.url
        held = len(self._held_back)
        followed = list(self._follow_rows(response, new, listing, column))
        held_back = len(self._held_back) > held
        inside: list[Found] = []
        if listing.page == 1 and not is_same_page(response.url, self._portals[listing.trail.portal_id].home):
            ways = ways_inside(page.entries, response.url, listing.trail)
            inside = list(self._follow(ways, replace(listing.trail, place="gateway"), column))
        rows, followed = followed, [*followed, *inside]
        yield from followed
        if (followed or held_back) and listing.trail.in_column:  # where none leads on, the list itself is a failure
            yield from self._miss_lost_rows(response, [*page.entries, *_as_entries(page.columns)], listing, column)
        if listing.trail.place == "gateway":
            self._last_resorts.note_lists(below_gateway(page.entries, response.url), listing.trail, column)
        if listing.trail == Trail(listing.trail.portal_id, "home"):
            self._last_resorts.note_sites(listing.trail.portal_id, sites_of_bodies(page.entries))
        for below in page.columns:
            for choice in choose(_as_entries([below]), listing.trail):
                if not (below.request.body and listing.trail.year):  # a form's years lead to one another
                    name = family.name if below.request.state else None
                    yield self._list_page(Listing(choice.trail, below.request, family=name, found_on=column))
        if followed or page.columns or listing.page == 1 or listing.trail.in_column or not page.entries:
            # elsewhere, as in a calendar, a page that leads nowhere new is the end
            for following in turned.next:
                yield self._list_page(following)
        if listing.page == 1 and response.selector.type != "json":  # rows that a script asked for have nothing behind
            leads_on = bool(page.columns or turned.next)
            yield from self._read_behind(response, listing, rows, leads_on=leads_on, inside=bool(inside))
        elif listing.page == 1 and listing.title and not (followed or _name_reports(page.entries)):
            yield from self._refuse(response, self._visit_of(listing), ANSWERED_AS_DATA)
        yield from self._mend_list(listing, page, turned)

    def _list_page(self, listing: Listing) -> Request:
        if listing.start:
            self._started.add(listing.trail.portal_id)
        return list_request(listing, self.parse_list, self.list_failed)

    def _follow(self, entries: list[ListEntry], trail: Trail, found_on: str) -> Iterator[Found]:
        """Requests for what a page's links lead to, inside the portal and inside the selection."""
        choices = choose(entries, trail)
        self._count("skipped_by_title", len(entries) - len(choices))
        rows = (c for c in choices if c.step == "detail" or _may_be_row(c))
        known = self._known(Visit(c.trail, c.entry, found_on).address for c in rows)
        for choice in choices:
            yield from self._follow_choice(choice, found_on, known)
            if trail.in_column and not self.scopes[trail.portal_id].holds(choice.entry.url):
                yield from self._miss_elsewhere(choice, found_on)

    def _follow_choice(
        self, choice: Choice, found_on: str, known: Mapping[str, Remembered] | None = None
    ) -> Iterator[Found]:
        entry, trail = choice.entry, choice.trail
        if not self.scopes[trail.portal_id].holds(entry.url):
            self._count("outside")
            if is_kindred(entry.url, self._portals[trail.portal_id].home):
                self._outside[trail.portal_id].setdefault(site_of(entry.url), entry.title)
                if judge_title(entry.title) == "column" and is_below(entry.url, self._portals[trail.portal_id].home):
                    self._columns_outside[trail.portal_id].setdefault(entry.url, found_on)
            return
        visit = Visit(trail, entry, found_on, posted=entry.posted)
        seen = (known or {}).get(visit.address)
        if choice.step == "list" and seen is None:
            title = entry.title if judge_title(entry.title) == "report" else ""
            link = Listing(trail, ListRequest(entry.url), found_on=found_on, by_chance=entry.by_chance)
            row = "" if title else entry.title
            yield self._list_page(replace(link, title=title, row=row, published_on=entry.published_on))
        elif self._wants_row(entry, trail):
            yield from self._visit(visit, seen)
        else:
            self._count("skipped_by_selection")

    def _wants_row(self, entry: ListEntry, trail: Trail) -> bool:
        """True if a row is inside the selection as far as its title shows; the rest is decided by its page."""
        row = Article.of_row(entry, trail)
        if judge_title(entry.title, in_column=True) == "hub":
            return self.selection.wants(None, row.year)
        self.ledger.show_report(trail.portal_id)
        agency = row.agency(self._books[trail.portal_id])
        return self.selection.wants(agency.id if agency else None, row.year)

    def parse_site_map(self, response: Response, listing: Listing) -> Iterator[Found]:
        """The columns of annual reports named in a portal's site map, or further maps."""
        further = further_maps(response.body, response.url) if listing.trail.depth == 1 else []
        deeper = replace(listing.trail, depth=listing.trail.depth + 1)
        for url in further:
            yield list_request(Listing(deeper, ListRequest(url)), self.parse_site_map, lambda _: None)
        if not further:
            columns = mapped_columns(response.body, response.url)
            yield from self._follow(columns, listing.trail, listing.request.url)


def _may_be_row(choice: Choice) -> bool:
    """True if something taken for a list may be a report: by its title or address, or because body and year are
    known.
    """
    entry, trail = choice.entry, choice.trail
    told = trail.agency and (trail.year or entry.year)
    is_page = trail.in_column and not is_list_address(entry.url)
    return bool(told) or is_page or judge_title(entry.title) == "report"


def _as_entries(columns: Iterable[Column]) -> list[ListEntry]:
    return [ListEntry(column.request.url, column.name) for column in columns]


def _name_reports(entries: Iterable[ListEntry]) -> bool:
    return any(judge_title(entry.title) == "report" for entry in entries)
