"""The rows of a Word table: horizontal spans, vertical merges, and gaps before or after the cells of a row."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from gxcrawl.reading.docx import names
from gxcrawl.reading.spans import MAX_COLUMNS, SpanCell

_ROWS = frozenset({names.ROW})
_CELLS = frozenset({names.CELL})

_TextOf = Callable[[etree._Element], str]


@dataclass(slots=True)
class _Begun:
    """A cell that may still be extended by merges in the rows below."""

    text: str
    colspan: int
    rowspan: int = 1
    gap: bool = False


class _Row:
    """A row while its cells are placed. before: free positions before its first cell."""

    def __init__(self, before: int) -> None:
        self.cells = [_Begun("", before, gap=True)] if before else []
        self.open: dict[int, _Begun] = {}  # grid column -> cell that a merge in the next row may continue
        self._column = before

    def place(self, cell: etree._Element, text_of: _TextOf, above: Mapping[int, _Begun]) -> None:
        """Adds a cell, or extends the one that it continues. above: the open cells of the row above."""
        span = _span(names.value(cell, "tcPr/gridSpan"), least=1)
        upper = above.get(self._column)
        if _continues(cell, "hMerge") and self.cells and not self.cells[-1].gap:
            self.cells[-1].colspan += span
        elif _continues(cell, "vMerge") and upper is not None and upper.colspan == span:
            upper.rowspan += 1
            self.open[self._column] = upper
        else:
            self.cells.append(_Begun(text_of(cell), span))
            if _merge(cell, "vMerge") is not None:
                self.open[self._column] = self.cells[-1]
        self._column += span


def table_rows(table: etree._Element, text_of: _TextOf) -> list[list[SpanCell]]:
    """The cells of each row with their spans. Deleted and hidden ones are left out."""
    rows: list[_Row] = []
    for element in _shown_rows(table):
        row = _Row(_span(names.value(element, "trPr/gridBefore"), least=0))
        for cell in _shown_cells(element):
            row.place(cell, text_of, rows[-1].open if rows else {})
        rows.append(row)
    return [[SpanCell(one.text, one.rowspan, one.colspan, gap=one.gap) for one in row.cells] for row in rows]


def _merge(cell: etree._Element, kind: str) -> etree._Element | None:
    return cell.find(f"{names.w('tcPr')}/{names.w(kind)}")


def _continues(cell: etree._Element, kind: str) -> bool:
    """True if a cell is merged into the one before or above it; a merge continues unless it says that it begins."""
    found = _merge(cell, kind)
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
