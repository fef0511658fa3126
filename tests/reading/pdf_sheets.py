"""PDFs drawn line by line, for tests."""

import io

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


class Sheet:
    """A PDF drawn line by line; y counts downwards from the top."""

    def __init__(self, size=A4, **options):
        self.stream = io.BytesIO()
        self.canvas = Canvas(self.stream, pagesize=size, **options)
        self.height = size[1]

    def text(self, x, y, text, size=12):
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self.height - y, text)

    def line(self, x0, y0, x1, y1):
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def grid(self, xs, ys, cells, *, top=True, bottom=True, sides=True):
        """Ruled cells; `cells` maps (row, column, rows down, columns right) to the text."""
        for (row, column, down, right), text in cells.items():
            x0, x1, y0, y1 = xs[column], xs[column + right], ys[row], ys[row + down]
            if top or row:
                self.line(x0, y0, x1, y0)
            if bottom or row + down < len(ys) - 1:
                self.line(x0, y1, x1, y1)
            if sides or column:
                self.line(x0, y0, x0, y1)
            if sides or column + right < len(xs) - 1:
                self.line(x1, y0, x1, y1)
            for number, part in enumerate(text.split("\n")):
                self.text(x0 + 3, y0 + 14 + 13 * number, part, 11)

    def next_page(self):
        self.canvas.showPage()

    def bytes(self):
        self.canvas.save()
        return self.stream.getvalue()


def plain_cells(rows, first=0):
    return {(first + r, c, 1, 1): text for r, row in enumerate(rows) for c, text in enumerate(row)}
