"""Tables that a page prints without lines between columns, and the characters that remain beside them."""

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

_MOST_ROWS = 300  # of text on one page; grouping labels is quadratic, and a report's page has about 60
_MANY_FIGURES = 3  # more than any cell prints side by side
_TALL = 30.0  # points: two rows of a table
_SHORTEST_RULE = 120.0  # points: shorter lines are drawn below words


class PlacedTable(NamedTuple):
    """A table and the area of the page that it covers."""

    top: float
    bottom: float
    table: Table

    def meets(self, box: Box) -> bool:
        """True if it overlaps a box vertically."""
        return self.top < box[3] and box[1] < self.bottom


class LooseTables:
    """Finds such tables page by page; one cut by a page break continues."""

    def __init__(self) -> None:
        self._finder = Finder()

    def on_page(
        self, number: int, frames: Frames, grids: Sequence[Grid], glyphs: Sequence[Glyph], pictures: Sequence[Box]
    ) -> list[PlacedTable]:
        """The tables of a page, beside the grids made by its lines.

        pictures: large ones; text over a picture may be the output of OCR, so no figure of a table there counts as a
        number. Coloured areas and outer frames also make grids: their contents are read again here unless the grid
        holds all of them.
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
            weak += beside  # lines that frame only a part of each row


def _found(
    finder: Finder,
    number: int,
    grids: Sequence[Grid],
    weak: Sequence[Grid],
    glyphs: Sequence[Glyph],
    rules: Sequence[float],
    pictures: Sequence[Box],
) -> list[PlacedTable]:
    """The tables among the characters outside strong grids."""
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
    """True if everything in a row stands in cells, each figure in a cell of its own."""
    places = [((one.x0 + one.x1) / 2, row.middle) for one in row.segments]
    owners = [next((n for n, box in enumerate(cells) if holds_point(box, *place)), None) for place in places]
    of_labels, of_figures = set(owners[: len(row.labels)]), set(owners[len(row.labels) :])
    return None not in owners and len(of_figures) == len(row.figures) and not of_figures & of_labels


def _swallows_rows(grid: Grid, glyphs: Sequence[Glyph]) -> bool:
    """True if one of the grid's cells holds several rows of figures: some rows lack lines that end others."""
    large = [
        box for box in grid.cells if box[3] - box[1] > _TALL and sum(box[0] <= left < box[2] for left in grid.lefts) > 1
    ]
    inside = ([glyph for glyph in glyphs if holds_point(box, *glyph.middle)] for box in large)
    return any(sum(len(row.figures) >= _MANY_FIGURES for row in text_rows(held)) > 1 for held in inside)


def _is_weak(grid: Grid, x_of_lines: Sequence[float]) -> bool:
    """True if no lines are drawn between a grid's columns: it has a single one, or coloured areas form them."""
    x0, _, x1, _ = grid.box
    return len(grid.lefts) == 1 or not any(x0 + 1 < x < x1 - 1 for x in x_of_lines)
