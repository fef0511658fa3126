"""Lines, cells and tables as printed, their spans, and what a page break does to a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A paragraph of prose, or the heading of a section."""

    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell that begins here. path: the value it holds, None for labels. vertical: a narrow label over many rows."""

    text: str
    columns: int = 1
    rows: int = 1
    path: str | None = None
    vertical: bool = False


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """Rows of the cells that begin in them, left to right; a cell of more rows leaves out its place below.

    section: 2, 3 or 4. header_rows: rows of column headers at the top.
    """

    section: int
    width: int
    rows: tuple[tuple[PrintedCell, ...], ...]
    header_rows: int = 0


def cut_table(table: PrintedTable, at: Iterable[int], repeat_labels: bool = False) -> tuple[PrintedTable, ...]:
    """The table in pieces, as a page break leaves it: a cell that crosses a cut goes on in the next piece.

    at: the rows that begin a new piece. repeat_labels: print the crossing label again, else leave it empty there.
    """
    bounds = [0, *sorted(row for row in set(at) if 0 < row < len(table.rows)), len(table.rows)]
    pieces = []
    for start, stop in pairwise(bounds):
        rows = [
            tuple(replace(cell, rows=min(cell.rows, stop - row)) for cell in table.rows[row])
            for row in range(start, stop)
        ]
        carried = _crossing(table, start, stop)
        rows[0] = (*((cell if repeat_labels else replace(cell, text="")) for cell in carried), *rows[0])
        header_rows = max(0, min(table.header_rows, stop) - start)
        pieces.append(replace(table, rows=tuple(rows), header_rows=header_rows))
    return tuple(pieces)


def _crossing(table: PrintedTable, start: int, stop: int) -> Sequence[PrintedCell]:
    # only the labels at the left cross a cut, so they come before whatever begins in its row
    return [
        replace(cell, rows=min(row + cell.rows, stop) - start)
        for row in range(start)
        for cell in table.rows[row]
        if row + cell.rows > start
    ]


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of the full grid: the cell that covers it and how far from its beginning; 0, 0 where it begins."""

    cell: PrintedCell
    row_offset: int
    column_offset: int

    @property
    def begins(self) -> bool:
        """The cell begins in this place."""
        return self.row_offset == 0 == self.column_offset


def full_grid(table: PrintedTable) -> list[list[Slot | None]]:
    """Every place of the table, row by row; None where no cell was printed."""
    grid: list[list[Slot | None]] = [[None] * table.width for _ in table.rows]
    for at, row in enumerate(table.rows):
        for cell in row:
            left = next(column for column, slot in enumerate(grid[at]) if slot is None)
            for down in range(cell.rows):
                for across in range(cell.columns):
                    grid[at + down][left + across] = Slot(cell, down, across)
    return grid
