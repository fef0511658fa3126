"""When two tables of a section disagree, values printed by only one of them become null.

The same holds for two rows, for example of two years. A number contradicted by the other table is rejected earlier, in
`Found`. This module rejects what is left: where one table has a blank or unreadable cell, the other's number stands
alone, and may still be from the wrong table.
"""

from collections.abc import Sequence

from gxcrawl.forms.rows.found import Found
from gxcrawl.model import Table


def take_back_disputed(found: Found, tables: Sequence[Table]) -> None:
    """Sets to None, with a note, every value of two disagreeing tables that they do not both print alike."""
    for (first, second), same in found.again.items():
        if False not in same.values():
            continue
        section = next(iter(same)).partition(".")[0]
        of_both = {
            path: cell.at[0]
            for path, cell in found.cells.items()
            if cell.at is not None and cell.at[0] in (first, second) and path.startswith(f"{section}.")
        }
        if not _are_of_one_shape(len(same), [*of_both.values()], first, second):
            continue
        for path in of_both:
            if not same.get(path):
                found.doubt_printed(path, tables)


def _are_of_one_shape(shared: int, given_by: Sequence[int], first: int, second: int) -> bool:
    """True if one table prints most of the other's values, or most of its own a second time.

    A table continued after a page break repeats one row at most. The second case is section 4 with a second row of
    numbers below the first.
    """
    by_first = given_by.count(first)
    return shared * 2 > by_first or (first != second and shared > len(given_by) - by_first)
