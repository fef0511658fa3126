"""A workbook (.xlsx, .xls) → `Document`: the tables of its visible sheets.

A sheet is cut into tables at blank rows and at headings that are merged over its whole width; the rows above a table
that hold one cell only (its title, the body that fills it in) are paragraphs.
"""

import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from gxcrawl.errors import Unreadable
from gxcrawl.model import Block, Document, Origin, Paragraph, Table
from gxcrawl.reading.packages import check_office_package
from gxcrawl.reading.spans import MAX_POSITIONS, SpanCell, expand
from gxcrawl.reading.whitespace import LINE_BREAK, clean_cell

_BLOCK_HEADER = re.compile(r"第\s*二\s*十\s*条")  # the first row of section 2 is one cell and belongs to the table
_SECTION = re.compile(r"^\s*[一二三四五六]\s*[、．.]")

Position = tuple[int, int]
Value = object


def read_workbook(body: bytes, kind: Literal["xlsx", "xls"]) -> Document:
    """The tables of a workbook, each with its sheet's name as `Origin.member`. Raises Unreadable for hostile ones."""
    if kind == "xlsx":
        check_office_package(body)
    blocks: list[Block] = []
    with CalamineWorkbook.from_object(io.BytesIO(body)) as workbook:
        for sheet in workbook.sheets_metadata:
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet:
                blocks.extend(_sheet_blocks(workbook.get_sheet_by_name(sheet.name), sheet.name, _tables(blocks)))
    return Document(kind=kind, blocks=tuple(blocks))


def _tables(blocks: Sequence[Block]) -> int:
    return sum(isinstance(block, Table) for block in blocks)


def _sheet_blocks(sheet: CalamineSheet, name: str, tables_before: int) -> Iterator[Block]:
    if sheet.total_height * sheet.total_width > MAX_POSITIONS:
        raise Unreadable(f"sheet {name} has {sheet.total_height} rows and {sheet.total_width} columns; no report has")
    grid = _Sheet(sheet)
    number = tables_before
    for first, last in grid.parts():
        while first < last and (title := grid.lone_text(first)) and not _BLOCK_HEADER.search(title):
            yield Paragraph(title.replace("\n", " "))
            first += 1
        if first < last:
            yield grid.table(first, last, Origin(table=number, member=name))
            number += 1


class _Sheet:
    """The cells of a sheet as text, and what its merged ranges cover."""

    def __init__(self, sheet: CalamineSheet) -> None:
        self.texts = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
        self.width = max(map(len, self.texts), default=0)
        self.spans: dict[Position, tuple[int, int]] = {}
        self.covered: set[Position] = set()
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
            bottom, right = min(bottom, len(self.texts) - 1), min(right, self.width - 1)
            self.spans[top, left] = (bottom - top + 1, right - left + 1)
            self.covered.update((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
            self.covered.discard((top, left))

    def _filled(self, row: int) -> list[int]:
        return [column for column, text in enumerate(self.texts[row]) if text]

    def lone_text(self, row: int) -> str | None:
        """The text of a row that holds one cell only; None for every other row."""
        filled = self._filled(row)
        reached_from_above = any((row, column) in self.covered and not self._begins_left(row, column)
                                 for column in range(self.width))  # fmt: skip
        return self.texts[row][filled[0]] if len(filled) == 1 and not reached_from_above else None

    def _begins_left(self, row: int, column: int) -> bool:
        """Whether a covered position is covered from its own row."""
        return any((row, left) in self.spans and left + self.spans[row, left][1] > column for left in range(column))

    def _is_heading(self, row: int) -> bool:
        filled = self._filled(row)
        text = self.lone_text(row)
        if text is None or not _SECTION.match(text):
            return False
        return self.spans.get((row, filled[0]), (1, 1))[1] == self.width - filled[0]

    def parts(self) -> Iterator[tuple[int, int]]:
        """First row and the row after the last, for every run of rows without a blank row or a heading inside."""
        first = 0
        for row in range(len(self.texts) + 1):
            ends = row == len(self.texts) or self._is_blank(row)
            if ends or (self._is_heading(row) and row > first):
                if row > first:
                    yield first, row
                first = row + 1 if ends else row

    def _is_blank(self, row: int) -> bool:
        return not self._filled(row) and not any((row, column) in self.covered for column in range(self.width))

    def table(self, first: int, last: int, origin: Origin) -> Table:
        """These rows with their merged ranges expanded; columns that are blank in all of them are left out."""
        used = [column for row in range(first, last) for column in self._filled(row)]
        width = max(used, default=-1) + 1
        rows = [
            [
                SpanCell(self.texts[row][column], *self._span(row, column, last, width))
                for column in range(min(used, default=0), width)
                if (row, column) not in self.covered
            ]
            for row in range(first, last)
        ]
        return expand(rows, origin)

    def _span(self, row: int, column: int, last: int, width: int) -> tuple[int, int]:
        down, right = self.spans.get((row, column), (1, 1))
        return min(down, last - row), min(right, width - column)


def _text(value: Value) -> str:
    """A cell's value as it is shown: whole numbers without a fraction, dates as ISO."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(value, ".15g")
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return clean_cell(str(value).replace("\r\n", "\n").replace("\n", LINE_BREAK))
