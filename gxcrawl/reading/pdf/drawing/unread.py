"""Drawings beside digits: a minus drawn as a line, digits as outlines or pictures. Digits that the paper's edge cuts.

The digits alone are then not the whole number: the drawing, or what is beyond the edge, becomes a character for
unreadable text.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from gxcrawl.errors import Unreadable
from gxcrawl.reading.pdf.drawing.drawing import MOST_LOOKS
from gxcrawl.reading.pdf.glyphs import LOST, Glyph, ink_of
from gxcrawl.reading.pdf.lines import are_of_two_inks
from gxcrawl.reading.pdf.pages import Printed, PrintedPage
from gxcrawl.reading.pdf.tables.frames import Box, Frames
from gxcrawl.reading.pdf.tables.rulings import is_white

_LARGEST = 30.0  # points, both ways: the size of print in tables
_MOST = 3_000  # such shapes on a page: more are a drawing, or the dots of rules
_TALL = 1.3  # times the size
_NEAR = 0.6  # of the size
_FOOT = 0.25  # of the size, from the bottom of a digit's box: shapes that begin lower are underlines
_OVER_EDGE = 0.05  # of the size: digits have as much blank at their sides
_ON_LINE = 1.5  # points
_BESIDE_LINE = 3.5  # points, to which lines close to each other are joined
_NUMBERING = re.compile(r"\d{1,2}(?:[．、)）]|\.(?!\d))")


def with_unread_print(page: PrintedPage, glyphs: list[Glyph], frames: Frames) -> list[Glyph]:
    """The characters, and one more for each shape or picture in the place of a further digit, and beyond the edge.

    Raises Unreadable for a page that is a drawing.
    """
    glyphs = [*glyphs, *_beyond_edge(page, glyphs)]
    shapes = [one for one in _shapes(page) if max(_width(one), _height(one)) <= _LARGEST and _is_seen(one)]
    if not shapes or len(shapes) > _MOST:
        return glyphs
    upright = [glyph for glyph in glyphs if glyph.turn == "upright" and glyph.text.strip()]
    upright.sort(key=lambda glyph: glyph.bottom)
    bottoms = [glyph.bottom for glyph in upright]
    rules, looks, marks = _Rules(frames), MOST_LOOKS, []
    for shape in shapes:
        around = upright[bisect_left(bottoms, shape["top"]) : bisect_left(bottoms, shape["bottom"] + _LARGEST)]
        looks -= len(around)
        if looks < 0:
            raise Unreadable(f"page {page.page_number} is a drawing of {len(shapes)} shapes among characters")
        digit = _beside(shape, around)
        if digit is not None and not rules.include(shape):
            marks.append(replace(digit, text=LOST, x0=shape["x0"], x1=shape["x1"]))
    return glyphs + marks


def _beyond_edge(page: PrintedPage, glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """One for each digit that crosses the edge, as the last one shown of a table wider than its page."""
    right = float(page.width)
    for glyph in glyphs:
        if glyph.turn == "upright" and glyph.text.isdecimal():
            if glyph.x1 > right + _OVER_EDGE * glyph.size:
                yield replace(glyph, text=LOST, x0=glyph.x1, x1=glyph.x1)
            if glyph.x0 < -_OVER_EDGE * glyph.size:
                yield replace(glyph, text=LOST, x0=glyph.x0, x1=glyph.x0)


def _shapes(page: PrintedPage) -> Iterator[Printed]:
    for shapes in (page.lines, page.rects, page.curves, page.images):
        yield from shapes


def _width(shape: Printed) -> float:
    return float(shape["x1"] - shape["x0"])


def _height(shape: Printed) -> float:
    return float(shape["bottom"] - shape["top"])


def _is_seen(shape: Printed) -> bool:
    """True for a picture, or a painted shape that is not white; the outline of a box is a checkbox."""
    return "fill" not in shape or (
        bool(shape["fill"] or shape["object_type"] != "rect") and not is_white(_color(shape))
    )


def _color(shape: Printed) -> Any:
    """None for pictures."""
    return shape.get("non_stroking_color" if shape.get("fill") else "stroking_color")


def _beside(shape: Printed, glyphs: Sequence[Glyph]) -> Glyph | None:
    """The digit beside which a shape stands; None if it is below words, or over or behind a character."""
    (x, y), top = _middle(shape), shape["top"]
    level = [one for one in glyphs if one.top <= y <= one.bottom and top <= one.bottom - _FOOT * one.size]
    if any(one.x0 <= x <= one.x1 or shape["x0"] <= one.middle[0] <= shape["x1"] for one in level):
        return None
    for one in level:
        near = _height(shape) <= _TALL * one.size and _gap(shape, one) <= _NEAR * one.size
        if near and one.text.isdecimal() and _is_alike(shape, one) and not _numbers(one, level):
            return one
    return None


def _middle(shape: Printed) -> tuple[float, float]:
    return (shape["x0"] + shape["x1"]) / 2, (shape["top"] + shape["bottom"]) / 2


def _gap(shape: Printed, glyph: Glyph) -> float:
    return float(max(shape["x0"] - glyph.x1, glyph.x0 - shape["x1"]))


def _is_alike(shape: Printed, glyph: Glyph) -> bool:
    """Whether a shape may be of the colour of a digit."""
    return not are_of_two_inks(replace(glyph, ink=ink_of(_color(shape))), glyph)


def _numbers(digit: Glyph, level: Sequence[Glyph]) -> bool:
    """Whether a digit numbers a label: 1.属于国家秘密."""
    after = sorted((one for one in level if one.x0 >= digit.x0), key=lambda one: one.x0)
    return _NUMBERING.match("".join(one.text for one in after)) is not None


class _Rules:
    """The lines of a page, and the sides of its cells."""

    def __init__(self, frames: Frames) -> None:
        self._sides = [side for cells in frames.tables for cell in cells for side in _sides(cell)]
        self._lines = [(one["x0"], one["top"], one["x1"], one["bottom"]) for one in frames.lines] + self._sides

    def include(self, shape: Printed) -> bool:
        """Whether a shape is a piece of a longer line, or a whole side of a cell."""
        long = max(_width(shape), _height(shape))
        return _lies_on(shape, self._lines, (long + _ON_LINE, math.inf), _ON_LINE) or _lies_on(
            shape, self._sides, (long - _ON_LINE, long + _ON_LINE), _BESIDE_LINE
        )


def _sides(cell: Box) -> Iterator[Box]:
    x0, top, x1, bottom = cell
    yield from ((x0, top, x0, bottom), (x1, top, x1, bottom), (x0, top, x1, top), (x0, bottom, x1, bottom))


def _lies_on(shape: Printed, lines: Iterable[Box], lengths: tuple[float, float], near: float) -> bool:
    """Whether the middle of a shape is so near to a line whose length is between these."""
    x, y = _middle(shape)
    least, most = lengths
    return any(
        least < max(x1 - x0, bottom - top) <= most and x0 - near <= x <= x1 + near and top - near <= y <= bottom + near
        for x0, top, x1, bottom in lines
    )
