"""Source pages: a stored document shown beside its report, as a sanitised HTML page or as the text that was read.

HTML documents are shown sanitised; of other kinds, the paragraphs and tables read from them are shown. Cells have the
same ids in both (`reading.html.located.cell_id`), so that a link leads to the cell of a value.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

import nh3
from markupsafe import Markup

from gxcrawl.errors import Unreadable
from gxcrawl.model import RawDocument
from gxcrawl.presenting.places import is_number, row_cells
from gxcrawl.reading.html.located import located_page

_LARGEST_PAGE_BYTES = 4 * 1024 * 1024  # of a page shown as HTML; the largest real one has 1.6 MB
_OUR_ID = re.compile(r"(?:c-\d{1,6}-\d{1,6}-\d{1,6}|r-\d{1,6}-\d{1,6})")
_TAGS = {
    "article", "b", "blockquote", "br", "caption", "center", "col", "colgroup", "dd", "div", "dl", "dt", "em",
    "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "li", "main", "ol", "p", "pre", "section", "small", "span",
    "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_ATTRIBUTES = {"td": {"colspan", "rowspan", "id"}, "th": {"colspan", "rowspan", "id"}, "tr": {"id"}}
_DROPPED_WHOLE = {"script", "style", "title", "noscript", "template", "iframe", "object", "svg", "math", "select"}


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell as it was read. column: its first column, from 0; colspan, rowspan: columns and rows it covers."""

    column: int
    text: str
    colspan: int
    rowspan: int


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table as it was read. index: its number in the report; page: where it stands in a PDF, otherwise None."""

    index: int
    page: int | None
    rows: tuple[tuple[SourceCell, ...], ...]


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A source page. markup: the sanitised HTML; None if `paragraphs` and `tables` are shown instead."""

    title: str
    kind: str
    markup: Markup | None
    paragraphs: tuple[str, ...] = ()
    tables: tuple[SourceTable, ...] = ()


def source_page(report: Mapping[str, Any], raw: RawDocument) -> SourcePage:
    """The source page of a raw document of this report."""
    tables = [table for table in report.get("tables") or () if _prints(report, table, raw.content_hash)]
    title = report["title"] or ""
    if raw.kind == "html" and raw.size <= _LARGEST_PAGE_BYTES:
        markup = _markup(raw, tables)
        if markup is not None:
            return SourcePage(title, raw.kind, markup)
    return SourcePage(title, raw.kind, None, tuple(_paragraphs(report)), tuple(map(_table, tables)))


def _prints(report: Mapping[str, Any], table: Mapping[str, Any], raw_id: str) -> bool:
    return bool(table.get("raw_id", report["content_hash"]) == raw_id)


def _markup(raw: RawDocument, tables: Sequence[Mapping[str, Any]]) -> Markup | None:
    places = {table["index"]: table["origin"]["xpath"] for table in tables if "xpath" in table["origin"]}
    try:
        return sanitised(located_page(raw.content, places, raw.encoding))
    except Unreadable:
        return None


def sanitised(page: str) -> Markup:
    """HTML reduced to text, structure, spans and gxcrawl's ids, without links, images, styles, forms and scripts."""
    return Markup(  # noqa: S704 - safe because all of it comes out of nh3
        nh3.clean(
            page,
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            clean_content_tags=_DROPPED_WHOLE,
            attribute_filter=_only_our_ids,
            link_rel=None,
            url_schemes=set(),
        )
    )


def _only_our_ids(element: str, attribute: str, value: str) -> str | None:
    del element
    return None if attribute == "id" and not _OUR_ID.fullmatch(value) else value


def _paragraphs(report: Mapping[str, Any]) -> Iterator[str]:
    for text in (
        report.get("preface"),
        *(part for one in report["sections"] for part in (one["heading"], one["text"])),
    ):
        yield from (line for line in (text or "").splitlines() if line.strip())


def _table(table: Mapping[str, Any]) -> SourceTable:
    return SourceTable(table["index"], table["origin"].get("page"), tuple(_rows(table["rows"])))


def _rows(grid: Sequence[Sequence[str]]) -> Iterator[tuple[SourceCell, ...]]:
    """The cells of each row; a cell that continues one of the row above is left out and counted in its rowspan."""
    rows = [tuple(_cells(row)) for row in grid]
    continued = [0, *map(_continued, rows, rows[1:])]
    for number, cells in enumerate(rows):
        below = continued[number + 1 :]
        yield tuple(
            replace(cell, rowspan=1 + _run(count > place for count in below))
            for place, cell in enumerate(cells)
            if place >= continued[number]
        )


def _cells(row: Sequence[str]) -> Iterator[SourceCell]:
    cells = list(row_cells(row))
    ends = [*(cell.column for cell in cells[1:]), len(row)]
    for cell, end in zip(cells, ends, strict=True):
        yield SourceCell(cell.column, cell.text, end - cell.column, 1)


def _continued(above: Sequence[SourceCell], row: Sequence[SourceCell]) -> int:
    """How many cells at the beginning of a row continue cells of the row above: group labels, which span rows.

    The grid repeats the text of a spanned cell. Leading cells with the same text as above, or both empty, count as one
    cell; numbers never do.
    """
    if above == row:
        return 0  # the same row printed twice: nothing is spanned
    pairs = zip(above, row, strict=False)
    return _run(one == other and not is_number(one.text) for one, other in pairs)


def _run(answers: Iterable[bool]) -> int:
    """The number of true values before the first false one."""
    return sum(1 for _ in takewhile(bool, answers))
