"""The results of reading pages: rows of a list, requests for more, metadata of a detail page."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from gxcrawl.model import ListRequest as ListRequest
from gxcrawl.model import State as State
from gxcrawl.model.queued import restore


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file offered by a detail page, with its absolute address and name.

    posted: the request for it, if the page sends a form; `url` then only identifies it.
    """

    url: str
    name: str
    posted: ListRequest | None = None


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One row of a list."""

    url: str  # absolute
    title: str  # in full
    published_on: date | None = None  # as printed
    year: int | None = None  # given by the place of the row (`fbtime=2017` in a query); None if only the title can tell
    agency: str | None = None  # given by the place of the row; None if only the title can tell
    attachments: tuple[Attachment, ...] = ()  # files that a list API names beside the article
    by_chance: bool = False  # nothing shows that a report exists at the address
    lasting: str = ""  # address that identifies it, if `url` expires
    posted: ListRequest | None = None  # the request for it, if the page sends a form; `url` then only identifies it

    __setstate__ = restore

    @property
    def name(self) -> str:
        """Distinguishes rows of a page by path and title, ignoring the query of the address."""
        return f"{urlsplit(self.url).path} {self.title}"


@dataclass(frozen=True, slots=True)
class Column:
    """A list at a lower level, with its name: a year, a group, an agency, a kind of content."""

    name: str
    request: ListRequest


@dataclass(frozen=True, slots=True)
class ListPage:
    """The contents of one list page.

    total: rows of the whole list according to the server; None if not stated. columns: lists at a lower level named by
    the family's data (menus made of anchors are handled by `discovery`). trouble: one line if rows that should be there
    cannot be read; else None. pages_said, rows_said: numbers of pages and rows stated on the page, 0 if not stated.
    """

    entries: tuple[ListEntry, ...] = ()
    next: tuple[ListRequest, ...] = ()
    total: int | None = None
    columns: tuple[Column, ...] = ()
    trouble: str | None = None
    pages_said: int = 0
    rows_said: int = 0


@dataclass(frozen=True, slots=True)
class DetailPage:
    """The metadata of a detail page."""

    title: str
    published_on: date | None = None
    publisher: str | None = None
    breadcrumb: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    text: str = ""  # of the body, without white space
    text_is_body: bool = False  # the text is from an element known to hold bodies, not from the wordiest block
    site: str | None = None  # name of the site to which the page says it belongs
