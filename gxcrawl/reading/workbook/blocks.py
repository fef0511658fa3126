"""A workbook (.xlsx, .xls) → `Document`: the tables of its visible sheets.

A sheet is split into tables at blank rows and at headings that are merged over its whole width. Rows with a single
cell above a table (its title, the agency) are paragraphs, and so is the prose below it.
"""

import re
from collections.abc import Iterator
from typing import Literal

from gxcrawl.model import Block, Document, Origin, Paragraph, Table
from gxcrawl.reading.layout import is_block_header
from gxcrawl.reading.spans import SpanCell, expand
from gxcrawl.reading.workbook.sheet import Sheet
from gxcrawl.reading.workbook.sheets import load_sheets

_SECTION = re.compile(r"^\s*[一二三四五六]\s*[、．.]")
_PROSE = re.compile(r"^\s*[五六]\s*[、．.]|。\s*$")  # headings of sections without a table; sentences


def read_workbook(body: bytes, kind: Literal["xlsx", "xls"], *, embedded: bool = False) -> Document:
    """The tables of a workbook with the sheet's name as `Origin.member`. Raises Unreadable for hostile workbooks.

    embedded: as for `load_sheets`.
    """
    blocks: list[Block] = []
    for sheet in load_sheets(body, kind, embedded=embedded):
        number = sum(isinstance(block, Table) for block in blocks)
        blocks.extend(_sheet_blocks(_Cells(sheet), sheet.name, number))
    return Document(kind=kind, blocks=tuple(blocks))


def _sheet_blocks(cells: "_Cells", name: str, number: int) -> Iterator[Block]:
    """The paragraphs and tables of a sheet. number: of the sheet's first table in the workbook."""
    for begin, end in cells.parts():
        first = begin
        while first < end and (title := cells.lone_text(first)) and not is_block_header(title):
            yield from _paragraphs(title, name)
            first += 1
        last = cells.end_of_table(first, end)
        if first < last:
            yield cells.table(first, last, Origin(table=number, member=name))
            number += 1
        for row in range(last, end):
            yield from _paragraphs(cells.lone_text(row) or "", name)


def _paragraphs(text: str, name: str) -> Iterator[Paragraph]:
    """One paragraph for each line of a cell."""
    return (Paragraph(line, member=name) for line in text.split("\n") if line)


class _Cells:
    """The cells of a sheet and the positions that merged ranges cover."""

    def __init__(self, sheet: Sheet) -> None:
        self.texts = sheet.texts
        self.width = max(map(len, self.texts), default=0)
        self.spans: dict[tuple[int, int], tuple[int, int]] = {}
        self.covered: set[tuple[int, int]] = set()
        self.reached: set[int] = set()  # rows that a merged range from above covers
        for one in sheet.merged:
            bottom, right = min(one.bottom, len(self.texts) - 1), min(one.right, self.width - 1)
            self.spans[one.top, one.left] = (bottom - one.top + 1, right - one.left + 1)
            self.reached.update(range(one.top + 1, bottom + 1))
            self.covered.update((row, c) for row in range(one.top, bottom + 1) for c in range(one.left, right + 1))
            self.covered.discard((one.top, one.left))

    def _filled(self, row: int) -> list[int]:
        return [column for column, text in enumerate(self.texts[row]) if text]

    def lone_text(self, row: int) -> str | None:
        """The text of a row with exactly one filled cell; None for every other row."""
        filled = self._filled(row)
        return self.texts[row][filled[0]] if len(filled) == 1 and row not in self.reached else None

    def end_of_table(self, first: int, end: int) -> int:
        """The row after the last row of a table, if prose follows directly; only the cells themselves show the end."""
        lines = first
        for row in range(first, end):
            if self.lone_text(row) is None:
                lines = row + 1
        return next((row for row in range(lines, end) if _PROSE.search(self.lone_text(row) or "")), end)

    def _is_heading(self, row: int, first: int) -> bool:
        """True if a row is one numbered line as wide as the sheet, or as the rows from `first` on."""
        text = self.lone_text(row)
        if text is None or not _SECTION.match(text):
            return False
        (column,) = self._filled(row)
        end = self._end(row, column)
        if end == self.width:
            return True
        above = [self._end(other, place) for other in range(first, row) for place in self._filled(other)]
        return end > column + 1 and end >= max(above, default=self.width)

    def _end(self, row: int, column: int) -> int:
        """The column after a cell or after the merged range that begins there."""
        return column + self.spans.get((row, column), (1, 1))[1]

    def parts(self) -> Iterator[tuple[int, int]]:
        """First row and the row after the last, for every run of rows without a blank row or a heading."""
        first = 0
        for row in range(len(self.texts)):
            blank = row not in self.reached and not self._filled(row)
            if blank or self._is_heading(row, first):
                if row > first:
                    yield first, row
                first = row + 1 if blank else row
        if first < len(self.texts):
            yield first, len(self.texts)

    def table(self, first: int, end: int, origin: Origin) -> Table:
        """These rows as a table with merged ranges expanded, without blank columns on either side."""
        used = [column for row in range(first, end) for column in self._filled(row)]
        left, right = min(used, default=0), max(used, default=-1) + 1
        rows = [
            [
                SpanCell(self.texts[row][column], *self._span(row, column, end, right))
                for column in range(left, right)
                if (row, column) not in self.covered
            ]
            for row in range(first, end)
        ]
        return expand(rows, origin)

    def _span(self, row: int, column: int, end: int, right: int) -> tuple[int, int]:
        down, wide = self.spans.get((row, column), (1, 1))
        return min(down, end - row), min(wide, right - column)
