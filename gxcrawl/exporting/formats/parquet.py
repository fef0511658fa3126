"""Tables as Parquet: typed, compressed columns; text is unchanged; a number that is not known is null."""

import contextlib
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from gxcrawl.exporting.contents import Contents
from gxcrawl.exporting.folders.files import DumpFile
from gxcrawl.exporting.folders.manifest import FileEntry
from gxcrawl.exporting.formats import Options
from gxcrawl.exporting.formats.arrow import Reports, Rows, arrow_type
from gxcrawl.exporting.formats.tables import Table, write_tables
from gxcrawl.exporting.tables import Column, Row, TidyRows
from gxcrawl.exporting.tables.columns import IDENTITY

_VALUES_AT_ONCE = 600_000  # rows times columns in memory before they are written as one row group


def write(contents: Contents, folder: Path, options: Options) -> Iterator[FileEntry]:
    """`<collection>.tidy.parquet` and `<collection>.wide.parquet` for every collection."""
    return write_tables(contents, lambda name, columns: _ParquetTable(folder, name, columns, options))


class _ParquetTable(Table):
    """A table of rows or of reports, written to one file. The metadata of each column contains both its names."""

    def __init__(self, folder: Path, name: str, columns: tuple[Column, ...], options: Options) -> None:
        self._types = [arrow_type(column) for column in columns]
        names = [column.name(options.header) for column in columns]
        about = [{"en": column.en, "zh": column.zh} for column in columns]
        self._schema = pa.schema(list(map(pa.field, names, self._types, repeat(True), about)))
        self._rows_at_once = _VALUES_AT_ONCE // len(columns)
        self._rows, self._reports = Rows(self._types), Reports(self._types)  # a table uses one of them
        self._file = DumpFile(folder, f"{name}.parquet")
        self._writer = pq.ParquetWriter(
            self._file.hashed,
            self._schema,
            compression="zstd",
            # a dictionary for numbers, which hardly repeat, only takes time
            use_dictionary=[name for name, kind in zip(names, self._types, strict=True) if kind == pa.string()],
            write_statistics=names[: len(IDENTITY)],  # readers search by agency and year
        )

    def put(self, row: Row) -> None:
        self._rows.add(row)
        if len(self._rows) >= self._rows_at_once:
            self._write_group()

    def put_tidy(self, rows: TidyRows) -> None:
        self._reports.add(rows)
        if len(self._reports) >= self._rows_at_once:
            self._write_group()

    def entry(self, collection: str) -> FileEntry:
        return self._file.entry(collection)

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        with self._file if kind is None else contextlib.suppress(OSError, pa.ArrowException):
            if kind is None:
                self._write_group()
            self._writer.close()
        if kind is not None:
            self._file.__exit__(kind, *error)

    def _write_group(self) -> None:
        waiting = self._reports or self._rows
        if len(waiting):
            self._writer.write_table(pa.Table.from_arrays(waiting.columns(), schema=self._schema))
            self._file.count += len(waiting)
        self._rows, self._reports = Rows(self._types), Reports(self._types)
