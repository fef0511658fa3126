"""Lines, cells and tables as printed, with spans, and the splitting of tables at page breaks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A paragraph of prose or the heading of a section."""

    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell at its first place. path: of its value, None for labels. vertical: a narrow label that spans many rows."""

    text: str
    columns: int = 1
    rows: int = 1
    path: str | None = None
    vertical: bool = False


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """Rows of the cells that begin in them, from left to right; a cell is not repeated in the further rows it spans.

    section: 2, 3 or 4. header_rows: rows of column headers at the top.
    """

    section: int
    width: int
    rows: tuple[tuple[PrintedCell, ...], ...]
    header_rows: int = 0


def cut_table(table: PrintedTable, at: Iterable[int], repeat_labels: bool = False) -> tuple[PrintedTable, ...]:
    """The table split at page breaks; a cell that crosses a break continues in the next piece.

    at: the rows that begin a new piece. repeat_labels: whether a label that crosses a break is repeated or left empty.
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
    # only the labels at the left cross a break, so they come before the cells that begin in that row
    return [
        replace(cell, rows=min(row + cell.rows, stop) - start)
        for row in range(start)
        for cell in table.rows[row]
        if row + cell.rows > start
    ]


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of the full grid: the cell that covers it and the offset from the cell's first place (0, 0 there)."""

    cell: PrintedCell
    row_offset: int
    column_offset: int

    @property
    def begins(self) -> bool:
        """True if the cell begins in this place."""
        return self.row_offset == 0 == self.column_offset


def full_grid(table: PrintedTable) -> list[list[Slot | None]]:
    """Every place of the table, row by row; None for a place without a cell."""
    grid: list[list[Slot | None]] = [[None] * table.width for _ in table.rows]
    for at, row in enumerate(table.rows):
        for cell in row:
            left = next(column for column, slot in enumerate(grid[at]) if slot is None)
            for down in range(cell.rows):
                for across in range(cell.columns):
                    grid[at + down][left + across] = Slot(cell, down, across)
    return grid
