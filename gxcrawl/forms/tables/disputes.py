"""Two tables, or rows, of one section with other numbers, as of two years: what one alone says is not known.

Where a cell contradicts the other table's, neither number is taken already. But where the one leaves a cell blank, or
its row cannot be read, the other's number stands alone, and may be the wrong table's all the same.
"""

from collections.abc import Sequence

from gxcrawl.forms.rows.found import Found
from gxcrawl.model import Table


def take_back_disputed(found: Found, tables: Sequence[Table]) -> None:
    """Makes null, with a note, every value of two such tables that they do not both print alike."""
    for (first, second), same in found.again.items():
        if False not in same.values():
            continue
        section = next(iter(same)).partition(".")[0]
        of_both = [
            (path, cell.at)
            for path, cell in found.cells.items()
            if cell.at is not None and cell.at[0] in (first, second) and path.startswith(f"{section}.")
        ]
        if not _are_of_one_shape(len(same), [at[0] for _, at in of_both], first, second):
            continue
        for path, (table, row, column) in of_both:
            if not same.get(path) and found.cells[path].value is not None:
                found.doubt(path, tables[table].rows[row][column])


def _are_of_one_shape(shared: int, given_by: Sequence[int], first: int, second: int) -> bool:
    """Whether one table prints most of the other's values; one that goes on over a page break repeats one row.

    Or most of its own again, as section 4 where a second row of numbers stands below the first.
    """
    by_first = given_by.count(first)
    return shared * 2 > by_first or (first != second and shared > len(given_by) - by_first)
