"""The ruling lines of a page → the cells of its tables, found by pdfplumber.

One habit of PDF writers is repaired first: a table cut by a page break, or drawn without outer borders, lacks the lines
that would close its outer cells.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Literal, NamedTuple, cast

from pdfplumber.page import Page
from pdfplumber.table import TableFinder, merge_edges

from gxcrawl.errors import Unreadable
from gxcrawl.reading.pdf.pages import Printed, PrintedPage
from gxcrawl.reading.pdf.tables.rulings import Edge, find_rulings, made_edge
from gxcrawl.reading.runs import runs_of

Box = tuple[float, float, float, float]  # x0, top, x1, bottom; points from the page's upper left corner

MAX_EDGES = 2_000  # finding intersections is quadratic; a map has more, a report's page some hundreds
MAX_CROSSINGS = 5_000  # finding the cells between them is quadratic again; a report's page has some 600
_TOLERANCE = 3.0  # points; pdfplumber's own for lines that should meet
_OF_PRINT = 0.6  # of the size of most characters: every cell is wider
_DASH_GAP = 5.0  # points between two dashes of one line; the lowest row is twice as high


class Frames(NamedTuple):
    """The cells of each table of a page, from top to bottom, and the lines drawn on the page."""

    tables: list[list[Box]]
    lines: list[Edge]


def find_frames(page: PrintedPage) -> Frames:
    """The cells framed by a page's lines and coloured areas. Raises Unreadable for a page that is a drawing."""
    rulings = find_rulings(page)
    lines = _merged(rulings.lines)
    merged = _merged([*rulings.lines, *rulings.shades]) if rulings.shades else lines
    if len(merged) > MAX_EDGES or _crossings(*_by_direction(merged)) > MAX_CROSSINGS:
        raise Unreadable(f"page {page.page_number} is a drawing of {len(merged)} lines; no report's page has so many")
    closing = _closing_edges(merged, lines, page.chars)
    upright, level = _by_direction([*merged, *closing, *_corners(merged, page.chars)])
    if len(upright) < 2 or len(level) < 2:
        return Frames([], lines)
    finder = TableFinder(
        cast("Page", page),  # not used by pdfplumber, since the lines are given
        {
            "vertical_strategy": "explicit",
            "horizontal_strategy": "explicit",
            "explicit_vertical_lines": upright,
            "explicit_horizontal_lines": level,
        },
    )
    thinnest = _OF_PRINT * median((float(char["size"]) for char in page.chars) if page.chars else [0.0])
    tables = [cells for table in finder.tables if (cells := [box for box in table.cells if _has_room(box, thinnest)])]
    return Frames(sorted(_without_frames(tables), key=lambda cells: min(box[1] for box in cells)), lines)


def _without_frames(tables: Sequence[list[Box]]) -> Iterator[list[Box]]:
    """The tables, without those that only frame other tables, such as a border and shadow around the whole page."""
    bounds = [_around(cells) for cells in tables]
    for cells, bound in zip(tables, bounds, strict=True):
        framed = (
            len(one)
            for one, other in zip(tables, bounds, strict=True)
            if one is not cells and _holds(bound, other) and any(_holds(box, other) for box in cells)
        )
        if sum(framed) <= len(cells):
            yield cells


def _around(cells: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*cells, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _holds(box: Box, other: Box) -> bool:
    return box[0] <= other[0] and box[1] <= other[1] and other[2] <= box[2] and other[3] <= box[3]


def holds_point(box: Box, x: float, y: float) -> bool:
    """True if a point is in a box."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _has_room(box: Box, least: float) -> bool:
    """True if a box is large enough for a cell both ways; if not, it is the gap between two lines or two frames."""
    return min(box[2] - box[0], box[3] - box[1]) >= least


def _by_direction(edges: Iterable[Edge]) -> tuple[list[Edge], list[Edge]]:
    """The vertical lines and the horizontal lines."""
    directions: dict[str, list[Edge]] = {"v": [], "h": []}
    for edge in edges:
        directions[edge["orientation"]].append(edge)
    return directions["v"], directions["h"]


def _crossings(upright: Sequence[Edge], level: Sequence[Edge]) -> int:
    """The number of crossings; 0, without counting, if there are too few lines to cross too often."""
    if len(upright) * len(level) <= MAX_CROSSINGS:
        return 0
    return sum(
        one["top"] <= other["top"] <= one["bottom"] and other["x0"] <= one["x0"] <= other["x1"]
        for one in upright
        for other in level
    )


def _merged(edges: list[Edge]) -> list[Edge]:
    """The lines, collinear pieces joined; a remaining stub is the end of a thick line and is dropped."""
    joined = merge_edges(edges, _TOLERANCE, _TOLERANCE, _DASH_GAP, _DASH_GAP)
    return [edge for edge in joined if max(edge["width"], edge["height"]) > _TOLERANCE]


@dataclass(frozen=True, slots=True)
class _Axis:
    """The names of an edge's coordinates in one direction, so that one rule serves both.

    along: the keys of its two ends. across: the key of the coordinate shared by both ends.
    """

    orientation: Literal["v", "h"]
    along: tuple[str, str]
    across: str

    def made(self, at: float, low: float, high: float) -> Edge:
        """A new edge of this direction."""
        return made_edge(at, low, at, high) if self.orientation == "v" else made_edge(low, at, high, at)


_UPRIGHT = _Axis("v", ("top", "bottom"), "x0")
_LEVEL = _Axis("h", ("x0", "x1"), "top")


def _closing_edges(edges: Sequence[Edge], lines: Sequence[Edge], chars: Sequence[Printed]) -> Iterator[Edge]:
    """The missing fourth sides of outer cells: above and below columns, beside rows.

    lines: those of the edges that were drawn as lines, not as sides of coloured areas. chars: the page's characters.
    """
    upright, level = _by_direction(edges)
    for sides, closing, axes in ((upright, level, (_UPRIGHT, _LEVEL)), (level, upright, (_LEVEL, _UPRIGHT))):
        drawn = [edge for edge in lines if edge["orientation"] == axes[1].orientation]
        for end in axes[0].along:
            for ending in _clusters(sides, end):
                yield from _missing_sides(ending, end, _Sides(sides, closing, drawn, chars), *axes)


@dataclass(frozen=True, slots=True)
class _Sides:
    """Edges and characters around a missing side of a cell."""

    along: Sequence[Edge]  # perpendicular to the missing side: the two sides that end there
    across: Sequence[Edge]  # parallel to the missing side
    drawn: Sequence[Edge]  # of `across`, those drawn as lines
    chars: Sequence[Printed]  # printed text


def _clusters(edges: Iterable[Edge], key: str) -> Iterator[list[Edge]]:
    """Groups of at least two edges that end at the same level."""
    ordered = sorted(edges, key=lambda edge: float(edge[key]))
    level = runs_of(ordered, lambda together, edge: edge[key] - together[0][key] <= _TOLERANCE)
    return (together for together in level if len(together) > 1)


def _missing_sides(ending: Sequence[Edge], end: str, edges: _Sides, side: _Axis, close: _Axis) -> Iterator[Edge]:
    """The missing side between neighbouring edges that end at the same level, if a cell there needs one."""
    ordered = sorted(ending, key=lambda edge: float(edge[side.across]))
    for first, second in pairwise(ordered):
        low, high, at = first[side.across], second[side.across], first[end]
        if high - low <= _TOLERANCE or any(_goes_through(edge, at, low, high, side) for edge in edges.along):
            continue
        spanning = [edge for edge in edges.across if _spans(edge, low, high, close)]
        closed = any(abs(edge[close.across] - at) <= _TOLERANCE for edge in spanning)
        third = [edge[close.across] for edge in spanning if _connects(edge, first, second, side, close)]
        if closed or not third:
            continue
        if _goes_on_beside(edges.drawn, at, low, high, close):
            depth = min(third, key=lambda other: abs(other - at))
            if not _prints(edges.chars, (low, high), (min(at, depth), max(at, depth)), close):
                continue  # the side is drawn elsewhere along this line: here the row has a cell too few
        yield close.made(at, low, high)


def _corners(edges: Sequence[Edge], chars: Sequence[Printed]) -> Iterator[Edge]:
    """The two outer sides of each printed cell at a corner of a table without outer borders.

    Its two inner sides cross each other and end at no line.
    """
    upright, level = _by_direction(edges)
    open_level = [
        (one, x) for one in level for x in (one["x0"], one["x1"]) if not _meets(x, one["top"], upright, _UPRIGHT)
    ]
    open_upright = [
        (one, y) for one in upright for y in (one["top"], one["bottom"]) if not _meets(y, one["x0"], level, _LEVEL)
    ]
    for cap, x in open_level:
        crossing = [
            (side["x0"], y)
            for side, y in open_upright
            if abs(y - cap["top"]) > _TOLERANCE
            and _spans(side, cap["top"], cap["top"], _UPRIGHT)
            and _spans(cap, side["x0"], side["x0"], _LEVEL)
        ]
        for is_above in (True, False):
            ends = [(abs(x - inner), inner, y) for inner, y in crossing if (y < cap["top"]) == is_above]
            _, inner, y = min(ends, default=(0.0, x, 0.0))
            (x0, x1), (top, bottom) = sorted((x, inner)), sorted((y, cap["top"]))
            is_cell = not any(
                top + _TOLERANCE < one["top"] < bottom - _TOLERANCE and _spans(one, x0, x1, _LEVEL) for one in level
            )
            if x1 - x0 > _TOLERANCE and is_cell and _prints(chars, (x0, x1), (top, bottom), _LEVEL):
                yield made_edge(x, top, x, bottom)
                yield made_edge(x0, y, x1, y)


def _meets(end: float, across: float, edges: Sequence[Edge], axis: _Axis) -> bool:
    """True if a line that ends there meets a perpendicular one. across: the other coordinate of the end."""
    return any(abs(one[axis.across] - end) <= _TOLERANCE and _spans(one, across, across, axis) for one in edges)


def _goes_on_beside(closing: Iterable[Edge], at: float, low: float, high: float, axis: _Axis) -> bool:
    """True if a line along the missing side ends where the gap begins or, if vertical, begins where it ends.

    Rows are filled from the left: if a horizontal line begins after the gap, the gap is a label cut by a page break.
    """
    return any(
        abs(edge[axis.across] - at) <= _TOLERANCE
        and (
            abs(edge[axis.along[1]] - low) <= _TOLERANCE
            or (axis is _UPRIGHT and abs(edge[axis.along[0]] - high) <= _TOLERANCE)
        )
        for edge in closing
    )


def _prints(chars: Iterable[Printed], along: tuple[float, float], across: tuple[float, float], axis: _Axis) -> bool:
    """True if a character stands between these bounds."""
    (x0, x1), (top, bottom) = (along, across) if axis is _LEVEL else (across, along)
    return any(
        x0 < (char["x0"] + char["x1"]) / 2 < x1 and top < (char["top"] + char["bottom"]) / 2 < bottom
        for char in chars
        if not char["text"].isspace()
    )


def _spans(edge: Edge, low: float, high: float, axis: _Axis) -> bool:
    return bool(edge[axis.along[0]] <= low + _TOLERANCE and edge[axis.along[1]] >= high - _TOLERANCE)


def _connects(edge: Edge, first: Edge, second: Edge, side: _Axis, close: _Axis) -> bool:
    """True if an edge meets both sides: the three are sides of one cell."""
    at = edge[close.across]
    return all(one[side.along[0]] - _TOLERANCE <= at <= one[side.along[1]] + _TOLERANCE for one in (first, second))


def _goes_through(edge: Edge, at: float, low: float, high: float, side: _Axis) -> bool:
    """True if a parallel edge between the two continues where they end: a merged cell stands there."""
    inside = low - _TOLERANCE <= edge[side.across] <= high + _TOLERANCE
    return bool(inside and edge[side.along[0]] < at - _TOLERANCE and edge[side.along[1]] > at + _TOLERANCE)
