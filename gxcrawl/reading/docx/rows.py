"""The rows of a Word table: horizontal spans, vertical merges, and gaps before or after the cells of a row."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from gxcrawl.reading.docx import names
from gxcrawl.reading.spans import MAX_COLUMNS, SpanCell

_ROWS = frozenset({names.ROW})
_CELLS = frozenset({names.CELL})


@dataclass(slots=True)
class _Begun:
    """A cell that may still be extended by merges in the rows below."""

    text: str
    colspan: int
    rowspan: int = 1
    gap: bool = False


def table_rows(table: etree._Element, text_of: Callable[[etree._Element], str]) -> list[list[SpanCell]]:
    """The cells of each row with their spans. Deleted and hidden ones are left out."""
    rows: list[list[_Begun]] = []
    open_above: dict[int, _Begun] = {}  # grid column -> cell of the row above that a merge here would continue
    for row in _shown_rows(table):
        begun: list[_Begun] = []
        open_here: dict[int, _Begun] = {}
        column = _span(names.value(row, "trPr/gridBefore"), least=0)
        if column:
            begun.append(_Begun("", column, gap=True))
        for cell in _shown_cells(row):
            column = _place(cell, column, text_of, begun, open_above, open_here)
        rows.append(begun)
        open_above = open_here
    return [[SpanCell(one.text, one.rowspan, one.colspan, gap=one.gap) for one in row] for row in rows]


def _place(
    cell: etree._Element,
    column: int,
    text_of: Callable[[etree._Element], str],
    begun: list[_Begun],
    open_above: dict[int, _Begun],
    open_here: dict[int, _Begun],
) -> int:
    """Adds a cell at a grid column, or to the cell that it continues; returns the next free column."""
    span = _span(names.value(cell, "tcPr/gridSpan"), least=1)
    merge = cell.find(f"{names.w('tcPr')}/{names.w('vMerge')}")
    above = open_above.get(column)
    if _continues(cell, "hMerge") and begun and not begun[-1].gap:
        begun[-1].colspan += span
    elif _continues(cell, "vMerge") and above is not None and above.colspan == span:
        above.rowspan += 1
        open_here[column] = above
    else:
        one = _Begun(text_of(cell), span)
        begun.append(one)
        if merge is not None:
            open_here[column] = one
    return column + span


def _continues(cell: etree._Element, merge: str) -> bool:
    """True if a cell is merged into the one before or above it; a merge continues unless it says that it begins."""
    found = cell.find(f"{names.w('tcPr')}/{names.w(merge)}")
    return found is not None and found.get(names.w("val"), "continue") == "continue"


def _span(text: str | None, *, least: int) -> int:
    return min(max(names.number(text) or least, least), MAX_COLUMNS)


def _shown_rows(table: etree._Element) -> Iterator[etree._Element]:
    for row in names.descend(table, _ROWS):
        properties = row.find(names.w("trPr"))
        if properties is None or (properties.find(names.w("del")) is None and not names.is_on(properties, "hidden")):
            yield row


def _shown_cells(row: etree._Element) -> Iterator[etree._Element]:
    deleted = f"{names.w('tcPr')}/{names.w('cellDel')}"
    return (cell for cell in names.descend(row, _CELLS) if cell.find(deleted) is None)


def shown_cells(table: etree._Element) -> Iterator[etree._Element]:
    """The cells of this table in row order, without deleted and hidden ones."""
    return (cell for row in _shown_rows(table) for cell in _shown_cells(row))


def own_cell_count(table: etree._Element) -> int:
    """The number of cells of this table, without nested tables."""
    return sum(1 for row in names.descend(table, _ROWS) for _ in names.descend(row, _CELLS))
