"""What the formats of tables share: two files for each collection, and text that a spreadsheet cannot mistake."""

import re
from collections.abc import Callable, Iterator
from typing import Protocol, Self

from gxcrawl.exporting.contents import Contents
from gxcrawl.exporting.manifest import FileEntry
from gxcrawl.exporting.tables import TIDY, WIDE, Column, Row, TidyRows, tidy_rows, wide_row
from gxcrawl.storage import Document

# What a spreadsheet takes for a formula, in both widths; white space is skipped before it looks. The apostrophe too,
# so that taking one off gives back every text.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠']")
# What neither XML nor a spreadsheet can hold; a line end and a tab it can.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


class Table(Protocol):
    """A table being written: opened as a block, one row after the other."""

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
        """What the manifest says of the file; once the block has ended."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        """Finish, or let go where there was an error."""


OpenTable = Callable[[str, tuple[Column, ...]], Table]  # name without ending, columns


def write_tables(contents: Contents, open_table: OpenTable) -> Iterator[FileEntry]:
    """`<collection>.tidy` and `<collection>.wide` for every collection, both in one pass."""
    for collection in contents.collections:
        name = collection.name
        with open_table(f"{name}.tidy", TIDY) as tidy, open_table(f"{name}.wide", WIDE) as wide:
            for report in contents.documents(collection):
                wide.put_wide(report)
                tidy.put_tidy(tidy_rows(report))
        yield tidy.entry(name)
        yield wide.entry(name)


def could_be_formula(text: str) -> bool:
    """Whether a spreadsheet may take the text for a formula, or for the mark that hides one."""
    return _FORMULA.match(text) is not None


def printable(text: str) -> str:
    """The text with `\ufffd` for each character that no spreadsheet can hold."""
    return _UNPRINTABLE.sub("\ufffd", text)
