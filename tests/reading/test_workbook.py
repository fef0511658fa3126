"""Workbooks: tables of the visible sheets, merged ranges, numbers as shown."""

import datetime as dt

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule, DataBarRule, FormulaRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from reading.builders import outline, own_rows, saved, unzipped, zipped

from gxcrawl.errors import Unreadable
from gxcrawl.forms.report import Hint
from gxcrawl.reading import of_year, read_document
from gxcrawl.reports.reading import report_of


def read(rows, merged=(), title="Sheet1"):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    return read_document(saved(workbook))


def test_merged_ranges_and_numbers():
    document = read(
        [["申请人情况", None, "总计"], ["三、", "（一）", 3], [None, "（二）", 12.5], [None, "（三）", "00"]],
        merged=["A1:B1", "A2:A4"],
        title="附表",
    )
    (table,) = document.tables
    assert table.rows == (
        ("申请人情况", "申请人情况", "总计"),
        ("三、", "（一）", "3"),
        ("三、", "（二）", "12.5"),
        ("三、", "（三）", "00"),
    )
    assert table.owners[3][0] == (1, 0)
    assert (table.origin.member, table.origin.table) == ("附表", 0)


def test_the_title_above_a_table_is_prose():
    document = read(
        [
            ["政府信息公开情况统计表（2017年度）", None, None],
            ["填报单位：某局", None, None],
            ["统计指标", "单位", "统计数"],
            ["一、主动", "——", None],
        ],
        merged=["A1:C1"],
    )
    assert outline(document) == ["政府信息公开情况统计表（2017年度）", "填报单位：某局", "[2x3]"]
    assert own_rows(document.tables[0])[1] == ["一、主动", "——", ""]


def test_the_prose_below_a_table_is_no_part_of_it():
    label, prose = "四、结转下年度继续办理", ["五、存在的问题", "公开还不够。", "某局", "2024年1月18日"]
    document = read([["规章", 1], [label, None], *([line, None] for line in prose)])
    assert outline(document) == ["[2x2]", *prose]


def test_a_block_header_belongs_to_its_table():
    document = read([["第二十条第（一）项", None], ["信息内容", "本年制发件数"], ["规章", 0]], merged=["A1:B1"])
    assert outline(document) == ["[3x2]"]


def test_blank_rows_and_headings_part_tables():
    document = read(
        [["二、主动公开", None], ["规章", 0], [None, None], ["其他", 1], ["三、收到和处理", None], ["新收", 2]],
        merged=["A1:B1", "A5:B5"],
    )
    assert outline(document) == ["二、主动公开", "[1x2]", "[1x2]", "三、收到和处理", "[1x2]"]


def test_a_heading_as_wide_as_the_table_above_parts_it_from_a_wider_one():
    rows = [
        ["信息内容", "制发", "", ""],
        ["规章", 1, "", ""],
        ["四、复议", None, None, None],
        ["维持", "纠正", "其他", 2],
    ]
    assert outline(read(rows, merged=["A3:B3"])) == ["[2x2]", "四、复议", "[1x4]"]
    labels = [["申请", "", "自然人"], ["三、结果", "", 1], ["四、结转", None, None]]
    assert outline(read(labels, merged=["A1:B1", "A2:B2", "A3:B3"])) == ["[3x3]"]


def test_a_row_without_numbers_is_a_row():
    document = read([["一、新收", 1, 2], ["二、上年结转", None, None], ["三、总计", 1, 2]])
    assert own_rows(document.tables[0])[1] == ["二、上年结转", "", ""]


def test_dates_and_truth_values():
    document = read([["日期", dt.datetime(2021, 1, 25)], ["是", True], ["行\n号", "1\n2"]])
    assert own_rows(document.tables[0]) == [["日期", "2021-01-25"], ["是", "TRUE"], ["行\n号", "1\n2"]]


def test_hidden_rows_and_columns_are_left_out():
    workbook = openpyxl.Workbook()
    for row in (["项目", "旧", "数"], ["模板", 8, 9], ["规章", 8, 1], ["其他", 8, 2]):
        workbook.active.append(row)
    workbook.active.merge_cells("A3:A4")
    workbook.active.row_dimensions[2].hidden = True
    workbook.active.column_dimensions["B"].hidden = True
    assert read_document(saved(workbook)).tables[0].rows == (("项目", "数"), ("规章", "1"), ("规章", "2"))


def test_hidden_sheets_are_left_out():
    workbook = openpyxl.Workbook()
    workbook.active.append(["规章", 1])
    hidden = workbook.create_sheet("旧")
    hidden.append(["规章", 9])
    hidden.sheet_state = "hidden"
    assert len(read_document(saved(workbook)).tables) == 1


def test_a_sheet_with_a_cell_far_away_is_refused():
    workbook = openpyxl.Workbook()
    workbook.active.cell(row=1, column=1, value="1")
    workbook.active.cell(row=1_000_000, column=16_000, value="1")
    with pytest.raises(Unreadable):
        read_document(saved(workbook))


def of_years(*years, names="{}年", titles="某局{}年政府信息公开工作年度报告", packed=False):
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for year in years:
        sheet = workbook.create_sheet(names.format(year))
        for row in ([titles.format(year)], ["信息内容", "本年制发件数"], ["规章", year], ["填报日期：1月", None]):
            sheet.append(row)
    workbook.create_sheet("说明").append(["单位：件"])
    body = saved(workbook)
    return read_document(zipped({"2021年报表.xlsx": body}) if packed else body)


@pytest.mark.parametrize(
    "wording",
    [
        {"titles": "某局报表"},
        {"names": "表{}x"},
        {"names": "表{}x", "titles": "某局报表"},
        {"names": "表x{}", "titles": "某局{}年年报", "packed": True},
        {"packed": True},
    ],
)
def test_of_sheets_for_several_years_those_of_one(wording):
    document = of_year(of_years(2021, 2022, 2023, **wording), 2022)
    (table,) = document.tables
    assert own_rows(table)[1] == ["规章", "2022"]
    assert [p.text for p in document.paragraphs][1:] == ["单位：件"]


def test_tables_of_other_years_are_kept_and_not_read():
    report = report_of(of_years(2021, 2022), Hint(year=2022))
    assert [(section, table.origin.member) for section, table in report.tables] == [(2, "2022年"), (None, "2021年")]


def test_of_a_year_that_no_sheet_names_nothing_is_chosen():
    document = of_years(2021, 2022)
    assert of_year(document, 2020) == of_year(document, None) == document


@pytest.mark.parametrize(
    ("name", "line"), [("申请", "(上年即2021年结转数据见附注)"), ("申请", "其中2021年结转5件"), ("2021年结转", "件")]
)
def test_a_sheet_that_mentions_another_year_stays(name, line):
    workbook = openpyxl.Workbook()
    workbook.active.append(["某局2022年政府信息公开工作年度报告"])
    workbook.active.append(["规章", 1])
    for row in ([line], ["一、本年新收", 3], ["二、上年结转", 4]):
        (workbook[name] if name in workbook else workbook.create_sheet(name)).append(row)
    assert len(of_year(read_document(saved(workbook)), 2022).tables) == 2


def test_a_sheet_of_another_year_goes_though_its_tables_are_others():
    workbook = openpyxl.Workbook()
    for name, row in (("2018", ["统计指标", "单位"]), ("2022", ["信息内容", "本年制发件数"])):
        for cells in (row, ["规章", int(name)]):
            (workbook[name] if name in workbook else workbook.create_sheet(name)).append(cells)
    assert [one.origin.member for one in of_year(read_document(saved(workbook)), 2022).tables] == ["2022"]


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/worksheets/Blatt1.XML"])
def test_a_formula_is_found_in_a_part_of_any_name(part):
    workbook = openpyxl.Workbook()
    workbook.active.append(["总计", "=1+2"])
    members = unzipped(saved(workbook))
    content = members.pop("xl/worksheets/sheet1.xml")
    told = {
        name: body.replace(b"/xl/worksheets/sheet1.xml", f"/{part}".encode()).replace(
            b"worksheets/sheet1.xml", part.removeprefix("xl/").encode()
        )
        for name, body in members.items()
    }
    (table,) = read_document(zipped({**told, part: content})).tables
    assert own_rows(table) == [["总计", "=1+2"]]


def test_a_comment_of_opened_cells_is_read_over_once():
    workbook = openpyxl.Workbook()
    workbook.active.append(["规章", 1])
    members = unzipped(saved(workbook))
    sheet = members["xl/worksheets/sheet1.xml"]
    members["xl/worksheets/sheet1.xml"] = sheet.replace(b"<sheetData>", b"<!--" + b"<c " * 400_000 + b"--><sheetData>")
    assert len(read_document(zipped(members)).tables) == 1


def test_a_formula_that_nobody_worked_out_is_not_blank():
    assert own_rows(read([["总计", "=1+2", None], ["其他", 1, 2]]).tables[0])[0] == ["总计", "=1+2", ""]


def test_values_of_formulas_that_excel_counts_anew_are_not_known():
    workbook = openpyxl.Workbook()
    workbook.active.append(["总计", "=1+2", 5])
    members = unzipped(saved(workbook))
    sheet = members["xl/worksheets/sheet1.xml"]
    members["xl/worksheets/sheet1.xml"] = sheet.replace(b"<v />", b"<v>0</v>").replace(b"<v></v>", b"<v>0</v>")
    assert b"<f>1+2</f><v>0</v>" in members["xl/worksheets/sheet1.xml"]
    assert own_rows(read_document(zipped(members)).tables[0]) == [["总计", "=1+2", "5"]]
    members["xl/workbook.xml"] = members["xl/workbook.xml"].replace(b'fullCalcOnLoad="1"', b"")
    assert own_rows(read_document(zipped(members)).tables[0]) == [["总计", "0", "5"]]


def test_the_strict_namespaces():
    workbook = openpyxl.Workbook()
    workbook.active.append(["规章", 1])
    strict = zipped(
        {
            name: content.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/", b"http://purl.oclc.org/ooxml/spreadsheetml/"
            ).replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"
            )
            for name, content in unzipped(saved(workbook)).items()
        }
    )
    assert own_rows(read_document(strict).tables[0]) == [["规章", "1"]]


@pytest.mark.parametrize(
    ("value", "font", "fill", "shown_as", "text"),
    [
        (13, {"strike": True}, None, "General", ""),
        (13, {"color": "FFFFFFFF"}, None, "General", "[13]"),
        (13, {"color": "FFFFFFFF"}, "FF1F4E79", "General", "13"),
        (13, {}, None, ";;;", "[13]"),
        (13, {}, None, "[White]0", "[13]"),
        (13, {}, None, "[颜色 2]0", "[13]"),
        (13, {}, None, "[Color 20]0", "13"),
        (13, {}, None, '0"."0', '13 [0"."0]'),
        (13, {}, None, "0*0", "13 [0*0]"),
        (13, {}, None, '#,##0"件"_ ;[红色]-0', "13"),
        (13, {}, None, "0.00", "13"),
        (13, {}, None, "0%", "13 [0%]"),
        (130000, {}, None, "#,##0,", "130000 [#,##0,]"),
        (130000, {}, None, '0!.0000"万"', '130000 [0!.0000"万"]'),
        (13, {}, None, '"无"', '13 ["无"]'),
        (0, {}, None, '0;-0;"无"', "0"),
        (13, {}, None, '"1"0', '13 ["1"0]'),
        (13, {}, None, '[<20]"少";0', '13 [[<20]"少";0]'),
        (13, {}, None, '0.0"万元"', "13万元"),
        (46.378, {}, None, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "46.38"),
        (2.5, {}, None, "0", "3"),
        (46.378, {}, None, "0[$万元]", "46万元"),
        (5.5, {}, None, "# ?/?", "5.5 [# ?/?]"),
        (1300, {}, None, "0.00E+00", "1300 [0.00E+00]"),
        (1300, {}, None, "00-00", "1300 [00-00]"),
        (13, {}, None, '"第"0"件"', '13 ["第"0"件"]'),
        (13, {}, None, '0"余"', "13余"),
        (13, {}, None, '0"‰"', '13 [0"‰"]'),
        (13, {}, None, '"-"0', '13 ["-"0]'),
        (13, {}, None, "*-0", "13 [*-0]"),
        (13, {}, None, "+0;-0;0", "13"),
        (-13, {}, None, "0;0", "-13 [0;0]"),
        (-13, {}, None, "0_);(0)", "-13"),
        (0, {}, None, '0;-0;"12件"', '0 [0;-0;"12件"]'),
        ("13", {}, None, '"1"@', '13 ["1"@]'),
        ("13", {}, None, ";;;", "[13]"),
        ("13", {}, None, "0;-0;0;@", "13"),
        ("13_x000D_", {}, None, "General", "13"),
        (13, {"color": "FFFAFAFA"}, None, "General", "[13]"),
        (13, {"color": "FF1F4E79"}, "FF1F4E79", "General", "[13]"),
        (13, {"sz": 1}, None, "General", "[13]"),
        ("13", {}, None, "0%", "13"),
        (CellRichText("13", TextBlock(InlineFont(color="FFFFFFFF"), "1")), {}, None, "General", "13[1]"),
        (CellRichText("13", TextBlock(InlineFont(sz=1), "1")), {}, None, "General", "13[1]"),
        (CellRichText("13", TextBlock(InlineFont(vertAlign="superscript"), "1")), {}, None, "General", "13[1]"),
        (CellRichText(TextBlock(InlineFont(strike=True), "8"), "13"), {}, None, "General", "13"),
    ],
)
def test_numbers_as_a_person_sees_them(value, font, fill, shown_as, text):
    workbook = openpyxl.Workbook()
    workbook.active.append(["信息内容", "件数"])
    workbook.active.append(["规章", value])
    cell = workbook.active["B2"]
    cell.font, cell.number_format = Font(**font), shown_as
    if fill:
        cell.fill = PatternFill("solid", fgColor=fill)
    assert read_document(saved(workbook)).tables[0].rows[1] == ("规章", text)


WHITE, BLACK = Font(color="FFFFFFFF"), PatternFill(bgColor="FF000000")


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (CellIsRule("greaterThan", ["5"], font=WHITE), "[13]"),
        (CellIsRule("between", ["1", "5"], font=WHITE), "13"),
        (CellIsRule("equal", ["0"], font=WHITE), "13"),
        (CellIsRule("equal", ["$A$1"], font=WHITE), "[13]"),
        (FormulaRule(["B2=0"], font=WHITE), "13"),
        (FormulaRule(["B1=0"], font=WHITE), "[13]"),
        (FormulaRule(["ISERROR(B2)"], font=WHITE), "13"),
        (FormulaRule(["TRUE"], font=Font(color="FF000000"), fill=BLACK), "[13]"),
        (FormulaRule(["TRUE"], font=WHITE, fill=BLACK), "13"),
        (FormulaRule(["TRUE"], font=Font(strike=True)), "[13]"),
        (
            Rule("expression", formula=["TRUE"], dxf=DifferentialStyle(numFmt=NumberFormat(200, '"1"0;;0'))),
            '13 ["1"0;;0]',
        ),
        (DataBarRule("min", None, "max", None, "FF638EC6", showValue=False), "[13]"),
    ],
)
def test_conditions_that_hide_numbers(rule, text):
    workbook = openpyxl.Workbook()
    for row in (["信息内容", "件数"], ["规章", 13], ["其他", 0]):
        workbook.active.append(row)
    workbook.active.conditional_formatting.add("B2:B3", rule)
    assert read_document(saved(workbook)).tables[0].rows[1:] == (("规章", text), ("其他", "0"))


@pytest.mark.parametrize(("height", "width"), [(b"0", b"0"), (b"1.5", b"0.2")])
def test_rows_and_columns_pushed_together_are_hidden(height, width):
    workbook = openpyxl.Workbook()
    for row in (["规章", 9, 1], ["其他", 9, 2], ["行政许可", 9, 3]):
        workbook.active.append(row)
    members = unzipped(saved(workbook))
    sheet = members["xl/worksheets/sheet1.xml"].replace(b'<row r="2"', b'<row r="2" ht="%s" customHeight="1"' % height)
    columns = b'<cols><col min="2" max="2" width="%s" customWidth="1"/></cols><sheetData>' % width
    members["xl/worksheets/sheet1.xml"] = sheet.replace(b"<sheetData>", columns)
    assert read_document(zipped(members)).tables[0].rows == (("规章", "1"), ("行政许可", "3"))
