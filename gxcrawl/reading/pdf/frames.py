"""The ruling lines of a page → the cells of its tables, found by pdfplumber.

Two habits of PDF writers are put right before: white boxes behind lines of prose look like frames and are none; a
table cut by a page break, or drawn without outer borders, lacks the lines that would close its outer cells.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pdfplumber.page import Page
from pdfplumber.table import TableFinder, merge_edges

from gxcrawl.errors import Unreadable

Box = tuple[float, float, float, float]  # x0, top, x1, bottom; points from the page's upper left corner
Edge = dict[str, Any]  # pdfplumber's: x0, x1, top, bottom, orientation "v" or "h"

MAX_EDGES = 20_000  # finding intersections is quadratic; a drawing of a map has more, a report's page some hundreds
_TOLERANCE = 3.0  # points; pdfplumber's own for lines that should meet
_HAIRLINE = 3.0


def find_cells(page: Page) -> list[list[Box]]:
    """The cells of each table of a page, in order from top to bottom."""
    edges = [edge for edge in page.edges if _is_drawn(edge)]
    if len(edges) > MAX_EDGES:
        raise Unreadable(f"page {page.page_number} is a drawing of {len(edges)} lines")
    merged = merge_edges(edges, _TOLERANCE, _TOLERANCE, _TOLERANCE, _TOLERANCE)
    closed = [*merged, *_closing_edges(merged)]
    upright = [edge for edge in closed if edge["orientation"] == "v"]
    level = [edge for edge in closed if edge["orientation"] == "h"]
    if len(upright) < 2 or len(level) < 2:
        return []
    finder = TableFinder(
        page,
        {
            "vertical_strategy": "explicit",
            "horizontal_strategy": "explicit",
            "explicit_vertical_lines": upright,
            "explicit_horizontal_lines": level,
        },
    )
    return sorted((list(table.cells) for table in finder.tables), key=lambda cells: min(box[1] for box in cells))


def _is_drawn(edge: Edge) -> bool:
    """Whether a person sees this edge: a line, or the side of a box that is stroked, thin or coloured."""
    if edge["object_type"] != "rect_edge" or edge.get("stroke"):
        return True
    if min(edge.get("width") or 0, edge.get("height") or 0) <= _HAIRLINE and _is_thin_box(edge):
        return True
    return not _is_white(edge.get("non_stroking_color"))


def _is_thin_box(edge: Edge) -> bool:
    """Edges keep the points of the box they are a side of; a thin box is a line drawn as one."""
    points = edge.get("pts") or []
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return bool(points) and min(max(xs) - min(xs), max(ys) - min(ys)) <= _HAIRLINE


def _is_white(color: Any) -> bool:
    """White in grey, RGB or CMYK; a box without a colour is drawn black."""
    parts = tuple(color) if isinstance(color, (tuple, list)) else (color,)
    if not all(isinstance(part, (int, float)) for part in parts):
        return False
    return all(part == 0 for part in parts) if len(parts) == 4 else all(part >= 0.99 for part in parts)


@dataclass(frozen=True, slots=True)
class _Axis:
    """Names of an edge's coordinates, so that one rule serves lines of both directions.

    along: the edge's two ends; across: the coordinate that both its ends share.
    """

    orientation: str
    along: tuple[str, str]
    across: str

    def made(self, at: float, low: float, high: float) -> Edge:
        """A new edge of this direction."""
        ends = dict(zip(self.along, (low, high), strict=True)) | dict.fromkeys(_OTHER_ENDS[self.orientation], at)
        size = {"width": high - low, "height": 0.0} if self.orientation == "h" else {"width": 0.0, "height": high - low}
        return {"object_type": "line", "orientation": self.orientation, **ends, **size}


_UPRIGHT = _Axis("v", ("top", "bottom"), "x0")
_LEVEL = _Axis("h", ("x0", "x1"), "top")
_OTHER_ENDS = {"v": ("x0", "x1"), "h": ("top", "bottom")}


def _closing_edges(edges: Sequence[Edge]) -> Iterator[Edge]:
    """The missing fourth sides of outer cells: above and below columns, beside rows."""
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    level = [edge for edge in edges if edge["orientation"] == "h"]
    for sides, closing, axes in ((upright, level, (_UPRIGHT, _LEVEL)), (level, upright, (_LEVEL, _UPRIGHT))):
        for end in axes[0].along:
            for ending in _clusters(sides, end):
                yield from _missing_sides(ending, end, sides, closing, *axes)


def _clusters(edges: Iterable[Edge], key: str) -> Iterator[list[Edge]]:
    """Edges whose ends stand level, at least two together."""
    together: list[Edge] = []
    for edge in sorted(edges, key=lambda edge: float(edge[key])):
        if together and edge[key] - together[0][key] > _TOLERANCE:
            if len(together) > 1:
                yield together
            together = []
        together.append(edge)
    if len(together) > 1:
        yield together


def _missing_sides(
    ending: Sequence[Edge], end: str, sides: Sequence[Edge], closing: Sequence[Edge], side: _Axis, close: _Axis
) -> Iterator[Edge]:
    """Between neighbours among edges that end level: the line that no edge draws there though a cell needs it."""
    ordered = sorted(ending, key=lambda edge: float(edge[side.across]))
    for first, second in pairwise(ordered):
        low, high, at = first[side.across], second[side.across], first[end]
        if high - low <= _TOLERANCE or any(_goes_through(edge, at, low, high, side) for edge in sides):
            continue
        spanning = [edge for edge in closing if _spans(edge, low, high, close)]
        closed = any(abs(edge[close.across] - at) <= _TOLERANCE for edge in spanning)
        if not closed and _goes_on_beside(closing, at, low, high, close):
            continue  # the side is drawn, but for this place: a row with a cell too few
        if not closed and any(_connects(edge, first, second, side, close) for edge in spanning):
            yield close.made(at, low, high)


def _goes_on_beside(closing: Iterable[Edge], at: float, low: float, high: float, axis: _Axis) -> bool:
    """Whether a line along the missing side ends where the gap begins, or begins where it ends."""
    return any(
        abs(edge[axis.across] - at) <= _TOLERANCE
        and (abs(edge[axis.along[1]] - low) <= _TOLERANCE or abs(edge[axis.along[0]] - high) <= _TOLERANCE)
        for edge in closing
    )


def _spans(edge: Edge, low: float, high: float, axis: _Axis) -> bool:
    return bool(edge[axis.along[0]] <= low + _TOLERANCE and edge[axis.along[1]] >= high - _TOLERANCE)


def _connects(edge: Edge, first: Edge, second: Edge, side: _Axis, close: _Axis) -> bool:
    """Whether an edge meets both sides: then they are two sides of one cell, and it is the third."""
    at = edge[close.across]
    return all(one[side.along[0]] - _TOLERANCE <= at <= one[side.along[1]] + _TOLERANCE for one in (first, second))


def _goes_through(edge: Edge, at: float, low: float, high: float, side: _Axis) -> bool:
    """Whether a parallel edge between the two goes on where they end: a merged cell stands there."""
    inside = low - _TOLERANCE <= edge[side.across] <= high + _TOLERANCE
    return bool(inside and edge[side.along[0]] < at - _TOLERANCE and edge[side.along[1]] > at + _TOLERANCE)
