"""Tables without lines whose figures are wrapped, cut by a page break, or spaced letter by letter."""

import pytest
from reading.builders import own_rows
from reading.pdf_sheets import FONT, Sheet

from gxcrawl.reading import read_document

HEADER = ("自然人", "商业企业", "总计")
COLUMNS = (60, 200, 270, 340)


def printed(*rows, sheet=None, top=100, pitch=30, header=HEADER, spacing=0.0):
    """Rows of a label and figures at fixed places; a line break in a cell is the next line, 12 points lower."""
    sheet = sheet or Sheet()
    for number, row in enumerate([("", *header), *rows] if header else rows):
        for x, text in zip(COLUMNS, row, strict=False):
            for below, line in enumerate(text.split("\n")):
                y = top + pitch * number + 12 * below
                sheet.canvas.setFont(FONT, 10)
                sheet.canvas.drawString(x, sheet.height - y, line, charSpace=spacing)
    return sheet


def rows_of(sheet):
    return [own_rows(table) for table in read_document(sheet.bytes()).tables]


def test_the_second_line_of_a_figure_is_its_end():
    rows = [("一、本年新收政府\n信息公开申请数量", "120\n", "172120\n4", "77"), ("二、上年结转", "5", "6", "11")]
    (table,) = rows_of(printed(*rows))
    assert table[1] == ["一、本年新收政府\n信息公开申请数量", "120", "172120 4", "77"]
    assert table[2] == ["二、上年结转", "5", "6", "11"]


def test_a_row_with_a_label_of_its_own_is_no_second_line():
    (table,) = rows_of(printed(("1.属于国家秘密", "1203", "172120", "77"), ("2.其他", "", "4", ""), pitch=12))
    assert table[1:] == [["1.属于国家秘密", "1203", "172120", "77"], ["2.其他", "", "4", ""]]


def test_a_row_below_longer_figures_is_no_second_line():
    (table,) = rows_of(printed(("规章", "120", "1720", "77"), ("其他", "21204", "4", "3"), pitch=12))
    assert table[1:] == [["规章", "120", "1720", "77"], ["其他", "21204", "4", "3"]]


TIGHT = {"header": ("本年处理决定数量",), "pitch": 13}


def test_a_row_without_a_number_is_one_of_its_own_beside_longer_labels():
    rows = [["行政处罚", "123456"], ["行政强制", "56"], ["行政事业性收费", "0"]]
    (table,) = rows_of(printed(*rows, **TIGHT))
    assert table[1:] == rows
    rows = [["行政许可", "30", "0", "1234"], ["行政强制", "", "", "56"], ["其他对外管理服务事项", "1", "2", "3"]]
    (table,) = rows_of(printed(*rows, pitch=13))
    assert table[1:] == rows


def test_a_part_of_the_row_above_is_a_row_of_its_own():
    rows = [["（一）主动公开政府信息数", "123456"], ["其中：规范性文件数", "56"], ["（二）其他", "0"]]
    (table,) = rows_of(printed(*rows, header=("统计数",), pitch=13))
    assert table[1:] == rows


def test_a_figure_is_joined_beside_a_label_of_many_lines():
    label = "2.其他法律行\n政法规禁止公\n开的其他信息"
    (table,) = rows_of(printed((label, "\n120", "\n172120\n4", "\n77"), ("3.危及", "5", "6", "11"), pitch=60))
    assert [row[1:] for row in table[1:]] == [["120", "172120 4", "77"], ["5", "6", "11"]]


def test_figures_that_may_be_one_or_two_are_doubted():
    (table,) = rows_of(printed(("行政处罚", "123456"), ("行政强制", "56"), **TIGHT))
    assert table[1:] == [["行政处罚", "123456?"], ["行政强制", "56?"]]


def test_figures_that_a_page_break_may_cut_are_doubted():
    sheet = printed(("规章", "1", "2", "3"), ("行政处罚", "3", "0", "1234"), top=720)
    sheet.next_page()
    printed(("行政强制", "", "", "56"), ("行政许可", "5", "6", "11"), sheet=sheet, top=60, header=())
    first, second = rows_of(sheet)
    assert (first[-1], second[0]) == (["行政处罚", "3", "0", "1234?"], ["行政强制", "", "", "56?"])


def test_a_row_cut_by_a_page_break_is_joined():
    sheet = printed(("1.属于国家秘密", "1", "2", "3"), ("2.其他法律行政", "120", "172120", "77"), top=720)
    sheet.next_page()
    printed(("法规禁止公开", "", "4", ""), ("3.危及安全", "5", "6", "11"), sheet=sheet, top=60, header=())
    first, second = rows_of(sheet)
    assert first[-1] == ["2.其他法律行政\n法规禁止公开", "120", "172120 4", "77"]
    assert second == [["3.危及安全", "5", "6", "11"]]


@pytest.mark.parametrize("figures", [("120", "172120", "77"), ("1200", "172120", "7700")])
def test_a_row_after_a_page_break_is_one_of_its_own(figures):
    sheet = printed(("规章", "1", "2", "3"), ("行政许可", *figures), top=720)
    sheet.next_page()
    printed(("行政处罚", "8", "4", "9"), ("行政强制", "5", "6", "11"), sheet=sheet, top=60, header=())
    first, second = rows_of(sheet)
    assert (first[-1], second) == (["行政许可", *figures], [["行政处罚", "8", "4", "9"], ["行政强制", "5", "6", "11"]])


RESULTS = ("结果维持", "结果纠正", "总计")


def without_labels(*rows, sheet=None, top=100, header=RESULTS):
    return printed(*(("", *row) for row in rows), sheet=sheet, top=top, header=header)


def test_short_figures_without_labels_go_on_below_where_they_are_the_longest():
    assert rows_of(without_labels(("49\n6", "7", "50\n3"))) == [[[*RESULTS], ["49 6", "7", "50 3"]]]
    (table,) = rows_of(without_labels(("4\n6", "7", "50\n3")))
    assert table[1:] == [["4?", "7", "50?"], ["6?", "", "3?"]]


def test_a_page_break_may_cut_short_figures_without_labels():
    for lower, ends in ((("6", "", "3"), (" 6", " 3")), (("", "", "3"), ("", " 3?"))):
        sheet = without_labels(("49", "7", "50"), top=740)
        sheet.next_page()
        without_labels(lower, sheet=sheet, top=60, header=())
        sheet.text(60, 140, "五、存在的主要问题及改进情况")
        assert rows_of(sheet) == [[[*RESULTS], [f"49{ends[0]}", "7", f"50{ends[1]}"]]]


def test_letters_spaced_apart_are_words():
    rows = [("1.属于国家秘密", "120", "1", "77"), ("2.其他法律", "5", "64", "11")]
    (table,) = rows_of(printed(*rows, spacing=2.5))
    assert table == [["", *HEADER], *map(list, rows)]


def test_labels_of_columns_that_touch_are_parted():
    sheet = Sheet()
    sheet.text(60, 100, "信息内容本年制发件数本年废止件数现行有效件数", 10)
    for x, text in zip((60, 110, 170, 230), ("规章", "319", "131", "380"), strict=True):
        sheet.text(x, 130, text, 10)
    (table,) = rows_of(sheet)
    assert table == [["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], ["规章", "319", "131", "380"]]


def test_a_running_header_does_not_end_a_table():
    sheet = printed(("规章", "1", "2", "3"), ("行政处罚", "3", "0", "12"), top=720)
    sheet.next_page()
    sheet.text(60, 30, "2024/1/20 15:02　　某市某局2023年政府信息公开工作年度报告", 10)
    printed(("行政强制", "5", "6", "11"), ("行政许可", "7", "8", "15"), sheet=sheet, top=60, header=())
    assert rows_of(sheet)[1] == [["行政强制", "5", "6", "11"], ["行政许可", "7", "8", "15"]]


def test_a_group_label_beside_the_lines_of_a_row_label_is_not_part_of_it():
    sheet = Sheet()
    sheet.text(60, 100, "信息内容", 10)
    placed = [(60, 155.5, "（五）"), (60, 166.5, "不予处理")]
    placed += [(130, 130, "1.信访举报"), (130, 150, "2.要求提供公开"), (130, 161, "出版物"), (130, 185, "3.重复申请")]
    for x, label, *figures in (
        (260, "本年制发件数", 1, 4, 7),
        (340, "本年废止件数", 2, 5, 8),
        (420, "现行有效件数", 3, 6, 9),
    ):
        placed += [(x, 100, label), *((x, y, str(one)) for y, one in zip((130, 155.5, 185), figures, strict=True))]
    for x, y, text in placed:
        sheet.text(x, y, text, 10)
    (table,) = rows_of(sheet)
    assert table[1:] == [["1.信访举报", *"123"], ["2.要求提供公开\n出版物", *"456"], ["3.重复申请", *"789"]]


def test_a_lone_figure_between_the_lines_of_the_last_label_is_no_page_number():
    sheet = printed(("1.信访举报", "1", "2", "3"), ("2.重复申请", "4", "5", "6"))
    for x, y, text in ((60, 190, "3.要求提供公开"), (60, 201, "出版物"), (270, 195.5, "7")):
        sheet.text(x, y, text, 10)
    assert rows_of(sheet)[0][-1] == ["3.要求提供公开\n出版物", "", "7", ""]


STATISTICS = ("统计指标", "单位", "统计数")


def statistics(*rows, sheet=None, top=100):
    return printed(*rows, sheet=sheet, top=top, header=STATISTICS[1:] if sheet is None else ())


def test_a_lone_number_at_the_top_or_bottom_of_a_page_is_the_page_number():
    rows = [["规章", "1", "2", "3"], ["行政许可", "5", "6", "11"]]
    for y in (60, 200):
        sheet = printed(*rows)
        sheet.text(200, y, "7")
        assert rows_of(sheet) == [[["", *HEADER], *rows]]


def test_a_unit_without_a_figure_does_not_end_the_table():
    rows = [("（一）收到申请数", "件", "12"), ("1.当面申请数", "件", ""), ("2.传真申请数", "件", "3")]
    (table,) = rows_of(statistics(*rows))
    assert table[1:] == [list(row) for row in rows]


def test_a_unit_in_two_lines_does_not_end_the_table():
    sheet = statistics(("四、行政复议数量", "件", "12"), ("", "", ""), ("（一）维持数", "件", "3"))
    for x, y, text in ((200, 155, "万"), (60, 160, "七、收取的费用"), (270, 160, "1.5"), (200, 166, "元")):
        sheet.text(x, y, text, 10)
    (table,) = rows_of(sheet)
    assert [row[-1] for row in table[1:]] == ["12", "1.5", "3"]


def test_a_part_of_the_row_above_begins_a_label():
    rows = [
        ("1.新闻发布会", "12", "1", "2"),
        ("2.在线访谈", "", "", ""),
        ("其中：负责同志", "3", "0", "1"),
        ("3.解读", "4", "5", "6"),
    ]
    (table,) = rows_of(printed(*rows))
    assert table[1:] == [list(row) for row in rows]


def test_figures_of_two_tables_side_by_side_are_reported():
    sheet = Sheet()
    for number, row in enumerate([STATISTICS * 2, ("收到申请数", "件", "12", "行政诉讼数量", "件", "7")]):
        for x, text in zip((60, 150, 190, 260, 370, 410), row, strict=True):
            sheet.text(x, 100 + 30 * number, text, 10)
    (table,) = rows_of(sheet)
    assert table[-1] == ["收到申请数", "件", "12", "行政诉讼数量", "件 | 7"]


def test_ambiguous_rows_after_a_page_break_are_reported():
    sheet = statistics(("（一）收到申请数", "件", "12"), ("1.当面申请数", "件", "5"))
    sheet.next_page()
    statistics(("2.传真申请数", "件", "3"), ("3.网络", "件", ""), sheet=sheet, top=60)
    sheet.text(236, 90, "8", 10)  # below no column
    assert rows_of(sheet)[1] == [["2.传真申请数", "件 | 3"], ["3.网络", "件 | 8"]]
