"""What every CMS family answers: rows of a list, how to ask for more, facts of a detail page."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from scrapy.http import TextResponse

State = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a detail page offers: absolute address and the name it is offered under."""

    url: str
    name: str


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One row of a list: absolute address, title as printed in full, date as printed.

    year, agency: what the place itself says (`fbtime=2017` in a query), None where only the title can tell.
    attachments: files that a list API names beside the article.
    """

    url: str
    title: str
    published_on: date | None = None
    year: int | None = None
    agency: str | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class ListRequest:
    """How to ask for a list page; the spider makes the request of it.

    state: what the family needs to know when it reads the answer (the record window, the page number).
    otherwise: what to ask instead when the answer brings no new row, because the server ignored the parameters,
    cut the list, or refused the method.
    """

    url: str
    method: str = "GET"
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    state: State = field(default_factory=dict)
    otherwise: "ListRequest | None" = None


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
    there cannot be read, one line; None where all is well.
    """

    entries: tuple[ListEntry, ...] = ()
    next: tuple[ListRequest, ...] = ()
    total: int | None = None
    columns: tuple[Column, ...] = ()
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class DetailPage:
    """What a detail page says of itself. text: the body's words, without white space; "" where no body was found."""

    title: str
    published_on: date | None = None
    publisher: str | None = None
    breadcrumb: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    entries: tuple[ListEntry, ...] = ()
    text: str = ""


class Family(ABC):
    """One CMS. Every method is pure: a response in, values out; the spider makes the requests."""

    name: ClassVar[str]
    # CSS of the elements that can hold a report's body, most telling first
    body_containers: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def recognises(self, page: TextResponse) -> bool:
        """Whether this page was made by the family's software, by its markup or its address."""

    @abstractmethod
    def read_list(self, page: TextResponse, state: State) -> ListPage:
        """The rows of a list page or of a list endpoint's answer. state: of the ListRequest that asked for it."""

    @abstractmethod
    def read_detail(self, page: TextResponse) -> DetailPage:
        """The facts of one article."""
