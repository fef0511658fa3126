"""Rows that lack a cell and were padded: editors append the missing cell at the row's end, where the total belongs.

All numbers after the lost one are then one column too far left, the total below 其他. The sign is a blank total after
a last number that is at least the sum of those before it. If zeros end the row, as in section 4, another block of the
row does not add up. In section 2 the last column is not a total, but larger than each of the others: documents in
force, not those issued or repealed in a year. In the edition of 2019, a negative number outside 本年增/减 shows that
the numbers of its row have moved.
"""

from collections.abc import Sequence
from itertools import chain

from gxcrawl.forms.cells.numbers import parse_count
from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.sections import applications_rows, read_disclosure, review_labels
from gxcrawl.model import Cell, Table

_FEWEST_NUMBERS = 2
_RESULTS = 5  # cells of a block of section 4; a row of section 3 has seven
# for each row: its paths, the number of parts before the total in a row with one cell too few, and by how much the
# total exceeds their sum
_ROWS = (
    *((paths, 5, 0) for paths in applications_rows.PATHS),
    (tuple(chain.from_iterable(review_labels.PATHS)), 3, 0),
    *(
        (tuple(f"{read_disclosure.PREFIX}.{row.key}.{column.key}" for column in block.columns), 1, 1)
        for blocks in read_disclosure.EDITIONS.values()
        for block in blocks
        for row in block.rows
    ),
)
_WITH_CHANGE = tuple(paths for paths, _, _ in _ROWS if any(path.endswith(".change") for path in paths))


def take_back_short_rows(found: Found, tables: Sequence[Table]) -> None:
    """Sets to None, with a note, every value of such a row."""
    for paths, parts, more in _ROWS:
        if paths[-1] not in found.cells:
            continue
        cells = {path: cell for path in paths if (cell := found.cells.get(path)) is not None}
        numbers = [cell.value for cell in cells.values() if isinstance(cell.value, int)]
        if len(numbers) < _FEWEST_NUMBERS or not _lacks_total(list(cells.values())):
            continue
        found.weighed = True
        if 0 < numbers[-1] >= sum(numbers[-1 - parts : -1]) + more or _breaks_sum(list(cells.values())):
            for path in cells:
                found.doubt_printed(path, tables)
    for paths in _WITH_CHANGE:
        if any(_is_misplaced(cell, tables) for path in paths if (cell := found.cells.get(path)) is not None):
            for path in paths:
                found.doubt_printed(path, tables)


def _is_misplaced(cell: Cell, tables: Sequence[Table]) -> bool:
    """True if a cell prints a negative number where only a count may stand."""
    if cell.value is not None or cell.at is None:
        return False
    table, row, column = cell.at
    printed = parse_count(tables[table].rows[row][column], signed=True).value
    return isinstance(printed, int) and printed < 0


def _lacks_total(cells: Sequence[Cell]) -> bool:
    """True if all cells of the row are present and stand in one row of a table, but the last holds no number."""
    rows = {cell.at and cell.at[:2] for cell in cells}
    return len(rows) == 1 and None not in rows and cells[-1].value is None


def _breaks_sum(cells: Sequence[Cell]) -> bool:
    """True if a complete block of section 4 has a total that differs from the sum of its four results."""
    if len(cells) % _RESULTS:
        return False
    blocks = [cells[start : start + _RESULTS] for start in range(0, len(cells), _RESULTS)]
    known = ([cell.value for cell in block if isinstance(cell.value, int)] for block in blocks)
    return any(len(values) == _RESULTS and sum(values[:-1]) != values[-1] for values in known)
