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
    texts: list[list[str]] = []
    owners: list[list[Owner | None]] = []
    carried: dict[int, tuple[int, Owner, str]] = {}  # column -> rows still to cover, the cell that covers, its text
    for number, row in enumerate(rows):
        filled, carried = _fill_row(number, row, carried, len(rows))
        width = max(filled, default=-1) + 1
        texts.append([filled[column][1] if column in filled else "" for column in range(width)])
        owners.append([filled[column][0] if column in filled else None for column in range(width)])
        if sum(map(len, texts)) > MAX_POSITIONS:
            raise Unreadable(f"a table of more than {MAX_POSITIONS} positions; no report has one")
    return _rectangular(texts, owners, origin or Origin(), spans_known=spans_known)


def _fill_row(
    number: int, row: Sequence[SpanCell], carried: dict[int, tuple[int, Owner, str]], row_count: int
) -> tuple[dict[int, tuple[Owner, str]], dict[int, tuple[int, Owner, str]]]:
    """The positions of one row, and what reaches down from it into the next."""
    filled = {column: (owner, text) for column, (_, owner, text) in carried.items()}
    below = {column: (left - 1, owner, text) for column, (left, owner, text) in carried.items() if left > 1}
    column = 0
    if not filled and all(cell.rowspan == cell.colspan == 1 and not cell.gap for cell in row):
        return {place: ((number, place), cell.text) for place, cell in enumerate(row)}, below
    for cell in row:
        while column in filled:
            column += 1
        if cell.gap:
            column += min(cell.colspan, MAX_COLUMNS)
            continue
        owner = (number, column)
        reach = row_count - number if cell.rowspan == 0 else min(max(cell.rowspan, 1), row_count - number)
        for covered in range(column, column + min(max(cell.colspan, 1), MAX_COLUMNS)):
            if covered in filled:  # overlapping spans: first come, first served
                continue
            filled[covered] = (owner, cell.text)
            if reach > 1:
                below[covered] = (reach - 1, owner, cell.text)
        column += 1
    return filled, below


def _rectangular(
    texts: list[list[str]], owners: list[list[Owner | None]], origin: Origin, *, spans_known: bool
) -> Table:
    width = max(map(len, texts), default=0)
    if width * len(texts) > MAX_POSITIONS:
        raise Unreadable(f"a table of more than {MAX_POSITIONS} positions; no report has one")
    return Table(
        rows=tuple(tuple(row) + ("",) * (width - len(row)) for row in texts),
        owners=tuple(tuple(row) + (None,) * (width - len(row)) for row in owners),
        origin=origin,
        spans_known=spans_known,
    )


def plain(rows: Iterable[Sequence[str]], origin: Origin | None = None, *, spans_known: bool = True) -> Table:
    """The table of rows in which no cell spans anything; shorter rows are filled up with positions without a cell."""
    return expand([[SpanCell(text) for text in row] for row in rows], origin, spans_known=spans_known)


def without_spacers(table: Table) -> Table:
    """The table without its spacer columns: a header reaches over them and every cell of their own is blank.

    A blank column that no header reaches over stays: in a table cut by a page break it may be one of the form's
    that nobody filled in. So do blank rows.
    """
    width = len(table.rows[0]) if table.rows else 0
    kept = [column for column in range(width) if not _is_spacer(table, column)]
    if len(kept) == width or not kept:
        return table
    position = {column: new for new, column in enumerate(kept)}
    firsts = _first_positions(table, kept)
    owners = tuple(
        tuple(None if (owner := row[column]) is None else (owner[0], position[firsts[owner]]) for column in kept)
        for row in table.owners
    )
    rows = tuple(tuple(row[column] for column in kept) for row in table.rows)
    return Table(rows=rows, owners=owners, origin=table.origin, spans_known=table.spans_known)


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


def _first_positions(table: Table, kept: Sequence[int]) -> dict[Owner, int]:
    """For each cell the first kept column that it fills."""
    firsts: dict[Owner, int] = {}
    for column in kept:
        for row in table.owners:
            owner = row[column]
            if owner is not None:
                firsts.setdefault(owner, column)
    return firsts
