"""Paging through one list: which requests come next, and when it ends. Pure: no request is made here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from gxcrawl.model import Asked
from gxcrawl.model.queued import restore
from gxcrawl.portals.addresses import is_article_address
from gxcrawl.portals.bodies.words import agency_like
from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.families import FALLBACK
from gxcrawl.portals.pages.articles.attachments import is_file_address
from gxcrawl.portals.pages.markup.shapes import ListEntry, ListPage, ListRequest
from gxcrawl.portals.titles import judge_title
from gxcrawl.spiders.rereading import Reading

_BARREN_PAGES = 3
_IDLE_PAGES = 60  # of 15 rows: no column has so many other rows between its reports
_ALIKE = "alike"  # stored among the names of rows: some rows of the list differ only in the query of their URL


@dataclass(frozen=True, slots=True)
class Listing:
    """One list being paged through."""

    trail: Trail  # the way from the home page to this list
    request: ListRequest  # the request for the current page
    family: str | None = None  # name of the family that reads it; None until the first page is recognised
    page: int = 1  # number of the current page, from 1
    seen: frozenset[str] = frozenset()  # addresses and names of the rows so far
    rows: int = 0  # how many of them came from pages that state a total
    total: int | None = None  # that stated total of rows
    said: int = 0  # number of pages stated by the first page; 0 if it states none
    found_on: str | None = None  # address of the page that links the list
    opened_at: str | None = None  # address of the first page; None while it is being requested
    start: bool = False  # the address is one named in the registry
    title: str = ""  # text of the link that led here, if it names a report: the "list" may then be an article
    row: str = ""  # text of that link, if it names none
    published_on: date | None = None  # date of that link's row
    barren: int = 0  # consecutive pages without anything like a row
    idle: int = 0  # consecutive pages that named no report
    # the first request, if `request` is an alternative way to get the same rows; else None
    first: ListRequest | None = None
    by_chance: bool = False  # only its position suggests that it may list reports
    reading: Reading | None = None  # the reports of its pages; None on the first, and for several lists of one page
    refusal: str = ""  # why the first request failed, if not because the page does not exist

    __setstate__ = restore

    @property
    def address(self) -> str:
        """The identifier of these rows, independent of the way they are requested: the address of the first way."""
        return (self.first or self.request).address

    @property
    def column(self) -> str:
        """The address under which a person opens the list: that of its first page."""
        return self.opened_at or self.request.url

    @property
    def is_script_of_home(self) -> bool:
        """True for a script file of the home page."""
        return self.trail.place == "home" and "script_of" in self.request.state

    @property
    def is_reread(self) -> bool:
        """True for pages that are requested once more, because the order of the list seems to change."""
        return self.reading is not None and self.reading.times > 0

    @property
    def is_counted_here(self) -> bool:
        """True if the existence of this page is only inferred by counting: the first missing one (404) is the end."""
        state = self.request.state
        return self.page > 1 and (state.get("scripted") == "GET" or bool(state.keys() & {"api", "counted"}))

    def from_here(self) -> Asked:
        """What to request to get these rows and those after them again."""
        return Asked(self.first or self.request, self.family, self.page, self.rows, self.total)

    def from_the_start(self) -> Asked:
        """What to request to get the whole list again; only pages after the first have special requests."""
        return Asked(ListRequest(self.opened_at)) if self.opened_at else self.from_here()

    def new_among(self, page: ListPage) -> list[ListEntry]:
        """The rows of a page that no earlier page had; none if all are old rows under addresses with another random
        number.
        """
        new = [entry for entry in page.entries if entry.url not in self.seen]
        names = _names(new)
        return [] if names <= self.seen and _ALIKE not in self.seen | names else new

    def asked_otherwise(self) -> "Listing | None":
        """The same rows requested in another way; None if there is no other way left."""
        if self.request.otherwise is None:
            return None
        first = self.first or self.request
        return replace(self, request=self.request.otherwise, first=first, page=self.page + 1, start=False)


def _names(entries: Sequence[ListEntry]) -> frozenset[str]:
    names = frozenset(entry.name for entry in entries)
    return names if len(names) == len(entries) else names | {_ALIKE}


def is_row(entry: ListEntry) -> bool:
    """True if a link looks like a list's row, by its date, address or title; False for the days of a calendar."""
    by_address = is_article_address(entry.url) or is_file_address(entry.url)
    return by_address or entry.published_on is not None or judge_title(entry.title, in_column=True) != "other"


def _is_report(entry: ListEntry) -> bool:
    return judge_title(entry.title, in_column=True) == "report"


def _leads_to_reports(entry: ListEntry) -> bool:
    return judge_title(entry.title, in_column=True) != "other" or agency_like(entry.title)


@dataclass(frozen=True, slots=True)
class Turn:
    """What follows a list page: more pages, or the end, with one line if something is wrong."""

    next: tuple[Listing, ...] = ()
    trouble: str | None = None

    @property
    def asks_otherwise(self) -> bool:
        """True if the same rows follow, requested in another way."""
        return any(listing.first for listing in self.next)

    @property
    def rereads(self) -> bool:
        """True if a page follows that was requested before."""
        return any(listing.is_reread for listing in self.next)


def turn(listing: Listing, page: ListPage, new: Sequence[ListEntry], family: str, max_pages: int) -> Turn:
    """The pages after this one; those of the whole list again, a few times, if rows that came twice suggest that others
    were missed; trouble if they were.
    """
    turned = _reread(listing, page, new) if listing.is_reread else _turn(listing, page, new, family, max_pages)
    begun = listing.reading or (Reading(listing.request) if listing.page == 1 and len(turned.next) == 1 else None)
    if begun is None or turned.asks_otherwise:
        return turned
    reading = begun.with_page(entry.url for entry in page.entries if _is_report(entry))
    if turned.next and (not listing.is_reread or reading.goes_on):
        return replace(turned, next=tuple(replace(one, reading=reading) for one in turned.next))
    rows = listing.rows + len(new)
    whole = listing.total is not None and rows >= listing.total
    if not listing.trail.in_column or whole or not reading.is_doubtful:
        same = _short(replace(listing, rows=rows), 0) if listing.total is not None else reading.trouble
        return Turn(trouble=same if listing.is_reread else turned.trouble)
    again = reading.again(turned.trouble)
    if again is None:
        known, of = len(reading.known), reading.expected
        return Turn(trouble=f"list changes its order while it is read: {known} of its {of} reports could be read")
    seen = listing.seen | {entry.url for entry in page.entries} | _names(page.entries)
    first = replace(listing, request=again.begun, first=None, page=listing.page + 1, seen=seen, rows=rows)
    return Turn((replace(first, family=family, opened_at=listing.column, start=False, reading=again),))


def _reread(listing: Listing, page: ListPage, new: Sequence[ListEntry]) -> Turn:
    """The next page of a list that is read again, whatever is on this one."""
    seen = listing.seen | {entry.url for entry in page.entries}
    onward = replace(listing, page=listing.page + 1, seen=seen, rows=listing.rows + len(new))
    return Turn(tuple(replace(onward, request=request) for request in page.next[:1]))


def _turn(listing: Listing, page: ListPage, new: Sequence[ListEntry], family: str, max_pages: int) -> Turn:
    """The pages after this one.

    If an answer has no new row, the server ignored the parameters or the list has ended: the other way to ask is tried,
    if there is one. A list that states more rows than it delivered is cut, which is reported as trouble.
    """
    of_reports = listing.trail.in_column and any(map(_leads_to_reports, new))
    if listing.page == 1 and not page.next and page.total is None and of_reports:
        shown = sum(map(is_row, page.entries))
        if page.pages_said > 1:
            return Turn(trouble=f"list says that it has {page.pages_said} pages, and nothing on it leads to the second")
        if page.rows_said > shown:
            return Turn(trouble=f"list is cut: {shown} of its {page.rows_said} rows could be read")
    onward_urls = {request.url for request in page.next}
    new = [entry for entry in new if entry.url not in onward_urls]  # the link to the next page is not a row
    only_a_step = bool(page.next) and not page.entries  # a script that names the endpoint of the rows
    if listing.page > 1 and not new and not only_a_step:
        other = listing.asked_otherwise()
        if other is not None:
            return Turn((other,))
        return Turn(trouble=_short(listing, listing.page - 1))
    barren = 0 if listing.page == 1 or only_a_step or any(map(is_row, new)) else listing.barren + 1
    if barren >= _BARREN_PAGES:
        return Turn()  # probably a calendar, whose days and months are new on each page
    idle = 0 if listing.page == 1 or only_a_step or any(map(_leads_to_reports, new)) else listing.idle + 1
    if idle >= _IDLE_PAGES and page.next:
        return Turn(trouble=f"list goes on, but its last {idle} pages named no report; the rest was left")
    if listing.page >= max_pages and page.next:
        return Turn(trouble=f"list goes on after {listing.page} pages (GXCRAWL_MAX_LIST_PAGES); the rest was left")
    counted = page.total is not None or listing.total is not None
    onward = replace(
        listing,
        family=family,
        opened_at=listing.column,
        page=listing.page + 1,
        seen=listing.seen | {entry.url for entry in page.entries} | _names(page.entries),
        rows=listing.rows + (len(new) if counted else 0),
        total=listing.total if page.total is None else page.total,
        said=listing.said if listing.page > 1 else page.pages_said if of_reports and len(page.next) == 1 else 0,
        start=False,
        barren=barren,
        idle=idle,
        first=None,
        refusal="",
    )
    over = not (page.next or page.trouble)
    # the response to a script states the number of rows itself
    said_at_once = listing.page == 1 and page.total is not None and family == FALLBACK and of_reports
    if over and (said_at_once or (listing.page > 1 and onward.total is None)):
        return Turn(trouble=_short(onward, listing.page))
    return Turn(tuple(replace(onward, request=request) for request in page.next))


def _short(listing: Listing, read: int) -> str | None:
    """The trouble line for a list that ends before its stated end, or None. read: number of pages that had rows."""
    if listing.total is not None:
        short = listing.total > listing.rows
        return f"list is cut: {listing.rows} of its {listing.total} rows could be read" if short else None
    by_links = not (listing.request.state or listing.first)  # responses to scripts have their own page size
    if by_links and read < listing.said:
        return f"list is cut: it says that it has {listing.said} pages, of which {read} could be read"
    return None
