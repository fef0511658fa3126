"""Rows of section 3 below a header that lost a label, and that lost another column than the label's.

There are as many numbers as labels, so that they are read in order, and some stand below their neighbour's. The total
tells: a last number below a header without 总计 that is in no row less than all others together is one, and not 其他;
and where the total is the column that was lost, what stands below 总计 is less than the applicants together.
"""

from collections.abc import Sequence
from itertools import chain

from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.sections.applications_rows import PATHS
from gxcrawl.model import At, Table

_FEWEST_ROWS = 2  # one alone may be an agency's own mistake


def take_back_lost_columns(found: Found, tables: Sequence[Table]) -> None:
    """Makes null, with a note, every value of a section 3 whose rows say so."""
    rows = [row for row in PATHS if not found.unnamed.isdisjoint(row)]
    if not rows:
        return
    found.weighed = True
    figures = [numbers for row in rows if (numbers := _figures(found, row, tables))]
    if not (_end_in_total(figures) if rows[0][-1] in found.unnamed else _end_in_less(figures)):
        return
    for path in chain.from_iterable(rows):
        found.doubt_printed(path, tables)


def _figures(found: Found, row: Sequence[str], tables: Sequence[Table]) -> list[int]:
    """The numbers of a row that prints one for each label and no more; none of another row."""
    cells = [found.cells[path] for path in row if path in found.cells and path not in found.unnamed]
    numbers = [cell.value for cell in cells if isinstance(cell.value, int)]
    whole = cells and len(numbers) == len(cells) and cells[0].at and _printed_from(cells[0].at, tables) == len(cells)
    return numbers if whole else []


def _end_in_total(figures: Sequence[Sequence[int]]) -> bool:
    telling = sum(sum(numbers[:-1]) > 0 for numbers in figures)
    return telling >= _FEWEST_ROWS and all(numbers[-1] >= sum(numbers[:-1]) for numbers in figures)


def _end_in_less(figures: Sequence[Sequence[int]]) -> bool:
    return sum(numbers[-1] < sum(numbers[:-1]) for numbers in figures) >= _FEWEST_ROWS


def _printed_from(at: At, tables: Sequence[Table]) -> int:
    """How many cells that are not blank begin in a row at its first number or behind it."""
    table, row, first = at
    own = {owner[1] for owner in tables[table].owners[row][first:] if owner and owner[0] == row}
    return sum(bool(tables[table].rows[row][column].strip()) for column in own)
