"""Workbooks: tables of the visible sheets, merged ranges, numbers as shown."""

import datetime as dt

import openpyxl
import pytest
from reading.builders import outline, own_rows, saved

from gxcrawl.errors import Unreadable
from gxcrawl.reading import read_document


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


def test_a_block_header_belongs_to_its_table():
    document = read([["第二十条第（一）项", None], ["信息内容", "本年制发件数"], ["规章", 0]], merged=["A1:B1"])
    assert outline(document) == ["[3x2]"]


def test_blank_rows_and_headings_part_tables():
    document = read(
        [["二、主动公开", None], ["规章", 0], [None, None], ["其他", 1], ["三、收到和处理", None], ["新收", 2]],
        merged=["A1:B1", "A5:B5"],
    )
    assert outline(document) == ["二、主动公开", "[1x2]", "[1x2]", "三、收到和处理", "[1x2]"]


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
