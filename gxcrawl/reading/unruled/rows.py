"""Rows of text with their places, and the figures at their right ends."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gxcrawl.reading.unruled.words import counts, is_figure, is_part_of_unit


@dataclass(frozen=True, slots=True)
class Segment:
    """What a row prints without a gap."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class TextRow:
    """One row of text, left to right; y counts downwards. blank: it ends with a unit that counts no figure."""

    top: float
    bottom: float
    segments: tuple[Segment, ...]
    blank: bool = False

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.top + self.bottom) / 2

    @property
    def figures(self) -> tuple[Segment, ...]:
        """The figures, and the units beside them, that the row ends with; () where it ends with words."""
        start = len(self.segments)
        while start and counts(self.segments[start - 1].text):
            start -= 1
        tail = self.segments[start:]
        return tail if self.blank or any(is_figure(one.text) for one in tail) else ()

    @property
    def labels(self) -> tuple[Segment, ...]:
        """What stands before the figures."""
        return self.segments[: len(self.segments) - len(self.figures)]


def with_blank_figures(rows: Sequence[TextRow]) -> list[TextRow]:
    """The same, those marked that print a label and a unit alone, below the units of others.

    What is printed there and is only a part of a unit, as 万 above 元, is left out: its row stands between the two.
    """
    units = [one for row in rows for one in row.figures if not is_figure(one.text)]
    if not units:
        return list(rows)
    x0, x1 = min(one.x0 for one in units), max(one.x1 for one in units)
    return [_with_blank_figure(row, x0, x1) for row in rows]


def _with_blank_figure(row: TextRow, x0: float, x1: float) -> TextRow:
    last = row.segments[-1]
    if row.figures or last.x1 <= x0 or last.x0 >= x1:
        return row
    if len(row.segments) > 1 and counts(last.text):
        return replace(row, blank=True)
    return replace(row, segments=row.segments[:-1]) if is_part_of_unit(last.text) else row
