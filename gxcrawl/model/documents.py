"""A document on its way: fetched, kept, read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

NO_REPORT = "no annual report: its own title names another kind of document"
"""Reason for refusing a page whose row was too short to judge; stored, so that it is not fetched again."""

MANY_REPORTS = "an archive of several reports, each kept as a document of its own"
"""Reason for refusing an archive: it is no report itself. Its members are stored as its files."""

Kind = Literal["html", "pdf", "docx", "doc", "wps", "xlsx", "xls", "txt", "image", "archive", "unknown"]
_BEST_FIRST: tuple[Kind, ...] = ("docx", "html", "doc", "wps", "xlsx", "xls", "pdf", "archive", "txt")  # archive: OFD


def kind_rank(kind: Kind) -> int:
    """The rank of a format if a report exists in several; formats whose tables need least interpretation come first."""
    return _BEST_FIRST.index(kind) if kind in _BEST_FIRST else len(_BEST_FIRST)


@dataclass(frozen=True, slots=True)
class Http:
    """The server's response headers for a body. `status` is 0 if HTTP was not used (a file)."""

    status: int = 0
    etag: str | None = None
    last_modified: str | None = None
    content_type: str | None = None


@dataclass(frozen=True, slots=True)
class FetchedDocument:
    """One body fetched by the spider, with its metadata."""

    url: str  # as requested; unchanged by redirects
    body: bytes
    portal_id: str
    agency_id: str
    fetched_at: datetime  # timezone-aware, UTC
    http: Http = field(default_factory=Http)
    title: str | None = None  # text of the link or title of the page, as found
    year: int | None = None
    published_on: date | None = None  # as printed in list or page
    publisher: str | None = None
    found_on: str | None = None
    parent_url: str | None = None  # for an attachment, the page that links it
    files: tuple[str, ...] = ()  # for a page, the addresses of its attachments
    listed: str | None = None  # its row as printed in the list, so that a change is noticed without a fetch
    # why the body is not the requested content (error page, altered copy); stored as evidence, never parsed
    refused: str | None = None
    unnamed: bool = False  # nothing on the way named the body: the portal's own, unless the document names one

    @property
    def offers_files(self) -> bool:
        """True if a page links attachments."""
        return bool(self.files)


@dataclass(frozen=True, slots=True)
class Source:
    """One place where a content was seen.

    `year`, `published_on` and `publisher` are what that place says. `files`, `listed` and `refused`: see
    FetchedDocument.
    """

    url: str
    agency_id: str
    first_seen: datetime
    last_seen: datetime
    title: str | None = None
    found_on: str | None = None
    http: Http = field(default_factory=Http)
    year: int | None = None
    published_on: date | None = None
    publisher: str | None = None
    parent_url: str | None = None  # for an attachment, the page that links it
    files: tuple[str, ...] = ()
    listed: str | None = None
    refused: str | None = None
    # when the server last confirmed the content (`last_seen` also counts list rows); None if unknown
    checked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A document as stored in `raw_documents`: the exact bytes, once, with every place where it was seen."""

    content_hash: str
    bytes_sha256: str
    kind: Kind
    encoding: str | None
    content: bytes
    sources: tuple[Source, ...]
    fetched_at: datetime
    run_id: str
    parent_id: str | None = None

    @property
    def size(self) -> int:
        """The number of bytes."""
        return len(self.content)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table stands in its source: a page (1-based) in a PDF, an xpath in HTML, a table number elsewhere."""

    page: int | None = None
    xpath: str | None = None
    table: int | None = None
    member: str | None = None  # the file inside an archive, or the sheet of a workbook


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of prose as printed, without white space at its ends; `heading` if the markup says so.

    member: the workbook sheet on which it stands, prefixed by the file name if that is inside an archive.
    """

    text: str
    heading: bool = False
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its spans expanded.

    rows: the text of every position, rectangular; a spanned cell is repeated in all positions it covers. owners: for
    each position the (row, column) of the cell that fills it; a cell without spans owns itself. A position without a
    cell has the text "" and the owner None: "no cell" is not "empty cell". spans_known: False if the kind of document
    does not record spans (txt), so that only the order of a row's cells is reliable, not their columns.
    """

    rows: tuple[tuple[str, ...], ...]
    owners: tuple[tuple[tuple[int, int] | None, ...], ...]
    origin: Origin = field(default_factory=Origin)
    spans_known: bool = True

    def own_cells(self, row: int) -> Iterator[tuple[int, str]]:
        """Column and text of the cells that begin in this row, left to right."""
        for column, owner in enumerate(self.owners[row]):
            if owner == (row, column):
                yield column, self.rows[row][column]


@dataclass(frozen=True, slots=True)
class Link:
    """An anchor of the main content with its text; `href` is absolute if the base address is known."""

    href: str
    text: str


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader makes of bytes: prose and tables in the order of the page, and the page's own metadata.

    title, publisher, published_on: from meta elements or a metadata table, None if there are none; never derived from
    an address or a file name. pictures: number of pictures in the content that may be scanned pages of the report; 0 if
    it also links to files.
    """

    kind: Kind
    blocks: tuple[Block, ...]
    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    links: tuple[Link, ...] = ()
    encoding: str | None = None
    pictures: int = 0

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The prose, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))
