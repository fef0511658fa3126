"""Tables as CSV (RFC 4180): UTF-8 with a byte order mark, so that Excel reads Chinese; numbers are unquoted.

A text that a spreadsheet could take for a formula is prefixed with an apostrophe: `=1+1` becomes `'=1+1`. A text that
begins with an apostrophe gets one too, so that removing one apostrophe always restores the original text.
"""

import codecs
import csv
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path

from gxcrawl.exporting.contents import Contents
from gxcrawl.exporting.folders.files import DumpFile
from gxcrawl.exporting.folders.manifest import FileEntry
from gxcrawl.exporting.formats import Options
from gxcrawl.exporting.formats.tables import Table, could_be_formula, printable, write_tables
from gxcrawl.exporting.tables import Column, Row
from gxcrawl.exporting.tables.columns import Value


def write(contents: Contents, folder: Path, options: Options) -> Iterator[FileEntry]:
    """`<collection>.tidy.csv` and `<collection>.wide.csv` for every collection."""
    return write_tables(contents, lambda name, columns: _CsvTable(folder, name, columns, options))


class _CsvTable(Table):
    """A table written to one CSV file."""

    def __init__(self, folder: Path, name: str, columns: tuple[Column, ...], options: Options) -> None:
        self._file = DumpFile(folder, f"{name}.csv", compressed=options.gzip)
        with ExitStack() as closed_on_error:
            closed_on_error.push(self._file)
            self._file.write(codecs.BOM_UTF8)
            csv.writer(_Lines(self._file.write)).writerow(column.name(options.header) for column in columns)
            closed_on_error.pop_all()
        self._rows = csv.writer(_Lines(self._file.put))

    def put(self, row: Row) -> None:
        self._rows.writerow(map(harmless, row))

    def entry(self, collection: str) -> FileEntry:
        return self._file.entry(collection)

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        self._file.__exit__(kind, *error)


def harmless(value: Value) -> Value:
    """The value in a form that no spreadsheet evaluates as a formula.

    >>> harmless("=1+1"), harmless("'一"), harmless(-3), harmless("三")
    ("'=1+1", "''一", -3, '三')
    """
    return _harmless_text(value) if isinstance(value, str) else value


@lru_cache(maxsize=4096)  # names and labels are repeated in every row
def _harmless_text(value: str) -> str:
    text = printable(value)
    return f"'{text}" if could_be_formula(text) else text


class _Lines:
    """Receives the text that `csv` writes, one row at a time, and passes it on as bytes."""

    def __init__(self, put: Callable[[bytes], None]) -> None:
        self._put = put

    def write(self, line: str) -> None:
        self._put(line.encode())
