"""The sheets of a .xlsx, read with openpyxl."""

import io
import re
import warnings
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.workbook import Workbook
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from gxcrawl.errors import Unreadable
from gxcrawl.reading.archives.packages import check_office_package, open_zip, transitional_package
from gxcrawl.reading.office.conversion import convert_to_xlsx
from gxcrawl.reading.workbook.conditional import Conditions
from gxcrawl.reading.workbook.seen import joined, parts_of, print_of, seen
from gxcrawl.reading.workbook.sheet import LOWEST, NARROWEST, Range, Sheet, check_size, text_of, without_hidden

# <c r="B4"><f>SUM(B5:B8)</f></c>; the value of a formula that returns text may be empty
_UNCOUNTED = re.compile(rb'<c\b(?![^<>]*t="str")[^<>]*>\s*<f\b[^<>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>|</c>)')
_PREFIX = re.compile(rb"<(\w+:)worksheet\b")
# <calcPr calcId="124519" fullCalcOnLoad="1"/>: written by programs that do not calculate; Excel then recalculates
_COUNTED_ANEW = re.compile(rb"""<(?:\w+:)?calcPr\b[^<>]*\bfullCalcOnLoad\s*=\s*["'](?:1|true)["']""")
_HEAD = 4096
_LISTING = "xl/workbook.xml"
_LISTED = re.compile(
    rb"""<(?:\w+:)?sheet\s[^<>]*:id=["'][^"']"""
)  # <sheet name="附表" r:id="rId1"/>; a module has no id
_FRAME = re.compile(rb"""<(?:\w+:)?oleSize\s+ref=["']([A-Z]{1,3}[1-9]\d{0,6}(?::[A-Z]{1,3}[1-9]\d{0,6})?)["']""")
_CARRIAGE_RETURN = "_x000D_"  # escaped in XML; Java programs write it before each line end
MAX_MARKUP_BYTES = 16 * 1024 * 1024  # openpyxl needs about 50 times as much memory


def package_sheets(body: bytes, *, embedded: bool) -> Iterator[Sheet]:
    """The visible sheets, without hidden rows and columns. embedded: as for `load_sheets`."""
    package = _package(body)
    for sheet in package.shown.worksheets:
        if sheet.sheet_state == "visible" and (not embedded or sheet is package.shown.active):
            frame = package.frame if embedded else None
            yield _sheet(sheet, package.typed[sheet.title], frame, all_uncounted=package.all_uncounted)


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
        if (prefixed := _PREFIX.search(part, 0, _HEAD)) is not None:  # <x:c><x:f>, as .NET libraries write
            part = part.replace(b"<" + prefixed[1], b"<").replace(b"</" + prefixed[1], b"</")
        anew = anew or _COUNTED_ANEW.search(part) is not None
        some = some or anew or _UNCOUNTED.search(part) is not None
    return some, anew


def _sheet(sheet: Worksheet, typed: Worksheet, frame: CellRange | None, *, all_uncounted: bool) -> Sheet:
    """A sheet of a .xlsx. typed: the same with formulas; they replace values never calculated, which are not blank.

    frame: what is shown of it; None for all.
    """
    check_size(sheet.title, sheet.max_row, sheet.max_column)
    merged = [
        Range(one.min_row - 1, one.min_col - 1, one.max_row - 1, one.max_col - 1) for one in sheet.merged_cells.ranges
    ]
    hidden_rows = {
        number - 1
        for number, row in sheet.row_dimensions.items()
        if row.hidden or (row.height is not None and row.height <= LOWEST)
    }
    hidden_columns = {
        number - 1
        for column in sheet.column_dimensions.values()
        if column.hidden or column.width <= NARROWEST
        for number in range(column.min or 0, min(column.max or 0, sheet.max_column) + 1)
    }
    if frame is not None:
        hidden_rows.update(set(range(sheet.max_row)) - set(range(frame.min_row - 1, frame.max_row)))
        hidden_columns.update(set(range(sheet.max_column)) - set(range(frame.min_col - 1, frame.max_col)))
    rows = zip(sheet.iter_rows(), typed.iter_rows(values_only=True), strict=True)
    conditions = Conditions(sheet)
    texts = [
        [(all_uncounted and _formula(own)) or _text(cell, own, conditions) for cell, own in pairs]
        for pairs in (zip(*pair, strict=True) for pair in rows)
    ]
    return without_hidden(Sheet(sheet.title, texts, merged), hidden_rows, hidden_columns)


def _formula(typed: object) -> str:
    """The text of a formula, as openpyxl reads it from a cell; "" for other values."""
    if isinstance(typed, ArrayFormula | DataTableFormula):
        return getattr(typed, "text", None) or f"={{{typed.ref}}}"
    return typed if isinstance(typed, str) and typed.startswith("=") else ""


def _text(cell: Cell | MergedCell, typed: object, conditions: Conditions) -> str:
    value = cell.value
    if isinstance(value, str) and _CARRIAGE_RETURN in value:
        value = value.replace(_CARRIAGE_RETURN, "")
    text = text_of(_formula(typed) or typed if value is None else value)
    if value is None or not any(map(str.isdigit, text)):
        return text
    looks = print_of(cell)
    if isinstance(value, CellRichText):
        text, looks = text_of(joined(parts_of(value, looks, cell.fill))), looks._replace(struck=False)
    if not isinstance(value, int | float):
        return seen(text, looks, is_number=False)
    return conditions.seen(cell, seen(text, looks, is_number=True), value)
