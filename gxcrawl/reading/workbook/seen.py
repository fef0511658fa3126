"""The visible form of a cell's number: font, fill and number format may hide it, strike it out or change it."""

from collections.abc import Iterable
from typing import NamedTuple

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles.colors import Color
from openpyxl.styles.proxy import StyleProxy

from gxcrawl.reading.workbook.formats import as_printed, text_as_printed

PALE = 0xF0  # of 0xFF in each colour: looks like white
PALE_INDEXES = (1, 9)
_BACKGROUND = 0  # index of a theme's first colour
TINY = 2.0  # points


class Print(NamedTuple):
    """How a cell or a part of its text looks. unseen: in the colour of its background, or too small to be read."""

    struck: bool = False
    unseen: bool = False
    raised: bool = False
    format: str = "General"


def seen(text: str, looks: Print, *, is_number: bool) -> str:
    """A cell's text as displayed. A hidden number is in brackets; one shown as another has its format added.

    is_number: whether the cell contains a number, to which its number format applies, and not text.
    """
    if looks.struck:
        return ""
    if not text[-1:].isdigit():
        return text
    if looks.unseen:
        return f"[{text}]"
    return (as_printed if is_number else text_as_printed)(text, looks.format)


def joined(parts: Iterable[tuple[str, Print]]) -> str:
    """The text of differently formatted parts, without those that are struck out.

    A superscript digit after other digits, or an invisible one, is not part of the number.
    """
    text = ""
    for part, looks in parts:
        if not looks.struck:
            aside = looks.unseen or (looks.raised and text[-1:].isdigit())
            text += f"[{part}]" if aside and part.strip().isdigit() else part
    return text


def print_of(cell: Cell | MergedCell) -> Print:
    """How a cell of a .xlsx looks."""
    if not cell.has_style:
        return Print()
    return Print(bool(cell.font.strike), _is_unseen(cell.font, cell.fill), format=str(cell.number_format))


def _is_unseen(font: StyleProxy | InlineFont, fill: StyleProxy) -> bool:
    if font.sz is not None and font.sz <= TINY:
        return True
    solid = fill.fill_type == "solid"  # on a pattern it is not known whether white is visible
    if is_pale(font.color):
        return not solid or is_pale(fill.fgColor)
    return bool(solid and font.color is not None and font.color == fill.fgColor)


def parts_of(text: CellRichText, whole: Print, fill: StyleProxy) -> list[tuple[str, Print]]:
    """The parts of a text in a .xlsx; parts without their own font look like the cell."""
    return [
        (part.text, Print(bool(part.font.strike), _is_unseen(part.font, fill), part.font.vertAlign == "superscript"))
        if isinstance(part, TextBlock)
        else (str(part), whole)
        for part in text
    ]


def is_pale(color: Color | None) -> bool:
    """True for white or nearly white."""
    if color is None:
        return False
    if color.type == "theme":
        return color.theme == _BACKGROUND and not color.tint
    if color.type == "indexed":
        return color.indexed in PALE_INDEXES
    return color.type == "rgb" and all(int(color.rgb[at : at + 2], 16) >= PALE for at in (2, 4, 6))
