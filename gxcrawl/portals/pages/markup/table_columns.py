"""The names of table columns; each row is measured once, however many links it holds."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

from lxml.etree import XPath

from gxcrawl.portals.pages.markup.words import is_number, words_in

_HEAD_ROWS = 3  # at most
_CELL: Any = XPath("ancestor-or-self::*[self::td or self::th][1]")
_CELLS: Any = XPath("*[self::td or self::th]")


class Columns:
    """The columns of the tables of a page, counted from the right because row spans stand at the left."""

    def __init__(self) -> None:
        self._after = cache(_after)
        self._heads = cache(_heads)

    def names_above(self, anchor: Any) -> list[str]:
        """The texts above a link's cell, in the first rows of its table."""
        for cell in _CELL(anchor):
            after = self._after(cell.getparent())[cell]
            tables = islice(cell.iterancestors("table"), 1)
            return [name for table in tables for row in self._heads(table) if (name := row.get(after))]
        return []


def _after(row: Any) -> Mapping[Any, int]:
    """Cell → number of columns after it in its row."""
    return dict(_measured(row))


def _heads(table: Any) -> list[Mapping[int, str]]:
    """For each of a table's first rows: number of columns after a cell → its text.

    A single cell is skipped: it is a heading for the rows below (2020年 over all columns), not the name of a column.
    """
    rows = (row for row in islice(table.iter("tr"), _HEAD_ROWS) if len(_CELLS(row)) > 1)
    return [{after: words_in(cell) for cell, after in _measured(row)} for row in rows]


def _measured(row: Any) -> Iterator[tuple[Any, int]]:
    after = 0
    for cell in reversed(_CELLS(row)):
        yield cell, after
        span = cell.get("colspan") or "1"
        after += int(span) if is_number(span) else 1
