"""Which cell of a row stands under which label of the header."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gxcrawl.forms.lines import Extent, Header, Line, Printed


def settled(header: Header, rows: Sequence[Sequence[Printed]]) -> Header:
    """The header as the values of the rows below it, in one table, speak for it or against it.

    Rows with a number for every column show where the columns stand, whatever spans the header names. Where a row
    prints two numbers below one label (上年 and 本年), the grid does not tell which one the label means.
    """
    filled = {
        tuple((cell.column, cell.end) for cell in values)
        for values in rows
        if len(values) == len(header.keys) and not any(cell.blank for cell in values)
    }
    extents = header.extents
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
    if extents is not None and values and _fills(values, extents):
        return {key: _under(values, extent, extents) for key, extent in zip(header.keys, extents, strict=True)}
    return dict.fromkeys(header.keys)


def _in_order(values: Sequence[Printed], extents: Sequence[Extent]) -> bool:
    """Whether nothing speaks against reading cells in order: a blank one while the grid puts cells elsewhere.

    The grid alone is not believed, one wrong span moves all of a row; but a row with a blank may be one with a
    number too few and the blank of a spacer column.
    """
    blanks = sum(cell.blank for cell in values)
    if blanks in (0, len(values)):
        return True
    return all(cell.column < end and cell.end > start for cell, (start, end) in zip(values, extents, strict=True))


def _stands_as(values: Sequence[Printed], filled: frozenset[tuple[Extent, ...]]) -> bool:
    """Whether cells, some of them blank, stand where other rows print a number in each."""
    return bool(filled) and tuple((cell.column, cell.end) for cell in values) in filled


def _fills(values: Sequence[Printed], extents: Sequence[Extent]) -> bool:
    """Whether cells reach from the first column to the last, one beside the other, and nothing is printed outside."""
    start, end = extents[0][0], extents[-1][1]
    if values[0].column > start or values[-1].end < end:
        return False
    if any(cell.end != after.column for cell, after in pairwise(values)):
        return False  # a cell from above stands between them: a wrong span, or a row with a cell too few
    return all(cell.blank or (cell.end > start and cell.column < end) for cell in values)


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
