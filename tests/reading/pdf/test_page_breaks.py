"""Tables and paragraphs of PDFs that go on after a page break."""

import pytest
from reading.builders import outline, own_rows
from reading.pdf_sheets import Sheet, plain_cells

from gxcrawl.reading import read_document

XS = [60, 240, 300, 360]


def cut_table(upper, lower, *, between="- 1 -"):
    """A table whose last row on page 1 and first row on page 2 are these."""
    sheet = Sheet()
    sheet.grid([60, 120, 180, 240], [700, 720, 760], plain_cells([["新收", "1", "2"], upper]))
    sheet.text(280, 810, between)
    sheet.next_page()
    sheet.grid([60, 120, 180, 240], [60, 100, 120], plain_cells([lower, ["总计", "8", "9"]]))
    return [own_rows(table) for table in read_document(sheet.bytes()).tables]


def test_a_row_cut_by_a_page_break_is_mended():
    assert cut_table(["7.属于行", "3", "4"], ["政执法", "", ""]) == [
        [["新收", "1", "2"], ["7.属于行\n政执法", "3", "4"]],
        [["总计", "8", "9"]],
    ]
    assert cut_table(["7.属于行", "", ""], ["政执法", "3", "4"])[0][1] == ["7.属于行\n政执法", "3", "4"]
    assert cut_table(["行政执法", "", ""], ["", "3", "4"])[0][1] == ["行政执法", "3", "4"]


def test_a_row_cut_by_two_page_breaks_leaves_other_rows_unchanged():
    sheet = Sheet()
    for rows in (
        [["新收", "1", "2"], ["7.属于行", "3", "4"]],
        [["政执法案", "", ""]],
        [["卷", "", ""], ["总计", "8", "9"]],
    ):
        sheet.grid([60, 120, 180, 240], [60, 80, 100][: len(rows) + 1], plain_cells(rows))
        sheet.next_page()
    assert [own_rows(table) for table in read_document(sheet.bytes()).tables] == [
        [["新收", "1", "2"], ["7.属于行\n政执法案", "3", "4"]],
        [["卷", "", ""], ["总计", "8", "9"]],
    ]


def test_a_row_cut_by_a_page_break_goes_on_below_the_header_printed_again():
    header = ["信息内容", "制发", "废止"]
    sheet = Sheet()
    sheet.grid([60, 120, 180, 240], [700, 720, 760], plain_cells([header, ["7.属于行", "3", "4"]]))
    sheet.next_page()
    rows = [header, ["政执法", "", ""], ["总计", "8", "9"]]
    sheet.grid([60, 120, 180, 240], [60, 100, 120, 140], plain_cells(rows))
    assert [own_rows(table) for table in read_document(sheet.bytes()).tables] == [
        [header, ["7.属于行\n政执法", "3", "4"]],
        [header, ["总计", "8", "9"]],
    ]


def test_a_label_cut_after_its_number_and_a_figure_cut_in_two_are_mended():
    assert cut_table(["（五）", "3", "4"], ["不予处理", "", ""])[0][1] == ["（五）\n不予处理", "3", "4"]
    assert cut_table(["7", "3", "4"], [".属于行政", "", ""])[0][1] == ["7\n.属于行政", "3", "4"]
    assert cut_table(["7.", "3", "4"], ["属于行政", "", ""])[0][1] == ["7.\n属于行政", "3", "4"]
    tables = cut_table(["7.属于行", "123456789", "4"], ["政执法", "0", ""])
    assert tables[0][1] == ["7.属于行\n政执法", "123456789\n0", "4"]


def test_a_label_whose_first_line_ends_in_the_word_for_none_is_no_figure():
    xs = [60, 95, 180, 240]
    sheet = Sheet()
    sheet.grid(xs, [700, 720, 760], plain_cells([["3.", "1", "2"], ["4.无", "3", "4"]]))
    sheet.next_page()
    sheet.grid(xs, [60, 100, 120], plain_cells([["正当", "", ""], ["总计", "8", "9"]]))
    above, below = [own_rows(table) for table in read_document(sheet.bytes()).tables]
    assert above[1] == ["4.无\n正当", "3", "4"]
    assert below == [["总计", "8", "9"]]


def test_figures_and_their_label_on_two_sides_of_a_page_break_are_one_row():
    assert cut_table(["", "3", "4"], ["重复申请", "", ""])[0][1] == ["重复申请", "3", "4"]


def test_a_figure_cut_in_two_beside_a_whole_label_is_mended():
    assert cut_table(["规章", "123456789", "4"], ["", "0", ""])[0][1] == ["规章", "123456789\n0", "4"]
    assert cut_table(["规章", "123", "4"], ["", "9", ""])[1][0] == ["", "9", ""]
    cut = cut_table(["规章", "123456780", "123456789"], ["", "0件", "件"])
    assert cut[0][1] == ["规章", "123456780\n0件", "123456789\n件"]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (["7.属于行", "3", "4"], ["8.属于行", "", ""]),
        (["行政处罚", "123456789", "4"], ["5.行政强制", "9", ""]),
        (["行政处罚", "123", "4"], ["行政强制", "9", "6"]),
        (["行政处罚", "3", "4"], ["行政强制", "5", "6"]),
        (["规章", "3", "4"], ["其他", "", ""]),
        (["规章", "3", "4"], ["其他", "5", ""]),
        (["7.属于行", "", ""], ["", "", ""]),
    ],
)
def test_rows_on_both_sides_of_a_page_break_stay_two(upper, lower):
    tables = cut_table(upper, lower)
    assert tables[0][1] == upper
    assert tables[1][0] == lower


def header_cut_off(upper, lower, ys):
    """A header of merged cells before a page break, the rest of the table after it."""
    sheet = Sheet()
    sheet.grid(XS, [700, 720, 740][: len(ys)], upper)
    sheet.text(280, 810, "- 1 -")
    sheet.next_page()
    sheet.grid(XS, [60, 80, 100], lower)
    return read_document(sheet.bytes()).tables


@pytest.mark.parametrize("units", [("3件", "4项"), ("无", "无"), ("46.3万元", "0元")])
def test_rows_of_figures_with_units_are_no_header(units):
    upper, lower = ["许可", *units], ["处罚", *units]
    tables = header_cut_off(plain_cells([upper]), plain_cells([lower, ["强制", *units]]), [1, 2])
    assert [own_rows(table) for table in tables] == [[upper], [lower, ["强制", *units]]]


def test_a_header_cut_off_by_a_page_break_goes_to_its_table():
    whole = {(0, 0, 1, 1): "自然人", (0, 1, 1, 2): "法人"}
    (table,) = header_cut_off(whole, plain_cells([["", "企业", "其他"], ["11", "22", "33"]]), [1, 2])
    assert own_rows(table) == [["自然人", "法人"], ["企业", "其他"], ["11", "22", "33"]]
    assert table.owners[1][0] == (0, 0)
    assert table.origin.page == 2


def test_blank_rows_before_a_page_break_take_no_figure_from_after_it():
    blank = plain_cells([["一、新收", "", ""]])
    (table,) = header_cut_off(blank, plain_cells([["（一）公开", "11", "22"], ["（二）部分", "", "3"]]), [1, 2])
    assert own_rows(table) == [["一、新收", "", ""], ["（一）公开", "11", "22"], ["（二）部分", "", "3"]]


def test_a_header_printed_again_after_a_page_break_is_not_joined():
    again = {(0, 0, 1, 1): "自然人", (0, 1, 1, 2): "法人"}
    tables = header_cut_off(again, again | plain_cells([["11", "22", "33"]], 1), [1, 2])
    assert [own_rows(table) for table in tables] == [[["自然人", "法人"]], [["自然人", "法人"], ["11", "22", "33"]]]


def test_page_numbers_and_running_headers_are_no_prose():
    sheet = Sheet()
    for number in range(1, 5):
        sheet.text(60, 40, f"某局年度报告 第{number}版")
        sheet.text(84, 400, "一、总体情况。")
        sheet.text(280, 815, f"第 {number} 页 共 4 页")
        sheet.next_page()
    assert outline(read_document(sheet.bytes())) == ["一、总体情况。"] * 4


def test_a_paragraph_goes_on_after_a_page_break():
    sheet = Sheet()
    sheet.text(84, 700, "2023年，我局认真贯彻落实条例，主动公开政府信息，受理申请共二十一")
    sheet.text(280, 815, "- 1 -")
    sheet.next_page()
    sheet.text(60, 80, "件，全部办结。")
    sheet.text(84, 100, "六、其他需要报告的事项")
    assert [len(line) for line in outline(read_document(sheet.bytes()))] == [41, 11]


def test_a_line_of_a_cell_printed_below_its_row_at_a_page_break_belongs_to_the_cell():
    sheet = Sheet()
    sheet.grid([60, 120, 180, 240], [700, 720], plain_cells([["信息内容", "本年制", "废止"]]), bottom=False)
    sheet.text(123, 727, "发件数", 11)
    sheet.next_page()
    sheet.grid([60, 120, 180, 240], [60, 80, 100], plain_cells([["规章", "1", "2"], ["文件", "3", "4"]]))
    (table,) = read_document(sheet.bytes()).tables
    assert own_rows(table) == [["信息内容", "本年制\n发件数", "废止"], ["规章", "1", "2"], ["文件", "3", "4"]]


def test_a_sentence_right_below_a_table_at_a_page_break_stays_a_sentence():
    sheet = Sheet()
    sheet.grid([60, 120, 180, 240], [700, 720], plain_cells([["信息内容", "制发", "废止"]]), bottom=False)
    sheet.text(63, 727, "注：以上数据均不含下属单位", 11)
    sheet.next_page()
    sheet.grid([60, 120, 180, 240], [60, 80], plain_cells([["规章", "1", "2"]]))
    assert outline(read_document(sheet.bytes())) == ["[1x3]", "注：以上数据均不含下属单位", "[1x3]"]


@pytest.mark.parametrize("footer", ["", "http://www.example.gov.cn/nb.html 1/2"])
def test_the_titles_of_blocks_above_a_page_break_are_part_of_the_header_below(footer):
    sheet = Sheet()
    sheet.text(60, 700, "四、政府信息公开行政复议、行政诉讼情况", 14)
    sheet.text(60, 760, "行政复议")
    sheet.text(300, 760, "行政诉讼")
    sheet.text(60, 830, footer, 8)
    sheet.next_page()
    sheet.grid([60, 120, 180, 240], [60, 80, 100], plain_cells([["结果维持", "结果纠正", "总计"], ["1", "2", "3"]]))
    blocks = read_document(sheet.bytes()).blocks
    assert [own_rows(table) for table in (blocks[1], blocks[-1])] == [
        [["行政复议", "行政诉讼"]],
        [["结果维持", "结果纠正", "总计"], ["1", "2", "3"]],
    ]


def test_the_title_of_a_single_block_above_a_table_stays_a_paragraph():
    sheet = Sheet()
    sheet.text(60, 760, "行政复议")
    sheet.next_page()
    sheet.grid([60, 120, 180], [60, 80, 100], plain_cells([["结果维持", "总计"], ["1", "2"]]))
    assert outline(read_document(sheet.bytes())) == ["行政复议", "[2x2]"]


def test_a_line_at_the_same_place_of_two_pages_is_a_running_header():
    sheet = Sheet()
    for number in (1, 2):
        sheet.text(60, 30, f"2023/1/5 10:3{number} 年度报告", 8)
        sheet.text(60, 200, f"第{number}段。")
        sheet.next_page()
    assert outline(read_document(sheet.bytes())) == ["第1段。", "第2段。"]
