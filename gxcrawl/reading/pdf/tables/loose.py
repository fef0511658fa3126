"""Tables that a page prints without lines between their columns, and the characters that are left beside them."""

from collections.abc import Sequence
from copy import copy
from typing import NamedTuple

from gxcrawl.model import Origin, Table
from gxcrawl.reading.pdf.glyphs import Glyph
from gxcrawl.reading.pdf.tables.frames import Box, Frames, holds_point
from gxcrawl.reading.pdf.tables.grids import Grid
from gxcrawl.reading.pdf.tables.text_rows import text_rows
from gxcrawl.reading.spans import plain
from gxcrawl.reading.unruled import Finder, LooseTable, TextRow, doubted
from gxcrawl.reading.whitespace import clean_cell, wrapped

_MOST_ROWS = 300  # of text on one page; what labels belong together is quadratic, and a report's page has some 60
_MANY_FIGURES = 3  # no cell prints as many side by side
_TALL = 30.0  # points: two rows of a table
_SHORTEST_RULE = 120.0  # points: shorter lines are drawn below words


class PlacedTable(NamedTuple):
    """A table and the part of the page that it takes."""

    top: float
    bottom: float
    table: Table

    def meets(self, box: Box) -> bool:
        """Whether it stands on the height of a box."""
        return self.top < box[3] and box[1] < self.bottom


class LooseTables:
    """Finds them page by page; one that a page break cuts goes on."""

    def __init__(self) -> None:
        self._finder = Finder()

    def on_page(
        self, number: int, frames: Frames, grids: Sequence[Grid], glyphs: Sequence[Glyph], pictures: Sequence[Box]
    ) -> list[PlacedTable]:
        """Those of a page, beside the grids that lines make of it. pictures: large ones; the text over a picture may
        be what a program made of it, so that no figure of a table there is a number.

        Coloured areas and outer frames alone make grids too: what they hold is read again unless they hold all of it.
        """
        x_of_lines = [edge["x0"] for edge in frames.lines if edge["orientation"] == "v"]
        rules = sorted(edge["top"] for edge in frames.lines if edge["width"] >= _SHORTEST_RULE)
        weak = [grid for grid in grids if _is_weak(grid, x_of_lines) or _swallows_rows(grid, glyphs)]
        while True:
            finder = copy(self._finder)
            found = _found(finder, number, grids, weak, glyphs, rules, pictures)
            beside = [grid for grid in grids if grid not in weak and any(one.meets(grid.box) for one in found)]
            if not beside:
                self._finder = finder
                return found
            weak += beside  # lines that frame a part of each row only


def _found(
    finder: Finder,
    number: int,
    grids: Sequence[Grid],
    weak: Sequence[Grid],
    glyphs: Sequence[Glyph],
    rules: Sequence[float],
    pictures: Sequence[Box],
) -> list[PlacedTable]:
    """Those among the characters that stand in no strong grid."""
    ruled = [grid.box for grid in grids if grid not in weak]
    shaded = [box for grid in weak for box in grid.cells]
    rows = text_rows([glyph for glyph in glyphs if not any(holds_point(box, *glyph.middle) for box in ruled)])
    if len(rows) > _MOST_ROWS:
        return []
    found = []
    for loose in finder.tables(rows, rules):
        of_table = rows[loose.first : loose.end]
        guessed = any(all(holds_point(box, row.segments[0].x0, row.middle) for row in of_table) for box in pictures)
        table = _table(doubted(loose) if guessed else loose, number)
        placed = PlacedTable(of_table[0].top, max(row.bottom for row in of_table), table)
        found.append((placed, all(_has_cells(row, shaded) for row in of_table)))
    apart = [one for one, in_cells in found if not in_cells]
    broken = [grid.box for grid in weak if any(one.meets(grid.box) for one in apart)]
    return [one for one, in_cells in found if not in_cells or any(map(one.meets, broken))]


def _table(loose: LooseTable, page: int) -> Table:
    cells = [[clean_cell(wrapped(text.split("\n"))) for text in row] for row in loose.cells]
    return plain(cells, Origin(page=page), spans_known=False)


def _has_cells(row: TextRow, cells: Sequence[Box]) -> bool:
    """Whether all that a row prints stands in cells, each figure in one of its own."""
    places = [((one.x0 + one.x1) / 2, row.middle) for one in row.segments]
    owners = [next((n for n, box in enumerate(cells) if holds_point(box, *place)), None) for place in places]
    of_labels, of_figures = set(owners[: len(row.labels)]), set(owners[len(row.labels) :])
    return None not in owners and len(of_figures) == len(row.figures) and not of_figures & of_labels


def _swallows_rows(grid: Grid, glyphs: Sequence[Glyph]) -> bool:
    """Whether one of its cells holds rows of figures: lines that some rows lack end others, too."""
    large = [
        box for box in grid.cells if box[3] - box[1] > _TALL and sum(box[0] <= left < box[2] for left in grid.lefts) > 1
    ]
    inside = ([glyph for glyph in glyphs if holds_point(box, *glyph.middle)] for box in large)
    return any(sum(len(row.figures) >= _MANY_FIGURES for row in text_rows(held)) > 1 for held in inside)


def _is_weak(grid: Grid, x_of_lines: Sequence[float]) -> bool:
    """Whether nobody drew lines between a grid's columns: it has one column only, or coloured areas make them."""
    x0, _, x1, _ = grid.box
    return len(grid.lefts) == 1 or not any(x0 + 1 < x < x1 - 1 for x in x_of_lines)
