"""Rows as Arrow columns, with as little work per value as possible.

The names of a form's cells are converted once for all its reports; agency and year once for all rows of a report.
"""

from collections.abc import Sequence
from functools import lru_cache

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from gxcrawl.exporting.tables import Column, Row, TidyRows
from gxcrawl.exporting.tables.columns import IDENTITY, Value
from gxcrawl.exporting.tables.layouts import Layout

_TYPES = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64()}
_NAMES = 5  # columns that identify the cell: TidyRows.statistics


def arrow_type(column: Column) -> pa.DataType:
    """The Arrow type of a column."""
    return _TYPES[column.type]


class Rows:
    """Collects the rows of any table and converts them to columns."""

    def __init__(self, types: Sequence[pa.DataType]) -> None:
        self._types = types
        self._rows: list[Row] = []

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, row: Row) -> None:
        """Append a row."""
        self._rows.append(row)

    def columns(self) -> list[pa.Array]:
        """The columns; one row at least is needed."""
        return list(map(_array, zip(*self._rows, strict=True), self._types))


class Reports:
    """Collects reports and converts them to the columns of the table TIDY.

    Each report is converted when it is added: it is still in the processor's cache, and its document can be freed.
    """

    def __init__(self, types: Sequence[pa.DataType]) -> None:
        whose, named = len(IDENTITY), len(IDENTITY) + _NAMES
        self._whose_types, self._types = types[:whose], types[named:]
        self._whose: list[Row] = []
        self._ends: list[int] = []
        self._pieces: list[list[pa.Array]] = [[] for _ in types[whose:]]

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def add(self, rows: TidyRows) -> None:
        """Append the rows of a report, if it has any."""
        if not len(rows):
            return
        self._ends.append(len(self) + len(rows))
        self._whose.append(rows.whose)
        names, values = self._pieces[:_NAMES], self._pieces[_NAMES:]
        for pieces, of_form, further in zip(names, _names_of_form(rows.layout), rows.statistics, strict=True):
            pieces.append(of_form)
            if further:
                pieces.append(pa.array(further, pa.string()))
        for pieces, column, kind in zip(values, rows.values, self._types, strict=True):
            pieces.append(_array(column, kind))

    def columns(self) -> list[pa.Array]:
        """The columns; one row at least is needed."""
        ends = pa.array(self._ends, pa.int32())
        whose = zip(zip(*self._whose, strict=True), self._whose_types, strict=True)
        columns = [_spread(column, ends, kind) for column, kind in whose]
        return columns + [pa.concat_arrays(pieces) for pieces in self._pieces]


def _spread(values: Sequence[Value], ends: pa.Array, kind: pa.DataType) -> pa.Array:
    """A column with one value per report, repeated for each of its rows. ends: where the rows of each report end."""
    return pc.run_end_decode(pa.RunEndEncodedArray.from_arrays(ends, _array(values, kind)))


@lru_cache(64)
def _names_of_form(layout: Layout) -> list[pa.Array]:
    return [pa.array(names, pa.string()) for names in layout.names]


def _array(values: Sequence[Value], kind: pa.DataType) -> pa.Array:
    try:
        return pa.array(values, kind)
    except pa.ArrowInvalid:
        if kind != pa.float64():
            raise
        # a whole number that no 64-bit float holds exactly: the nearest one
        return pa.array([None if value is None else float(value) for value in values], kind)
