"""Which cell of a row stands under which label of the header."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from gxcrawl.forms.cells.numbers import parse_count
from gxcrawl.forms.rows.lines import UNKNOWN, Extent, Header, Line, Printed, cells_from_above
from gxcrawl.model import At, Table

_FEWEST_LONGER = 2  # rows with more cells than labels that count as evidence: a single one may have a cell too many


def settled(header: Header, rows: Sequence[Sequence[Printed]]) -> Header | None:
    """Checks the header against the rows below it; returns it corrected, or None if the columns cannot be determined.

    Rows with a number for every column show where the columns stand (`filled`), even if the header records other spans.
    If some of these rows stand exactly where the header says, only they count. If a row prints two numbers below one
    label (上年 and 本年), the grid cannot tell which of them the label means, so the extents are dropped.

    The result is None in two cases. First, there is no grid and rows have more cells than there are labels: a row with
    as many cells as labels may then lack one, because a column's label is lost. Second, the grid puts the labels beside
    the numbers.
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
    """The header without its leading unknown labels (类别, 情形) if most rows have their own labels below them."""
    first = next((place for place, key in enumerate(header.keys) if not key.startswith(UNKNOWN)), 0)
    start = header.extents[first][0] if first and header.extents else 0
    behind = sum(len(values) == len(header.keys) - first and values[0].column >= start for values in rows)
    if not first or behind * 2 <= len(rows):
        return header
    extents = None if header.extents is None else header.extents[first:]
    return replace(header, keys=header.keys[first:], texts=header.texts[first:], extents=extents)


def _stands_aside(rows: Sequence[Sequence[Printed]], extents: Sequence[Extent]) -> bool:
    """True if the grid puts the labels beside the numbers instead of above them.

    Either most rows print a number to the left of all labels, or numbers stand beyond one end of the header and none
    below the label at the other end.
    """
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
    """Maps each column key to its cell; None if the row has no cell for the column or the cell cannot be determined.

    A row with as many cells as the header has columns is read in order. Otherwise its cells count only if they fill the
    header's grid exactly: a row with a cell too few never shifts into its neighbours' columns. A merged cell is
    accepted only if it is blank or 0, because then each of its parts is too.
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
    if cells and _fills(line, cells, extents, header.reach) and not _is_stretched(values, header.keys, extents):
        return {key: _under(cells, extent, extents) for key, extent in zip(header.keys, extents, strict=True)}
    return dict.fromkeys(header.keys)


def cell_above(line: Line, header: Header | None, key: str) -> At | None:
    """The position of the cell that begins in a row above and covers this row's place for column `key`, or None."""
    if header is None or header.extents is None or key not in header.keys or header.width != len(line.table.rows[0]):
        return None
    owner = line.table.owners[line.row][header.extents[header.keys.index(key)][0]]
    return None if owner is None or owner[0] == line.row else (line.table_index, *owner)


def _ends_early(line: Line, values: Sequence[Printed], header: Header) -> bool:
    """True if the row ends before most others: a cell may be missing and the rest shifted left.

    Checked for rows with a blank cell (it may belong to a column that the header does not name) and, without a blank,
    for tables where most rows have more cells than the header has labels. Compared with the other rows, not with the
    table's width, because too large a span in the header makes the table wider than its rows.
    """
    if not line.table.spans_known or not (header.longer or any(cell.blank for cell in values)):
        return False
    owners = line.table.owners
    end = max((column + 1 for column, owner in enumerate(owners[line.row]) if owner is not None), default=0)
    return sum(row[end:].count(None) < len(row) - end for row in owners) * 2 > len(owners)


def _may_be_whole(values: Sequence[Printed], keys: Sequence[str]) -> bool:
    """False if a blank may be padding after two cells were merged.

    Also False if the row label has blank cells behind it, so that the numbers reach below labels that the form does not
    know.
    """
    if not any(cell.blank for cell in values):
        return True
    unknown = [key.startswith(UNKNOWN) for key in keys]
    blank_below_known = any(cell.blank and not other for cell, other in zip(values, unknown, strict=True))
    number_beyond = any(other and not cell.blank for cell, other in zip(values, unknown, strict=True))
    return len({cell.end - cell.column for cell in values}) == 1 and not (blank_below_known and number_beyond)


def _in_order(values: Sequence[Printed], header: Header) -> bool:
    """True if the only evidence against reading left to right is one colspan, which is often wrong.

    One wrong colspan moves all later cells, so the grid alone is not believed. The grid does decide for a row with a
    blank (a number may be missing and the blank belong to a spacer column), below a header with an unnamed column, and
    among rows that are longer than the header.
    """
    extents = header.extents or ()
    blanks = sum(cell.blank for cell in values)
    if blanks == len(values) or (not blanks and not header.longer and is_gapless(extents)):
        return True
    return all(_is_below(cell, extent) for cell, extent in zip(values, extents, strict=True))


@lru_cache(maxsize=64)  # called for every row
def is_gapless(extents: tuple[Extent, ...]) -> bool:
    """True if the header names every grid column between its first and its last."""
    return all(before[1] == after[0] for before, after in pairwise(extents))


def _stands_as(values: Sequence[Printed], filled: frozenset[tuple[Extent, ...]]) -> bool:
    """True if the cells, some of them blank, fill the same grid columns as a row that prints a number in each cell."""
    return bool(filled) and tuple((cell.column, cell.end) for cell in values) in filled


def _fills(line: Line, values: Sequence[Printed], extents: Sequence[Extent], reach: int) -> bool:
    """True if the cells cover the header's columns without gaps and no cell outside them prints anything.

    reach: grid column where the blank cells at the header's right end stop.
    """
    start, end = extents[0][0], extents[-1][1]
    if values[0].column > start or values[-1].end < end:
        return False
    if any(cell.end != after.column for cell, after in pairwise(values)):
        return False  # a cell from above stands between them: a wrong span, or a row with a cell too few
    if any(not cell.blank and (cell.end <= start or cell.column >= end) for cell in values):
        return False
    return all(_is_blank_column(line.table, column) for column in range(max(end, reach), values[-1].end))


def _is_stretched(values: Sequence[Printed], keys: Sequence[str], extents: Sequence[Extent]) -> bool:
    """True if one cell is missing and Word stretched the last one over two columns, as it does to end every row alike.

    Any number before it may then have moved to the left. False if it is blank, or a total of 0: every part is 0 too.
    """
    if not 1 < len(values) == len(extents) - 1:
        return False
    last = values[-1]
    is_nothing = last.blank or (keys[-1].endswith("total") and _is_nothing(last))
    return _covers_several(last, extents) and not is_nothing


def _is_made_up(values: Sequence[Printed], extents: Sequence[Extent], filled: frozenset[tuple[Extent, ...]]) -> bool:
    """True if two cells were merged and a blank pads the row to the right length: one number is wider than its label.

    Such a row has as many cells as the header, but all cells between the merged one and the blank stand one column off.
    """
    if len(values) != len(extents) or not any(cell.blank for cell in values) or _stands_as(values, filled):
        return False
    numbers = (cell for cell in values if not _is_nothing(cell))
    below = ((cell, [extent for extent in extents if _is_below(cell, extent)]) for cell in numbers)
    return any(len(over) == 1 and not _is_within(cell, over[0]) for cell, over in below)


def _is_within(cell: Printed, extent: Extent) -> bool:
    return extent[0] <= cell.column and cell.end <= extent[1]


def _is_blank_column(table: Table, column: int) -> bool:
    """True if a column beyond the header is blank in most rows; if not, a row that reaches it has a cell too many."""
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
    """True if the cell is blank or 0, so that every part of a merged cell is 0 too."""
    return cell.blank or parse_count(cell.text).value == 0


def _covers_several(cell: Printed, extents: Sequence[Extent]) -> bool:
    return sum(_is_below(cell, extent) for extent in extents) > 1


def _is_below(cell: Printed, extent: Extent) -> bool:
    return cell.column < extent[1] and cell.end > extent[0]


def _disagree(values: Sequence[Printed], extents: Sequence[Extent]) -> bool:
    """True if a number stands below no label, or two below one, although there are no more numbers than labels."""
    filled = [cell for cell in values if not cell.blank]
    if len(filled) > len(extents):
        return False
    below = (any(_is_below(cell, extent) for extent in extents) for cell in filled)
    return not all(below) or _crowded(filled, extents)


def _crowded(values: Sequence[Printed], extents: Sequence[Extent]) -> bool:
    filled = [cell for cell in values if not cell.blank]
    return any(sum(start <= cell.column < end for cell in filled) > 1 for start, end in extents)
