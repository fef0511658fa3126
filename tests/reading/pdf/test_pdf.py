"""PDFs: ruled tables with merged cells, page breaks, turned labels, prose around them, files that cannot be read."""

import contextlib
import re
from pathlib import Path

import pytest
from reading.builders import outline, own_rows
from reading.pdf_sheets import FONT, Sheet, plain_cells
from reportlab.lib import pdfencrypt
from reportlab.lib.pagesizes import A4, landscape

from gxcrawl.errors import Unreadable
from gxcrawl.reading import read_document

HONGZE = Path(__file__).parents[4] / "shared" / "real" / "hongze-2023.pdf"


XS = [60, 240, 300, 360]
MERGED = {
    (0, 0, 1, 3): "申请人情况",
    (1, 0, 2, 1): "（三）不予公开",
    (1, 1, 1, 1): "1",
    (1, 2, 1, 1): "",
    (2, 1, 1, 1): "21",
    (2, 2, 1, 1): "0",
}


def test_merged_cells_and_prose_around():
    sheet = Sheet()
    sheet.text(150, 80, "某局2023年政府信息公开工作年度报告", 20)
    sheet.text(84, 120, "2023年，我局认真贯彻落实条例，主动公开政府信息，受理申请共二十一")
    sheet.text(60, 140, "件，全部办结。")
    sheet.grid(XS, [160, 180, 200, 220], MERGED)
    sheet.text(84, 250, "四、政府信息公开行政复议、行政诉讼情况")
    document = read_document(sheet.bytes())
    assert outline(document) == [
        "#某局2023年政府信息公开工作年度报告",
        "2023年，我局认真贯彻落实条例，主动公开政府信息，受理申请共二十一件，全部办结。",
        "[3x3]",
        "四、政府信息公开行政复议、行政诉讼情况",
    ]
    (table,) = document.tables
    assert table.rows[2] == ("（三）不予公开", "21", "0")
    assert table.owners[2][0] == (1, 0)
    assert own_rows(table)[1] == ["（三）不予公开", "1", ""]
    assert table.origin.page == 1


@pytest.mark.parametrize(
    "missing", [{"top": False}, {"bottom": False}, {"sides": False}, {"top": False, "bottom": False}]
)
def test_a_table_without_outer_lines_has_all_its_cells(missing):
    sheet = Sheet()
    sheet.grid(XS, [80, 100, 120], plain_cells([["行政处罚", "4119", "0"], ["行政强制", "195", "1"]]), **missing)
    assert own_rows(read_document(sheet.bytes()).tables[0]) == [["行政处罚", "4119", "0"], ["行政强制", "195", "1"]]


@pytest.mark.parametrize("columns", [2, 3])
def test_a_table_without_outer_lines_has_its_corner_cells(columns):
    rows = [row[:columns] for row in (["行政处罚", "4119", "0"], ["行政强制", "195", "1"], ["行政许可", "7", "8"])]
    sheet = Sheet()
    sheet.grid(XS[: columns + 1], [80, 100, 120, 140], plain_cells(rows), top=False, bottom=False, sides=False)
    assert own_rows(read_document(sheet.bytes()).tables[0]) == rows


def test_lines_that_cross_beside_no_text_make_no_corner_cell():
    sheet = Sheet()
    sheet.line(100, 200, 300, 200)
    sheet.line(200, 100, 200, 300)
    sheet.text(60, 400, "一、总体情况")
    assert outline(read_document(sheet.bytes())) == ["一、总体情况"]


def test_two_tables_of_one_width_stay_two():
    sheet = Sheet()
    sheet.grid(XS, [80, 100, 120], plain_cells([["规章", "1", "2"], ["其他", "3", "4"]]))
    sheet.text(84, 150, "三、收到和处理政府信息公开申请情况")
    sheet.grid(XS, [170, 190, 210], plain_cells([["新收", "5", "6"], ["总计", "7", "8"]]))
    assert outline(read_document(sheet.bytes())) == ["[2x3]", "三、收到和处理政府信息公开申请情况", "[2x3]"]


def test_white_boxes_behind_prose_are_no_frames():
    sheet = Sheet()
    for y in (80, 100, 120):
        sheet.canvas.setFillColorRGB(1, 1, 1)
        sheet.canvas.rect(60, sheet.height - y - 20, 420, 20, stroke=0, fill=1)
        sheet.canvas.setFillColorRGB(0, 0, 0)
        sheet.text(84, y + 14, "本报告由某局编制。")
    sheet.grid(XS, [140, 160, 180], plain_cells([["规章", "1", "2"], ["其他", "3", "4"]]))
    assert outline(read_document(sheet.bytes())) == ["本报告由某局编制。"] * 3 + ["[2x3]"]


@pytest.mark.parametrize("angle", [90, -90])
def test_rotated_labels_are_read(angle):
    sheet = Sheet()
    sheet.grid([60, 90, 150], [80, 200, 320], {(0, 0, 2, 1): "", (0, 1, 1, 1): "1", (1, 1, 1, 1): "2"})
    sheet.canvas.saveState()
    sheet.canvas.translate(80 if angle > 0 else 70, sheet.height - (240 if angle > 0 else 150))
    sheet.canvas.rotate(angle)
    sheet.canvas.setFont(FONT, 11)
    sheet.canvas.drawString(0, 0, "本年度办理结果")
    sheet.canvas.restoreState()
    assert own_rows(read_document(sheet.bytes()).tables[0]) == [["本年度办理结果", "1"], ["2"]]


def test_a_label_of_one_character_a_line():
    sheet = Sheet()
    sheet.grid([60, 90, 150], [80, 180], {(0, 0, 1, 1): "办\n理\n结\n果", (0, 1, 1, 1): "39857\n58"})
    assert own_rows(read_document(sheet.bytes()).tables[0]) == [["办\n理\n结\n果", "39857\n58"]]


@pytest.mark.parametrize(("right", "cell"), [(190, "39857 58"), (200, "39857\n58")])
def test_a_number_goes_on_in_the_next_line_where_its_cell_is_full(right, cell):
    sheet = Sheet()
    sheet.grid([60, 150, right], [80, 180], {(0, 0, 1, 1): "总计", (0, 1, 1, 1): "39857\n58"})
    assert own_rows(read_document(sheet.bytes()).tables[0]) == [["总计", cell]]


def test_bold_print_made_by_printing_twice_is_read_once():
    sheet = Sheet()
    sheet.grid(XS, [80, 100, 120], plain_cells([["规章", "11", "2"], ["其他", "3", "4"]]))
    sheet.text(63.3, 94, "规章", 11)
    sheet.text(243.3, 94, "11", 11)
    assert own_rows(read_document(sheet.bytes()).tables[0])[0] == ["规章", "11", "2"]


def test_tables_on_landscape_pages_are_read():
    sheet = Sheet(landscape(A4))
    sheet.grid([60, 300, 500, 700], [80, 100, 120], plain_cells([["规章", "1", "2"], ["其他", "3", "4"]]))
    assert own_rows(read_document(sheet.bytes()).tables[0])[1] == ["其他", "3", "4"]


def picture_page(sheet):
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    sheet.canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, *A4)


def test_scanned_pages_need_ocr():
    sheet = Sheet()
    picture_page(sheet)
    with pytest.raises(Unreadable, match="needs OCR: the pages are pictures"):
        read_document(sheet.bytes())


def test_a_scan_with_a_text_layer_needs_ocr():
    sheet = Sheet()
    picture_page(sheet)
    sheet.text(60, 80, "本年新收政府信息公开申请数量 l2 件，由机器识别得出，不可信。")
    with pytest.raises(Unreadable, match="needs OCR"):
        read_document(sheet.bytes())


@pytest.mark.parametrize("below", [False, True])
def test_counts_in_the_text_layer_of_a_scanned_page_are_doubted(below):
    """The layer may be invisible, or stand below the picture."""
    sheet = Sheet()
    if not below:
        picture_page(sheet)
    layer = sheet.canvas.beginText(60, sheet.height - 80)
    layer.setFont(FONT, 12)
    layer.setTextRenderMode(0 if below else 3)
    layer.textLine("2022年收到政府信息公开申请72件，上年结转7。")
    sheet.canvas.drawText(layer)
    if below:
        picture_page(sheet)
    sheet.next_page()
    sheet.text(60, 60, "发生行政复议10件。")
    sheet.grid(XS, [80, 110], plain_cells([["规章", "3"]]))
    assert outline(read_document(sheet.bytes())) == [
        "2022年收到政府信息公开申请72?件，上年结转7?。",
        "发生行政复议10件。",
        "[1x2]",
    ]


def test_a_large_picture_that_is_see_through_hides_no_count():
    sheet = Sheet()
    sheet.text(60, 80, "2022年收到政府信息公开申请72件，上年结转7。")
    sheet.canvas.setFillAlpha(0.3)
    picture_page(sheet)
    sheet.next_page()
    sheet.grid(XS, [80, 110], plain_cells([["规章", "3"]]))
    assert outline(read_document(sheet.bytes())) == ["2022年收到政府信息公开申请72件，上年结转7。", "[1x2]"]


def test_a_pdf_without_text_needs_ocr():
    sheet = Sheet()
    sheet.line(10, 10, 20, 20)
    with pytest.raises(Unreadable, match="needs OCR: the document has no text"):
        read_document(sheet.bytes())


def test_an_encrypted_pdf_is_refused():
    sheet = Sheet(encrypt=pdfencrypt.StandardEncryption("secret", "owner"))
    sheet.text(60, 80, "正文")
    with pytest.raises(Unreadable, match="encrypted"):
        read_document(sheet.bytes())


def looped(body: bytes) -> bytes:
    """The same file with its page tree listing itself."""
    tree = re.search(rb"(\d+) 0 obj\s*<<[^>]*/Kids \[ (\d+ 0 R)[^>]*/Type /Pages", body, re.DOTALL)
    assert tree
    return body.replace(b"/Kids [ " + tree.group(2), b"/Kids [ " + tree.group(1) + b" 0 R")


def test_a_page_tree_that_loops_comes_to_an_end():
    sheet = Sheet()
    sheet.text(60, 80, "正文")
    with contextlib.suppress(Unreadable):
        assert set(outline(read_document(looped(sheet.bytes())))) <= {"正文"}


def test_a_pdf_cut_short_is_refused():
    sheet = Sheet()
    sheet.text(60, 80, "本年新收政府信息公开申请数量")
    body = sheet.bytes()
    for end in range(10, len(body) - 40, len(body) // 7):
        with pytest.raises(Unreadable) as caught:
            read_document(body[:end])
        assert "\n" not in str(caught.value)


def test_too_many_pages_are_refused():
    sheet = Sheet()
    for _ in range(201):
        sheet.next_page()
    with pytest.raises(Unreadable, match="200 pages"):
        read_document(sheet.bytes())


@pytest.mark.skipif(not HONGZE.is_file(), reason=f"{HONGZE} is not here: the one real PDF is not read")
def test_every_cell_of_a_real_report_is_read():
    document = read_document(HONGZE.read_bytes())
    squeezed = [["".join(text.split()) for text in row] for table in document.tables for row in own_rows(table)]
    assert [(t.origin.page, len(t.rows), len(t.rows[0])) for t in document.tables] == [
        (2, 8, 4), (3, 6, 2), (3, 17, 10), (4, 9, 10), (4, 4, 15),
    ]  # fmt: skip
    zeros = ["0"] * 7
    labelled = {row[-8] if len(row) >= 8 else row[0]: row[-7:] for row in squeezed}
    assert labelled["一、本年新收政府信息公开申请数量"] == ["21", *["0"] * 5, "21"]
    assert labelled["（二）部分公开（区分处理的，只计这一情形，不计其他情形）"] == ["4", *["0"] * 5, "4"]
    assert labelled["2.其他法律行政止公开"] == zeros
    assert labelled["1.本机关不掌握相关政府信息"] == ["10", *["0"] * 5, "10"]
    assert labelled["5.要求行政机关确认或重新出具已获取信息"] == zeros
    assert labelled["（七）总计"] == ["21", *["0"] * 5, "21"]
    assert ["信息内容", "本年处理决定数量"] in squeezed
    assert ["行政事业性收费", "7730.28"] in squeezed
    assert squeezed[-1] == ["10", "1", *["0"] * 8, "5", *["0"] * 4]
    assert document.paragraphs[-1].text.endswith("信息处理费0元。")


def booklet(*, across: str = "", ruled: bool = False) -> list[str]:
    """Two pages on one sheet, with a line of text over both where one is given, or ruled, as wide tables are."""
    sheet = Sheet(landscape(A4))
    middle = landscape(A4)[0] / 2
    for left, page in ((40, "左"), (40 + middle, "右")):
        for line in range(5):
            sheet.text(left, 80 + 20 * line, f"{page}页第{'一二三四五'[line]}行主动公开政府信息。")
        sheet.grid([left, left + 180, left + 240], [200, 220, 240], plain_cells([["规章", "1"], [page, "3"]]))
    if across:
        sheet.text(middle - 60, 300, across)
    if ruled:
        sheet.canvas.line(10, 300, 2 * middle - 10, 300)
    return outline(read_document(sheet.bytes()))


def test_two_pages_on_one_sheet_are_read_one_after_the_other():
    lines = booklet()
    assert [line[0] for line in lines] == ["左"] * 5 + ["["] + ["右"] * 5 + ["["]
    assert booklet(across="一行跨过两页的中间")[0].startswith("左页第一行主动公开政府信息。 右页")
    assert booklet(ruled=True)[0].startswith("左页第一行主动公开政府信息。 右页")


def four_on_one(size, *, pages: int = 4) -> list[str]:
    """Pages of half the height and width on one sheet, from left to right and from top to bottom."""
    sheet = Sheet(size)
    for number, page in enumerate("甲乙丙丁"[:pages]):
        left, top = 25 + number % 2 * size[0] / 2, 25 + number // 2 * size[1] / 2
        for line in range(3):
            sheet.text(left, top + 12 * line, f"{page}页第{'一二三'[line]}行主动公开政府信息共十五条。", 7)
        rows = [["规章", "1"], [page, "3"]]
        sheet.grid([left, left + 80, left + 120], [top + 50, top + 70, top + 90], plain_cells(rows))
    return [line[0] for line in outline(read_document(sheet.bytes()))]


@pytest.mark.parametrize("size", [A4, landscape(A4)])
def test_four_pages_on_one_sheet_are_read_in_order(size):
    assert "".join(four_on_one(size)) == "甲甲甲[乙乙乙[丙丙丙[丁丁丁["
    assert "".join(four_on_one(size, pages=3)) == "甲甲甲[乙乙乙[丙丙丙["


def test_text_outside_the_crop_box_is_not_read():
    sheet = Sheet()
    sheet.grid([60, 160, 220], [100, 130, 160], plain_cells([["规章", "1"], ["其他", "2"]]))
    sheet.grid([60, 160, 220], [500, 530, 560], plain_cells([["规章", "8"], ["其他", "9"]]))
    sheet.canvas.setCropBox((40, A4[1] - 300, 400, A4[1] - 50))
    (table,) = read_document(sheet.bytes()).tables
    assert table.rows == (("规章", "1"), ("其他", "2"))
