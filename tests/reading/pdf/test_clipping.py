"""PDFs that draw a long table whole on every sheet and clip away what the other sheets show, as Qt prints pages."""

from itertools import pairwise

import pytest
from reading.builders import own_rows
from reading.pdf_sheets import Sheet

from gxcrawl.reading import read_document

XS = [60, 240, 300, 360]
ROWS = [["", "制发", "废止"], *([f"第{n}类文件", str(10 + n), str(50 + n)] for n in range(8))]
HEIGHT = 24
SENTENCE = "以上为前四类文件，续表见下页。"
SHOWN = 5 * HEIGHT  # of the table, on the first sheet


def lines(sheet, top):
    bottom = top + len(ROWS) * HEIGHT
    yield from ((x, top, x, bottom) for x in XS)
    yield from ((XS[0], top + n * HEIGHT, XS[-1], top + n * HEIGHT) for n in range(len(ROWS) + 1))


def stroked(sheet, top):
    for line in lines(sheet, top):
        sheet.line(*line)


def thin_boxes(sheet, top):
    for x0, y0, x1, y1 in lines(sheet, top):
        sheet.canvas.rect(x0, sheet.height - y1, x1 - x0 or 0.7, y1 - y0 or 0.7, stroke=0, fill=1)


def framed_cells(sheet, top):
    for n in range(len(ROWS)):
        for x0, x1 in pairwise(XS):
            sheet.canvas.rect(x0, sheet.height - top - (n + 1) * HEIGHT, x1 - x0, HEIGHT, fill=0)


def draw_table(sheet, top, ruled):
    ruled(sheet, top)
    for n, row in enumerate(ROWS):
        for x, text in zip(XS, row, strict=False):
            sheet.text(x + 3, top + n * HEIGHT + 16, text, 11)


def window(sheet, top, height):
    """Nothing is painted outside of a band of the sheet."""
    path = sheet.canvas.beginPath()
    path.rect(40, sheet.height - top - height, 500, height)
    sheet.canvas.clipPath(path, stroke=0, fill=0)


@pytest.mark.parametrize("ruled", [stroked, thin_boxes, framed_cells])
@pytest.mark.parametrize("beside", [False, True])
def test_a_sheet_shows_only_the_rows_inside_its_clipping_box(ruled, beside):
    """beside: with a sentence where the next sheets' rows are drawn, but not shown."""
    sheet = Sheet()
    sheet.canvas.saveState()
    window(sheet, 300, SHOWN)
    draw_table(sheet, 300, ruled)
    sheet.canvas.restoreState()
    if beside:
        sheet.text(60, 300 + SHOWN + 30, SENTENCE, 11)
    sheet.next_page()
    window(sheet, 60, len(ROWS) * HEIGHT - SHOWN)
    draw_table(sheet, 60 - SHOWN, ruled)
    found = read_document(sheet.bytes())
    assert [row for table in found.tables for row in own_rows(table)] == ROWS
    assert [paragraph.text for paragraph in found.paragraphs] == ([SENTENCE] if beside else [])
