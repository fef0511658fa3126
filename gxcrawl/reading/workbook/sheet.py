"""A sheet of a workbook as texts and merged ranges, whatever the kind of file."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gxcrawl.errors import Unreadable
from gxcrawl.reading.whitespace import LINE_BREAK, clean_cell

MAX_SHEET_POSITIONS = 2_000_000  # a sheet with every blank row formatted has about 600,000
LOWEST = 2  # points: a row reduced to almost no height
NARROWEST = 0.3  # of a digit's width: the same for a column


@dataclass(frozen=True, slots=True)
class Range:
    """A merged range, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet from its first cell on: the shown text of each cell, and the merged ranges."""

    name: str
    texts: Sequence[Sequence[str]]
    merged: Sequence[Range]


def check_size(name: str, rows: int, columns: int) -> None:
    """Raises Unreadable for a sheet that is too large."""
    if rows * columns > MAX_SHEET_POSITIONS:
        raise Unreadable(f"sheet {name} has {rows} rows and {columns} columns; no report has")


def without_hidden(sheet: Sheet, rows: Collection[int], columns: Collection[int]) -> Sheet:
    """The sheet without hidden rows and columns; merged ranges shrink accordingly."""
    if not rows and not columns:
        return sheet
    height, width = len(sheet.texts), max(map(len, sheet.texts), default=0)
    shown_rows = [row for row in range(height) if row not in rows]
    shown_columns = [column for column in range(width) if column not in columns]
    merged = []
    for one in sheet.merged:
        down = [new for new, row in enumerate(shown_rows) if one.top <= row <= one.bottom]
        right = [new for new, column in enumerate(shown_columns) if one.left <= column <= one.right]
        if down and right:
            merged.append(Range(down[0], right[0], down[-1], right[-1]))
    texts = [[sheet.texts[row][column] for column in shown_columns] for row in shown_rows]
    return Sheet(sheet.name, texts, merged)


def text_of(value: object) -> str:
    """A cell's value as text: whole numbers without a fraction, dates in ISO format."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(value, ".15g")
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return clean_cell(str(value).replace("\r\n", "\n").replace("\n", LINE_BREAK))
