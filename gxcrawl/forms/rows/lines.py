"""Table rows as the engine reads them, and the headers that some of them make."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from gxcrawl.forms.cells.numbers import parse_amount, parse_count
from gxcrawl.model import At, Table

UNKNOWN = "?"
_FEWEST_ROWS = 3

Extent = tuple[int, int]
"""Grid columns [start, end)."""


class Printed(NamedTuple):
    """One cell of a row: the grid columns [column, end) it covers, its text, and whether that text is blank."""

    column: int
    end: int
    text: str
    blank: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table, with the cells that begin in it from left to right; at least one."""

    table_index: int
    row: int
    table: Table
    cells: tuple[Printed, ...]
    texts: tuple[str, ...]

    def at(self, cell: Printed) -> At:
        """The position of a cell: table, row, grid column."""
        return (self.table_index, self.row, cell.column)

    def with_cells(self, cells: Iterable[Printed]) -> "Line":
        """The same row, reduced to these cells."""
        kept = tuple(cells)
        return replace(self, cells=kept, texts=tuple([cell.text for cell in kept]))


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of values, in printed order.

    keys: one for each printed column; UNKNOWN plus a number if its label is not one of the form's. texts: the header
    cell of each key, as printed. extents: the grid columns [start, end) of each key; None if the document does not
    record spans. width: number of grid columns of the header's table. filled: grid columns of the cells in rows that
    print a number for every key. reach: grid column where the blank cells to the right of the last label end; 0 if
    there are none. longer: True if most rows below have more cells than the header has labels.
    """

    keys: tuple[str, ...]
    texts: tuple[str, ...]
    extents: tuple[Extent, ...] | None
    width: int = 0
    filled: frozenset[tuple[Extent, ...]] = frozenset()
    reach: int = 0
    longer: bool = False


def lines_of(table_index: int, table: Table) -> list[Line]:
    """The rows of a table that are not blank, without as many blank cells at their ends as every row has.

    Only if a header has them too: in rows that go on from the page before, all totals may be blank.
    """
    lines = list(_printed_rows(table_index, table))
    if len(lines) < _FEWEST_ROWS or not lines[0].cells[-1].blank or prints_number(lines[0].cells):
        return lines
    spare = min(map(_blanks_at_end, lines))
    return [line.with_cells(line.cells[:-spare]) for line in lines] if spare else lines


def _blanks_at_end(line: Line) -> int:
    return next((number for number, cell in enumerate(reversed(line.cells)) if not cell.blank), 0)


def _printed_rows(table_index: int, table: Table) -> Iterator[Line]:
    """The rows of a table in which some cell prints something."""
    for row, texts in enumerate(table.rows):
        cells = _cells(row, texts, table.owners[row])
        own_texts = tuple([cell.text for cell in cells])
        if any(own_texts) and not "".join(own_texts).isspace():
            yield Line(table_index, row, table, cells, own_texts)


def by_table(lines: Iterable[Line]) -> dict[int, list[Line]]:
    """The lines of each table by its index, in the order of their tables' first lines."""
    tables: dict[int, list[Line]] = {}
    for line in lines:
        tables.setdefault(line.table_index, []).append(line)
    return tables


def blank_line_below(line: Line) -> Line | None:
    """The next row of the table if all its cells are blank, otherwise None."""
    row = line.row + 1
    if row == len(line.table.rows):
        return None
    cells = _cells(row, line.table.rows[row], line.table.owners[row])
    if not cells or not all(cell.blank for cell in cells):
        return None
    return Line(line.table_index, row, line.table, cells, tuple([cell.text for cell in cells]))


def prints_number(cells: Iterable[Printed]) -> bool:
    """True if one of the cells is a count or an amount of money."""
    return any(parse_count(cell.text).value is not None or parse_amount(cell.text).value is not None for cell in cells)


def cells_from_above(line: Line) -> list[Printed]:
    """The cells that begin in a row above and extend into this row."""
    owners, texts = line.table.owners[line.row], line.table.rows[line.row]
    reaching: list[Printed] = []
    for column, owner in enumerate(owners):
        if owner is None or owner[0] == line.row:
            continue
        if reaching and reaching[-1].end == column and owners[column - 1] == owner:
            reaching[-1] = reaching[-1]._replace(end=column + 1)
        else:
            reaching.append(Printed(column, column + 1, texts[column], not texts[column].strip()))
    return reaching


def _cells(row: int, texts: Sequence[str], owners: Sequence[tuple[int, int] | None]) -> tuple[Printed, ...]:
    """The cells that begin in the row, each with the grid columns it owns."""
    cells: list[Printed] = []
    width = len(owners)
    for column, owner in enumerate(owners):
        if owner != (row, column):
            continue
        end = column + 1
        while end < width and owners[end] == owner:
            end += 1
        text = texts[column]
        cells.append(Printed(column, end, text, not text or text.isspace()))
    return tuple(cells)


def header_by_stack(lines: Sequence[Line], key_of: Callable[[tuple[str, ...]], str | None]) -> Header | None:
    """The header formed by some rows of one table, each grid column read from top to bottom.

    key_of: the texts of a column, top first → its key, or None. The result is None if the table records no spans, or if
    one key would stand in two places, so that the grid does not tell the columns apart.
    """
    if not lines or not lines[0].table.spans_known:
        return None
    lines = [line for line in lines if line.table_index == lines[-1].table_index]
    table = lines[0].table
    found: dict[str, tuple[int, int]] = {}
    texts: dict[str, str] = {}
    for column in range(len(table.owners[0])):
        stack = tuple(table.rows[line.row][column] for line in lines)
        key = key_of(stack)
        if key is None:
            continue
        if key not in found:
            found[key], texts[key] = (column, column + 1), "".join(dict.fromkeys(stack))
        elif found[key][1] == column and _same_cell(lines, column):
            found[key] = (found[key][0], column + 1)
        else:
            return None
    if not found:
        return None
    extents = tuple(found.values())
    reliable = _has_no_hole(lines, extents)
    keys, named, reach = tuple(found), tuple(texts.values()), _reach(lines[-1], extents[-1][1])
    return Header(keys, named, extents if reliable else None, len(table.owners[0]), reach=reach)


def header_of_labels(keys: Sequence[str], labels: Sequence[Printed], lines: Sequence[Line]) -> Header:
    """The header of these labels in printed order; with extents if the grid keeps that order and has no gap.

    lines: the rows that contain the labels.
    """
    table = lines[-1].table
    extents = tuple((label.column, label.end) for label in labels)
    ordered = all(before[1] <= after[0] for before, after in pairwise(extents))
    reliable = ordered and table.spans_known and _has_no_hole(lines, extents)
    texts, reach = tuple(label.text for label in labels), _reach(lines[-1], extents[-1][1])
    return Header(tuple(keys), texts, extents if reliable else None, len(table.owners[0]), reach=reach)


def _reach(line: Line, end: int) -> int:
    """The grid column where the blank cells after column `end` stop, as in sheets of wider tables; 0 if none."""
    reach = 0
    for cell in line.cells:
        if cell.blank and cell.column == max(reach, end):
            reach = cell.end
    return reach


def _has_no_hole(lines: Sequence[Line], extents: Sequence[Extent]) -> bool:
    """True if the header rows fill the grid between the first and the last label.

    Otherwise a label was lost together with its cell, and the labels to its right stand over the numbers of other
    columns. Above a spacer column, one cell in any of the rows is enough.
    """
    start, end = extents[0][0], extents[-1][1]
    gaps = [line for line in lines if None in line.table.owners[line.row][start:end]]
    of_labels = (line for line in gaps if any((cell.column, cell.end) in extents for cell in line.cells))
    # a line of another, narrower table may be among those above the numbers
    owners = [line.table.owners[line.row][start:end] for line in of_labels]
    holes = {n for row in owners for n, owner in enumerate(row, start) if owner is None}
    return not holes or holes <= {cell.column for line in lines for cell in line.cells}


def _same_cell(lines: Sequence[Line], column: int) -> bool:
    owners = lines[-1].table.owners[lines[-1].row]
    return owners[column] == owners[column - 1]
