"""Cells without a line between them where other rows of the table have one: styles that rule every other row."""

from bisect import bisect
from collections.abc import Sequence
from itertools import pairwise

from gxcrawl.reading.pdf.glyphs import Glyph
from gxcrawl.reading.pdf.tables.grids import Grid
from gxcrawl.reading.pdf.tables.text_rows import text_rows
from gxcrawl.reading.unruled import Segment, TextRow

_FEWEST_LABELS = 3
_EVEN = 1.2  # times the smallest step


def split_open_cells(grid: Grid) -> None:
    """Splits each cell that holds a label and figures, or a figure for every column, at the columns' lines."""
    for number in reversed(range(len(grid.cells))):
        x0, _, x1, _ = grid.cells[number]
        inside = [x for x in grid.lefts if x0 + 1 < x < x1 - 1]
        glyphs = grid.glyphs[number]
        cuts = _cuts(text_rows(glyphs), inside) if inside and glyphs and not _is_spread(glyphs) else []
        if cuts:
            grid.split(number, cuts)


def _cuts(rows: Sequence[TextRow], columns: Sequence[float]) -> list[float]:
    """The column lines at which a cell is split; [] for a single cell, several rows of figures, or a figure before no
    line.
    """
    with_figures = [row for row in rows if row.figures]
    if not with_figures:
        return list(columns) if _each_has_label(rows, columns) else []
    if len(with_figures) != 1 or len(with_figures[0].segments) < 2:
        return []
    (row,) = with_figures
    begins = [_before(*pair, columns) for pair in pairwise(row.segments[max(len(row.labels) - 1, 0) :])]
    cuts = [x for x in begins if x is not None]
    if len(cuts) < len(begins):
        return []
    if len(row.figures) > 1:  # a column without a figure has a cell, too
        cuts = sorted({*cuts, *(x for x in columns if x > cuts[0])})
    crossed = any(one.x0 < x < one.x1 for one in row.figures for x in cuts)
    return [] if crossed else cuts


def _each_has_label(rows: Sequence[TextRow], columns: Sequence[float]) -> bool:
    """True if there are three or more columns, each with words of its own, none of which crosses a column line."""
    words = [one for row in rows for one in row.segments]
    if len(columns) < _FEWEST_LABELS - 1 or any(one.x0 < x < one.x1 for one in words for x in columns):
        return False
    return len({bisect(columns, one.x0) for one in words}) == len(columns) + 1


def _is_spread(glyphs: Sequence[Glyph]) -> bool:
    """True if the characters of a line are equally spaced, one label over the whole width of its cell: 复 议 后 起
    诉.
    """
    printed = sorted((one for one in glyphs if not one.text.isspace()), key=lambda one: one.x0)
    steps = [after.x0 - one.x0 for one, after in pairwise(printed)]
    if len(steps) < _FEWEST_LABELS - 1 or not all(one.text.isalpha() for one in printed):
        return False
    return max(steps) <= _EVEN * min(steps)


def _before(left: Segment, right: Segment, columns: Sequence[float]) -> float | None:
    """The last line between two neighbouring characters."""
    return max((x for x in columns if left.x1 - 1 <= x <= right.x0 + 1), default=None)
