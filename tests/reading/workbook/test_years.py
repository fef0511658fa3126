"""Workbooks with sheets of several years: the tables of the report's year, and which sheets stay."""

import openpyxl
import pytest
from reading.builders import own_rows, saved, zipped

from gxcrawl.forms.report import Hint
from gxcrawl.reading import of_year, read_document
from gxcrawl.reports.reading import report_of


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
def test_only_the_sheets_of_the_wanted_year_are_read(wording):
    document = of_year(of_years(2021, 2022, 2023, **wording), 2022)
    (table,) = document.tables
    assert own_rows(table)[1] == ["规章", "2022"]
    assert [p.text for p in document.paragraphs][1:] == ["单位：件"]


def test_tables_of_other_years_are_kept_but_not_read():
    report = report_of(of_years(2021, 2022), Hint(year=2022))
    assert [(section, table.origin.member) for section, table in report.tables] == [(2, "2022年"), (None, "2021年")]


def test_all_sheets_are_read_if_none_names_the_wanted_year():
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


def test_a_sheet_of_another_year_is_left_out_whatever_its_tables_are():
    workbook = openpyxl.Workbook()
    for name, row in (("2018", ["统计指标", "单位"]), ("2022", ["信息内容", "本年制发件数"])):
        for cells in (row, ["规章", int(name)]):
            (workbook[name] if name in workbook else workbook.create_sheet(name)).append(cells)
    assert [one.origin.member for one in of_year(read_document(saved(workbook)), 2022).tables] == ["2022"]
