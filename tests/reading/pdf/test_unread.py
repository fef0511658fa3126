"""Print beside digits of a PDF that is no text: what it says nobody can read, so that the digits are no number."""

import pytest
from PIL import Image
from reading.pdf_sheets import Sheet, plain_cells
from reportlab.lib.colors import red, white
from reportlab.lib.utils import ImageReader

from gxcrawl.errors import Unreadable
from gxcrawl.reading import read_document

XS, YS = [60, 160, 220, 280], [100, 130, 160]
CELLS = plain_cells([["1.规章", "13", ""], ["行政许可", "31", "45"]])


def line(x0, y0, x1, y1, color=None):
    def draw(sheet):
        if color is not None:
            sheet.canvas.setStrokeColor(color)
        sheet.line(x0, y0, x1, y1)

    return draw


def box(x, y, width, height, fill=1, color=None):
    def draw(sheet):
        if color is not None:
            sheet.canvas.setFillColor(color)
        sheet.canvas.rect(x, sheet.height - y, width, height, stroke=1 - fill, fill=fill)

    return draw


def seven(x):
    """A digit as an outline."""

    def draw(sheet):
        path = sheet.canvas.beginPath()
        path.moveTo(x, sheet.height - 107)
        for right, down in ((5, 107), (5, 108), (2, 114), (1, 114), (4, 108), (0, 108)):
            path.lineTo(x + right, sheet.height - down)
        sheet.canvas.drawPath(path, stroke=0, fill=1)

    return draw


def picture(x):
    image = ImageReader(Image.new("RGB", (4, 6)))
    return lambda sheet: sheet.canvas.drawImage(image, x, sheet.height - 114, 5, 8)


@pytest.mark.parametrize(
    ("drawn", "row"),
    [
        (line(158, 110, 162, 110), ("1.规章", "13", "")),  # of which the half is another cell's
        (line(161.6, 110, 162.8, 110), ("1.规章", "�13", "")),
        (box(175, 110, 4, 0.5), ("1.规章", "13�", "")),
        (box(176, 114, 1, 1), ("1.规章", "13�", "")),
        (seven(176), ("1.规章", "13�", "")),
        (picture(176), ("1.规章", "13�", "")),
        (box(175, 110, 4, 0.5, color=white), ("1.规章", "13", "")),
        (line(175, 110, 179, 110, color=red), ("1.规章", "13", "")),
        (line(170, 116, 190, 116), ("1.规章", "13", "")),
        (box(175, 112, 6, 6, fill=0), ("1.规章", "13", "")),
        (picture(80), ("1.规章", "13", "")),
        (picture(57), ("1.规章", "13", "")),
    ],
)
def test_what_is_drawn_beside_digits(drawn, row):
    sheet = Sheet()
    sheet.grid(XS, YS, CELLS)
    drawn(sheet)
    assert read_document(sheet.bytes()).tables[0].rows[0] == row


@pytest.mark.parametrize(("right", "height", "printed"), [(2, 15, "13"), (0, 15, "13"), (2.8, 9, "�13")])
def test_the_side_of_a_low_cell_is_no_digit(right, height, printed):
    """As where each cell has a frame of its own. A shorter stroke may be a digit."""
    sheet = Sheet()
    sheet.grid(XS, [105, 120], plain_cells([["", "", ""]]))
    for x, text in ((63, "规章"), (164, "13")):
        sheet.text(x, 117, text)
    sheet.line(160 + right, 120 - height, 160 + right, 120)
    assert read_document(sheet.bytes()).tables[0].rows == (("规章", printed, ""),)


def test_dashed_lines_between_columns_do_not_make_numbers_unknown():
    sheet = Sheet()
    sheet.canvas.setDash(3, 2)
    sheet.grid(XS, YS, {})
    for x in XS:
        for y in range(100, 160, 5):
            sheet.line(x, y, x, y + 3)
    for y in YS:
        sheet.line(XS[0], y, XS[-1], y)
    for x, text in ((61, "规章"), (161, "13"), (221, "45")):
        sheet.text(x, 115, text, 11)
    assert read_document(sheet.bytes()).tables[0].rows[0] == ("规章", "13", "45")


def test_a_page_of_very_many_shapes_and_digits_is_rejected():
    sheet = Sheet()
    for n in range(2000):
        box(60 + n % 400, 110, 2, 2)(sheet)
    sheet.text(60, 112, "1" * 4000, 11)
    with pytest.raises(Unreadable, match="drawing"):
        read_document(sheet.bytes())
