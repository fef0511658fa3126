"""Cells of a ruled table and the characters in them → `Table`."""

from bisect import bisect_left
from collections.abc import Sequence

from gxcrawl.model import Origin, Table
from gxcrawl.reading.pdf.frames import Box
from gxcrawl.reading.pdf.glyphs import Glyph, lines_of
from gxcrawl.reading.spans import without_spacers
from gxcrawl.reading.whitespace import LINE_BREAK, clean_cell


class Grid:
    """A ruled table while characters are put into its cells."""

    def __init__(self, cells: Sequence[Box]) -> None:
        self.cells = sorted(cells, key=lambda box: (box[1], box[0]))
        self.lefts = sorted({box[0] for box in cells})
        self.tops = sorted({box[1] for box in cells})
        self.box: Box = (
            self.lefts[0], self.tops[0], max(box[2] for box in cells), max(box[3] for box in cells),
        )  # fmt: skip
        self.glyphs: list[list[Glyph]] = [[] for _ in self.cells]
        self._owners = self._fill()

    def _fill(self) -> list[list[int | None]]:
        """For each row and column the number of the cell there; a cell covers all lines that begin inside it."""
        owners: list[list[int | None]] = [[None] * len(self.lefts) for _ in self.tops]
        for number, (x0, top, x1, bottom) in enumerate(self.cells):
            for row in range(bisect_left(self.tops, top), bisect_left(self.tops, bottom)):
                for column in range(bisect_left(self.lefts, x0), bisect_left(self.lefts, x1)):
                    if owners[row][column] is None:
                        owners[row][column] = number
        return owners

    def take(self, glyph: Glyph) -> bool:
        """Puts a character into the cell that its middle lies in; False where it lies in none."""
        x, y = glyph.middle
        if not (self.box[0] <= x <= self.box[2] and self.box[1] <= y <= self.box[3]):
            return False
        row, column = bisect_left(self.tops, y) - 1, bisect_left(self.lefts, x) - 1
        number = self._owners[row][column] if row >= 0 and column >= 0 else None
        if number is None:
            return False
        self.glyphs[number].append(glyph)
        return True

    def texts(self) -> list[str]:
        """The text of each cell."""
        return [clean_cell(LINE_BREAK.join(line.text for line in lines_of(glyphs))) for glyphs in self.glyphs]

    def prose_rows(self) -> int:
        """How many rows at the top are one cell each and together hold more than a block header: boxed prose."""
        count = 0
        while count < len(self.tops) and len(set(self._owners[count])) == 1:
            count += 1
        return count if count > 1 else 0

    def table(self, origin: Origin, first_row: int = 0) -> Table:
        """The table from a row on, as pdfplumber found its cells; a position without a cell has owner None."""
        texts = self.texts()
        begins: dict[int, tuple[int, int]] = {}
        owners = [
            tuple(
                None if number is None else begins.setdefault(number, (row, column))
                for column, number in enumerate(line)
            )
            for row, line in enumerate(self._owners[first_row:])
        ]
        rows = [tuple("" if number is None else texts[number] for number in line) for line in self._owners[first_row:]]
        return without_spacers(Table(rows=tuple(rows), owners=tuple(owners), origin=origin))
