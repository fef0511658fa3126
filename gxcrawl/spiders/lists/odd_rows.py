"""Rows of a list that cannot simply be followed: rows without a body's name or without a URL."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote

from gxcrawl.portals.pages.lists.choices import body_shown, not_asked
from gxcrawl.portals.pages.markup.shapes import ListEntry
from gxcrawl.portals.pages.rows.lost_rows import lost_rows
from gxcrawl.portals.pages.rows.unnamed_links import names_no_body
from gxcrawl.portals.titles import judge_title
from gxcrawl.spiders.crawl import Crawl
from gxcrawl.spiders.failures import Failures
from gxcrawl.spiders.lists.read_page import ReadPage
from gxcrawl.spiders.requests import Found, Visit
from gxcrawl.spiders.rows import Rows


@dataclass(frozen=True, eq=False)
class OddRows:
    """Ensures that no row is silently lost or assigned to the wrong body."""

    crawl: Crawl
    failures: Failures
    rows: Rows

    def follow(self, read: ReadPage) -> tuple[list[Found], bool]:
        """What the rows of a list lead to, and whether any of it waits until the lists are read.

        Rows without a body belong to the selected menu entry. If that is unclear, they wait until the lists of all
        bodies were requested; rows that are left then belong to the government.
        """
        trail, column, rows = read.listing.trail, read.listing.column, read.new
        without_body = [row for row in rows if _lacks_body(row)] if trail.in_column and trail.agency is None else []
        shown = body_shown(read.response) if without_body else None
        if shown is None:
            return [*self.rows.follow(rows, trail, column)], False
        told = [*self.rows.follow([row for row in rows if row not in without_body], trail, column)]
        if shown:
            return [*told, *self.rows.follow(without_body, replace(trail, agency=shown), column)], False
        unclear = [*self.rows.follow(without_body, trail, column)]
        return [*told, *self.crawl.held_back.hold(unclear)], bool(unclear)

    def miss_lost(self, read: ReadPage) -> Iterator[Found]:
        """Failures for rows that name a report but lead nowhere or to another row's page; and repairs of earlier
        failures.
        """
        page, listing, named = read.response, read.listing, read.named
        portal_id = listing.trail.portal_id
        lost = {f"{page.url}#{quote(title)}": (title, reason) for title, reason in lost_rows(page, named)}
        for address, (title, reason) in lost.items():
            row = Visit(listing.trail, ListEntry(address, title), listing.column)
            yield from self.failures.of_visit(row, reason)
        whole = listing.trail.year is None and listing.trail.agency is None and read.is_first
        unasked = not_asked(page, named, without_body=any(map(_lacks_body, named))) if whole else None
        if unasked:
            yield self.failures.of_list(listing, unasked)
        failed = self.crawl.past.failed(portal_id)
        for address in sorted(one for one in failed - lost.keys() if one.startswith(f"{page.url}#")):
            yield from self.failures.recovered(address, portal_id)


def _lacks_body(row: ListEntry) -> bool:
    """True if a row names a report of a year but no body: 2020年政府信息公开工作年度报告."""
    is_report = judge_title(row.title, in_column=True) == "report"
    return is_report and row.agency is None and names_no_body(row.title)
