"""The position of an object on a page: boundary and matrix in millimetres → points of the page."""

import math
from dataclasses import dataclass
from typing import Self

from lxml import etree

from gxcrawl.reading.pdf.pages import Printed

_POINTS = 72 / 25.4  # per millimetre

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_TRUTHS = {"true": True, "1": True, "false": False, "0": False}


def numbers(text: str | None) -> list[float]:
    """The numbers in an attribute's text. Raises ValueError if one is not a number."""
    found = [float(word) for word in (text or "").split()]
    if not all(map(math.isfinite, found)):
        raise ValueError(f"no number: {text}")
    return found


def number(element: etree._Element, attribute: str, default: float) -> float:
    """The number in an attribute; the default if it is missing. Raises ValueError if it is not a number."""
    return (*numbers(element.get(attribute)), default)[0]


def truth(element: etree._Element, attribute: str, *, default: bool) -> bool:
    """The boolean in an attribute; the default if it is missing. Raises ValueError if it is not a boolean."""
    word = element.get(attribute, "").strip().lower()
    if word and word not in _TRUTHS:
        raise ValueError(f"no truth value: {word}")
    return _TRUTHS.get(word, default)


@dataclass(frozen=True, slots=True)
class Placing:
    """Transforms an object's coordinates to those of the page; y increases downwards everywhere."""

    x: float
    y: float
    matrix: Matrix = _IDENTITY

    def of(self, element: etree._Element) -> Self:
        """The placing of an object inside this one, from its `Boundary` and its matrix (`CTM`)."""
        left, top = (*numbers(element.get("Boundary")), 0.0, 0.0)[:2]
        given = numbers(element.get("CTM"))
        a, b, c, d, e, f = given if len(given) == 6 else _IDENTITY
        x, y = self._moved(left, top)
        k, m, n, o = self.matrix[:4]
        moved = (k * a + n * b, m * a + o * b, k * c + n * d, m * c + o * d, k * e + n * f, m * e + o * f)
        return type(self)(x, y, moved)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the object in points of the page."""
        x, y = self._moved(x, y)
        return self.length(x), self.length(y)

    def _moved(self, x: float, y: float) -> tuple[float, float]:
        """A point of the object in millimetres of the page."""
        a, b, c, d, e, f = self.matrix
        return self.x + a * x + c * y + e, self.y + b * x + d * y + f

    def boundary(self, element: etree._Element) -> Printed:
        """The bounding box of an object's `Boundary` on the page, in points."""
        left, top, width, height = (*numbers(element.get("Boundary")), 0.0, 0.0, 0.0, 0.0)[:4]
        return box_of([self.point(left, top), self.point(left + width, top + height)])

    @staticmethod
    def length(millimetres: float) -> float:
        """Millimetres in points."""
        return millimetres * _POINTS


def box_of(points: list[tuple[float, float]]) -> Printed:
    """The smallest box around these points."""
    xs, ys = zip(*points, strict=True)
    x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
    return {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top}
