"""Tables that a page prints without lines between their columns, and the characters that are left beside them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from gxcrawl.model import Origin, Table
from gxcrawl.reading.pdf.frames import Box, Frames
from gxcrawl.reading.pdf.glyphs import Glyph, visible_groups
from gxcrawl.reading.pdf.grids import Grid
from gxcrawl.reading.spans import plain
from gxcrawl.reading.unruled import Finder, LooseTable, Segment, TextRow
from gxcrawl.reading.whitespace import LINE_BREAK, clean_cell, clean_line

_WORD_GAP = 0.6  # of the size: so wide a gap parts two cells
_CELL_GAP = 0.15  # so wide a gap does where no other is near: browsers leave two pixels between cells
_LETTER_SPACING = 1.2  # between single characters: 总 计
_MOST_ROWS = 300  # of text on one page; what labels belong together is quadratic, and a report's page has some 60
_SHORTEST_RULE = 120.0  # points: shorter lines are drawn below words


class PlacedTable(NamedTuple):
    """A table and the part of the page that it takes."""

    top: float
    bottom: float
    table: Table


def text_rows(glyphs: Sequence[Glyph]) -> list[TextRow]:
    """The rows of upright text, top to bottom, each cut where its gaps are wide."""
    return [_row(group) for group in visible_groups(glyphs)]


def _row(glyphs: Sequence[Glyph]) -> TextRow:
    cuts = _cuts(glyphs)
    parts = [glyphs[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(glyphs)], strict=True)]
    return TextRow(
        top=min(glyph.top for glyph in glyphs),
        bottom=max(glyph.bottom for glyph in glyphs),
        segments=tuple(_apart(list(_segments(parts)))),
    )


def _apart(segments: Sequence[Segment]) -> Iterator[Segment]:
    """The same, none reaching over the next one."""
    for one, after in zip(segments, [*segments[1:], None], strict=True):
        yield one if after is None or one.x1 <= after.x0 else Segment(one.text, one.x0, after.x0)


def _cuts(glyphs: Sequence[Glyph]) -> list[int]:
    """Before which characters of a row a cell begins.

    Between a digit and a character beside it writers leave a quarter; in a justified line gaps are alike.
    """
    numbered = {n for n in range(1, len(glyphs) - 2) if _begins_label(glyphs, n)}
    ends = [_end(one) if _is_digit(after) else one.x1 for one, after in pairwise(glyphs)]
    gaps = [0.0, *((after.x0 - end) / after.size for end, after in zip(ends, glyphs[1:], strict=True)), 0.0]
    return [
        n
        for n, gap in enumerate(gaps[1:-1], 1)
        if gap > _WORD_GAP
        or n in numbered
        or (gap > _CELL_GAP and (_is_alone(glyphs, gaps, n) or _begins_figure(glyphs, gaps, n)))
    ]


def _is_alone(glyphs: Sequence[Glyph], gaps: Sequence[float], n: int) -> bool:
    return gaps[n] > 2 * max(gaps[n - 1], gaps[n + 1]) and _is_digit(glyphs[n - 1]) == _is_digit(glyphs[n])


def _begins_figure(glyphs: Sequence[Glyph], gaps: Sequence[float], n: int) -> bool:
    """Whether digits that another gap ends stand behind this one."""
    end = n
    while end < len(glyphs) and _is_digit(glyphs[end]) and (end == n or gaps[end] <= _CELL_GAP):
        end += 1
    return end > n and (end == len(glyphs) or gaps[end] > _CELL_GAP)


def _begins_label(glyphs: Sequence[Glyph], n: int) -> bool:
    """Whether a number that begins a label stands here: （三）不予1.属于国家秘密, two cells without a gap."""
    return (
        glyphs[n + 1].text in ".．、"
        and _is_digit(glyphs[n])
        and not _is_digit(glyphs[n - 1])
        and not _is_digit(glyphs[n + 2])
    )


def _is_digit(glyph: Glyph) -> bool:
    return glyph.text.isdecimal()


def _segments(parts: Sequence[Sequence[Glyph]]) -> Iterator[Segment]:
    """The parts of a row; single characters spaced apart are one word."""
    word: list[Glyph] = []
    for part in parts:
        spaced = len(part) == 1 and part[0].text.isalpha() and word and word[-1].text.isalpha()
        if word and not (spaced and len(word) <= 2 and part[0].x0 - word[-1].x1 <= _LETTER_SPACING * word[-1].size):
            yield _segment(word)
            word = []
        word.extend(part)
    yield _segment(word)


def _segment(glyphs: Sequence[Glyph]) -> Segment:
    return Segment(clean_line("".join(glyph.text for glyph in glyphs)), glyphs[0].x0, glyphs[-1].x1)


def _end(glyph: Glyph) -> float:
    """Where a character's print ends: a wide bracket's right half is blank, and others may stand in it."""
    return glyph.x1 - 0.5 * glyph.size if glyph.text == "）" else glyph.x1


class LooseTables:
    """Finds them page by page; one that a page break cuts goes on."""

    def __init__(self) -> None:
        self._finder = Finder()

    def on_page(
        self, number: int, frames: Frames, grids: Sequence[Grid], glyphs: Sequence[Glyph], *, scanned: bool
    ) -> list[PlacedTable]:
        """Those of a page, beside the grids that lines make of it. scanned: whether it is a picture with text over it.

        Coloured areas and outer frames alone make grids too: what they hold is read again unless they hold all of it.
        """
        x_of_lines = [edge["x0"] for edge in frames.lines if edge["orientation"] == "v"]
        weak = [grid for grid in grids if _is_weak(grid, x_of_lines)]
        ruled = [grid.box for grid in grids if grid not in weak]
        shaded = [box for grid in weak for box in grid.cells]
        rows = text_rows([glyph for glyph in glyphs if not any(_holds(box, *glyph.middle) for box in ruled)])
        if len(rows) > _MOST_ROWS:
            return []
        rules = sorted(edge["top"] for edge in frames.lines if edge["width"] >= _SHORTEST_RULE)
        found = []
        for loose in self._finder.tables(rows, rules, guessed=scanned):
            of_table = rows[loose.first : loose.end]
            if not all(_has_cells(row, shaded) for row in of_table):
                bottom = max(row.bottom for row in of_table)
                found.append(PlacedTable(of_table[0].top, bottom, _table(loose, number)))
        return found


def _table(loose: LooseTable, page: int) -> Table:
    cells = [[clean_cell(text.replace("\n", LINE_BREAK)) for text in row] for row in loose.cells]
    return plain(cells, Origin(page=page), spans_known=False)


def _has_cells(row: TextRow, cells: Sequence[Box]) -> bool:
    """Whether all that a row prints stands in cells, each figure in one of its own."""
    places = [((one.x0 + one.x1) / 2, row.middle) for one in row.segments]
    owners = [next((n for n, box in enumerate(cells) if _holds(box, *place)), None) for place in places]
    of_labels, of_figures = set(owners[: len(row.labels)]), set(owners[len(row.labels) :])
    return None not in owners and len(of_figures) == len(row.figures) and not of_figures & of_labels


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _is_weak(grid: Grid, x_of_lines: Sequence[float]) -> bool:
    """Whether nobody drew lines between a grid's columns: it has one column only, or coloured areas make them."""
    x0, _, x1, _ = grid.box
    return len(grid.lefts) == 1 or not any(x0 + 1 < x < x1 - 1 for x in x_of_lines)
