"""Numbers of a workbook as a person sees them: formats, colours, rules and sizes that change or hide them."""

from types import SimpleNamespace

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule, DataBarRule, FormulaRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from reading.builders import saved, unzipped, zipped

from gxcrawl.reading import read_document
from gxcrawl.reading.workbook.binary import print_of


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
def test_numbers_are_read_as_displayed(value, font, fill, shown_as, text):
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
def test_rows_and_columns_without_height_or_width_are_hidden(height, width):
    workbook = openpyxl.Workbook()
    for row in (["规章", 9, 1], ["其他", 9, 2], ["行政许可", 9, 3]):
        workbook.active.append(row)
    members = unzipped(saved(workbook))
    sheet = members["xl/worksheets/sheet1.xml"].replace(b'<row r="2"', b'<row r="2" ht="%s" customHeight="1"' % height)
    columns = b'<cols><col min="2" max="2" width="%s" customWidth="1"/></cols><sheetData>' % width
    members["xl/worksheets/sheet1.xml"] = sheet.replace(b"<sheetData>", columns)
    assert read_document(zipped(members)).tables[0].rows == (("规章", "1"), ("行政许可", "3"))


def test_a_number_format_that_xlrd_does_not_know_is_the_general_one():
    book = SimpleNamespace(
        xf_list=[SimpleNamespace(format_key=57, font_index=0, background=None)],
        format_map={57: SimpleNamespace(format_str=None)},
        font_list=[SimpleNamespace(struck_out=0, height=200, colour_index=8)],
        colour_map={},
    )
    assert print_of(book, 0).format == "General"
