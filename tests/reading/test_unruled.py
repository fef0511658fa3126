"""Tables that no line rules: read from where the words stand, or not at all and then to be seen."""

import pytest
from PIL import Image
from reading.builders import outline, own_rows
from reading.pdf_sheets import Sheet
from reading.unruled_sheets import PRINT, Style, UnruledSheet
from support.official import (
    HEADINGS,
    expected_of,
    map_cells,
    tables_of,
    values,
)

from gxcrawl.reading import read_document
from gxcrawl.reports.reading import Hint, read_report

TITLE = "某市某局2023年政府信息公开工作年度报告"


def printed(style, of_report):
    sheet = UnruledSheet(style)
    sheet.text(100, 60, TITLE, 18)
    for heading, table in zip(HEADINGS[1:4], of_report, strict=True):
        sheet.heading(heading)
        sheet.table(table)
    return read_report(sheet.bytes(), Hint(year=2023))


@pytest.mark.parametrize(
    "style",
    [
        Style(),
        Style(padding=0),
        Style(left=True),
        Style(left=True, top=True),
        Style(rules=True, padding=0),
        Style(shaded=True),
    ],
    ids=str,
)
def test_the_official_tables_without_lines_between_columns(style):
    report = printed(style, tables_of("2021"))
    assert values(report) == expected_of("2021")
    assert report.form == "2021"
    assert [section.text for section in report.sections] == ["", "", ""]


def test_the_edition_of_2019_without_lines():
    report = printed(Style(), tables_of("2019"))
    assert values(report) == expected_of("2019")


def test_blank_cells_stay_in_their_columns():
    def change(_, __, cell):
        return cell._replace(text="") if cell.text.isdigit() and int(cell.text) % 4 == 1 else cell

    read = values(printed(Style(), [map_cells(table, change) for table in tables_of("2021")]))
    assert read == {path: None if number % 4 == 1 else number for path, number in expected_of("2021").items()}


@pytest.mark.parametrize("style", [Style(), Style(left=True, top=True)], ids=str)
def test_a_row_without_a_figure_is_there_without_numbers(style):
    def change(row, _, cell):
        return cell._replace(text="") if row in (6, 9, 20) and cell.text.isdigit() else cell

    disclosure, applications, review = tables_of("2021")
    report = printed(style, [disclosure, map_cells(applications, change), review])
    blank = {path for path, value in values(report).items() if value is None}
    assert values(report) == {path: None if path in blank else number for path, number in expected_of("2021").items()}
    assert len(blank) == 21


def test_a_header_with_a_label_of_its_own_leaves_no_number_and_a_note_for_each():
    of_report = [
        map_cells(table, lambda _, __, cell: cell._replace(text=cell.text.replace("科研机构", "学校")))
        for table in tables_of("2021")
    ]
    report = printed(Style(), of_report)
    assert {path for path, value in values(report).items() if value is not None} == {
        path for path in expected_of("2021") if not path.startswith("applications")
    }
    noted = {note.path for note in report.notes} | {row.label for row in report.unknown_rows}
    assert {path for path in expected_of("2021") if "new_received" in path} <= noted


def test_figures_below_two_labels_belong_to_no_column():
    sheet = Sheet()
    sheet.text(60, 80, "信息内容     本年制发件数  本年废止件数  现行有效件数")
    sheet.text(60, 100, "规章")
    for x, text in ((130, "1"), (160, "2"), (300, "3")):
        sheet.text(x, 100, text)
    assert own_rows(read_document(sheet.bytes()).tables[0])[1] == ["规章", "1 | 2 | 3"]


def test_numbers_of_a_page_that_is_a_picture_with_text_are_doubted():
    sheet = Sheet()
    sheet.canvas.drawInlineImage(Image.new("L", (20, 30), 255), 0, 0, 595, 842)
    for x, text in ((60, "信息内容"), (200, "本年制发件数"), (300, "本年废止件数"), (400, "现行有效件数")):
        sheet.text(x, 100, text)
    for x, text in ((60, "规章"), (220, "1"), (320, "2"), (420, "3")):
        sheet.text(x, 120, text)
    sheet.next_page()
    sheet.text(60, 100, "二、主动公开政府信息情况，以上数据截至年底，由本机关办公室汇总。")
    document = read_document(sheet.bytes())
    assert own_rows(document.tables[0])[1] == ["规章", "1?", "2?", "3?"]


def test_prose_that_ends_in_numbers_is_prose():
    sheet = Sheet()
    for y, text in ((80, "1.规范性文件 3 4 5"), (100, "办理情况 合计 12"), (120, "全年公开信息 其他 120")):
        sheet.text(60, y, text)
    assert read_document(sheet.bytes()).tables == ()


TEXT = """二、主动公开政府信息情况
第二十条第（一）项
信息内容 本年制发件数 本年废止件数 现行有效件数
规章 0 0 0
行政规范性
文件 1 0 12
三、收到和处理政府信息公开申请情况
申请人情况
自然人 法人或其他组织 总计
商业企业 科研机构 社会公益组织 法律服务机构 其他
一、本年新收政府信息公开申请数量 3 1 0 0 0 0 4
三、本年度办理结果 （一）予以公开 2 1 0 0 0 0 3
（三）不予
公开
1.属于国家秘密 0 0 0 0 0 0 0
5.要求行政机关确认
1 0 0 0 0 0 1
或重新出具已获取信息
（七）总计 3 1 0 0 0 0 4
四、政府信息公开行政复议、行政诉讼情况
"""


def test_a_table_copied_as_text_with_cells_apart_by_blanks():
    document = read_document(TEXT.encode())
    assert outline(document)[-1] == HEADINGS[3]
    disclosure, applications = document.tables
    assert own_rows(disclosure)[1:] == [["规章", "0", "0", "0"], ["行政规范性文件", "1", "0", "12"]]
    assert "5.要求行政机关确认或重新出具已获取信息" in [row[0] for row in own_rows(applications)]
    assert not applications.spans_known
    found = values(read_report(f"{TITLE}\n{TEXT}".encode()))
    assert found["applications.not_processed.confirm_or_reissue.natural_person"] == 1
    assert found["applications.granted.business"] == 1
    assert found["applications.result_total.total"] == 4
    assert found["proactive_disclosure.normative_documents.in_force"] == 12


def test_a_text_whose_header_is_broken_into_pieces_gives_no_number():
    broken = TEXT.replace("自然人 法人或其他组织 总计\n商业企业 科研机构", "自然\n人 总计\n商业企 科研机\n业 构")
    report = read_report(f"{TITLE}\n{broken}".encode())
    of_section = {path: value for path, value in values(report).items() if path.startswith("applications.")}
    assert of_section
    assert set(of_section.values()) == {None}
    assert of_section.keys() <= {note.path for note in report.notes}


def test_a_text_row_with_a_missing_figure_is_assigned_to_no_column():
    report = read_report(f"{TITLE}\n{TEXT.replace('3 1 0 0 0 0 4', '3 1 0 0 0 4')}".encode())
    assert values(report)["applications.new_received.total"] is None


def test_a_table_goes_on_right_below_the_running_header_that_browsers_print():
    sheet = UnruledSheet(Style())
    header = "2024/1/5 10:31 某市某局2023年政府信息公开工作年度报告 - 某市人民政府门户网站"
    break_page = sheet.break_page

    def with_header():
        break_page()
        sheet.text(20, 56, header, PRINT)

    sheet.break_page = with_header
    sheet.text(20, 56, header, PRINT)
    sheet.text(100, 90, TITLE, 18)
    sheet.at = 500
    for heading, table in zip(HEADINGS[1:4], tables_of("2021"), strict=True):
        sheet.heading(heading)
        sheet.table(table)
    assert values(read_report(sheet.bytes(), Hint(year=2023))) == expected_of("2021")


def test_the_first_character_of_a_group_label_printed_downwards_is_no_figure():
    rows = [
        ["1.本机关不掌握相关政府信息", "1", "2"],
        ["2.没有现成信息需要另行制作", "3", "4"],
        ["3.补正后申请内容仍不明确", "5", "6"],
    ]
    sheet = Sheet()
    for y, row in enumerate([["", "自然人", "总计"], *rows]):
        for x, text in zip((90, 300, 400), row, strict=True):
            sheet.text(x, 100 + 24 * y, text, PRINT)
    for number, text in enumerate("无法提供"):
        sheet.text(60, 124 + 10 * number, text, PRINT)
    (table,) = read_document(sheet.bytes()).tables
    assert own_rows(table)[1:] == rows


def applications_on(sheet, y, rows, labels=("自然人", "总计")):
    """Rows of a label and two figures, below a header unless `labels` is empty."""
    for number, row in enumerate([["", *labels], *rows] if labels else rows):
        for x, text in zip((90, 300, 400), row, strict=True):
            sheet.text(x, y + 24 * number, text, PRINT)


def test_the_page_number_that_spreadsheets_print_is_no_figure():
    sheet = Sheet()
    applications_on(sheet, 600, [["1.属于国家秘密", "1", "2"], ["2.重复申请", "3", "4"]])
    sheet.text(280, 800, "Page 1", PRINT)
    (table,) = read_document(sheet.bytes()).tables
    assert own_rows(table)[1:] == [["1.属于国家秘密", "1", "2"], ["2.重复申请", "3", "4"]]


def test_the_last_character_of_a_label_that_is_also_a_unit_stays_in_the_label():
    sheet = Sheet()
    sheet.text(90, 124, "8.属于行政查询事", PRINT)
    for y, row in (
        (100, ["", "自然人", "商业企业", "总计"]),
        (135, ["项", "1", "2", "3"]),
        (160, ["（七）总计", "4", "5", "9"]),
    ):
        for x, text in zip((90, 250, 320, 400), row, strict=True):
            sheet.text(x, y, text, PRINT)
    (table,) = read_document(sheet.bytes()).tables
    assert own_rows(table)[1:] == [["8.属于行政查询事\n项", "1", "2", "3"], ["（七）总计", "4", "5", "9"]]


def test_the_rest_of_a_label_below_a_page_break_belongs_to_the_row_above():
    sheet = Sheet()
    applications_on(sheet, 700, [["1.属于国家秘密", "1", "2"], ["2.没有现成信息需", "3", "4"]])
    sheet.next_page()
    sheet.text(90, 60, "要另行制作", PRINT)
    applications_on(sheet, 84, [["3.其他", "5", "6"], ["（七）总计", "9", "12"]], labels=())
    above, below = read_document(sheet.bytes()).tables
    assert own_rows(above)[-1] == ["2.没有现成信息需\n要另行制作", "3", "4"]
    assert own_rows(below) == [["3.其他", "5", "6"], ["（七）总计", "9", "12"]]
