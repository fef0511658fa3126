"""政府信息公开情况统计表 as paragraphs, an indicator to each: every indicator is a row, with its number or a note."""

from collections.abc import Callable, Sequence

import pytest
from support.growth import grows_evenly

from gxcrawl.forms.tables.listed_statistics import with_listed_statistics
from gxcrawl.model import Document, Paragraph, Report, Statistic
from gxcrawl.reading.spans import expand
from gxcrawl.reports.reading import read_report
from gxcrawl.simulation.agencies import JICHUAN
from gxcrawl.simulation.figures import invent_report

REPORT = invent_report(JICHUAN[0], 2016, 3)
WRITTEN: dict[str, Callable[[Statistic], str]] = {
    "blanks": lambda one: f"{one.label} {one.unit} {one.value}",
    "wide blanks": lambda one: f"{one.label}\u3000{one.unit}\u3000\u3000{one.value}",
    "colons": lambda one: f"{one.label}：{one.value}{one.unit}；",
    "units in brackets": lambda one: f"{one.label}（单位：{one.unit}） {one.value}",
    "nothing": lambda one: f"{one.label}{one.value}{one.unit}",
}
SIGNED = (JICHUAN[0].name, "2017年1月20日")


def page(lines: Sequence[str]) -> bytes:
    printed = (
        "一、概述",
        "开展了政府信息公开工作，成效明显。" * 20,
        "二、主动公开情况",
        "公开信息12条。",
        "附表",
        "一、主动公开情况",
        *lines,
    )
    return "".join(
        ("<meta charset=utf-8>", f"<h1>{REPORT.title}</h1>", *(f"<p>{line}</p>" for line in (*printed, *SIGNED)))
    ).encode()


def known(report: Report) -> dict[str | None, tuple[object, str | None]]:
    return {one.key: (one.value, one.unit) for one in report.statistics}


@pytest.mark.parametrize("name", WRITTEN)
def test_indicators_in_paragraphs_are_rows_of_the_form(name: str) -> None:
    report = read_report(page([WRITTEN[name](one) for one in REPORT.statistics]))
    assert report.form == "2014"
    assert known(report) == {one.key: (one.value, one.unit) for one in REPORT.statistics}
    assert {note.reason for note in report.notes} <= {"unit"}
    assert report.publisher == SIGNED[0]  # what stands below the last indicator is none
    assert str(report.signed_on) == "2017-01-20"


def test_what_is_no_plain_number_behind_an_indicator_is_noted() -> None:
    odd = ["制发规范性文件总数 3 5", "1.政府公报公开政府信息数 约7", "2.政府网站公开政府信息数：", "（一）收到申请数 O"]
    plain = [
        "3.政务微博公开政府信息数 4",
        "4.政务微信公开政府信息数 5",
        "1.当面申请数 6",
        "六、举报投诉数量 7",
        "自设数 8",
    ]
    report = read_report(page([*odd, *plain, "3.接受培训人员数 9"]))
    assert {note.raw for note in report.notes} == {"3 | 5", "约7", "", "O"}
    assert [one.value for one in report.statistics] == [None, None, None, None, 4, 5, 6, 7, 8, 9]
    assert report.statistics[-2].key is None


def test_of_two_numbers_and_of_dashes_nothing_is_left_out() -> None:
    odd = [
        "制发规范性文件总数（件）3 5",
        "1.政府公报公开政府信息数（条） 1 234 条",
        "2.传真申请数——3件",
        "1.当面申请数 -3",
    ]
    none = ["3.网络申请数 ——", "4.信函申请数（件） －", "六、举报投诉数量 -"]
    report = read_report(page([*odd, *none, "八、机构建设和保障经费情况 ——", "3.接受培训人员数 9"]))
    assert [one.value for one in report.statistics] == [None, None, None, None, 0, 0, 0, 9]
    assert [note.raw for note in report.notes] == ["3 | 5", "1 | 234", "——3", "-3", "——", "－", "-"]


def test_long_runs_of_blanks_cost_no_time() -> None:
    lines = [f"{one.label} 4" for one in REPORT.statistics[-8:]]

    def read_with(blanks: int) -> None:
        signed = "填报人：" + "\u3000" * blanks
        report = read_report(page([*lines, *(f"{signed}{number}审" for number in range(5)), *lines[:1]]))
        assert report.form == "2014"

    assert grows_evenly(read_with, 20)


def test_a_few_indicators_in_the_prose_are_no_table() -> None:
    lines = ["收到申请数：9件", "当面申请数：3件", "网络申请数：6件"]
    report = read_report(page(lines))
    assert not report.statistics
    assert all(line in report.sections[-1].text for line in lines)


def test_the_heading_of_a_section_above_indicators_stays_a_heading() -> None:
    lines = [f"{one.label} {one.unit} {one.value}" for one in REPORT.statistics]
    report = read_report(page(["见下。", "三、政府信息公开申请情况", *lines]))
    assert len(report.statistics) == len(lines)
    assert [section.number for section in report.sections] == [1, 2, 3]


def test_headings_of_sections_between_indicators_stay_headings() -> None:
    lines = [f"{one.label} {one.unit} {one.value}" for one in REPORT.statistics]
    report = read_report(page([*lines[:16], "三、政府信息公开申请情况", *lines[16:]]))
    assert known(report) == {one.key: (one.value, one.unit) for one in REPORT.statistics}
    assert [section.number for section in report.sections] == [1, 2, 3]


def test_a_table_below_sentences_that_begin_with_indicators_stays() -> None:
    sentences = [
        Paragraph(f"{one.label}：{one.value}，比上年增加。") for one in REPORT.statistics if "（" not in one.label
    ]
    table, end = expand([["内容", "数量"], ["其他", "3"]]), Paragraph("填报人：某某")
    blocks = with_listed_statistics(Document("html", (*sentences, table, end))).blocks
    assert blocks[-2:] == (table, end)
