"""What of a cell's number a person sees: its print and its format may hide it, strike it out or show another one."""

import re
from collections.abc import Iterable
from typing import NamedTuple

import xlrd
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.styles.colors import Color

_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]')
# 0.00% · 0, (in thousands) · 0!.0000 (in 万, the point written by hand): another number than the one that is kept
_SCALED = re.compile(r"%|[0#?],+(?![0#?,])|[0#?][!\\]\.")
_SHOWS_NOTHING = re.compile(r"\s*;\s*;\s*(?:;\s*)?")
_WHITE = ("FFFFFFFF", "00FFFFFF")
_WHITE_INDEXES = (1, 9)
_BACKGROUND = 0  # a theme's first colour


class Print(NamedTuple):
    """How a cell, or a part of its text, is printed. unseen: in white on white."""

    struck: bool = False
    unseen: bool = False
    raised: bool = False
    format: str = "General"


def seen(text: str, looks: Print, *, is_number: bool) -> str:
    """A cell's text as a person sees it; a number that nobody sees in brackets, one shown as another with its format.

    is_number: whether the cell holds a number, to which its format applies, and no text.
    """
    if looks.struck:
        return ""
    if not text[-1:].isdigit():
        return text
    if looks.unseen:
        return f"[{text}]"
    form = _QUOTED.sub("", looks.format)
    if is_number and _SHOWS_NOTHING.fullmatch(form):
        return f"[{text}]"
    return f"{text} [{looks.format}]" if is_number and _SCALED.search(form) else text


def joined(parts: Iterable[tuple[str, Print]]) -> str:
    """A text whose parts are printed differently: what is struck out is gone, a raised digit no part of a number."""
    text = ""
    for part, looks in parts:
        if not looks.struck:
            text += f"[{part}]" if looks.raised and part.strip().isdigit() and text[-1:].isdigit() else part
    return text


def print_of(cell: Cell | MergedCell) -> Print:
    """How a cell of a package is printed."""
    if not cell.has_style:
        return Print()
    font, fill = cell.font, cell.fill
    on_white = fill.fill_type is None or (fill.fill_type == "solid" and _is_white(fill.fgColor))
    return Print(bool(font.strike), on_white and _is_white(font.color), format=str(cell.number_format))


def parts_of(text: CellRichText, whole: Print) -> list[tuple[str, Print]]:
    """The parts of a text of a package, the ones without a print of their own printed as the cell is."""
    return [
        (part.text, Print(bool(part.font.strike), raised=part.font.vertAlign == "superscript"))
        if isinstance(part, TextBlock)
        else (str(part), whole)
        for part in text
    ]


def _is_white(color: Color | None) -> bool:
    if color is None:
        return False
    if color.type == "theme":
        return color.theme == _BACKGROUND and not color.tint
    return color.indexed in _WHITE_INDEXES if color.type == "indexed" else str(color.rgb).upper() in _WHITE


def binary_print_of(book: xlrd.Book, format_index: int | None) -> Print:
    """How a cell of a .xls is printed."""
    if format_index is None:
        return Print()
    of_cell = book.xf_list[format_index]
    font, ground = book.font_list[of_cell.font_index], of_cell.background
    on_white = ground is None or ground.fill_pattern == 0 or ground.pattern_colour_index in _WHITE_INDEXES
    known = book.format_map.get(of_cell.format_key)
    unseen = on_white and font.colour_index in _WHITE_INDEXES
    return Print(bool(font.struck_out), unseen, format=known.format_str if known else "General")


def binary_parts_of(
    book: xlrd.Book, text: str, runs: Iterable[tuple[int, int]], whole: Print
) -> list[tuple[str, Print]]:
    """The parts of a text of a .xls. runs: where each begins and its font; what stands before is as the cell is."""
    parts, begin, looks = [], 0, whole
    for end, number in runs:
        parts.append((text[begin:end], looks))
        font = book.font_list[number]
        begin, looks = end, Print(bool(font.struck_out), raised=font.escapement == 1)
    return [*parts, (text[begin:], looks)]
