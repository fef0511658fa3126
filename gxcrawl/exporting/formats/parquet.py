"""Tables as Parquet: typed columns, compressed; text as it is, nulls where a number is not known."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from gxcrawl.exporting.contents import Contents
from gxcrawl.exporting.files import DumpFile
from gxcrawl.exporting.formats import Options
from gxcrawl.exporting.formats.tables import write_tables
from gxcrawl.exporting.manifest import FileEntry
from gxcrawl.exporting.tables import Column, Row
from gxcrawl.exporting.tables.columns import Value

_TYPES = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64()}
_VALUES_AT_ONCE = 200_000  # rows times columns in memory before they are written as one row group


def write(contents: Contents, folder: Path, options: Options) -> Iterator[FileEntry]:
    """`<collection>.tidy.parquet` and `<collection>.wide.parquet` for every collection."""
    return write_tables(contents, lambda name, columns: _ParquetTable(folder, name, columns, options))


class _ParquetTable:
    """Implements `tables.Table`. Each column carries both of its names as metadata."""

    def __init__(self, folder: Path, name: str, columns: tuple[Column, ...], options: Options) -> None:
        self._columns = columns
        self._schema = pa.schema(
            [
                pa.field(column.name(options.header), _TYPES[column.type], metadata={"en": column.en, "zh": column.zh})
                for column in columns
            ]
        )
        self._rows: list[Row] = []
        self._rows_at_once = _VALUES_AT_ONCE // len(columns)
        self._file = DumpFile(folder, f"{name}.parquet")
        self._writer = pq.ParquetWriter(self._file.hashed, self._schema, compression="zstd")

    def put(self, row: Row) -> None:
        self._rows.append(row)
        if len(self._rows) == self._rows_at_once:
            self._write_group()

    def entry(self, collection: str) -> FileEntry:
        return self._file.entry(collection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with self._file if kind is None else contextlib.suppress(OSError, pa.ArrowException):
            if kind is None and self._rows:
                self._write_group()
            self._writer.close()
        if kind is not None:
            self._file.__exit__(kind, error, traceback)

    def _write_group(self) -> None:
        values = zip(*self._rows, strict=True)
        arrays = [_array(column, field.type) for field, column in zip(self._schema, values, strict=True)]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        self._file.count += len(self._rows)
        self._rows.clear()


def _array(values: tuple[Value, ...], kind: pa.DataType) -> pa.Array:
    try:
        return pa.array(values, kind)
    except pa.ArrowInvalid:
        if kind != pa.float64():
            raise
        # a whole number that no 64-bit float holds exactly: the nearest one
        return pa.array([None if value is None else float(value) for value in values], kind)
