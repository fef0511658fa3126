"""Which cell of a row stands under which label of the header."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from gxcrawl.forms.lines import Extent, Header, Line, Printed
from gxcrawl.model import Table


def settled(header: Header, rows: Sequence[Sequence[Printed]]) -> Header:
    """The header as the values of the rows below it, in one table, speak for it or against it.

    Rows with a number for every column show where the columns stand, whatever spans the header names, unless some of
    them stand where it says. Where a row prints two numbers below one label (上年 and 本年), the grid does not tell
    which one the label means.
    """
    filled = {
        tuple((cell.column, cell.end) for cell in values)
        for values in rows
        if len(values) == len(header.keys) and not any(cell.blank for cell in values)
    }
    extents = header.extents
    if extents and (extents in filled or not _is_gapless(extents)):
        filled &= {extents}
    if extents and any(_crowded(values, extents) for values in rows if len(values) > len(header.keys)):
        extents = None
    return replace(header, extents=extents, filled=frozenset(filled))


def place(line: Line, values: Sequence[Printed], header: Header) -> dict[str, Printed | None]:
    """The cell of each column; None where the row has none for it or it cannot be told which it is.

    A row with as many cells as the header has columns is read in order. Otherwise its cells count only where
    they fill the header's grid exactly: a row with a cell too few never shifts into its neighbours' columns.
    """
    extents = header.extents if header.width == len(line.table.owners[line.row]) else None
    if len(values) == len(header.keys) and (
        extents is None or _in_order(values, extents) or _stands_as(values, header.filled)
    ):
        return dict(zip(header.keys, values, strict=True))
    if extents is not None and values and _fills(line, values, extents):
        return {key: _under(values, extent, extents) for key, extent in zip(header.keys, extents, strict=True)}
    return dict.fromkeys(header.keys)


def _in_order(values: Sequence[Printed], extents: tuple[Extent, ...]) -> bool:
    """Whether nothing speaks against reading cells in order: a blank one while the grid puts cells elsewhere.

    The grid alone is not believed, one wrong span moves all of a row; but a row with a blank may be one with a
    number too few and the blank of a spacer column, and so may one below a header with a column it does not name.
    """
    blanks = sum(cell.blank for cell in values)
    if blanks == len(values) or (not blanks and _is_gapless(extents)):
        return True
    return all(cell.column < end and cell.end > start for cell, (start, end) in zip(values, extents, strict=True))


@lru_cache(maxsize=64)  # asked for every row
def _is_gapless(extents: tuple[Extent, ...]) -> bool:
    """Whether the header names every column between its first and its last."""
    return all(before[1] == after[0] for before, after in pairwise(extents))


def _stands_as(values: Sequence[Printed], filled: frozenset[tuple[Extent, ...]]) -> bool:
    """Whether cells, some of them blank, stand where other rows print a number in each."""
    return bool(filled) and tuple((cell.column, cell.end) for cell in values) in filled


def _fills(line: Line, values: Sequence[Printed], extents: Sequence[Extent]) -> bool:
    """Whether cells reach from the first column to the last, one beside the other, and nothing is printed outside."""
    start, end = extents[0][0], extents[-1][1]
    if values[0].column > start or values[-1].end < end:
        return False
    if any(cell.end != after.column for cell, after in pairwise(values)):
        return False  # a cell from above stands between them: a wrong span, or a row with a cell too few
    if any(not cell.blank and (cell.end <= start or cell.column >= end) for cell in values):
        return False
    return all(_is_blank_column(line.table, column) for column in range(end, values[-1].end))


def _is_blank_column(table: Table, column: int) -> bool:
    """Whether a column beyond the header is one of the table: else a row that reaches there has a cell too many."""
    reached = sum(owners[column] is not None for owners in table.owners)
    return reached * 2 > len(table.rows) and not any(row[column].strip() for row in table.rows)


def _under(values: Sequence[Printed], extent: Extent, extents: Sequence[Extent]) -> Printed | None:
    """The one cell under this header that prints something, or the first blank one."""
    under = [cell for cell in values if cell.column < extent[1] and cell.end > extent[0]]
    if any(_covers_several(cell, extents) and not cell.blank for cell in under):
        return None
    filled = [cell for cell in under if not cell.blank]
    if len(filled) > 1 or not under:
        return None
    return filled[0] if filled else under[0]


def _covers_several(cell: Printed, extents: Sequence[Extent]) -> bool:
    return sum(cell.column < end and cell.end > start for start, end in extents) > 1


def _crowded(values: Sequence[Printed], extents: Sequence[Extent]) -> bool:
    filled = [cell for cell in values if not cell.blank]
    return any(sum(start <= cell.column < end for cell in filled) > 1 for start, end in extents)
