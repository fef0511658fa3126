"""Filled paths of several parts: one inside another is a hole, and what is left of them may be the frame of a cell."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

Points = list[tuple[float, float]]

_MOSTLY = 0.5  # of the area


def is_frame(parts: Sequence[Points], *, evenodd: bool) -> bool:
    """True if the holes of a filled path are most of it, so that it frames what it seems to cover.

    parts: the corners of each. evenodd: the rule to fill them by; by the other one a hole goes round the other way.
    """
    if len(parts) < 2:
        return False
    outer, *others = sorted(parts, key=lambda points: abs(_area(points)), reverse=True)
    size = _area(outer)
    holes = [_area(points) for points in others if _encloses(outer, points)]
    taken = sum(abs(hole) for hole in holes if evenodd or hole * size < 0)
    return _MOSTLY * abs(size) <= taken < abs(size)


def parts_of(path: Sequence[Any]) -> Iterator[Points]:
    """The corners of each part of pdfminer's path, whose segments have a name and end with a point."""
    points: Points = []
    for name, *numbers in path:
        if name == "m" and points:
            yield points
            points = []
        if len(numbers) > 1:
            points.append((numbers[-2], numbers[-1]))
    if points:
        yield points


def _area(points: Points) -> float:
    """Of a polygon; negative if it goes round clockwise."""
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairwise([*points, points[0]])) / 2


def _encloses(outer: Points, points: Points) -> bool:
    """Whether the box around points is inside the box around others."""
    both = zip(zip(*outer, strict=True), zip(*points, strict=True), strict=True)
    return all(min(of) <= min(own) and max(own) <= max(of) for of, own in both)
