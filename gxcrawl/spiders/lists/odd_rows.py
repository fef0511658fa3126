"""Rows of a list that cannot simply be followed: on other hosts, without an address, or without a body's name."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

from scrapy.http import TextResponse

from gxcrawl.portals.addresses import is_bare
from gxcrawl.portals.discovery import Choice
from gxcrawl.portals.pages.lists.choices import body_shown, not_asked
from gxcrawl.portals.pages.markup.shapes import ListEntry, ListRequest
from gxcrawl.portals.pages.rows.lost_rows import lost_rows
from gxcrawl.portals.pages.rows.mute_links import names_no_body
from gxcrawl.portals.titles import judge_title
from gxcrawl.spiders.lists.behind import BehindListsSpider
from gxcrawl.spiders.paging import Listing
from gxcrawl.spiders.portal_spider import Found
from gxcrawl.spiders.requests import Visit


class OddRowsSpider(BehindListsSpider):
    """The part of a spider that ensures that no row is silently lost or assigned to the wrong body."""

    def _follow_rows(self, page: TextResponse, rows: list[ListEntry], listing: Listing, column: str) -> Iterator[Found]:
        """Follows the rows of a list.

        Rows without a body get the selected menu entry; if unclear they wait until each body was asked for, and what is
        left goes to the government.
        """
        trail = listing.trail
        mute = [row for row in rows if _is_mute_report(row)] if trail.in_column and trail.agency is None else []
        shown = body_shown(page) if mute else None
        told = [row for row in rows if shown is None or row not in mute]
        yield from self._follow(told, trail, column)
        if shown:
            yield from self._follow(mute, replace(trail, agency=shown), column)
        elif shown is not None:
            yield from self._hold_back(self._follow(mute, trail, column))

    def _miss_lost_rows(
        self, page: TextResponse, entries: list[ListEntry], listing: Listing, column: str
    ) -> Iterator[Found]:
        """Failures for rows that name a report but lead nowhere or to another row's page; and repairs of earlier
        failures.
        """
        lost = {f"{page.url}#{quote(title)}": (title, reason) for title, reason in lost_rows(page, entries)}
        for address, (title, reason) in lost.items():
            yield from self._fail_visit(Visit(listing.trail, ListEntry(address, title), column), reason)
        whole = listing.trail.year is None and listing.trail.agency is None and listing.page == 1
        unasked = not_asked(page, entries, mute=any(map(_is_mute_report, entries))) if whole else None
        if unasked:
            yield self._list_failure(listing, unasked)
        failed = self._failed_before.get(listing.trail.portal_id, frozenset())
        for address in sorted(one for one in failed - lost.keys() if one.startswith(f"{page.url}#")):
            yield from self._mended(address, listing.trail.portal_id)

    def _miss_elsewhere(self, choice: Choice, found_on: str) -> Iterator[Found]:
        """The failure of a report, or a list of reports, named in a column but published on another host (a bureau's,
        WeChat).

        None for hosts of other registered portals, which have their own crawl; none for whole sites and for menu
        entries that merely sound like a column.
        """
        trail, entry = choice.trail, choice.entry
        if self.registered.holds(entry.url):
            self._count("of_other_portals")
            return
        row, elsewhere = Visit(trail, entry, found_on), self._stands_elsewhere("listed", entry.url, trail.portal_id)
        judgement = judge_title(entry.title, in_column=True)
        if choice.step == "detail" or judgement == "report":
            if row.address not in self.ledger.unreached:
                yield from self._fail_visit(row, elsewhere)
        elif judgement != "column" and not is_bare(entry.url) and entry.url not in self.ledger.failed_lists:
            yield self._list_failure(Listing(trail, ListRequest(entry.url), found_on=found_on), elsewhere)


def _is_mute_report(row: ListEntry) -> bool:
    """True if a row names a report of a year but no body: 2020年政府信息公开工作年度报告."""
    is_report = judge_title(row.title, in_column=True) == "report"
    return is_report and row.agency is None and names_no_body(row.title)
