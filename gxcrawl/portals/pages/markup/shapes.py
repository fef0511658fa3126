"""What is read out of pages: rows of a list, how to ask for more, facts of a detail page."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from gxcrawl.model import ListRequest as ListRequest
from gxcrawl.model import State as State


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a detail page offers: absolute address and the name it is offered under.

    posted: the request that brings it, where that is a form which the page sends; its address then is `url`.
    """

    url: str
    name: str
    posted: ListRequest | None = None


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One row of a list: absolute address, title as printed in full, date as printed.

    year, agency: what the place itself says (`fbtime=2017` in a query), None where only the title can tell.
    attachments: files that a list API names beside the article. by_chance: nothing says that the address has a report.
    lasting: the address that names it, where its own expires. posted: the request that brings it, where that is a
    form which the page sends; its address then only names it.
    """

    url: str
    title: str
    published_on: date | None = None
    year: int | None = None
    agency: str | None = None
    attachments: tuple[Attachment, ...] = ()
    by_chance: bool = False
    lasting: str = ""
    posted: ListRequest | None = None

    @property
    def name(self) -> str:
        """What tells a row from the others of its page, whatever its address carries behind the path."""
        return f"{urlsplit(self.url).path} {self.title}"


@dataclass(frozen=True, slots=True)
class Column:
    """A list further down, by the name that the page gives it: a year, a group, an agency, a kind of content."""

    name: str
    request: ListRequest


@dataclass(frozen=True, slots=True)
class ListPage:
    """What one list page holds.

    total: rows of the whole list as the server counts them, None where it does not say. columns: lists further down
    that the family's own data names (menus made of anchors are `discovery`'s). trouble: why rows that should be
    there cannot be read, one line; None where all is well. pages_said: how many pages the list has by its own words,
    0 where it does not say.
    """

    entries: tuple[ListEntry, ...] = ()
    next: tuple[ListRequest, ...] = ()
    total: int | None = None
    columns: tuple[Column, ...] = ()
    trouble: str | None = None
    pages_said: int = 0


@dataclass(frozen=True, slots=True)
class DetailPage:
    """What a detail page says of itself.

    text: the words of the body, without white space. text_is_body: they stand in an element that is known to hold
    bodies, not merely in the wordiest block of the page. site: whose site the page says to be part of.
    """

    title: str
    published_on: date | None = None
    publisher: str | None = None
    breadcrumb: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    text: str = ""
    text_is_body: bool = False
    site: str | None = None
