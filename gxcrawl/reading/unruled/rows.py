"""Rows of text with their places, and the figures at their right ends."""

from dataclasses import dataclass

from gxcrawl.reading.unruled.words import counts, is_figure


@dataclass(frozen=True, slots=True)
class Segment:
    """What a row prints without a gap."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class TextRow:
    """One row of text, left to right; y counts downwards."""

    top: float
    bottom: float
    segments: tuple[Segment, ...]

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
        return tail if any(is_figure(one.text) for one in tail) else ()

    @property
    def labels(self) -> tuple[Segment, ...]:
        """What stands before the figures."""
        return self.segments[: len(self.segments) - len(self.figures)]
