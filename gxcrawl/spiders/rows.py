"""The rows and links of pages: which to follow, and failures for those that lead outside the portal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gxcrawl.model import Remembered
from gxcrawl.portals.addresses import is_list_address
from gxcrawl.portals.articles import Article
from gxcrawl.portals.discovery import Choice, Trail, choose
from gxcrawl.portals.pages.markup.shapes import ListEntry, ListRequest
from gxcrawl.portals.sites import is_bare, is_below, is_same_owner, site_of
from gxcrawl.portals.titles import judge_title
from gxcrawl.spiders.crawl import Crawl
from gxcrawl.spiders.failures import Failures
from gxcrawl.spiders.known_documents import KnownDocuments
from gxcrawl.spiders.paging import Listing
from gxcrawl.spiders.request_factory import RequestFactory
from gxcrawl.spiders.requests import Found, Visit


@dataclass(frozen=True, eq=False)
class Rows:
    """Follows links inside the portal and inside the selection."""

    crawl: Crawl
    requests: RequestFactory
    failures: Failures
    known: KnownDocuments

    def follow(self, entries: list[ListEntry], trail: Trail, found_on: str) -> Iterator[Found]:
        """What the links of a page lead to."""
        choices = choose(entries, trail)
        self.crawl.count("skipped_by_title", len(entries) - len(choices))
        rows = (c for c in choices if c.step == "detail" or _may_be_row(c))
        known = self.crawl.past.known(Visit(c.trail, c.entry, found_on).address for c in rows)
        for choice in choices:
            yield from self.follow_choice(choice, found_on, known)
            if trail.in_column and not self.crawl.holds(choice.entry.url, trail):
                yield from self._miss_elsewhere(choice, found_on)

    def follow_choice(
        self, choice: Choice, found_on: str, known: Mapping[str, Remembered] | None = None
    ) -> Iterator[Found]:
        """What one link leads to. known: documents of earlier crawls, by address."""
        entry, trail = choice.entry, choice.trail
        if not self.crawl.holds(entry.url, trail):
            self._note_outside(choice, found_on)
            return
        visit = Visit(trail, entry, found_on, posted=entry.posted)
        seen = (known or {}).get(visit.address)
        if choice.step == "list" and seen is None:
            yield self.requests.list_page(_listing(choice, found_on))
        elif self._wants(choice):
            yield from self.known.visit(visit, seen)
        else:
            self.crawl.count("skipped_by_selection")

    def _wants(self, choice: Choice) -> bool:
        """True if a row is inside the selection as far as its title shows; the rest is decided by its page."""
        row, trail = Article.of_row(choice.entry, choice.trail), choice.trail
        if judge_title(choice.entry.title, in_column=True) == "hub":
            return self.crawl.selection.wants(None, row.year)
        self.crawl.results.show_report(trail.portal_id)
        agency = row.agency(self.crawl.bodies.of(trail.portal_id))
        return self.crawl.selection.wants(agency.id if agency else None, row.year)

    def _note_outside(self, choice: Choice, found_on: str) -> None:
        """Records a link to another host of the same owner, for the message of a crawl that found no report."""
        self.crawl.count("outside")
        entry, portal = choice.entry, self.crawl.portal_of(choice.trail)
        if is_same_owner(entry.url, portal.home):
            self.crawl.results.outside[portal.id].setdefault(site_of(entry.url), entry.title)
            if judge_title(entry.title) == "column" and is_below(entry.url, portal.home):
                self.crawl.results.columns_outside[portal.id].setdefault(entry.url, found_on)

    def _miss_elsewhere(self, choice: Choice, found_on: str) -> Iterator[Found]:
        """The failure of a report, or a list of reports, named in a column but published on another host (a bureau's,
        WeChat).

        None for hosts of other registered portals, which have their own crawl; none for whole sites and for menu
        entries that merely sound like a column.
        """
        trail, entry = choice.trail, choice.entry
        if self.crawl.registered.holds(entry.url):
            self.crawl.count("of_other_portals")
            return
        row, elsewhere = Visit(trail, entry, found_on), self.failures.stands_elsewhere("listed", entry.url, trail)
        judgement = judge_title(entry.title, in_column=True)
        if choice.step == "detail" or judgement == "report":
            if row.address not in self.crawl.results.unreached:
                yield from self.failures.of_visit(row, elsewhere)
        elif judgement != "column" and not is_bare(entry.url) and entry.url not in self.crawl.results.failed_lists:
            yield self.failures.of_list(Listing(trail, ListRequest(entry.url), found_on=found_on), elsewhere)


def _listing(choice: Choice, found_on: str) -> Listing:
    """The list to which a link leads, with the text of the link: the "list" may be an article."""
    entry = choice.entry
    names_report = judge_title(entry.title) == "report"
    return Listing(
        choice.trail,
        ListRequest(entry.url),
        found_on=found_on,
        title=entry.title if names_report else "",
        row="" if names_report else entry.title,
        published_on=entry.published_on,
        by_chance=entry.by_chance,
    )


def _may_be_row(choice: Choice) -> bool:
    """True if a link that looks like one to a list may lead to a report: by title or URL, or because body and year are
    known.
    """
    entry, trail = choice.entry, choice.trail
    told = trail.agency and (trail.year or entry.year)
    is_page = trail.in_column and not is_list_address(entry.url)
    return bool(told) or is_page or judge_title(entry.title) == "report"
