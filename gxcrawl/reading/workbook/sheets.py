"""The visible sheets of a workbook, whatever its format; what neither openpyxl nor xlrd reads is converted."""

from collections.abc import Iterator
from typing import Literal

from gxcrawl.errors import NeedsTool, Unreadable
from gxcrawl.reading.kinds import is_encrypted_package
from gxcrawl.reading.office.conversion import convert_to_xlsx
from gxcrawl.reading.workbook.binary import binary_book, binary_sheets
from gxcrawl.reading.workbook.packaged import package_sheets
from gxcrawl.reading.workbook.sheet import Sheet


def load_sheets(body: bytes, kind: Literal["xlsx", "xls"], *, embedded: bool = False) -> Iterator[Sheet]:
    """The visible sheets in order, without hidden rows and columns. Raises Unreadable for sheets that are too large.

    embedded: only what a document shows in which the workbook is embedded: the active sheet, and of it the framed part.
    """
    if kind == "xlsx":
        return package_sheets(body, embedded=embedded)
    book = binary_book(body)
    if book is not None:
        return binary_sheets(book, active_only=embedded)
    return package_sheets(_as_xlsx(body), embedded=embedded)


def _as_xlsx(body: bytes) -> bytes:
    """An OpenDocument, Excel's XML, .xlsb or a protected workbook as .xlsx."""
    try:
        return convert_to_xlsx(body)
    except Unreadable as error:
        if not is_encrypted_package(body):
            raise
        if isinstance(error, NeedsTool):
            raise NeedsTool(f"the Office document is encrypted; if it opens without a password, {error}") from error
        raise Unreadable("the Office document is encrypted; it opens only with a password") from error
