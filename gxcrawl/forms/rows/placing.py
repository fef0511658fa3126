"""Which cell of a row stands under which label of the header."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from gxcrawl.forms.cells.numbers import parse_count
from gxcrawl.forms.rows.lines import UNKNOWN, Extent, Header, Line, Printed, cells_from_above
from gxcrawl.model import At, Table

_FEWEST_LONGER = 2  # rows with more cells than labels; a single one may have a cell too many


def settled(header: Header, rows: Sequence[Sequence[Printed]]) -> Header | None:
    """The header as the values of the rows below it, in one table, speak for it or against it.

    Rows with a number for every column show where the columns stand, whatever spans the header names, unless some of
    them stand where it says. Where a row prints two numbers below one label (上年 and 本年), the grid does not tell
    which one the label means. None where no grid tells and rows have more cells than there are labels: then one with
    as many lacks one, of a column whose label is lost; and where the grid puts the labels beside the numbers.
    """
    header = _without_labels_of_rows(header, rows)
    more = sum(len(values) > len(header.keys) for values in rows)
    longer = more * 2 > len(rows)
    if header.extents is None and (longer or more >= _FEWEST_LONGER):
        return None
    filled = {
        tuple((cell.column, cell.end) for cell in values)
        for values in rows
        if len(values) == len(header.keys) and not any(cell.blank for cell in values)
    }
    extents = header.extents
    if extents and not filled and _stands_aside(rows, extents):
        return None
    if extents and (extents in filled or longer or not is_gapless(extents)):
        filled &= {extents}
    if extents and any(_crowded(values, extents) for values in rows if len(values) > len(header.keys)):
        extents = None
    return replace(header, extents=extents, filled=frozenset(filled), longer=longer)


def _without_labels_of_rows(header: Header, rows: Sequence[Sequence[Printed]]) -> Header:
    """The header without the first of its unknown labels where they stand over labels of most rows: 类别, 情形."""
    first = next((place for place, key in enumerate(header.keys) if not key.startswith(UNKNOWN)), 0)
    start = header.extents[first][0] if first and header.extents else 0
    behind = sum(len(values) == len(header.keys) - first and values[0].column >= start for values in rows)
    if not first or behind * 2 <= len(rows):
        return header
    extents = None if header.extents is None else header.extents[first:]
    return replace(header, keys=header.keys[first:], texts=header.texts[first:], extents=extents)


def _stands_aside(rows: Sequence[Sequence[Printed]], extents: Sequence[Extent]) -> bool:
    """Whether numbers stand at the left of all labels in most rows, or beside them and none below the other end."""
    first, last = extents[0], extents[-1]
    numbers = [[cell for cell in values if not cell.blank] for values in rows]
    if sum(any(cell.end <= first[0] and cell.text.strip().isdigit() for cell in own) for own in numbers) * 2 > len(
        rows
    ):
        return True
    every = [cell for own in numbers for cell in own]
    before, behind = any(cell.end <= first[0] for cell in every), any(cell.column >= last[1] for cell in every)
    return (before and not any(_is_below(cell, last) for cell in every)) or (
        behind and not any(_is_below(cell, first) for cell in every)
    )


def place(line: Line, values: Sequence[Printed], header: Header) -> dict[str, Printed | None]:
    """The cell of each column; None where the row has none for it or it cannot be told which it is.

    A row with as many cells as the header has columns is read in order. Otherwise its cells count only where
    they fill the header's grid exactly: a row with a cell too few never shifts into its neighbours' columns. Of
    merged cells those that print none are believed, since parts of nothing are nothing.
    """
    extents = header.extents if header.width == len(line.table.owners[line.row]) else None
    if _ends_early(line, values, header) or (extents and _is_made_up(values, extents, header.filled)):
        return dict.fromkeys(header.keys)
    if len(values) == len(header.keys) and (
        _may_be_whole(values, header.keys)
        if extents is None
        else _in_order(values, header) or _stands_as(values, header.filled)
    ):
        return dict(zip(header.keys, values, strict=True))
    if extents is None or _disagree(values, extents):
        return dict.fromkeys(header.keys)
    cells = values
    if len(values) < len(header.keys):
        cells = sorted((*values, *(cell for cell in cells_from_above(line) if cell.text == "0")))
    if cells and _fills(line, cells, extents, header.reach) and not _is_stretched(values, extents):
        return {key: _under(cells, extent, extents) for key, extent in zip(header.keys, extents, strict=True)}
    return dict.fromkeys(header.keys)


def cell_above(line: Line, header: Header | None, key: str) -> At | None:
    """Where the cell begins that reaches from a row above into a row's place for a column."""
    if header is None or header.extents is None or key not in header.keys or header.width != len(line.table.rows[0]):
        return None
    owner = line.table.owners[line.row][header.extents[header.keys.index(key)][0]]
    return None if owner is None or owner[0] == line.row else (line.table_index, *owner)


def _ends_early(line: Line, values: Sequence[Printed], header: Header) -> bool:
    """Whether a row, some cells of it blank, stops before most others do: it may lack a number.

    Its blank may be that of a column which the header does not name, and what stands at its right moved to the left;
    so too without a blank, where most rows have more cells than the header has labels. The table may be wider than its
    rows, where a span of the header is too large.
    """
    if not line.table.spans_known or not (header.longer or any(cell.blank for cell in values)):
        return False
    owners = line.table.owners
    end = max((column + 1 for column, owner in enumerate(owners[line.row]) if owner is not None), default=0)
    return sum(row[end:].count(None) < len(row) - end for row in owners) * 2 > len(owners)


def _may_be_whole(values: Sequence[Printed], keys: Sequence[str]) -> bool:
    """Whether a row does not look like one with two cells merged and the blank of another column.

    Nor like one whose label has blank cells behind it, so that its numbers reach under labels that the form does not
    know.
    """
    if not any(cell.blank for cell in values):
        return True
    unknown = [key.startswith(UNKNOWN) for key in keys]
    blank_below_known = any(cell.blank and not other for cell, other in zip(values, unknown, strict=True))
    number_beyond = any(other and not cell.blank for cell, other in zip(values, unknown, strict=True))
    return len({cell.end - cell.column for cell in values}) == 1 and not (blank_below_known and number_beyond)


def _in_order(values: Sequence[Printed], header: Header) -> bool:
    """Whether nothing but a wrong span speaks against reading cells in order, where the grid puts them elsewhere.

    The grid alone is not believed, one wrong span moves all of a row; but a row with a blank may be one with a
    number too few and the blank of a spacer column, and so may one below a header with a column it does not name, or
    one among longer rows.
    """
    extents = header.extents or ()
    blanks = sum(cell.blank for cell in values)
    if blanks == len(values) or (not blanks and not header.longer and is_gapless(extents)):
        return True
    return all(_is_below(cell, extent) for cell, extent in zip(values, extents, strict=True))


@lru_cache(maxsize=64)  # asked for every row
def is_gapless(extents: tuple[Extent, ...]) -> bool:
    """Whether the header names every column between its first and its last."""
    return all(before[1] == after[0] for before, after in pairwise(extents))


def _stands_as(values: Sequence[Printed], filled: frozenset[tuple[Extent, ...]]) -> bool:
    """Whether cells, some of them blank, stand where other rows print a number in each."""
    return bool(filled) and tuple((cell.column, cell.end) for cell in values) in filled


def _fills(line: Line, values: Sequence[Printed], extents: Sequence[Extent], reach: int) -> bool:
    """Whether cells reach from the first column to the last, one beside the other, and nothing is printed outside.

    reach: where the blank cells that the header has at its right end.
    """
    start, end = extents[0][0], extents[-1][1]
    if values[0].column > start or values[-1].end < end:
        return False
    if any(cell.end != after.column for cell, after in pairwise(values)):
        return False  # a cell from above stands between them: a wrong span, or a row with a cell too few
    if any(not cell.blank and (cell.end <= start or cell.column >= end) for cell in values):
        return False
    return all(_is_blank_column(line.table, column) for column in range(max(end, reach), values[-1].end))


def _is_stretched(values: Sequence[Printed], extents: Sequence[Extent]) -> bool:
    """Whether a row lacks one cell and its last reaches over two columns: a table of Word's ends each row so.

    Any number before may then have moved to the left; of a sum that is 0 all parts are.
    """
    if not 1 < len(values) == len(extents) - 1:
        return False
    last = values[-1]
    return _covers_several(last, extents) and not _is_nothing(last)


def _is_made_up(values: Sequence[Printed], extents: Sequence[Extent], filled: frozenset[tuple[Extent, ...]]) -> bool:
    """Whether a blank may make up for a cell that two numbers were merged into: one is wider than its label.

    Then the row has as many cells as the header, and all between the two stand in the next column.
    """
    if len(values) != len(extents) or not any(cell.blank for cell in values) or _stands_as(values, filled):
        return False
    numbers = (cell for cell in values if not _is_nothing(cell))
    below = ((cell, [extent for extent in extents if _is_below(cell, extent)]) for cell in numbers)
    return any(len(over) == 1 and not _is_within(cell, over[0]) for cell, over in below)


def _is_within(cell: Printed, extent: Extent) -> bool:
    return extent[0] <= cell.column and cell.end <= extent[1]


def _is_blank_column(table: Table, column: int) -> bool:
    """Whether a column beyond the header is one of the table: else a row that reaches there has a cell too many."""
    reached = sum(owners[column] is not None for owners in table.owners)
    return reached * 2 > len(table.rows) and not any(row[column].strip() for row in table.rows)


def _under(values: Sequence[Printed], extent: Extent, extents: Sequence[Extent]) -> Printed | None:
    """The one cell under this header that prints something, or the first blank one."""
    under = [cell for cell in values if _is_below(cell, extent)]
    if any(_covers_several(cell, extents) and not _is_nothing(cell) for cell in under):
        return None
    filled = [cell for cell in under if not cell.blank]
    if len(filled) > 1 or not under:
        return None
    return filled[0] if filled else under[0]


def _is_nothing(cell: Printed) -> bool:
    """Whether a cell prints no number but 0: all parts of it are 0 too."""
    return cell.blank or parse_count(cell.text).value == 0


def _covers_several(cell: Printed, extents: Sequence[Extent]) -> bool:
    return sum(_is_below(cell, extent) for extent in extents) > 1


def _is_below(cell: Printed, extent: Extent) -> bool:
    return cell.column < extent[1] and cell.end > extent[0]


def _disagree(values: Sequence[Printed], extents: Sequence[Extent]) -> bool:
    """Whether a number stands below no label, or two below one, though there are no more numbers than labels."""
    filled = [cell for cell in values if not cell.blank]
    if len(filled) > len(extents):
        return False
    below = (any(_is_below(cell, extent) for extent in extents) for cell in filled)
    return not all(below) or _crowded(filled, extents)


def _crowded(values: Sequence[Printed], extents: Sequence[Extent]) -> bool:
    filled = [cell for cell in values if not cell.blank]
    return any(sum(start <= cell.column < end for cell in filled) > 1 for start, end in extents)
