"""The visible sheets of a workbook as texts and merged ranges, read with openpyxl (.xlsx) or xlrd (.xls)."""

import datetime as dt
import io
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import openpyxl
import xlrd
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.workbook import Workbook
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet
from xlrd.biffh import XLRDError

from gxcrawl.errors import NeedsTool, Unreadable
from gxcrawl.reading.archives.packages import check_office_package, open_zip, transitional_package
from gxcrawl.reading.kinds import is_encrypted_package
from gxcrawl.reading.office.conversion import convert_to_xlsx
from gxcrawl.reading.whitespace import LINE_BREAK, clean_cell
from gxcrawl.reading.workbook.conditional import Conditions
from gxcrawl.reading.workbook.seen import binary_parts_of, binary_print_of, joined, parts_of, print_of, seen

MAX_SHEET_POSITIONS = 2_000_000  # a sheet with every blank row formatted has about 600,000
# <c r="B4"><f>SUM(B5:B8)</f></c>; the value of a formula that returns text may be empty
_UNCOUNTED = re.compile(
    rb'<(?:\w+:)?c\b(?![^<>]*t="str")[^<>]*>\s*<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>|</(?:\w+:)?c>)"
)
# <calcPr calcId="124519" fullCalcOnLoad="1"/>: written by programs that do not calculate; Excel then recalculates
_COUNTED_ANEW = re.compile(rb"""<(?:\w+:)?calcPr\b[^<>]*\bfullCalcOnLoad\s*=\s*["'](?:1|true)["']""")
_LISTING = "xl/workbook.xml"
_LISTED = re.compile(rb"<(?:\w+:)?sheet\s")
_FRAME = re.compile(rb"""<(?:\w+:)?oleSize\s+ref=["']([A-Z]{1,3}[1-9]\d{0,6}(?::[A-Z]{1,3}[1-9]\d{0,6})?)["']""")
_CARRIAGE_RETURN = "_x000D_"  # escaped in XML; Java programs write it before each line end
_LOWEST = 2  # points: a row reduced to almost no height
_NARROWEST = 0.3  # of a digit's width: the same for a column
_ENCRYPTED = "Workbook is encrypted"  # as xlrd says it
MAX_MARKUP_BYTES = 16 * 1024 * 1024  # openpyxl needs about 50 times as much memory


@dataclass(frozen=True, slots=True)
class Range:
    """A merged range, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet from its first cell on: the shown text of each cell, and the merged ranges."""

    name: str
    texts: Sequence[Sequence[str]]
    merged: Sequence[Range]


def load_sheets(body: bytes, kind: Literal["xlsx", "xls"], *, embedded: bool = False) -> Iterator[Sheet]:
    """The visible sheets in order, without hidden rows and columns. Raises Unreadable for sheets that are too large.

    embedded: only what a document shows in which the workbook is embedded: the active sheet, and of it the framed part.
    """
    if kind == "xls" and (book := _binary_book(body)) is not None:
        yield from _binary_sheets(book, active_only=embedded)
        return
    package = _package(_as_xlsx(body) if kind == "xls" else body)
    for sheet in package.shown.worksheets:
        if sheet.sheet_state == "visible" and (not embedded or sheet is package.shown.active):
            frame = package.frame if embedded else None
            yield _package_sheet(sheet, package.typed[sheet.title], frame, all_uncounted=package.all_uncounted)


class _Package(NamedTuple):
    """An opened .xlsx.

    shown: with the values of formulas. typed: with the formulas themselves. frame: the cells that a document shows in
    which the workbook is embedded; None for all. all_uncounted: as for `_uncounted`.
    """

    shown: Workbook
    typed: Workbook
    frame: CellRange | None
    all_uncounted: bool


def _package(body: bytes) -> _Package:
    """The workbook of a .xlsx; opened by LibreOffice if openpyxl refuses it.

    openpyxl refuses styles, filters and pivot tables that break the standard, which Excel overlooks. A package with
    malformed XML stays unreadable: LibreOffice would read the part before the error.
    """
    check_office_package(body, MAX_MARKUP_BYTES)
    try:
        return _opened(body)
    except (SyntaxError, Unreadable):
        raise
    except Exception:  # noqa: BLE001 - openpyxl raises whatever its parts raise
        made = convert_to_xlsx(body)
        check_office_package(made, MAX_MARKUP_BYTES)
        return _opened(made)


def _opened(body: bytes) -> _Package:
    body = transitional_package(body)
    with open_zip(body) as package:
        names = package.namelist()
        some_uncounted, all_uncounted = _uncounted(package.read(one) for one in names if one.lower().endswith(".xml"))
        listing = package.read(_LISTING) if _LISTING in names else b""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions that openpyxl does not know
        shown = openpyxl.load_workbook(io.BytesIO(body), data_only=True, keep_links=False, rich_text=True)
        typed = openpyxl.load_workbook(io.BytesIO(body), keep_links=False) if some_uncounted else shown
    if len(_LISTED.findall(listing)) > len(shown.sheetnames):  # openpyxl leaves out sheets that it does not find
        raise Unreadable("a sheet of the workbook is missing; save it anew with Excel")
    frame = _FRAME.search(listing)
    return _Package(shown, typed, None if frame is None else CellRange(frame[1].decode()), all_uncounted)


def _uncounted(parts: Iterable[bytes]) -> tuple[bool, bool]:
    """Whether some formula, and whether all formulas, have no calculated value. parts: the XML of the package.

    This happens if a program wrote the workbook and nobody has opened it since: it has no values of formulas, or
    values that Excel does not trust, such as 0 for each.
    """
    some = anew = False
    for part in parts:
        anew = anew or _COUNTED_ANEW.search(part) is not None
        some = some or anew or _UNCOUNTED.search(part) is not None
    return some, anew


def _package_sheet(sheet: Worksheet, typed: Worksheet, frame: CellRange | None, *, all_uncounted: bool) -> Sheet:
    """A sheet of a .xlsx. typed: the same with formulas; they replace values never calculated, which are not blank.

    frame: what is shown of it; None for all.
    """
    _check_size(sheet.title, sheet.max_row, sheet.max_column)
    merged = [
        Range(one.min_row - 1, one.min_col - 1, one.max_row - 1, one.max_col - 1) for one in sheet.merged_cells.ranges
    ]
    hidden_rows = {
        number - 1
        for number, row in sheet.row_dimensions.items()
        if row.hidden or (row.height is not None and row.height <= _LOWEST)
    }
    hidden_columns = {
        number - 1
        for column in sheet.column_dimensions.values()
        if column.hidden or column.width <= _NARROWEST
        for number in range(column.min or 0, min(column.max or 0, sheet.max_column) + 1)
    }
    if frame is not None:
        hidden_rows.update(set(range(sheet.max_row)) - set(range(frame.min_row - 1, frame.max_row)))
        hidden_columns.update(set(range(sheet.max_column)) - set(range(frame.min_col - 1, frame.max_col)))
    rows = zip(sheet.iter_rows(), typed.iter_rows(values_only=True), strict=True)
    conditions = Conditions(sheet)
    texts = [
        [
            str(own) if all_uncounted and _is_formula(own) else _package_text(cell, own, conditions)
            for cell, own in pairs
        ]
        for pairs in (zip(*pair, strict=True) for pair in rows)
    ]
    return _without_hidden(Sheet(sheet.title, texts, merged), hidden_rows, hidden_columns)


def _is_formula(typed: object) -> bool:
    """True if openpyxl read this value as a formula."""
    return isinstance(typed, ArrayFormula | DataTableFormula) or (isinstance(typed, str) and typed.startswith("="))


def _package_text(cell: Cell | MergedCell, typed: object, conditions: Conditions) -> str:
    value = cell.value
    if isinstance(value, str) and _CARRIAGE_RETURN in value:
        value = value.replace(_CARRIAGE_RETURN, "")
    text = _text(typed if value is None else value)
    if value is None or not any(map(str.isdigit, text)):
        return text
    looks = print_of(cell)
    if isinstance(value, CellRichText):
        text, looks = _text(joined(parts_of(value, looks, cell.fill))), looks._replace(struck=False)
    if not isinstance(value, int | float):
        return seen(text, looks, is_number=False)
    return conditions.seen(cell, seen(text, looks, is_number=True), value)


def _as_xlsx(body: bytes) -> bytes:
    """An OpenDocument, Excel's XML, .xlsb or a protected workbook as .xlsx."""
    try:
        return convert_to_xlsx(body)
    except NeedsTool:
        raise
    except Unreadable as error:
        if is_encrypted_package(body):
            raise Unreadable("the Office document is encrypted; it opens only with a password") from error
        raise


def _binary_book(body: bytes) -> xlrd.Book | None:
    """The workbook of a .xls; None for one of another format or an encrypted one.

    Excel encrypts workbooks whose structure is protected with a password that every program knows, LibreOffice too.
    PHP libraries list storage sectors twice, which xlrd calls corruption and Excel overlooks.
    """
    if xlrd.inspect_format(content=body) != "xls" or is_encrypted_package(body):
        return None
    try:
        return xlrd.open_workbook(
            file_contents=body, formatting_info=True, logfile=io.StringIO(), ignore_workbook_corruption=True
        )
    except XLRDError as error:
        if str(error) == _ENCRYPTED:
            return None
        raise


def _binary_sheets(book: xlrd.Book, *, active_only: bool) -> Iterator[Sheet]:
    for sheet in book.sheets():
        if sheet.visibility or (active_only and not getattr(sheet, "sheet_visible", True)):
            continue
        _check_size(sheet.name, sheet.nrows, sheet.ncols)
        texts = [
            [_binary_text(book, sheet, number, column) for column in range(sheet.row_len(number))]
            + [""] * (sheet.ncols - sheet.row_len(number))
            for number in range(sheet.nrows)
        ]
        merged = [Range(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
        hidden_rows = {
            number for number, row in sheet.rowinfo_map.items() if row.hidden or 0 < (row.height or 0) <= 20 * _LOWEST
        }
        hidden_columns = {
            number
            for number, column in sheet.colinfo_map.items()
            if column.hidden or (column.width is not None and column.width <= 256 * _NARROWEST)
        }
        yield _without_hidden(Sheet(sheet.name, texts, merged), hidden_rows, hidden_columns)


def _check_size(name: str, rows: int, columns: int) -> None:
    if rows * columns > MAX_SHEET_POSITIONS:
        raise Unreadable(f"sheet {name} has {rows} rows and {columns} columns; no report has")


def _without_hidden(sheet: Sheet, rows: set[int], columns: set[int]) -> Sheet:
    """The sheet without hidden rows and columns; merged ranges shrink accordingly."""
    if not rows and not columns:
        return sheet
    height, width = len(sheet.texts), max(map(len, sheet.texts), default=0)
    shown_rows = [row for row in range(height) if row not in rows]
    shown_columns = [column for column in range(width) if column not in columns]
    merged = []
    for one in sheet.merged:
        down = [new for new, row in enumerate(shown_rows) if one.top <= row <= one.bottom]
        right = [new for new, column in enumerate(shown_columns) if one.left <= column <= one.right]
        if down and right:
            merged.append(Range(down[0], right[0], down[-1], right[-1]))
    texts = [[sheet.texts[row][column] for column in shown_columns] for row in shown_rows]
    return Sheet(sheet.name, texts, merged)


def _binary_text(book: xlrd.Book, sheet: xlrd.sheet.Sheet, row: int, column: int) -> str:
    cell = sheet.cell(row, column)
    text = _binary_value(cell, book.datemode)
    if not any(map(str.isdigit, text)):
        return text
    looks = binary_print_of(book, cell.xf_index)
    if runs := sheet.rich_text_runlist_map.get((row, column)):
        parts = binary_parts_of(book, cell, runs, looks)
        text, looks = _text(joined(parts)), looks._replace(struck=False)
    return seen(text, looks, is_number=cell.ctype == xlrd.XL_CELL_NUMBER)


def _binary_value(cell: xlrd.sheet.Cell, datemode: Literal[0, 1]) -> str:
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _text(xlrd.xldate_as_datetime(float(cell.value), datemode))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return _text(bool(cell.value))
    return "" if cell.ctype == xlrd.XL_CELL_ERROR else _text(cell.value)


def _text(value: object) -> str:
    """A cell's value as text: whole numbers without a fraction, dates in ISO format."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(value, ".15g")
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return clean_cell(str(value).replace("\r\n", "\n").replace("\n", LINE_BREAK))
