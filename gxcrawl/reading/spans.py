"""Cells with their spans, as printed → a rectangular `Table` that says which cell fills which position.

The rules are those of the HTML standard ("forming a table"), for every kind of document: a cell takes the first
free position of its row and covers the block that its spans name; a position already taken stays with the cell that
took it first. Spans of hostile or careless pages are bounded.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gxcrawl.errors import Unreadable
from gxcrawl.model import Origin, Table

MAX_COLUMNS = 1000  # a colspan beyond is an error by the HTML standard; no report has so many columns
MAX_POSITIONS = 400_000

_LEADING_NUMBER = re.compile(r"\s*\+?(\d{1,9})")  # "2;" and " 3px" are 2 and 3, "-1" and "two" are no number

Owner = tuple[int, int]
Slots = dict[int, tuple[Owner | None, str]]  # column -> the cell that fills it, its text

_NO_CELL: tuple[Owner | None, str] = (None, "")
_TOO_LARGE = f"a table of more than {MAX_POSITIONS} positions; no report has one"


class SpanCell(NamedTuple):  # made for every cell of every page: a frozen dataclass takes four times as long
    """One cell as printed. rowspan 0 means down to the last row; every other value below 1 means 1.

    gap: no cell, only positions left free (Word's gridBefore).
    """

    text: str
    rowspan: int = 1
    colspan: int = 1
    gap: bool = False


def parse_span(value: str | None, *, zero_allowed: bool = False) -> int:
    """A rowspan or colspan attribute as a number from 1 on; 0 only where allowed (a rowspan down to the end)."""
    found = _LEADING_NUMBER.match(value) if value else None
    number = int(found.group(1)) if found else 1
    return number if number or zero_allowed else 1


def expand(rows: Sequence[Sequence[SpanCell]], origin: Origin | None = None, *, spans_known: bool = True) -> Table:
    """The grid of these rows: rectangular, a position that no cell fills "" with owner None.

    Raises Unreadable for a grid of more than MAX_POSITIONS.
    """
    grid: list[Slots] = [{} for _ in rows]
    left = MAX_POSITIONS
    for number, row in enumerate(rows):
        if not grid[number] and all(cell.rowspan == cell.colspan == 1 and not cell.gap for cell in row):
            grid[number] = {column: ((number, column), cell.text) for column, cell in enumerate(row)}
        else:
            left = _fill_row(grid, number, row, left)
    return _rectangular(grid, origin or Origin(), spans_known=spans_known)


def _fill_row(grid: Sequence[Slots], number: int, row: Sequence[SpanCell], left: int) -> int:
    """Puts the cells that begin in a row into it and into the rows they reach. left: positions still allowed."""
    filled = grid[number]
    column = 0
    for cell in row:
        text, rowspan, colspan, gap = cell
        while column in filled:
            column += 1
        if rowspan == colspan == 1 and not gap:  # nearly every cell of every page
            filled[column] = ((number, column), text)
            column += 1
            left -= 1
            continue
        width = min(max(colspan, 1), MAX_COLUMNS)
        if gap:
            column += width
            continue
        last = len(grid) if rowspan == 0 else min(number + max(rowspan, 1), len(grid))
        left -= width * (last - number)
        if left < 0:
            raise Unreadable(_TOO_LARGE)
        slot = ((number, column), text)
        for reached in grid[number:last]:
            for covered in range(column, column + width):
                reached.setdefault(covered, slot)  # overlapping spans: first come, first served
        column += 1
    return left


def _rectangular(grid: Sequence[Slots], origin: Origin, *, spans_known: bool) -> Table:
    width = max((max(slots) + 1 for slots in grid if slots), default=0)
    if width * len(grid) > MAX_POSITIONS:
        raise Unreadable(_TOO_LARGE)
    if not width:
        return Table(rows=((),) * len(grid), owners=((),) * len(grid), origin=origin, spans_known=spans_known)
    columns = range(width)
    lines = [zip(*[slots.get(column, _NO_CELL) for column in columns], strict=True) for slots in grid]
    owners, rows = zip(*lines, strict=True)
    return Table(rows=rows, owners=owners, origin=origin, spans_known=spans_known)


def plain(rows: Iterable[Sequence[str]], origin: Origin | None = None, *, spans_known: bool = True) -> Table:
    """The table of rows in which no cell spans anything; shorter rows are filled up with positions without a cell."""
    return expand([[SpanCell(text) for text in row] for row in rows], origin, spans_known=spans_known)


def tidy(table: Table) -> Table:
    """The table without the columns that hold no cell of the form.

    Spacer columns: editors put them in for looks; a header reaches over them and every cell of their own is blank. A
    blank column that no header reaches over stays: in a table cut by a page break it may be one that nobody filled in.
    Overshoot: columns at the right that only too large spans reach, not every row. Blank rows stay too.
    """
    width = len(table.rows[0]) if table.rows else 0
    while width and _is_overshoot(table, width - 1):
        width -= 1
    kept = [column for column in range(width) if not _is_spacer(table, column)]
    if not kept or len(kept) == len(table.rows[0]):
        return table
    moved = _new_owners(table, kept)
    if moved is None:
        return table
    owners = tuple(tuple(moved[row[column]] for column in kept) for row in table.owners)
    rows = tuple(tuple(row[column] for column in kept) for row in table.rows)
    return Table(rows=rows, owners=owners, origin=table.origin, spans_known=table.spans_known)


def _is_overshoot(table: Table, column: int) -> bool:
    """Whether no cell begins here and some row does not come so far."""
    owners = [row[column] for row in table.owners]
    return None in owners and not any(owner == (row, column) for row, owner in enumerate(owners))


def _is_spacer(table: Table, column: int) -> bool:
    """Whether cells begin here, all blank, and one with text reaches over from the left."""
    begins = reached = False
    for number, row in enumerate(table.rows):
        owner = table.owners[number][column]
        if owner == (number, column):
            if row[column]:
                return False
            begins = True
        elif owner is not None and owner[1] < column and row[column]:
            reached = True
    return begins and reached


def _new_owners(table: Table, kept: Sequence[int]) -> dict[Owner | None, Owner | None] | None:
    """Where each cell begins once only these columns are kept; None where one is left without a position in its row,
    which only overlapping spans bring about.
    """
    moved: dict[Owner | None, Owner | None] = {None: None}
    for number, row in enumerate(table.owners):
        for new, column in enumerate(kept):
            owner = row[column]
            if owner is not None and owner[0] == number:
                moved.setdefault(owner, (number, new))
    needed = {row[column] for row in table.owners for column in kept}
    return moved if needed <= moved.keys() else None
