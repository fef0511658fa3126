"""Cells of a ruled table and the characters in them → `Table`."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median_low

from gxcrawl.model import Origin, Table
from gxcrawl.reading.pdf.glyphs import Glyph
from gxcrawl.reading.pdf.lines import Line, joined, lines_of
from gxcrawl.reading.pdf.tables.frames import Box, holds_point
from gxcrawl.reading.spans import tidy
from gxcrawl.reading.whitespace import LINE_BREAK, clean_cell

_OVERSIZE = 1.8  # times the print of most of the table: a watermark lies over it

_SAME_COLUMN = 3.0  # points
_NEXT_DIGIT = 0.65  # of the size: distance from a digit to the next of its number, in the widest print
_NEXT_LINE = 1.2  # of the size: from the bottom of a line to the middle of the next in the same cell
_NO_GAP = 0.15  # of the size: cells leave more at either side of their line; OFD does not say how wide a digit is

_FIGURE = re.compile(r"\[?\d\]?|[.,−－-]")  # also a digit that is not seen, as beyond the paper's edge


def _nearest(x: float, others: Sequence[float]) -> float:
    """The nearest of these positions; the number itself if none is near."""
    nearest = min(others, key=lambda other: abs(other - x))
    return nearest if abs(nearest - x) <= _SAME_COLUMN else x


def _fills(box: Box, glyphs: Sequence[Glyph], size: float) -> bool:
    """True if all characters of a cell are larger than `size` and none extends beyond the cell."""
    return all(glyph.size > size and box[1] <= glyph.top and glyph.bottom <= box[3] for glyph in glyphs)


def _runs_over(one: Glyph, after: Glyph) -> bool:
    """True if two digits are as close as those of one number; positions count, as the widths of fonts may be wrong."""
    near = after.x0 - one.x1 < _NO_GAP * one.size and 0 <= after.x0 - one.x0 < _NEXT_DIGIT * one.size
    return near and abs(one.bottom - after.bottom) < _NO_GAP * one.size


class Grid:
    """A ruled table whose cells are being filled with characters."""

    def __init__(self, cells: Sequence[Box]) -> None:
        self.cells = sorted(cells, key=lambda box: (box[1], box[0]))
        self.lefts = sorted({box[0] for box in cells})
        self.tops = sorted({box[1] for box in cells})
        self.box: Box = (
            self.lefts[0], self.tops[0], max(box[2] for box in cells), max(box[3] for box in cells),
        )  # fmt: skip
        self.glyphs: list[list[Glyph]] = [[] for _ in self.cells]
        self.continuations: dict[int, str] = {}  # cell number -> the part of its text after a page break
        self.overflow: list[tuple[int, Glyph]] = []  # cell number, character printed below the table
        self._owners = self._fill()

    def _fill(self) -> list[list[int | None]]:
        """For each row and column the number of its cell; a cell covers all lines that begin inside it."""
        owners: list[list[int | None]] = [[None] * len(self.lefts) for _ in self.tops]
        for number, (x0, top, x1, bottom) in enumerate(self.cells):
            for row in range(bisect_left(self.tops, top), bisect_left(self.tops, bottom)):
                for column in range(bisect_left(self.lefts, x0), bisect_left(self.lefts, x1)):
                    if owners[row][column] is None:
                        owners[row][column] = number
        return owners

    def take(self, glyph: Glyph) -> bool:
        """Puts a character into the cell that contains its middle; False if there is none."""
        x, y = glyph.middle
        if not holds_point(self.box, x, y):
            return False
        row, column = bisect_left(self.tops, y) - 1, bisect_left(self.lefts, x) - 1
        number = self._owners[row][column] if row >= 0 and column >= 0 else None
        if number is None:
            return False
        self.glyphs[number].append(glyph)
        return True

    def find_overflow(self, outside: Sequence[Glyph]) -> None:
        """Notes the characters that print the last line of cells below the table; a page break may have cut its row.

        outside: the characters in no cell. There are none unless each one right below the table goes on the text of a
        cell, and no line of prose runs on from one cell to the next.
        """
        size = max((one.size for glyphs in self.glyphs for one in glyphs), default=0.0)
        line = [one for one in outside if 0 < one.middle[1] - self.box[3] <= size and not one.text.isspace()]
        below = [
            (number, one)
            for one in sorted(line, key=lambda one: one.x0)
            if (number := self._cell_above(one)) is not None
        ]
        runs_on = any(one[0] != after[0] and after[1].x0 - one[1].x1 < size / 2 for one, after in pairwise(below))
        self.overflow = [] if runs_on or len(below) < len(line) else below

    def take_overflow(self) -> None:
        """Puts these characters into their cells."""
        for number, glyph in self.overflow:
            self.glyphs[number].append(glyph)

    def _cell_above(self, glyph: Glyph) -> int | None:
        """The cell in the last row whose text goes on in a character below the table."""
        for number, (x0, _, x1, bottom) in enumerate(self.cells):
            if self.box[3] - bottom <= _SAME_COLUMN and x0 <= glyph.x0 and glyph.x1 <= x1 and self.glyphs[number]:
                last = max(one.bottom for one in self.glyphs[number])
                return number if 0 <= glyph.middle[1] - last <= _NEXT_LINE * glyph.size else None
        return None

    def drop_watermark(self) -> None:
        """Removes characters much larger than the table's own, except in cells whose text is all of that size."""
        sizes = [glyph.size for glyphs in self.glyphs for glyph in glyphs]
        if sizes and max(sizes) > (largest := _OVERSIZE * median_low(sizes)):
            self.glyphs = [
                glyphs if _fills(box, glyphs, largest) else [glyph for glyph in glyphs if glyph.size <= largest]
                for box, glyphs in zip(self.cells, self.glyphs, strict=True)
            ]

    def mark_cut_figures(self, outside: Sequence[Glyph]) -> None:
        """Marks numbers that cross the line between two cells: it is unknown which digits belong to which cell.

        outside: the characters in no cell; needed for a table wider than its page, whose numbers may be cut at the
        paper's edge.
        """
        digits = [
            (round(glyph.bottom, 1), glyph.x0, number, place)
            for number, glyphs in enumerate([*self.glyphs, outside])
            for place, glyph in enumerate(glyphs)
            if glyph.turn == "upright" and _FIGURE.fullmatch(glyph.text)
        ]
        for (_, _, number, place), (_, _, next_number, next_place) in pairwise(sorted(digits)):
            if number != next_number:
                one, after = self._glyph(number, place, outside), self._glyph(next_number, next_place, outside)
                if _runs_over(one, after):
                    self._mark(number, place, f"{one.text}|")
                    self._mark(next_number, next_place, f"|{after.text}")

    def _glyph(self, number: int, place: int, outside: Sequence[Glyph]) -> Glyph:
        return (self.glyphs[number] if number < len(self.glyphs) else outside)[place]

    def _mark(self, number: int, place: int, text: str) -> None:
        if number < len(self.glyphs):
            self.glyphs[number][place] = replace(self.glyphs[number][place], text=text)

    def texts(self) -> list[str]:
        """The text of each cell."""
        return [self._text(number) for number in range(len(self.cells))]

    def _text(self, number: int) -> str:
        left, _, right, _ = self.cells[number]
        printed = joined(lines_of(self.glyphs[number]), right - left)
        return clean_cell(LINE_BREAK.join([printed, self.continuations.get(number, "").replace("\n", LINE_BREAK)]))

    def last_line(self, number: int) -> Line:
        """The last line of text in a cell."""
        return lines_of(self.glyphs[number])[-1]

    def row_texts(self, row: int) -> list[str]:
        """The texts of the cells that begin in a row."""
        return [self._text(number) for number, box in enumerate(self.cells) if box[1] == self.tops[row]]

    def drop_row(self, row: int) -> None:
        """Removes a row: its cells are deleted, those that extend further down begin one row later."""
        top, *rest = self.tops[row:]
        following = rest[0] if rest else self.box[3]
        kept = [number for number, box in enumerate(self.cells) if box[1] != top or box[3] > following]
        self.glyphs = [self.glyphs[number] for number in kept]
        boxes = (self.cells[number] for number in kept)
        self.cells = [(x0, following if y0 == top else y0, x1, y1) for x0, y0, x1, y1 in boxes]
        del self.tops[row]
        self._owners = self._fill()

    def split(self, number: int, cuts: Sequence[float]) -> None:
        """Splits a cell at these positions; each character goes where its middle is."""
        x0, top, x1, bottom = self.cells[number]
        glyphs = self.glyphs[number]
        parts = list(pairwise([x0, *cuts, x1]))
        self.cells[number : number + 1] = [(left, top, right, bottom) for left, right in parts]
        self.glyphs[number : number + 1] = [
            [glyph for glyph in glyphs if left <= glyph.middle[0] < right or right == x1 <= glyph.middle[0]]
            for left, right in parts
        ]
        self._owners = self._fill()

    def put_above(self, rows: "Grid", crossing: Mapping[int, int]) -> None:
        """Inserts the rows of another grid above the first row; columns are matched with a small tolerance.

        crossing: cells of those rows that continue in cells here, and become one.
        """
        lift = self.tops[0] - rows.box[3]
        rights = sorted({box[2] for box in self.cells})
        boxes, glyphs, continued = list(self.cells), list(self.glyphs), dict(self.continuations)
        for number, (x0, top, x1, bottom) in enumerate(rows.cells):
            if (lower := crossing.get(number)) is None:
                end = min(bottom + lift, self.tops[0])  # not beyond, by rounding
                boxes.append((_nearest(x0, self.lefts), top + lift, _nearest(x1, rights), end))
                glyphs.append(rows.glyphs[number])
                continue
            continued[lower] = self._text(lower)
            boxes[lower] = (boxes[lower][0], top + lift, *boxes[lower][2:])
            glyphs[lower] = rows.glyphs[number]
        order = sorted(range(len(boxes)), key=lambda number: (boxes[number][1], boxes[number][0]))
        self.cells, self.glyphs = [boxes[number] for number in order], [glyphs[number] for number in order]
        self.continuations = {order.index(number): text for number, text in continued.items()}
        self.lefts, self.tops = sorted({box[0] for box in boxes}), sorted({box[1] for box in boxes})
        self.box = (self.lefts[0], self.tops[0], self.box[2], self.box[3])
        self._owners = self._fill()

    def table(self, origin: Origin) -> Table:
        """The table in pdfplumber's cells; a position without a cell has the owner None."""
        texts = self.texts()
        begins: dict[int, tuple[int, int]] = {}
        owners = [
            tuple(
                None if number is None else begins.setdefault(number, (row, column))
                for column, number in enumerate(line)
            )
            for row, line in enumerate(self._owners)
        ]
        rows = [tuple("" if number is None else texts[number] for number in line) for line in self._owners]
        return tidy(Table(rows=tuple(rows), owners=tuple(owners), origin=origin))
