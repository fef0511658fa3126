"""How PDF writers rule tables: dots, dashes, boxes, shades; what lies over them; pages that stand on their side."""

import pytest
from PIL import Image
from reading.builders import outline, own_rows
from reading.pdf_sheets import FONT, Sheet, plain_cells
from reportlab.lib.utils import ImageReader

from gxcrawl.errors import Unreadable
from gxcrawl.reading import read_document

XS = [60, 240, 300, 360]
ROWS = [["规章", "11", "22"], ["其他", "33", "44"]]


def tables(sheet: Sheet) -> list[list[list[str]]]:
    return [own_rows(table) for table in read_document(sheet.bytes()).tables]


class Piecewise(Sheet):
    """Each line drawn as boxes: one thin box, or dots or dashes of this length with gaps."""

    def __init__(self, dash: float | None = None, gap: float = 0, **options):
        super().__init__(**options)
        self.dash, self.gap = dash, gap

    def line(self, x0, y0, x1, y1):
        length = (x1 - x0) + (y1 - y0)
        dash = self.dash or length
        at = 0.0
        while at < length:
            end = min(at + dash, length)
            across, down = (end - at, 0.75) if y0 == y1 else (0.75, end - at)
            x, y = (x0 + at, y0) if y0 == y1 else (x0, y0 + at)
            self.canvas.rect(x, self.height - y - down, across, down, stroke=0, fill=1)
            at = end + self.gap


@pytest.mark.parametrize(("dash", "gap"), [(None, 0), (0.75, 0.75), (2.25, 1.5), (4.5, 3.2)])
def test_table_lines_drawn_in_pieces_are_joined(dash, gap):
    sheet = Piecewise(dash, gap)
    sheet.grid(XS, [80, 100, 120], plain_cells(ROWS))
    assert tables(sheet) == [ROWS]


def test_circles_and_slanted_lines_do_not_divide_cells():
    sheet = Sheet()
    sheet.grid(XS, [80, 100, 120], plain_cells(ROWS))
    sheet.canvas.circle(330, sheet.height - 100, 60)
    sheet.line(60, 80, 240, 100)
    assert tables(sheet) == [ROWS]


def test_a_frame_around_the_page_is_not_a_table():
    sheet = Sheet()
    sheet.grid([20, 570], [40, 60, 800], {(0, 0, 1, 1): "", (1, 0, 1, 1): ""})  # a border and its shadow
    sheet.text(60, 90, "二、主动公开政府信息情况")
    sheet.grid([60, 160, 220], [100, 130, 160], plain_cells([["规章", "31"], ["行政许可", "45"]]))
    assert outline(read_document(sheet.bytes())) == ["二、主动公开政府信息情况", "[2x2]"]


def test_a_page_of_very_many_crossing_lines_is_rejected_as_a_drawing():
    sheet = Sheet()
    for at in range(100):
        sheet.line(10, 10 + 8 * at, 580, 10 + 8 * at)
        sheet.line(10 + 5.5 * at, 10, 10 + 5.5 * at, 800)
    with pytest.raises(Unreadable, match="drawing"):
        read_document(sheet.bytes())


def test_a_label_cell_left_open_at_a_page_break_is_kept():
    sheet = Piecewise()
    sheet.grid(XS, [700, 720], plain_cells([["新收", "11", "22"]]))
    sheet.line(60, 720, 60, 760)
    sheet.line(240, 720, 240, 760)  # the label's cell is open below
    sheet.grid(XS[1:], [720, 740], plain_cells([["33", "44"]]))
    sheet.text(66, 735, "结果", 11)
    assert tables(sheet)[0] == [["新收", "11", "22"], ["结果", "33", "44"]]


@pytest.mark.parametrize(("printed", "cell"), [("总计", ["总计"]), ("", [])])
def test_an_open_cell_at_the_right_is_one_where_something_is_printed(printed, cell):
    sheet = Sheet()
    sheet.grid(XS, [700, 720], plain_cells([["新收", "11", "22"]]))
    sheet.grid(XS[:3], [720, 740], plain_cells([["法人", "33"]]))
    sheet.line(360, 720, 360, 740)
    sheet.text(306, 734, printed, 11)
    assert tables(sheet) == [[["新收", "11", "22"], ["法人", "33", *cell]]]


def test_shaded_labels_at_the_top_of_a_page_leave_the_numbers_their_cells():
    sheet = Sheet()
    sheet.canvas.setFillColorRGB(0.8, 0.8, 0.8)
    sheet.canvas.rect(60, sheet.height - 60, 180, 20, stroke=0, fill=1)
    sheet.canvas.setFillColorRGB(0, 0, 0)
    for x in XS:
        sheet.line(x, 40, x, 60)  # the row above the break drew the top line
    sheet.text(66, 54, "规章", 11)
    sheet.text(246, 54, "11", 11)
    sheet.text(306, 54, "22", 11)
    sheet.grid(XS, [60, 80], plain_cells(ROWS[1:]))
    assert tables(sheet) == [ROWS]


def test_a_watermark_is_not_read_into_cells():
    sheet = Sheet()
    sheet.grid(XS, [80, 100, 180], plain_cells(ROWS))
    sheet.text(310, 170, "2023", 40)
    sheet.canvas.saveState()
    sheet.canvas.translate(245, sheet.height - 120)
    sheet.canvas.rotate(30)
    sheet.canvas.setFont(FONT, 11)
    sheet.canvas.drawString(0, 0, "20230120")
    sheet.canvas.restoreState()
    assert tables(sheet) == [ROWS]


def test_cells_in_a_larger_font_keep_their_text():
    sheet = Sheet()
    sheet.grid(XS, [80, 120, 160], {(row, column, 1, 1): "" for row in range(2) for column in range(3)})
    for row, cells in enumerate(ROWS):
        for x, text in zip(XS, cells, strict=False):
            sheet.text(x + 5, 110 + 40 * row, text, 24 if text in ("规章", "44") else 9)
    assert tables(sheet) == [ROWS]


def test_separately_framed_cells_with_gaps_form_one_table():
    sheet = Sheet()
    for row, cells in enumerate(ROWS):
        for column, text in enumerate(cells):
            x, y = XS[column], 80 + 25 * row
            sheet.grid([x, XS[column + 1] - 4], [y, y + 21], {(0, 0, 1, 1): text})
    assert tables(sheet) == [ROWS]


@pytest.mark.parametrize(("angle", "shift"), [(90, (0, -595)), (-90, (-842, 0)), (180, (-595, -842))])
def test_a_page_with_rotated_content_is_read(angle, shift):
    sheet = Sheet((842, 595) if angle != 180 else (595, 842))
    sheet.canvas.rotate(angle)
    sheet.canvas.translate(*shift)
    sheet.height = 842
    sheet.text(84, 60, "二、主动公开政府信息情况")
    sheet.grid(XS, [80, 100, 120], plain_cells(ROWS))
    assert outline(read_document(sheet.bytes())) == ["二、主动公开政府信息情况", "[2x3]"]


@pytest.mark.parametrize("ruled", [False, True])
def test_a_scan_in_strips_with_a_text_layer_needs_ocr(ruled):
    sheet = Sheet()
    strip = ImageReader(Image.new("L", (60, 10), 200))
    for number in range(4):
        sheet.canvas.drawImage(strip, 40, 60 + 180 * number, 515, 180)
    if ruled:  # as programs do that look for tables in scans: the text is drawn so that nobody sees it
        sheet.canvas._code.append("3 Tr")
        sheet.grid(XS, [80, 100, 120], plain_cells(ROWS))
    sheet.text(60, 80, "本年新收政府信息公开申请数量 l2 件，由机器识别得出，不可信。")
    with pytest.raises(Unreadable, match="needs OCR: the pages are pictures with a text layer"):
        read_document(sheet.bytes())


@pytest.mark.parametrize("descent", ["0    /", "-271 /", "-1048/", "1048 /", "-9999/"])
def test_text_stands_in_its_cells_whatever_depth_below_the_line_its_font_states(descent):
    """cairo states the lowest point of all glyphs, which is a line of text below that of its letters."""
    rows = [["行政许可", "1"], ["行政处罚", "2"], ["行政强制", "3"]]
    sheet = Sheet()
    sheet.grid([60, 200, 300], [100, 120, 140, 160], plain_cells(rows))
    stated = f"/Descent {descent}Flags".encode()
    written = sheet.bytes().replace(b"/Descent -271 /Flags", stated)
    assert stated in written
    assert own_rows(read_document(written).tables[0]) == rows
