"""Shapes of a page → their parts inside the clipping box.

A program that prints a long page may draw it whole on every sheet and clip away what other sheets show.
"""

from pdfminer.layout import LTComponent, LTLine, LTRect

from gxcrawl.reading.pdf.tables.frames import Box
from gxcrawl.reading.pdf.tables.rulings import THICKEST_LINE

HAIR = 1.0  # point: a line on the border of the clipping box is half visible


def is_clipped_away(shape: LTComponent, clip: Box) -> bool:
    """True if nothing of a shape is inside the clipping box; a box that only touches it is outside, a line is not."""
    return _is_beyond(shape.x0, shape.x1, clip[0], clip[2]) or _is_beyond(shape.y0, shape.y1, clip[1], clip[3])


def _is_beyond(start: float, end: float, first: float, last: float) -> bool:
    least = HAIR if end - start > THICKEST_LINE else -HAIR
    return min(end, last) - max(start, first) < least


def cut_line(shape: LTComponent, clip: Box) -> None:
    """Shortens a horizontal or vertical line to its visible part; other shapes stay."""
    x0, y0, x1, y1 = shape.x0, shape.y0, shape.x1, shape.y1
    if shape.width <= THICKEST_LINE:
        y0, y1 = max(y0, clip[1]), min(y1, clip[3])
    elif shape.height <= THICKEST_LINE:
        x0, x1 = max(x0, clip[0]), min(x1, clip[2])
    if (x0, y0, x1, y1) == shape.bbox or x0 > x1 or y0 > y1:
        return
    if isinstance(shape, LTRect):
        shape.set_bbox((x0, y0, x1, y1))
        shape.pts = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    elif isinstance(shape, LTLine):
        shape.set_bbox((x0, y0, x1, y1))
        shape.pts = [(x0, y0), (x1, y1)]
