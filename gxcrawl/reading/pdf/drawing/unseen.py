"""Digits that are drawn invisibly or struck out: not part of a number, but kept in brackets."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gxcrawl.reading.pdf.drawing.drawing import CLIPPED, UNSEEN
from gxcrawl.reading.pdf.glyphs import Glyph, glyph_of, is_slanted, numeric_color, quarter_turns
from gxcrawl.reading.pdf.pages import Printed, PrintedPage
from gxcrawl.reading.pdf.tables.rulings import is_white

_PALE = 0.75  # of white
_THIN = 2.0  # points
_ENDS = 2
_MOST_SLANTED = 100
_BESIDE = 0.3  # of the size
_MIDDLE = 0.25  # of the size: a line this close to a character's middle strikes it out; fonts differ in the middle

Line = tuple[tuple[float, float], tuple[float, float]]


def glyphs_of(page: PrintedPage) -> list[Glyph]:
    """The characters of a page that stand on lines; digits that are invisible, struck out or upside down are bracketed.

    If most of a page is invisible, that text counts: it is a text layer over outlines or over a scan.
    """
    chars = _unclipped([char for char in page.chars if not is_slanted(char)])
    unseen = set(map(id, _unseen(page, chars)))
    if 2 * len(unseen) > len(chars):
        unseen.clear()
    chars = _without_shadows(chars, unseen)
    strokes, slanted = _strokes(page), _slanted(page)
    glyphs = [glyph_of(char) for char in chars]
    return [
        _bracketed(glyph)
        if id(char) in unseen
        or quarter_turns(char) == 2
        or _is_struck(glyph, strokes)
        or any(_goes_through(line, glyph) for line in slanted)
        else glyph
        for char, glyph in zip(chars, glyphs, strict=True)
    ]


def is_unseen(page: PrintedPage) -> bool:
    """True if most characters of a page are drawn invisibly, as OCR programs do."""
    unseen = [char for char in page.chars if char.get("tag") == UNSEEN]
    return 2 * len(unseen) > len(page.chars)


def _unseen(page: PrintedPage, chars: Sequence[Printed]) -> list[Printed]:
    pale = [char for char in chars if _is_pale(char)]
    grounds = _dark_grounds(page) if pale else []
    hidden = [char for char in pale if not any(_lies_on(char, ground) for ground in grounds)]
    return [*hidden, *(char for char in chars if char.get("tag") is not None and not _is_pale(char))]


def _without_shadows(chars: list[Printed], unseen: set[int]) -> list[Printed]:
    """The characters without invisible copies of visible ones: shadows, and text repeated in each band."""
    seen = {_place(char) for char in chars if id(char) not in unseen} if unseen else set()
    return [char for char in chars if id(char) not in unseen or seen.isdisjoint(_places_around(char))]


def _place(char: Printed) -> tuple[str, int, int]:
    return char["text"], round(char["x0"]), round(char["bottom"])


def _places_around(char: Printed) -> list[tuple[str, int, int]]:
    text, x, y = _place(char)
    return [(text, x + right, y + down) for right in (-1, 0, 1) for down in (-1, 0, 1)]


def _unclipped(chars: list[Printed]) -> list[Printed]:
    """The characters of a page without those clipped away; a digit that continues visible ones stays.

    If nothing is inside, everything stays.
    """
    clipped = {id(char) for char in chars if char.get("tag") == CLIPPED}
    if len(clipped) in (0, len(chars)):
        return chars
    digits = [char for char in chars if char["text"].isdecimal()]
    for one, after in pairwise(sorted(digits, key=lambda char: (round(char["bottom"], 1), char["x0"]))):
        if (id(one) in clipped) != (id(after) in clipped) and _go_on(one, after):
            clipped -= {id(one), id(after)}
    return [char for char in chars if id(char) not in clipped]


def _go_on(one: Printed, after: Printed) -> bool:
    """True if two digits are as close as those of one number."""
    level = abs(one["bottom"] - after["bottom"]) <= _BESIDE * one["size"]
    return bool(level and -_BESIDE <= (after["x0"] - one["x1"]) / one["size"] <= _BESIDE)


def _is_pale(char: Printed) -> bool:
    """True for white or nearly white, as watermarks are: in grey, RGB or CMYK."""
    parts = numeric_color(char)
    if not parts:
        return False
    return bool(max(parts) <= 1 - _PALE if len(parts) == 4 else min(parts) >= _PALE)


def _dark_grounds(page: PrintedPage) -> list[Printed]:
    """The areas on which white text is readable; also pale areas, on which pale text is intended."""
    filled = (shape for shape in (*page.rects, *page.curves) if shape.get("fill", True))
    return [*page.images, *(shape for shape in filled if not is_white(shape["non_stroking_color"]))]


def _lies_on(char: Printed, ground: Printed) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(ground["x0"] <= x <= ground["x1"] and ground["top"] <= y <= ground["bottom"])


def _strokes(page: PrintedPage) -> list[tuple[float, float, float]]:
    """The horizontal lines of a page from top to bottom: height, start and end."""
    drawn = (one for shapes in (page.lines, page.rects, page.curves) for one in shapes)
    level = (one for one in drawn if one["bottom"] - one["top"] <= _THIN < one["x1"] - one["x0"])
    return sorted(((one["top"] + one["bottom"]) / 2, one["x0"], one["x1"]) for one in level)


def _slanted(page: PrintedPage) -> list[Line]:
    """The slanted lines of a page, from left to right; none of a drawing."""
    shapes = [one for one in (*page.lines, *page.curves) if len(one["pts"]) == _ENDS]
    lines: list[Line] = [tuple(sorted(one["pts"])) for one in shapes]
    lines = [(one, other) for one, other in lines if other[0] - one[0] > _THIN < abs(other[1] - one[1])]
    return lines if len(lines) <= _MOST_SLANTED else []


def _goes_through(line: Line, glyph: Glyph) -> bool:
    """Whether a slanted line goes through the middle of a digit."""
    (x0, y0), (x1, y1) = line
    x, y = glyph.middle
    if not x0 <= x <= x1 or not glyph.text.isdigit():
        return False
    return abs(y0 + (x - x0) / (x1 - x0) * (y1 - y0) - y) <= _MIDDLE * glyph.size


def _is_struck(glyph: Glyph, strokes: Sequence[tuple[float, float, float]]) -> bool:
    """True if a line goes through the middle of a digit."""
    if not glyph.text.isdigit() or glyph.turn != "upright":
        return False
    x, y = glyph.middle
    reach = _MIDDLE * glyph.size
    place = bisect_left(strokes, (y - reach, 0.0, 0.0))
    while place < len(strokes) and strokes[place][0] <= y + reach:
        if strokes[place][1] <= x <= strokes[place][2]:
            return True
        place += 1
    return False


def _bracketed(glyph: Glyph) -> Glyph:
    return replace(glyph, text=f"[{glyph.text}]") if glyph.text.isdigit() else glyph
