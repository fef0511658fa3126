"""Tables as workbooks: numbers are numeric cells, text is always a text cell, never a formula.

A sheet holds 1,048,576 rows; a longer table continues in further sheets. Rows are written immediately, to temporary
files in the folder of the workbook.
"""

import contextlib
import datetime
import io
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from typing_extensions import Buffer, override
from xlsxwriter.exceptions import FileCreateError, XlsxWriterException  # type: ignore[import-untyped]

from gxcrawl.exporting.contents import Contents
from gxcrawl.exporting.folders.files import entry_of
from gxcrawl.exporting.folders.manifest import FileEntry
from gxcrawl.exporting.formats import Options
from gxcrawl.exporting.formats.tables import Table, could_be_formula, printable, write_tables
from gxcrawl.exporting.tables import Column, Row, standings, wide_row
from gxcrawl.presenting.doubts.numbers import Suspicion
from gxcrawl.storage import Document

ROWS_OF_A_SHEET = 1_048_576
_CHARACTERS_OF_A_CELL = 32_767
_WIDTH = 14  # of a column, in digits; fixed, because rows are not kept in memory to be measured
_WIDTHS = {
    "report_id": 30,
    "agency_id": 24,
    "agency_name": 28,
    "title": 48,
    "publisher": 28,
    "row_label": 44,
    "column_label": 20,
    "source_url": 40,
}
_POINTS_OF_A_LINE = 15
_NO_CLOCK = datetime.datetime(2000, 1, 1)  # a workbook says when it was made; the same data shall give the same bytes


def write(contents: Contents, folder: Path, options: Options) -> Iterator[FileEntry]:
    """`<collection>.tidy.xlsx` and `<collection>.wide.xlsx` for every collection."""
    return write_tables(contents, lambda name, columns: _Workbook(folder, name, columns, options))


class _Workbook(Table):
    """A table written to one workbook."""

    def __init__(self, folder: Path, name: str, columns: tuple[Column, ...], options: Options) -> None:
        self._folder, self._name = folder, f"{name}.xlsx"
        self._header = [(column.name(options.header), _WIDTHS.get(column.key, _WIDTH)) for column in columns]
        of_a_letter = 2 if options.header == "zh" else 1
        self._lines_of_header = max(-(-len(name) * of_a_letter // width) for name, width in self._header)
        self._file = _File(io.FileIO(folder / self._name, "xb"))
        self._book = xlsxwriter.Workbook(
            self._file, {"constant_memory": True, "tmpdir": str(folder), "use_zip64": True}
        )
        self._book.set_properties({"created": _NO_CLOCK})
        self._heading = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._quoted = self._book.add_format({"quote_prefix": True})  # stays text when a person edits the cell
        # as on the web pages: the number that a failing check is about, and the other numbers in that check
        self._marks: dict[Suspicion | None, Any] = {
            "suspect": self._book.add_format({"bold": True, "font_color": "#9C0006", "bg_color": "#FFC7CE"}),
            "involved": self._book.add_format({"bg_color": "#FFEB9C"}),
        }
        self._places = {column.key: place for place, column in enumerate(columns)}
        self._count = self._sheets = 0
        self._new_sheet()

    @override
    def put_wide(self, report: Document) -> None:
        found = standings(report).items()
        self.put(wide_row(report), {self._places[key]: standing for key, standing in found if key in self._places})

    def put(self, row: Row, doubtful: Mapping[int, Suspicion] = MappingProxyType({})) -> None:
        """Append a row. doubtful: column, counted from 0 -> suspicion of its value."""
        if self._line == ROWS_OF_A_SHEET:
            self._end_sheet()
            self._new_sheet()
        for column, value in enumerate(row):
            if isinstance(value, str):
                text = fitting(value)
                self._sheet.write_string(self._line, column, text, self._quoted if could_be_formula(text) else None)
            elif value is not None:
                self._sheet.write_number(self._line, column, value, self._marks.get(doubtful.get(column)))
        self._line += 1
        self._count += 1

    def entry(self, collection: str) -> FileEntry:
        return entry_of(self._folder, self._name, collection, self._count)

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        with self._file:
            if kind is None:
                self._finish()
                return
            # Only closes the open files: the folder is about to be deleted.
            self._file.give_up()
            with contextlib.suppress(OSError, XlsxWriterException):
                self._book.close()

    def _finish(self) -> None:
        self._end_sheet()
        try:
            self._book.close()
        except FileCreateError as failed:  # XlsxWriter's wrapper around the OSError
            self._file.give_up()
            raise failed.args[0] from failed
        except OSError:
            self._file.give_up()
            raise

    def _new_sheet(self) -> None:
        self._sheets += 1
        name = self._name.removesuffix(".xlsx")
        self._sheet = self._book.add_worksheet(name if self._sheets == 1 else f"{name} {self._sheets}")
        self._sheet.freeze_panes(1, 1)  # column names and the agency stay visible: there are 300 columns
        self._sheet.set_row(0, _POINTS_OF_A_LINE * self._lines_of_header)
        for column, (name, width) in enumerate(self._header):
            self._sheet.set_column(column, column, width)
            self._sheet.write_string(0, column, name, self._heading)
        self._line = 1

    def _end_sheet(self) -> None:
        self._sheet.autofilter(0, 0, self._line - 1, len(self._header) - 1)


class _File(io.BufferedWriter):
    """The workbook's file. After `give_up` it accepts all calls and discards the data.

    On a full disk zipfile tries again to finish the archive when it is garbage-collected, and would print the
    traceback of that error to stderr.
    """

    _given_up = False

    def give_up(self) -> None:
        """Discard everything that is written from now on."""
        self._given_up = True

    @override
    def write(self, content: Buffer, /) -> int:
        return memoryview(content).nbytes if self._given_up else super().write(content)

    @override
    def seek(self, offset: int, whence: int = 0, /) -> int:
        return offset if self._given_up else super().seek(offset, whence)

    @override
    def flush(self) -> None:
        if not self._given_up:
            super().flush()

    @override
    def close(self) -> None:
        if self._given_up:
            self.raw.close()
        else:
            super().close()


@lru_cache(maxsize=4096)  # names and labels are repeated in every row
def fitting(text: str) -> str:
    """The text as a cell can hold it: `\\n` as line end, no unprintable characters, truncated with … if too long."""
    text = printable(text).replace("\r\n", "\n").replace("\r", "\n")
    return text if len(text) <= _CHARACTERS_OF_A_CELL else f"{text[: _CHARACTERS_OF_A_CELL - 1]}…"
