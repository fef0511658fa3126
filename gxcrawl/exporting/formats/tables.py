"""Code shared by the formats of tables: two files per collection, and text that is safe for spreadsheets."""

import re
from collections.abc import Callable, Iterator
from typing import Protocol, Self

from gxcrawl.exporting.contents import Contents
from gxcrawl.exporting.folders.manifest import FileEntry
from gxcrawl.exporting.tables import TIDY, WIDE, Column, Row, TidyRows, tidy_rows, wide_row
from gxcrawl.storage import Document

# Characters that begin a formula, half- and full-width, after optional white space. The apostrophe is included, so
# that removing one apostrophe always restores the original text.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠']")
# Characters that neither XML nor a spreadsheet can hold; line ends and tabs are allowed.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


class Table(Protocol):
    """A table that is being written row by row; a context manager."""

    def put(self, row: Row) -> None:
        """Append a row, in the order of the columns."""

    def put_wide(self, report: Document) -> None:
        """Append the one row of a report."""
        self.put(wide_row(report))

    def put_tidy(self, rows: TidyRows) -> None:
        """Append the rows of a report."""
        for row in rows:
            self.put(row)

    def entry(self, collection: str) -> FileEntry:
        """The file's entry in the manifest; call it after the block has ended."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        """Finish the file; after an error only release it."""


OpenTable = Callable[[str, tuple[Column, ...]], Table]  # name without ending, columns


def write_tables(contents: Contents, open_table: OpenTable) -> Iterator[FileEntry]:
    """Writes `<collection>.tidy` and `<collection>.wide` for every collection, both in one pass."""
    for collection in contents.collections:
        name = collection.name
        with open_table(f"{name}.tidy", TIDY) as tidy, open_table(f"{name}.wide", WIDE) as wide:
            for report in contents.documents(collection):
                wide.put_wide(report)
                tidy.put_tidy(tidy_rows(report))
        yield tidy.entry(name)
        yield wide.entry(name)


def could_be_formula(text: str) -> bool:
    """True if a spreadsheet may take the text for a formula, or if it begins with an apostrophe."""
    return _FORMULA.match(text) is not None


def printable(text: str) -> str:
    """The text with `\ufffd` for each character that no spreadsheet can hold."""
    return _UNPRINTABLE.sub("\ufffd", text)
