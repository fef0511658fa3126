"""Cells with their spans, as printed → a rectangular `Table` that says which cell fills which position.

The rules are those of the HTML standard ("forming a table"), for every kind of document: a cell takes the first
free position of its row and covers the block that its spans name; a position already taken stays with the cell that
took it first. Spans of hostile or careless pages are bounded.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from gxcrawl.errors import Unreadable
from gxcrawl.model import Origin, Table

MAX_COLUMNS = 1000  # a colspan beyond is an error by the HTML standard; no report has so many columns
MAX_POSITIONS = 400_000

_LEADING_NUMBER = re.compile(r"\s*\+?(\d{1,9})")  # "2;" and " 3px" are 2 and 3, "-1" and "two" are no number

_MOST_FRAMES = 256
_MOST_REMEMBERED_POSITIONS = 2_000  # the largest table of a report has about 250

Owner = tuple[int, int]
Spans = tuple[int, int, bool]
"""rowspan, colspan and gap of a `SpanCell`."""
RowSpans = tuple[Spans, ...] | int
"""The spans of a row's cells, or the number of cells if none spans anything."""
PLAIN: Spans = (1, 1, False)
_TOO_LARGE = f"a table of more than {MAX_POSITIONS} positions; no report has one"


class SpanCell(NamedTuple):
    """One cell that may span several positions.

    rowspan 0: down to the last row; other values below 1 mean 1. gap: no cell, only free positions (Word's gridBefore).
    """

    text: str
    rowspan: int = 1
    colspan: int = 1
    gap: bool = False


def parse_span(value: str | None, *, zero_allowed: bool = False) -> int:
    """A rowspan or colspan attribute as a number from 1; 0 (down to the last row) only if allowed."""
    found = _LEADING_NUMBER.match(value) if value else None
    number = int(found.group(1)) if found else 1
    return number if number or zero_allowed else 1


def expand(
    rows: Sequence[Sequence[SpanCell | str]], origin: Origin | None = None, *, spans_known: bool = True
) -> Table:
    """The rectangular grid of these rows; a position without a cell has the text "" and the owner None.

    A cell given as text spans nothing. Raises Unreadable for more than MAX_POSITIONS.
    """
    texts = [[cell.text if isinstance(cell, SpanCell) else cell for cell in row] for row in rows]
    return laid_out(texts, tuple(map(_row_spans, rows)), origin or Origin(), spans_known=spans_known)


def _row_spans(row: Sequence[SpanCell | str]) -> RowSpans:
    spans = tuple([cell[1:] if isinstance(cell, SpanCell) else PLAIN for cell in row])
    return spans if spans.count(PLAIN) < len(spans) else len(spans)


def laid_out(
    rows: Sequence[Sequence[str]], spans: tuple[RowSpans, ...], origin: Origin, *, spans_known: bool = True
) -> Table:
    """The same for texts and spans given separately, because a form's spans repeat from report to report."""
    frame = _FRAMES.of(spans)
    texts = list(chain.from_iterable(rows))
    texts.append("")  # the last, so that -1 is a position without a cell
    text = texts.__getitem__
    printed = tuple([tuple(map(text, row)) for row in frame.sources])
    return Table(rows=printed, owners=frame.owners, origin=origin, spans_known=spans_known)


class _Frame(NamedTuple):
    """The part of a table determined by its spans alone.

    owners: see `Table`. sources: index of the cell that fills each position, counted through all rows; -1 for none.
    """

    owners: tuple[tuple[Owner | None, ...], ...]
    sources: tuple[tuple[int, ...], ...]


class _Frames:
    """A cache of frames: a portal prints one form again and again."""

    def __init__(self) -> None:
        self._known: dict[tuple[RowSpans, ...], _Frame] = {}

    def of(self, spans: tuple[RowSpans, ...]) -> _Frame:
        """The frame of these rows. Raises Unreadable for one of more than MAX_POSITIONS."""
        frame = self._known.get(spans)
        if frame is None:
            frame = _frame(spans)
            if sum(map(len, frame.sources)) <= _MOST_REMEMBERED_POSITIONS:
                if len(self._known) >= _MOST_FRAMES:
                    self._known.clear()
                self._known[spans] = frame
        return frame


_FRAMES = _Frames()


def _frame(spans: tuple[RowSpans, ...]) -> _Frame:
    grid = _Grid(len(spans))
    cell = 0
    for number, row in enumerate(spans):
        cells = (PLAIN,) * row if isinstance(row, int) else row
        grid.put_row(number, cells, cell)
        cell += len(cells)
    return grid.frame()


class _Grid:
    """The positions of a table being filled: owners and cells of each row."""

    def __init__(self, height: int) -> None:
        self._owners: list[list[Owner | None]] = [[] for _ in range(height)]
        self._sources: list[list[int]] = [[] for _ in range(height)]
        self._left = MAX_POSITIONS  # that spans may still cover

    def put_row(self, number: int, row: Iterable[Spans], first: int) -> None:
        """Places the cells that begin in a row, in it and in the rows they span. first: index of the first of these
        cells.
        """
        owners = self._owners[number]
        column = 0
        for cell, (rowspan, colspan, gap) in enumerate(row, first):
            while column < len(owners) and owners[column] is not None:
                column += 1
            width = min(max(colspan, 1), MAX_COLUMNS)
            if gap:
                column += width
                continue
            height = len(self._owners)
            last = height if rowspan == 0 else min(number + max(rowspan, 1), height)
            self._left -= width * (last - number)
            if self._left < 0:
                raise Unreadable(_TOO_LARGE)
            for reached in range(number, last):
                for covered in range(column, column + width):
                    self._fill(reached, covered, (number, column), cell)
            column += 1

    def _fill(self, row: int, column: int, owner: Owner, cell: int) -> None:
        """Fills a position unless it is taken: of overlapping spans, the first one wins."""
        owners, sources = self._owners[row], self._sources[row]
        missing = column + 1 - len(owners)
        if missing > 0:
            owners += [None] * missing
            sources += [-1] * missing
        if owners[column] is None:
            owners[column] = owner
            sources[column] = cell

    def frame(self) -> _Frame:
        """The frame, with all rows padded to the same width."""
        width = max(map(len, self._owners), default=0)
        if width * len(self._owners) > MAX_POSITIONS:
            raise Unreadable(_TOO_LARGE)
        owners = tuple(tuple(row + [None] * (width - len(row))) for row in self._owners)
        sources = tuple(tuple(row + [-1] * (width - len(row))) for row in self._sources)
        return _Frame(owners, sources)


def plain(rows: Iterable[Sequence[str]], origin: Origin | None = None, *, spans_known: bool = True) -> Table:
    """The table of rows without spans; shorter rows are padded with positions without a cell."""
    return expand(list(rows), origin, spans_known=spans_known)


def tidy(table: Table) -> Table:
    """The table without columns that hold no cell of the form.

    Spacer columns, inserted by editors for looks: a header spans them, and all their own cells are blank. A blank
    column without such a header stays, because in a table cut by a page break it may be a real, empty one. Overshoot:
    columns at the right reached only by too large spans, and not in every row. Blank rows stay too.
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
    """True if no cell begins in this column and some row does not reach it."""
    owners = [row[column] for row in table.owners]
    return None in owners and not any(owner == (row, column) for row, owner in enumerate(owners))


def _is_spacer(table: Table, column: int) -> bool:
    """True if all cells that begin in this column are blank and one with text spans it from the left."""
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
    """Old owner → new owner, if only these columns are kept; None if a cell would lose all positions in its row.

    The latter happens with overlapping spans only.
    """
    moved: dict[Owner | None, Owner | None] = {None: None}
    for number, row in enumerate(table.owners):
        for new, column in enumerate(kept):
            owner = row[column]
            if owner is not None and owner[0] == number:
                moved.setdefault(owner, (number, new))
    needed = {row[column] for row in table.owners for column in kept}
    return moved if needed <= moved.keys() else None
