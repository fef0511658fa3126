"""Rows of sections 3 and 4 that lost a column, below a header that lost the label of another column.

There are as many numbers as labels, so they are read in order, and some get their neighbour's label.

Section 3 shows it by its sums. Below a header without 总计, a last number that is hardly ever less than the sum of the
others is the total, not 其他. If the rows lost their total, the number below 总计 is less than the sum of the
applicants. If rows add up below a header without 自然人, they lost another column.

In section 4 all blocks have the same labels, and each has its total.
"""

from collections.abc import Sequence
from itertools import chain

from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.sections import applications_rows, review_labels
from gxcrawl.model import At, Table

_FEWEST_ROWS = 2  # one alone may be an agency's own mistake


def take_back_lost_columns(found: Found, tables: Sequence[Table]) -> None:
    """Sets to None, with a note, every value of a section 3 or 4 whose header or rows show this."""
    rows = [row for row in applications_rows.PATHS if not found.unnamed.isdisjoint(row)]
    blocks = [block for block in review_labels.PATHS if not found.unnamed.issuperset(block)]
    if rows and _is_shifted_section_3(rows, found, tables):
        _doubt(rows, found, tables)
    if _is_shifted_section_4(blocks, found, tables):
        _doubt(blocks, found, tables)
    found.weighed = found.weighed or bool(found.unnamed)


def _is_shifted_section_3(rows: Sequence[Sequence[str]], found: Found, tables: Sequence[Table]) -> bool:
    """True if the sums of the rows show that the header lost the label of another column than the rows lost."""
    figures = [numbers for row in rows if (numbers := _figures(found, row, tables))]
    contradicting = sum(numbers[-1] < sum(numbers[:-1]) for numbers in figures)
    person, *_, total = rows[0]
    if total in found.unnamed:
        return contradicting < _FEWEST_ROWS <= sum(map(any, figures)) - contradicting
    if person in found.unnamed and all(numbers[-1] == sum(numbers[:-1]) for numbers in figures):
        return any(map(any, figures))
    return contradicting >= _FEWEST_ROWS


def _is_shifted_section_4(blocks: Sequence[Sequence[str]], found: Found, tables: Sequence[Table]) -> bool:
    """True if the blocks lack different labels, or the last number of one is not what its label says.

    Blocks that lack the same label were printed without it. Several labels missing at the end are beyond the edge of
    the paper. Zeros are right below any label.
    """
    lacking = [[path in found.unnamed for path in block] for block in blocks]
    missing = [*chain.from_iterable(lacking)]
    at_end = missing == sorted(missing)
    if (at_end and sum(missing) != 1) or not any(_figures(found, tuple(chain.from_iterable(blocks)), tables)):
        return False
    if not at_end and any(one != lacking[0] for one in lacking):
        return True
    return any(
        numbers[-1] >= max(1, sum(numbers[:-1])) if block[-1] in found.unnamed else numbers[-1] != sum(numbers[:-1])
        for block in blocks
        if (numbers := _figures_of(found, block))
    )


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


def _printed_from(at: At, tables: Sequence[Table]) -> int:
    """The number of non-blank cells in a row from its first number on."""
    table, row, first = at
    own = {owner[1] for owner in tables[table].owners[row][first:] if owner and owner[0] == row}
    return sum(bool(tables[table].rows[row][column].strip()) for column in own)
