"""The official tables printed without lines between their columns, in the ways that writers of PDFs do."""

from dataclasses import dataclass
from itertools import accumulate

from reading.pdf_sheets import FONT, Sheet
from reportlab.pdfbase.pdfmetrics import stringWidth
from support.official import Rows

from gxcrawl.reading.spans import SpanCell, expand

PRINT, PITCH = 9, 11.0
BOTTOM = 780
WIDTHS = {
    4: [150, 120, 120, 120],
    10: [26, 50, 130] + [42] * 7,
    15: [33] * 15,
}


@dataclass(frozen=True)
class Style:
    """left: cells begin at the left edge, else they are centred. top: they begin at the top. rules: one above each row
    and one below the last. shaded: every other row. padding: between rows.
    """

    left: bool = False
    top: bool = False
    rules: bool = False
    shaded: bool = False
    padding: float = 4


def wrapped(text: str, width: float) -> list[str]:
    """The text in lines of whole characters."""
    if not text:
        return []
    if stringWidth(text, FONT, PRINT) <= width:
        return [text]
    size = max(int(width // PRINT), 1)
    return [text[begin : begin + size] for begin in range(0, len(text), size)]


class UnruledSheet(Sheet):
    """A sheet with a place from which it is written on; a table that does not fit goes on on the next page."""

    def __init__(self, style: Style):
        super().__init__()
        self.style = style
        self.at = 60.0

    def heading(self, text: str):
        if self.at > BOTTOM - 100:
            self.break_page()
        self.at += 24
        self.text(60, self.at, text, 12)
        self.at += 14

    def break_page(self):
        self.next_page()
        self.at = 60.0

    def table(self, rows: Rows):
        table = expand(rows)
        cells = {
            (r, c): cell._replace(rowspan=max(cell.rowspan, 1))
            for r, row in enumerate(rows)
            for c, cell in zip((c for c, _ in table.own_cells(r)), row, strict=True)
        }
        edges = list(accumulate(WIDTHS[len(table.rows[0])], initial=45.0))
        heights = [self._height(r, cells, edges) for r in range(len(rows))]
        begin = 0
        while begin < len(rows):
            end = begin + 1
            while end < len(rows) and self.at + sum(heights[begin : end + 1]) <= BOTTOM:
                end += 1
            self._rows(range(begin, end), heights, cells, edges)
            if end < len(rows):
                self.break_page()
            begin = end

    def _height(self, row, cells, edges) -> float:
        own = [(place, cell) for place, cell in cells.items() if place[0] == row and cell.rowspan == 1]
        lines = [len(wrapped(cell.text, self._width(place, cell, edges))) for place, cell in own]
        return PITCH * max([*lines, 1]) + self.style.padding

    def _width(self, place: tuple[int, int], cell: SpanCell, edges: list[float]) -> float:
        return edges[place[1] + max(cell.colspan, 1)] - edges[place[1]] - 2

    def _rows(self, shown: range, heights, cells, edges):
        tops = dict(zip(shown, accumulate((heights[r] for r in shown), initial=self.at), strict=False))
        end = self.at + sum(heights[r] for r in shown)
        tops[shown.stop] = end
        for row in shown:
            if self.style.shaded and row % 2:
                self.canvas.setFillGray(0.9)
                self.canvas.rect(edges[0], self.height - tops[row + 1], edges[-1] - edges[0], heights[row], 0, 1)
                self.canvas.setFillGray(0)
            if self.style.rules:
                self.line(edges[0], tops[row], edges[-1], tops[row])
        if self.style.rules:
            self.line(edges[0], end, edges[-1], end)
        for (row, column), cell in cells.items():
            if row in shown:
                bottom = tops[min(row + cell.rowspan, shown.stop)]
                self._cell(cell.text, tops[row], bottom, edges[column], self._width((row, column), cell, edges))
        self.at = end

    def _cell(self, text, top, bottom, x, width):
        lines = wrapped(text, width)
        blank = self.style.padding / 2 if self.style.top else (bottom - top - PITCH * len(lines)) / 2
        for number, line in enumerate(lines):
            indent = 1 if self.style.left else (width - stringWidth(line, FONT, PRINT)) / 2 + 1
            self.text(x + indent, top + blank + PITCH * (number + 1) - 3, line, PRINT)
