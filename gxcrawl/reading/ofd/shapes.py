"""The lines and areas of a path object."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from lxml import etree

from gxcrawl.reading.ofd.budget import Budget
from gxcrawl.reading.ofd.places import Placing, box_of, number, truth
from gxcrawl.reading.pdf.drawing.holes import is_frame
from gxcrawl.reading.pdf.pages import Printed

Point = tuple[float, float]

_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")  # M 0 0 L 170 0 C
_ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_LEVEL = 0.01  # points
_WHITE = 255
OPAQUE = 255


def shapes_of(
    element: etree._Element, placing: Placing, commands: Budget, color: etree._Element | None = None
) -> Iterator[Printed]:
    """One shape for each connected part of a path. placing, color: those of the object."""
    stroke, fill = truth(element, "Stroke", default=True), truth(element, "Fill", default=False)
    if not stroke and not fill:
        return
    parts = list(_parts(element.findtext("{*}AbbreviatedData") or "", commands))
    if fill and is_frame(parts, evenodd=element.get("Rule") == "Even-Odd"):
        stroke, fill = True, False
    for part in parts:
        points = [placing.point(x, y) for x, y in part]
        yield {
            **box_of(points),
            "object_type": "line" if len(points) == 2 else "rect" if _is_box(points) else "curve",
            "pts": points,
            "stroke": stroke,
            "fill": fill,
            "non_stroking_color": color_of(color),
        }


def _parts(data: str, commands: Budget) -> Iterator[list[Point]]:
    """The points of each part; a curve ends one part and begins another, because it adds no straight line."""
    words = (match.group() for match in _TOKEN.finditer(data))
    part: list[Point] = []
    for word in words:
        commands.spend()
        command = word.upper()
        values = [float(value) for value in islice(words, _ARGUMENTS.get(command, 0))]
        if command == "C":
            part.extend(part[:1])
        elif len(values) < 2:
            continue
        elif command == "L":
            part.append((values[-2], values[-1]))
        else:
            if len(part) > 1:
                yield part
            part = [(values[-2], values[-1])]
    if len(part) > 1:
        yield part


def _is_box(points: list[Point]) -> bool:
    """True if the points are the corners of an axis-parallel rectangle, in order."""
    if len(points) not in (4, 5) or (len(points) == 5 and points[0] != points[4]):
        return False
    sides = list(pairwise([*points[:4], points[0]]))
    level = [abs(one[1] - other[1]) < _LEVEL for one, other in sides]
    upright = [abs(one[0] - other[0]) < _LEVEL for one, other in sides]
    return all((*level[::2], *upright[1::2])) or all((*upright[::2], *level[1::2]))


def is_opaque(element: etree._Element, color: etree._Element | None) -> bool:
    """True if an object with this fill colour hides the objects below it."""
    return all(number(one, "Alpha", OPAQUE) >= OPAQUE for one in (element, color) if one is not None)


def color_of(element: etree._Element | None) -> tuple[float, ...]:
    """The components of a FillColor, from 0 to 1; black if none is given."""
    words = (element.get("Value", "") if element is not None else "").split()
    parts = (int(word[1:], 16) if word.startswith("#") else float(word) for word in words)
    return tuple(part / _WHITE for part in parts) or (0.0,)
