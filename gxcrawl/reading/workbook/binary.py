"""The sheets of a .xls as Excel wrote it until 2003, read with xlrd."""

import io
from collections.abc import Iterable, Iterator
from typing import Literal

import xlrd
from xlrd.biffh import XLRDError

from gxcrawl.reading.kinds import is_encrypted_package
from gxcrawl.reading.workbook.seen import PALE, PALE_INDEXES, TINY, Print, joined, seen
from gxcrawl.reading.workbook.sheet import LOWEST, NARROWEST, Range, Sheet, check_size, text_of, without_hidden

_ENCRYPTED = "Workbook is encrypted"  # as xlrd says it
_SOLID = 1


def binary_book(body: bytes) -> xlrd.Book | None:
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


def binary_sheets(book: xlrd.Book, *, active_only: bool) -> Iterator[Sheet]:
    """The visible sheets, without hidden rows and columns. active_only: only the one that was open."""
    for sheet in book.sheets():
        if sheet.visibility or (active_only and not getattr(sheet, "sheet_visible", True)):
            continue
        check_size(sheet.name, sheet.nrows, sheet.ncols)
        texts = [
            [_text(book, sheet, number, column) for column in range(sheet.row_len(number))]
            + [""] * (sheet.ncols - sheet.row_len(number))
            for number in range(sheet.nrows)
        ]
        merged = [Range(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
        hidden_rows = {
            number for number, row in sheet.rowinfo_map.items() if row.hidden or 0 < (row.height or 0) <= 20 * LOWEST
        }
        hidden_columns = {
            number
            for number, column in sheet.colinfo_map.items()
            if column.hidden or (column.width is not None and column.width <= 256 * NARROWEST)
        }
        yield without_hidden(Sheet(sheet.name, texts, merged), hidden_rows, hidden_columns)


def _text(book: xlrd.Book, sheet: xlrd.sheet.Sheet, row: int, column: int) -> str:
    cell = sheet.cell(row, column)
    text = _value(cell, book.datemode)
    if not any(map(str.isdigit, text)):
        return text
    looks = print_of(book, cell.xf_index)
    if runs := sheet.rich_text_runlist_map.get((row, column)):
        parts = _parts_of(book, cell, runs, looks)
        text, looks = text_of(joined(parts)), looks._replace(struck=False)
    return seen(text, looks, is_number=cell.ctype == xlrd.XL_CELL_NUMBER)


def _value(cell: xlrd.sheet.Cell, datemode: Literal[0, 1]) -> str:
    if cell.ctype == xlrd.XL_CELL_DATE:
        return text_of(xlrd.xldate_as_datetime(float(cell.value), datemode))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return text_of(bool(cell.value))
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(int(cell.value), "")
    return text_of(cell.value)


def print_of(book: xlrd.Book, format_index: int | None) -> Print:
    """How a cell of a .xls looks."""
    if format_index is None:
        return Print()
    of_cell = book.xf_list[format_index]
    known = book.format_map.get(of_cell.format_key)
    font = book.font_list[of_cell.font_index]
    form = (known and known.format_str) or "General"  # xlrd does not know the built-in formats of Chinese Excel
    return Print(bool(font.struck_out), _is_unseen(book, font, of_cell.background), format=form)


def _parts_of(
    book: xlrd.Book, cell: xlrd.sheet.Cell, runs: Iterable[tuple[int, int]], whole: Print
) -> list[tuple[str, Print]]:
    """The parts of a text in a .xls. runs: start and font of each; the text before the first looks like the cell."""
    text, ground = str(cell.value), None if cell.xf_index is None else book.xf_list[cell.xf_index].background
    parts, begin, looks = [], 0, whole
    for end, number in runs:
        parts.append((text[begin:end], looks))
        font = book.font_list[number]
        unseen = _is_unseen(book, font, ground)
        begin, looks = end, Print(bool(font.struck_out), unseen, font.escapement == 1)
    return [*parts, (text[begin:], looks)]


def _is_unseen(book: xlrd.Book, font: xlrd.formatting.Font, ground: xlrd.formatting.XFBackground | None) -> bool:
    if font.height <= 20 * TINY:
        return True
    if ground is None or ground.fill_pattern == 0:
        return _is_pale_index(book, font.colour_index)
    own = ground.pattern_colour_index
    pale = _is_pale_index(book, own) and _is_pale_index(book, font.colour_index)
    return ground.fill_pattern == _SOLID and (pale or own == font.colour_index)


def _is_pale_index(book: xlrd.Book, index: int) -> bool:
    rgb = book.colour_map.get(index)
    return index in PALE_INDEXES or (rgb is not None and min(rgb) >= PALE)
