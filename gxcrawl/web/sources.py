"""A stored document beside its report: a page without anything that acts, or what was read of any other kind.

Both name their cells alike (`reading.html.located.cell_id`), so that a link leads to the very cell of a value.
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

_LARGEST_PAGE_BYTES = 4 * 1024 * 1024  # the largest real one has 1.6 MB; beyond, what was read of it is shown
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
    """A cell as it was read: its first column, and how many columns and rows it spans."""

    column: int
    text: str
    colspan: int
    rowspan: int


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table as it was read: its number in the report, its page where it has one, and the cells of each row."""

    index: int
    page: int | None
    rows: tuple[tuple[SourceCell, ...], ...]


@dataclass(frozen=True, slots=True)
class SourcePage:
    """markup: the page, sanitised; None where the document is none. paragraphs, tables: what was read instead."""

    title: str
    kind: str
    markup: Markup | None
    paragraphs: tuple[str, ...] = ()
    tables: tuple[SourceTable, ...] = ()


def source_page(report: Mapping[str, Any], raw: RawDocument) -> SourcePage:
    """The document beside this report."""
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
    """A page of which only text, structure, spans and our own ids are left: no link, image, style, form or script."""
    return Markup(  # noqa: S704 - what nh3 lets through is the whole of it
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
    """The cells of each row, without those that the row above reaches down into."""
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
    """How many cells at the beginning of a row are those of the row above: labels of groups, which span rows.

    The grid has no spans left; the same words, or none, below each other with nothing else before them are one cell.
    """
    if above == row:
        return 0  # a row that is printed twice
    pairs = zip(above, row, strict=False)
    return _run(one == other and not is_number(one.text) for one, other in pairs)


def _run(answers: Iterable[bool]) -> int:
    """How many are true before the first that is not."""
    return sum(1 for _ in takewhile(bool, answers))
