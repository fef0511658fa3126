"""Digits that a page draws and nobody sees: they must not become part of a number; that they are there must show."""

from collections.abc import Sequence
from dataclasses import replace

from gxcrawl.reading.pdf.drawn import UNSEEN
from gxcrawl.reading.pdf.glyphs import Glyph, glyph_of, is_slanted
from gxcrawl.reading.pdf.pages import Printed, PrintedPage
from gxcrawl.reading.pdf.rulings import is_white


def glyphs_of(page: PrintedPage) -> list[Glyph]:
    """The characters of a page that stand on lines; digits that nobody sees in brackets.

    Where most of a page is unseen, it is what the page says: the layer of text over its outlines or over a scan.
    """
    chars = [char for char in page.chars if not is_slanted(char)]
    unseen = set(map(id, _unseen(page, chars)))
    if 2 * len(unseen) > len(chars):
        unseen.clear()
    return [_bracketed(glyph_of(char)) if id(char) in unseen else glyph_of(char) for char in chars]


def _unseen(page: PrintedPage, chars: Sequence[Printed]) -> list[Printed]:
    white = [char for char in chars if _is_white(char)]
    grounds = _dark_grounds(page) if white else []
    hidden = [char for char in white if not any(_lies_on(char, ground) for ground in grounds)]
    return [*hidden, *(char for char in chars if char.get("tag") == UNSEEN and not _is_white(char))]


def _is_white(char: Printed) -> bool:
    color = char.get("non_stroking_color")
    return bool(color) and is_white(color)


def _dark_grounds(page: PrintedPage) -> list[Printed]:
    """What white print can be read on."""
    filled = (shape for shape in (*page.rects, *page.curves) if shape.get("fill", True))
    return [*page.images, *(shape for shape in filled if not is_white(shape["non_stroking_color"]))]


def _lies_on(char: Printed, ground: Printed) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(ground["x0"] <= x <= ground["x1"] and ground["top"] <= y <= ground["bottom"])


def _bracketed(glyph: Glyph) -> Glyph:
    return replace(glyph, text=f"[{glyph.text}]") if glyph.text.isdigit() else glyph
