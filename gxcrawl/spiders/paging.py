"""Turning the pages of one list: what comes next, and when it ends. Pure: no request is made here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from gxcrawl.model import Asked
from gxcrawl.portals.addresses import is_article_address
from gxcrawl.portals.bodies.words import agency_like
from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.pages.articles.attachments import is_file_address
from gxcrawl.portals.pages.markup.shapes import ListEntry, ListPage, ListRequest
from gxcrawl.portals.titles import judge_title

_BARREN_PAGES = 3
_IDLE_PAGES = 60  # of 15 rows: no column of reports has so much else in between
_ALIKE = "alike"  # among the names of rows: some rows of the list differ by what stands behind the path alone


@dataclass(frozen=True, slots=True)
class Listing:
    """One list being paged through.

    request: what was asked. family: by which it is read, None until the first page is recognised.
    seen: addresses and names of the rows so far; rows: how many of them came from pages that count their list.
    total: that count. said: how many pages the list has by the words of its first one; 0 where it does not say.
    opened_at: address of its first page, None while that is being asked for.
    title: of the link that led to it, where that named a report: what looks like a list's address may be an article's.
    row: what that link says, where it does not. published_on: of its row.
    start: the address is one that the registry names. barren: pages in a row that held nothing like a row.
    idle: pages in a row that named no report.
    first: how these rows were asked for before `request`, which is another way; None where it is the first.
    by_chance: nothing but its place says that it may list reports.
    """

    trail: Trail
    request: ListRequest
    family: str | None = None
    page: int = 1
    seen: frozenset[str] = frozenset()
    rows: int = 0
    total: int | None = None
    said: int = 0
    found_on: str | None = None
    opened_at: str | None = None
    start: bool = False
    title: str = ""
    row: str = ""
    published_on: date | None = None
    barren: int = 0
    idle: int = 0
    first: ListRequest | None = None
    by_chance: bool = False

    @property
    def address(self) -> str:
        """What names these rows, in whatever way they are asked for: the first."""
        return (self.first or self.request).address

    @property
    def is_counted_here(self) -> bool:
        """Whether nothing but counting says that there is such a page: the first that is gone (404) is the end."""
        state = self.request.state
        return self.page > 1 and (state.get("scripted") == "GET" or "api" in state)

    def from_here(self) -> Asked:
        """What brings these rows, and those after them, when it is asked again."""
        return Asked(self.first or self.request, self.family, self.page, self.rows, self.total)

    def from_the_start(self) -> Asked:
        """What brings the whole list again. Only the pages after the first are asked for in ways of their own."""
        return Asked(ListRequest(self.opened_at)) if self.opened_at else self.from_here()

    def new_among(self, page: ListPage) -> list[ListEntry]:
        """The rows of a page that no page before it had; none where all stood there under another random number."""
        new = [entry for entry in page.entries if entry.url not in self.seen]
        names = _names(new)
        return [] if names <= self.seen and _ALIKE not in self.seen | names else new

    def asked_otherwise(self) -> "Listing | None":
        """The same rows asked for in another way; None where there is none left."""
        if self.request.otherwise is None:
            return None
        first = self.first or self.request
        return replace(self, request=self.request.otherwise, first=first, page=self.page + 1, start=False)


def _names(entries: Sequence[ListEntry]) -> frozenset[str]:
    names = frozenset(entry.name for entry in entries)
    return names if len(names) == len(entries) else names | {_ALIKE}


def is_row(entry: ListEntry) -> bool:
    """Whether a link looks like a list's row: by its date, address or title. The days of a calendar do not."""
    by_address = is_article_address(entry.url) or is_file_address(entry.url)
    return by_address or entry.published_on is not None or judge_title(entry.title, in_column=True) != "other"


def _leads_to_reports(entry: ListEntry) -> bool:
    return judge_title(entry.title, in_column=True) != "other" or agency_like(entry.title)


@dataclass(frozen=True, slots=True)
class Turn:
    """What follows a list page: more pages, or the end, with what is wrong about it in one line."""

    next: tuple[Listing, ...] = ()
    trouble: str | None = None

    @property
    def asks_otherwise(self) -> bool:
        """Whether what follows are the same rows, asked for in another way."""
        return any(listing.first for listing in self.next)


def turn(listing: Listing, page: ListPage, new: Sequence[ListEntry], family: str, max_pages: int) -> Turn:
    """The pages after this one.

    An answer without a new row means that the server ignored the parameters or the list is at its end: the other way
    to ask comes next, if there is one. A list that says it has more rows than came is cut, which is trouble.
    """
    of_reports = listing.trail.in_column and any(map(_leads_to_reports, new))
    if listing.page == 1 and page.pages_said > 1 and not page.next and page.total is None and of_reports:
        return Turn(trouble=f"list says that it has {page.pages_said} pages, and nothing on it leads to the second")
    onward_urls = {request.url for request in page.next}
    new = [entry for entry in new if entry.url not in onward_urls]  # the link to the next page is no row
    only_a_step = bool(page.next) and not page.entries  # a script that names the endpoint, on the way to the rows
    if listing.page > 1 and not new and not only_a_step:
        other = listing.asked_otherwise()
        if other is not None:
            return Turn((other,))
        return Turn(trouble=_short(listing, listing.page - 1))
    barren = 0 if listing.page == 1 or only_a_step or any(map(is_row, new)) else listing.barren + 1
    if barren >= _BARREN_PAGES:
        return Turn()  # the days and months of a calendar are new on each page too
    idle = 0 if listing.page == 1 or only_a_step or any(map(_leads_to_reports, new)) else listing.idle + 1
    if idle >= _IDLE_PAGES and page.next:
        return Turn(trouble=f"list goes on, but its last {idle} pages named no report; the rest was left")
    if listing.page >= max_pages and page.next:
        return Turn(trouble=f"list goes on after {listing.page} pages (GXCRAWL_MAX_LIST_PAGES); the rest was left")
    counted = page.total is not None or listing.total is not None
    onward = replace(
        listing,
        family=family,
        opened_at=listing.opened_at or listing.request.url,
        page=listing.page + 1,
        seen=listing.seen | {entry.url for entry in page.entries} | _names(page.entries),
        rows=listing.rows + (len(new) if counted else 0),
        total=listing.total if page.total is None else page.total,
        said=listing.said if listing.page > 1 else page.pages_said if of_reports and len(page.next) == 1 else 0,
        start=False,
        barren=barren,
        idle=idle,
        first=None,
    )
    if listing.page > 1 and not page.next and not page.trouble and onward.total is None:
        return Turn(trouble=_short(onward, listing.page))
    return Turn(tuple(replace(onward, request=request) for request in page.next))


def _short(listing: Listing, read: int) -> str | None:
    """What to say of a list that ends before the end that it tells of itself. read: how many pages had rows."""
    if listing.total is not None:
        short = listing.total > listing.rows
        return f"list is cut: {listing.rows} of its {listing.total} rows could be read" if short else None
    by_links = not (listing.request.state or listing.first)  # what scripts ask for has pages of a size of its own
    if by_links and read < listing.said:
        return f"list is cut: it says that it has {listing.said} pages, of which {read} could be read"
    return None
