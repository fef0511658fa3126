"""Rows of sections 3 and 4 that lost a column, below a header that lost the label of another column.

There are as many numbers as labels, so they are read in order, and some get their neighbour's label. The total shows
it: below a header without 总计, a last number that in no row is less than the sum of the others is the total, not 其他;
and if the total itself was lost, the number below 总计 is less than the sum of the applicants. In section 4 every block
has its total, and one that does not add up shows it too.
"""

from collections.abc import Sequence
from itertools import chain

from gxcrawl.forms.editions.review import BLOCKS, RESULTS
from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.sections.applications_rows import PATHS
from gxcrawl.forms.sections.review_labels import PREFIX
from gxcrawl.model import At, Table

_REVIEW = tuple(tuple(f"{PREFIX}.{key}.{column.key}" for column in RESULTS) for key, _ in BLOCKS)
_FEWEST_ROWS = 2  # one alone may be an agency's own mistake


def take_back_lost_columns(found: Found, tables: Sequence[Table]) -> None:
    """Sets to None, with a note, every value of a section 3 or 4 whose rows show this."""
    rows = [row for row in PATHS if not found.unnamed.isdisjoint(row)]
    figures = [numbers for row in rows if (numbers := _figures(found, row, tables))]
    if rows and (_end_in_total(figures) if rows[0][-1] in found.unnamed else _end_in_less(figures)):
        _doubt(rows, found, tables)
    blocks = [block for block in _REVIEW if not found.unnamed.issuperset(block)]
    order = [path in found.unnamed for path in chain.from_iterable(blocks)]
    lost = sum(order) == 1 or order != sorted(order)  # not all that is beyond the edge of the paper
    whole = lost and _figures(found, tuple(chain.from_iterable(blocks)), tables)
    if whole and any(
        _is_shifted(_figures_of(found, block), totalled=block[-1] not in found.unnamed) for block in blocks
    ):
        _doubt(blocks, found, tables)
    found.weighed = found.weighed or bool(rows) or lost


def _doubt(rows: Sequence[Sequence[str]], found: Found, tables: Sequence[Table]) -> None:
    for path in chain.from_iterable(rows):
        found.doubt_printed(path, tables)


def _figures(found: Found, row: Sequence[str], tables: Sequence[Table]) -> list[int]:
    """The numbers of a row with exactly one for each label; empty for any other row."""
    cells = [found.cells[path] for path in row if path in found.cells and path not in found.unnamed]
    numbers = _figures_of(found, row)
    whole = cells and len(numbers) == len(cells) and cells[0].at and _printed_from(cells[0].at, tables) == len(cells)
    return numbers if whole else []


def _figures_of(found: Found, row: Sequence[str]) -> list[int]:
    cells = (found.cells[path] for path in row if path in found.cells and path not in found.unnamed)
    return [cell.value for cell in cells if isinstance(cell.value, int)]


def _end_in_total(figures: Sequence[Sequence[int]]) -> bool:
    telling = sum(sum(numbers[:-1]) > 0 for numbers in figures)
    return telling >= _FEWEST_ROWS and all(numbers[-1] >= sum(numbers[:-1]) for numbers in figures)


def _end_in_less(figures: Sequence[Sequence[int]]) -> bool:
    return sum(numbers[-1] < sum(numbers[:-1]) for numbers in figures) >= _FEWEST_ROWS


def _is_shifted(numbers: Sequence[int], *, totalled: bool) -> bool:
    """True if the last number of a block of section 4 is not the total that its label says, or is one without label."""
    parts = sum(numbers[:-1])
    return numbers[-1] != parts if totalled else numbers[-1] >= parts > 0


def _printed_from(at: At, tables: Sequence[Table]) -> int:
    """The number of non-blank cells in a row from its first number on."""
    table, row, first = at
    own = {owner[1] for owner in tables[table].owners[row][first:] if owner and owner[0] == row}
    return sum(bool(tables[table].rows[row][column].strip()) for column in own)
