"""Digits in a cell of a PDF that are none of its number: unseen ones, marks, those of the next cell; filled in ones."""

import re

import pytest
from PIL import Image
from reading.pdf_sheets import FONT, Sheet, plain_cells
from reportlab.lib.colors import CMYKColorSep, black, white
from reportlab.lib.utils import ImageReader

from gxcrawl.reading import read_document

XS, YS = [60, 160, 220, 280], [100, 130, 160]
CELLS = plain_cells([["规章", "", ""], ["行政许可", "31", "45"]])


def row(*digits):
    """The first row of a small table; digits: what a function draws into its second cell."""
    sheet = Sheet()
    sheet.grid(XS, YS, CELLS)
    for draw in digits:
        draw(sheet)
    return read_document(sheet.bytes()).tables[0].rows[0]


def printed(text, x=170, size=11.0, y=120):
    return lambda sheet: sheet.text(x, y, text, size)


def in_white(text, x, color=white):
    def draw(sheet):
        sheet.canvas.setFillColor(color)
        sheet.text(x, 120, text, 11)
        sheet.canvas.setFillColor(black)

    return draw


def invisible(text, x):
    def draw(sheet):
        sheet.canvas.saveState()
        line = sheet.canvas.beginText(x, sheet.height - 120)
        line.setFont(FONT, 11)
        line.setTextRenderMode(3)
        line.textOut(text)
        sheet.canvas.drawText(line)
        sheet.canvas.restoreState()

    return draw


def box(color, x=162, width=56):
    def draw(sheet):
        sheet.canvas.setFillColor(color)
        sheet.canvas.rect(x, sheet.height - 128, width, 26, stroke=0, fill=1)
        sheet.canvas.setFillColor(black)

    return draw


def faint(text, x):
    def draw(sheet):
        sheet.canvas.saveState()
        sheet.canvas.setFillAlpha(0.3)
        sheet.text(x, 120, text, 11)
        sheet.canvas.restoreState()

    return draw


def faint_form(text, x):
    """As browsers print an element that is see-through: opaque in a group that is not."""

    def draw(sheet):
        sheet.canvas.beginForm("group")
        sheet.canvas.setFillAlpha(1)
        sheet.text(x, 120, text, 11)
        sheet.canvas.endForm()
        sheet.canvas.saveState()
        sheet.canvas.setFillAlpha(0.3)
        sheet.canvas.doForm("group")
        sheet.canvas.restoreState()

    return draw


def clipped(text, x, width):
    """As of a cell so narrow."""

    def draw(sheet):
        sheet.canvas.saveState()
        path = sheet.canvas.beginPath()
        path.rect(x, sheet.height - 128, width, 26)
        sheet.canvas.clipPath(path, stroke=0, fill=0)
        sheet.text(x, 120, text, 11)
        sheet.canvas.restoreState()

    return draw


def picture(mode, x=162, width=20):
    shade = Image.new(mode, (4, 4))
    return lambda sheet: sheet.canvas.drawImage(ImageReader(shade), x, sheet.height - 128, width, 26, mask="auto")


def stroke(y, x=168):
    return lambda sheet: sheet.line(x, y, x + 16, y)


def field(sheet):
    sheet.canvas.acroForm.textfield(value="27", x=162, y=sheet.height - 128, width=56, height=26, fontSize=10)


@pytest.mark.parametrize(
    ("digits", "cell"),
    [
        ((printed("13"), in_white("7", 182)), "13[7]"),
        ((in_white("13", 170),), "[1][3]"),
        ((in_white("13", 170, CMYKColorSep(black=1, spotName="Black")),), "13"),  # of which 1 is all the ink
        ((printed("13"), in_white("2023", 182, "gainsboro")), "13[2][0][2][3]"),
        ((box("navy"), in_white("13", 170)), "13"),
        ((printed("13"), invisible("7", 182)), "13[7]"),
        ((printed("8"), box(white), printed("27", x=185)), "[8] 27"),
        ((box(white), printed("27")), "27"),
        ((printed("8"), box("silver"), printed("27", x=185)), "[8] 27"),
        ((printed("8"), picture("RGB"), printed("27", x=185)), "[8] 27"),
        ((printed("8"), picture("RGBA")), "8"),
        ((printed("13"), faint("7", 182)), "13[7]"),
        ((printed("13"), faint_form("7", 182)), "13[7]"),
        ((printed("13"), faint("13", 170.8)), "13"),  # a shadow
        ((clipped("13", 170, 40), clipped("13", 170, 2)), "13"),  # of which the second band has none
        ((printed("13"), in_white("7", 182, "red")), "13| 7"),
        ((in_white("13", 170, "red"),), "13"),
        ((printed("13"), clipped("2024", 200, 0.5)), "13"),
        ((clipped("2024", 170, 12),), "20[2][4]"),
        ((printed("13"), printed("1", x=182, size=7.0, y=117)), "13| 1"),
        ((printed("13"), printed("8")), "1| 83"),
        ((printed("13"), printed("2", size=6.0, y=109)), "2\n| 13"),
        ((printed("13"), printed("1", x=182, size=9.0, y=116)), "13| 1"),
        ((printed("13"), printed("9", x=182, y=116)), "9\n| 13"),
        ((printed("13", y=114), printed("9", y=124)), "13\n9"),
        ((printed("13"), stroke(116)), "[1][3]"),
        ((printed("8"), stroke(116, x=160), printed("27", x=185)), "[8] 27"),
        ((printed("13"), stroke(122)), "13"),
        ((field,), "27"),
    ],
)
def test_digits_that_do_not_belong_to_the_number(digits, cell):
    assert row(*digits) == ("规章", cell, "")


@pytest.mark.parametrize(("x", "cell"), [(184, "3 22"), (200, "3| 22")])
def test_digits_far_apart_in_a_cell_are_two_numbers(x, cell):
    """The line between two cells may be beyond the edge of the paper."""
    assert row(printed("3"), printed("22", x)) == ("规章", cell, "")


def test_a_number_crossing_a_cell_border_is_split_and_marked():
    assert row(printed("1234", x=205)) == ("规章", "123|", "|4")


def test_a_number_crossing_the_table_edge_is_cut_and_marked():
    assert row(printed("1234", x=265)) == ("规章", "", "123|")


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize(
    ("x", "text", "whole"), [(582, "57", True), (586, "57", False), (586, "575", False), (592, "5.7", False)]
)
def test_a_number_that_the_edge_of_the_paper_cuts_is_not_known(x, text, whole, ruled):
    """Of a table wider than its page; some programs leave out the digits beyond it."""
    sheet = Sheet()
    cells = plain_cells([["规章", ""], ["行政许可", ""], ["行政处罚", ""]])
    if ruled:
        sheet.grid([60, 570, 640], [100, 130, 160, 190], cells)
    for n, label in enumerate(("规章", "行政许可", "行政处罚")):
        sheet.text(63, 120 + 30 * n, "" if ruled else label, 11)
        sheet.text(x, 120 + 30 * n, text, 11)
    document = read_document(sheet.bytes())
    read = {row[-1] for table in document.tables for row in table.rows} | {one.text for one in document.paragraphs}
    assert any(re.fullmatch(r"(?:.*\s)?57", one) for one in read) == whole
    assert whole or not any(re.fullmatch(r"(?:.*\s)?[\d.]+", one) for one in read)


def test_overprinted_labels_are_replaced_by_unknown_characters():
    sheet = Sheet()
    sheet.grid(XS, YS, CELLS)
    sheet.text(69, 115, "法规禁止", 11)
    assert read_document(sheet.bytes()).tables[0].rows[0] == ("\ufffd" * 6, "", "")


def test_text_that_is_invisible_on_the_whole_page_is_read():
    sheet = Sheet()
    invisible("收到申请13件。", 60)(sheet)
    assert [block.text for block in read_document(sheet.bytes()).blocks] == ["收到申请13件。"]


@pytest.mark.parametrize("damaged", [b"7", b"[1]", b"<< /gRLs0 7 >>"])
def test_a_page_with_damaged_transparency_settings_is_read(damaged):
    sheet = Sheet()
    sheet.grid(XS, YS, CELLS)
    printed("13")(sheet)
    faint("7", 400)(sheet)
    body = re.sub(rb"(/ExtGState) <<.*?>>\s*>>", rb"\1 " + damaged, sheet.bytes(), flags=re.DOTALL)
    assert damaged in body
    assert read_document(body).tables[0].rows[0] == ("规章", "13", "")
