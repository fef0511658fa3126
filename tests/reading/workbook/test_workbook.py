"""Workbooks: tables of the visible sheets, merged ranges, formulas."""

import datetime as dt
import re

import openpyxl
import pytest
import xlrd
from openpyxl.worksheet.formula import ArrayFormula
from reading.builders import outline, own_rows, saved, unzipped, zipped

from gxcrawl.errors import Unreadable
from gxcrawl.reading import read_document
from gxcrawl.reading.workbook import binary, packaged, read_workbook, sheets


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


def test_each_line_of_a_title_cell_is_a_paragraph():
    document = read([["某局2022年\n政府信息公开工作年度报告", None], ["规章", 0]], merged=["A1:B1"])
    assert outline(document) == ["某局2022年", "政府信息公开工作年度报告", "[1x2]"]


def test_prose_below_a_table_is_not_part_of_it():
    label, prose = "四、结转下年度继续办理", ["五、存在的问题", "公开还不够。", "某局", "2024年1月18日"]
    document = read([["规章", 1], [label, None], *([line, None] for line in prose)])
    assert outline(document) == ["[2x2]", *prose]


def test_a_block_header_belongs_to_its_table():
    document = read([["第二十条第（一）项", None], ["信息内容", "本年制发件数"], ["规章", 0]], merged=["A1:B1"])
    assert outline(document) == ["[3x2]"]


def test_blank_rows_and_headings_separate_tables():
    document = read(
        [["二、主动公开", None], ["规章", 0], [None, None], ["其他", 1], ["三、收到和处理", None], ["新收", 2]],
        merged=["A1:B1", "A5:B5"],
    )
    assert outline(document) == ["二、主动公开", "[1x2]", "[1x2]", "三、收到和处理", "[1x2]"]


def test_a_heading_as_wide_as_the_table_above_separates_it_from_a_wider_one():
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


def test_dates_and_booleans_are_read_as_text():
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


def test_an_array_formula_that_was_never_calculated_is_its_text():
    workbook = openpyxl.Workbook()
    workbook.active.append(["总计", ArrayFormula("B1", "=SUM(C1:C2)")])
    assert own_rows(read_document(saved(workbook)).tables[0]) == [["总计", "=SUM(C1:C2)"]]


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


def test_a_comment_full_of_opened_cells_takes_linear_time():
    workbook = openpyxl.Workbook()
    workbook.active.append(["规章", 1])
    members = unzipped(saved(workbook))
    sheet = members["xl/worksheets/sheet1.xml"]
    members["xl/worksheets/sheet1.xml"] = sheet.replace(b"<sheetData>", b"<!--" + b"<c " * 400_000 + b"--><sheetData>")
    assert len(read_document(zipped(members)).tables) == 1


@pytest.mark.parametrize("prefix", [b"", b"x:"])
def test_a_formula_that_was_never_calculated_is_not_blank(prefix):
    workbook = openpyxl.Workbook()
    workbook.active.append(["总计", "=1+2", None, 3])
    members = unzipped(saved(workbook))
    workbook_part = members["xl/workbook.xml"].replace(b'fullCalcOnLoad="1"', b"")
    sheet = re.sub(rb"<(/?)(\w)", rb"<\1" + prefix + rb"\2", members["xl/worksheets/sheet1.xml"])
    sheet = sheet.replace(b" xmlns=", b" xmlns:x=") if prefix else sheet
    changed = {**members, "xl/workbook.xml": workbook_part, "xl/worksheets/sheet1.xml": sheet}
    assert own_rows(read_document(zipped(changed)).tables[0]) == [["总计", "=1+2", "", "3"]]


def test_values_of_formulas_that_excel_recalculates_are_unknown():
    workbook = openpyxl.Workbook()
    workbook.active.append(["总计", "=1+2", 5])
    members = unzipped(saved(workbook))
    sheet = members["xl/worksheets/sheet1.xml"]
    members["xl/worksheets/sheet1.xml"] = sheet.replace(b"<v />", b"<v>0</v>").replace(b"<v></v>", b"<v>0</v>")
    assert b"<f>1+2</f><v>0</v>" in members["xl/worksheets/sheet1.xml"]
    assert own_rows(read_document(zipped(members)).tables[0]) == [["总计", "=1+2", "5"]]
    members["xl/workbook.xml"] = members["xl/workbook.xml"].replace(b'fullCalcOnLoad="1"', b"")
    assert own_rows(read_document(zipped(members)).tables[0]) == [["总计", "0", "5"]]


def test_strict_namespaces_are_read():
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


def small() -> dict[str, bytes]:
    """The files of a workbook with one row."""
    workbook = openpyxl.Workbook()
    workbook.active.append(["规章", 1])
    return unzipped(saved(workbook))


def test_a_package_with_backslashes_in_its_names_is_read():
    members = {name.replace("/", "\\"): content for name, content in small().items()}
    assert outline(read_document(zipped(members))) == ["[1x2]"]


def test_a_workbook_without_a_sheet_that_it_lists_is_refused():
    members = small()
    members["xl/worksheets/Sheet1.xml"] = members.pop("xl/worksheets/sheet1.xml")
    with pytest.raises(Unreadable, match="a sheet of the workbook is missing"):
        read_document(zipped(members))


def test_a_listed_macro_module_is_not_a_missing_sheet():
    members = small()
    module = b'<sheet name="Module" sheetId="2" r:id="" xmlns:r="r"/></sheets>'
    members["xl/workbook.xml"] = members["xl/workbook.xml"].replace(b"</sheets>", module)
    assert outline(read_document(zipped(members))) == ["[1x2]"]


def with_unknown_font_family(members: dict[str, bytes]) -> bytes:
    """A workbook that Excel opens and openpyxl does not."""
    styles = members["xl/styles.xml"]
    assert b'<family val="2"' in styles
    return zipped({**members, "xl/styles.xml": styles.replace(b'<family val="2"', b'<family val="255"')})


def test_a_workbook_that_openpyxl_refuses_is_converted(monkeypatch):
    monkeypatch.setattr(packaged, "convert_to_xlsx", lambda _: zipped(small()))
    assert outline(read_document(with_unknown_font_family(small()))) == ["[1x2]"]


def test_a_workbook_with_malformed_xml_is_not_converted(monkeypatch):
    monkeypatch.setattr(packaged, "convert_to_xlsx", lambda _: zipped(small()))
    members = small()
    sheet = members["xl/worksheets/sheet1.xml"]
    with pytest.raises(Unreadable, match="not a readable xlsx"):
        read_document(zipped({**members, "xl/worksheets/sheet1.xml": sheet.replace(b"</row>", b"")}))


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def test_a_workbook_with_protected_structure_is_converted(monkeypatch):
    def refuse(**_):
        raise xlrd.XLRDError("Workbook is encrypted")

    workbook = openpyxl.Workbook()
    workbook.active.append(["规章", 2])
    monkeypatch.setattr(xlrd, "open_workbook", refuse)
    monkeypatch.setattr(sheets, "convert_to_xlsx", lambda _: saved(workbook))
    assert outline(read_workbook(OLE, "xls")) == ["[1x2]"]


def test_storage_that_lists_a_sector_twice_is_accepted(monkeypatch):
    def strict(*, ignore_workbook_corruption=False, **_):
        if not ignore_workbook_corruption:
            raise xlrd.compdoc.CompDocError("Workbook corruption: seen[3] == 4")
        raise xlrd.XLRDError("Workbook is encrypted")

    monkeypatch.setattr(xlrd, "open_workbook", strict)
    monkeypatch.setattr(sheets, "convert_to_xlsx", lambda _: zipped(small()))
    assert outline(read_workbook(OLE, "xls")) == ["[1x2]"]


def test_a_workbook_that_needs_a_password_is_refused(monkeypatch):
    def refuse(_):
        raise Unreadable("LibreOffice makes nothing of this document")

    monkeypatch.setattr(sheets, "is_encrypted_package", lambda _: True)
    monkeypatch.setattr(binary, "is_encrypted_package", lambda _: True)
    monkeypatch.setattr(sheets, "convert_to_xlsx", refuse)
    with pytest.raises(Unreadable, match="it opens only with a password"):
        read_workbook(OLE, "xls")
