"""Rows of text with their places, and the figures at their right ends."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gxcrawl.reading.unruled.words import counts, is_figure, is_part_of_unit

_FEWEST_OF_LABEL = 3  # figures: fewer may have a unit in a column of its own before them


@dataclass(frozen=True, slots=True)
class Segment:
    """Text of a row without a wide gap."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class TextRow:
    """One row of text, left to right; y grows downwards.

    blank: it ends with a unit that has no figure.
    """

    top: float
    bottom: float
    segments: tuple[Segment, ...]
    blank: bool = False

    @property
    def middle(self) -> float:
        """Its vertical position on the page."""
        return (self.top + self.bottom) / 2

    @property
    def figures(self) -> tuple[Segment, ...]:
        """The figures at the end of the row, with units beside them; () if it ends with words.

        A single unit before several figures is the last line of a label: 8.属于行政查询事⏎项.
        """
        start = len(self.segments)
        while start and counts(self.segments[start - 1].text):
            start -= 1
        tail = self.segments[start:]
        count = sum(is_figure(one.text) for one in tail)
        if count == len(tail) - 1 >= _FEWEST_OF_LABEL and not is_figure(tail[0].text):
            return tail[1:]
        return tail if self.blank or count else ()

    @property
    def labels(self) -> tuple[Segment, ...]:
        """The segments before the figures."""
        return self.segments[: len(self.segments) - len(self.figures)]


def with_blank_figures(rows: Sequence[TextRow]) -> list[TextRow]:
    """The rows; a row with only a label and a unit, below units of other rows, is marked `blank`.

    A part of a unit in a row of its own, as 万 above 元, is dropped: its real row lies between the two.
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
