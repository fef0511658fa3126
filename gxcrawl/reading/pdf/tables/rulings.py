"""Shapes drawn on a page → its horizontal and vertical lines, as a person sees them.

Writers draw a line as a stroke, a thin box, or a row of dots or dashes. White boxes behind lines of prose look like
frames but are not; slanted lines and curves (a seal, a logo, the diagonal of a header cell) separate no cells.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from gxcrawl.errors import Unreadable
from gxcrawl.reading.pdf.pages import Printed, PrintedPage
from gxcrawl.reading.runs import runs_of

Edge = Printed  # with x0, x1, top, bottom, width, height, orientation "v" or "h"

MAX_SHAPES = 40_000  # a page ruled with dots has some 10,000
THICKEST_LINE = 3.0  # points: a box thinner than this is a line; if smaller both ways, a dot
_DOT_GAP = 6.0  # points from one dot of a line to the next
_DOTS_IN_LINE = 5
_SAME_LINE = 0.5


class Rulings(NamedTuple):
    """The lines of a page, some in pieces, and the sides of its coloured areas, which were not drawn as lines."""

    lines: list[Edge]
    shades: list[Edge]


def find_rulings(page: PrintedPage) -> Rulings:
    """The lines that may separate cells of a page. Raises Unreadable for a page that is a drawing."""
    shapes = [*page.lines, *page.rects, *page.curves]
    if len(shapes) > MAX_SHAPES:
        raise Unreadable(f"page {page.page_number} is a drawing of {len(shapes)} lines")
    dots = [shape for shape in shapes if _is_dot(shape)]
    lines = [*_dotted(dots, "x0", "top", "bottom"), *_dotted(dots, "top", "x0", "x1")]
    shades: list[Edge] = []
    for shape in shapes:
        if not _is_area(shape):
            lines.extend(_edges_of(shape))
        elif not is_white(shape["non_stroking_color"]):
            shades.extend(_edges_of(shape))
    return Rulings(lines, shades)


def made_edge(x0: float, top: float, x1: float, bottom: float) -> Edge:
    """A line between two points beside or below each other."""
    return {
        "object_type": "line", "orientation": "v" if x0 == x1 else "h",
        "x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top,
    }  # fmt: skip


def _is_thin(shape: Edge, side: str) -> bool:
    return bool(shape[side] <= THICKEST_LINE)


def _is_dot(shape: Edge) -> bool:
    long, short = max(shape["width"], shape["height"]), min(shape["width"], shape["height"])
    return bool(long <= THICKEST_LINE and long < 2 * short)


def _is_area(shape: Edge) -> bool:
    """True if a shape is not a line but a filled box without outline."""
    return shape["object_type"] == "rect" and not (
        shape["stroke"] or _is_thin(shape, "width") or _is_thin(shape, "height")
    )


def is_white(color: Any) -> bool:
    """White in grey, RGB or CMYK; a box without a colour is drawn black."""
    parts = tuple(color) if isinstance(color, (tuple, list)) else (color,)
    if not all(isinstance(part, (int, float)) for part in parts):
        return False
    return all(part == 0 for part in parts) if len(parts) == 4 else all(part >= 0.99 for part in parts)


def _edges_of(shape: Edge) -> Iterator[Edge]:
    """One line for a thin shape, four sides for a box, the straight parts of a curve; none for a dot."""
    x0, top, x1, bottom = shape["x0"], shape["top"], shape["x1"], shape["bottom"]
    if _is_dot(shape):
        return
    if _is_thin(shape, "width") and shape["width"] <= shape["height"]:
        yield made_edge((x0 + x1) / 2, top, (x0 + x1) / 2, bottom)
    elif _is_thin(shape, "height"):
        yield made_edge(x0, (top + bottom) / 2, x1, (top + bottom) / 2)
    elif shape["object_type"] == "rect":
        yield from (made_edge(x0, top, x1, top), made_edge(x0, bottom, x1, bottom))
        yield from (made_edge(x0, top, x0, bottom), made_edge(x1, top, x1, bottom))
    elif shape["object_type"] == "curve":
        yield from _straight_parts(shape["pts"])


def _straight_parts(points: Iterable[tuple[float, float]]) -> Iterator[Edge]:
    for (x, y), (next_x, next_y) in pairwise(points):
        if (x == next_x) != (y == next_y):
            yield made_edge(min(x, next_x), min(y, next_y), max(x, next_x), max(y, next_y))


def _dotted(dots: Iterable[Edge], across: str, begin: str, end: str) -> Iterator[Edge]:
    """The lines of one direction formed by rows of dots."""

    def goes_on(row: list[Edge], dot: Edge) -> bool:
        step = dot[begin] - row[-1][begin]
        return bool(abs(dot[across] - row[-1][across]) <= _SAME_LINE and 0 <= step <= _DOT_GAP)

    ordered = sorted(dots, key=lambda dot: (round(dot[across] / _SAME_LINE), dot[begin]))
    for row in runs_of(ordered, goes_on):
        if len(row) >= _DOTS_IN_LINE:
            at, low, high = row[0][across], row[0][begin], row[-1][end]
            yield made_edge(at, low, at, high) if across == "x0" else made_edge(low, at, high, at)
