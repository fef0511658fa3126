"""Title, year, body and date of whole documents in unusual layouts."""

from dataclasses import replace
from datetime import date

import pytest
from support.official import HEADINGS

from gxcrawl.errors import NotAReport
from gxcrawl.forms.prose.headings import split_sections
from gxcrawl.forms.prose.stray_labels import without_labels
from gxcrawl.forms.report import Hint, report_from
from gxcrawl.model import Document, Paragraph, Report
from gxcrawl.reading.spans import expand

TITLE = "霁川县教育局2023年政府信息公开工作年度报告"
EARLIER = "霁川县教育局2022年政府信息公开工作年度报告"


def report(*head: str, end: tuple[str, ...] = (), headings: tuple[str, ...] = HEADINGS, hint: Hint = Hint()) -> Report:  # noqa: B008
    lines = [*head, *(line for heading in headings for line in (heading, "已按要求完成。")), *end]
    return report_from(Document("html", tuple(map(Paragraph, lines))), hint)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (("霁川县教育局", "2023年度", "政府信息公开工作年度报告"), "霁川县教育局2023年度政府信息公开工作年度报告"),
        (("霁川县教育局二〇二三年政府信息公开工作年度报告",), "霁川县教育局二〇二三年政府信息公开工作年度报告"),
        (("霁川县教育局 2023 年政府信息公开工作年度报告",), "霁川县教育局 2023 年政府信息公开工作年度报告"),
        (("霁川县教育局政府信息公开工作年度报告", "（2023年）"), "霁川县教育局政府信息公开工作年度报告（2023年）"),
        (("霁教字〔2024〕3号", TITLE), TITLE),
        (("2024-01-20", "来源：县教育局", TITLE), TITLE),
        (("二○二三年度霁川县教育局信息公开年报",), "二○二三年度霁川县教育局信息公开年报"),
        (("2023年", "霁川县教育局", "政府信息公开工作年度报告"), "2023年霁川县教育局政府信息公开工作年度报告"),
        (("关于发布霁川县教育局2023年政府信息公开工作年度报告的公示", TITLE), TITLE),
        (("霁川县教育局政府信息公开工作年度报告", "2023"), "霁川县教育局政府信息公开工作年度报告2023"),
        (("霁川县教育局2023", "政府信息公开工作年度报告"), "霁川县教育局2023政府信息公开工作年度报告"),
        (("霁川县教育局2023年政府信息公开工作告年度报",), "霁川县教育局2023年政府信息公开工作告年度报"),
        (("霁 川 县 教 育 局", "2023年政府信息公开工作年度报告"), "霁川县教育局2023年政府信息公开工作年度报告"),
        (("霁川县教育局政府信息公开工作年度报告", "(2023)"), "霁川县教育局政府信息公开工作年度报告(2023)"),
        (("霁川县教育局2О23年政府信息公开工作年度报告",), "霁川县教育局2О23年政府信息公开工作年度报告"),
        (("霁川县教育局二О二三年政府信息公开工作年度报告",), "霁川县教育局二О二三年政府信息公开工作年度报告"),
        (("关于报送霁川县教育局2023年政府信息公开情况的函",), "关于报送霁川县教育局2023年政府信息公开情况的函"),
        (("霁川临空经济区", "2023年政府信息公开工作年度报告"), "霁川临空经济区2023年政府信息公开工作年度报告"),
        ((f"{TITLE} 2024-01-12",), TITLE),
        (("霁 川 县 教 育 局", "2023 年 政 府 信 息 公 开 工 作 年 度 报 告"), TITLE),
        (
            ("霁川县教育和体", "育局2023年政府信息", "公开工作年度报告"),
            "霁川县教育和体育局2023年政府信息公开工作年度报告",
        ),
        ((EARLIER, "霁川县教育局2021年政府信息公开工作年度报告", TITLE), TITLE),
        ((TITLE, "政府信息公开年报"), TITLE),
        ((TITLE, "2024年度 政府信息公开年报"), TITLE),
    ],
)
def test_title_and_year(head: tuple[str, ...], title: str) -> None:
    found = report(*head)
    assert (found.title, found.year) == (title, 2023)


@pytest.mark.parametrize(
    ("period", "year"),
    [
        ("统计期限自2023年1月1日起至2023年12月31日止。", 2023),
        ("统计数据时间为2023.1.1-2023.12.31。", 2023),
        ("报告年度：2023年", 2023),
        ("本报告所列数据的统计期限自2008年5月1日起至2008年12月31日止。", 2008),
        ("统计期限自2022年9月1日起至2023年8月31日止。", None),  # a school year
    ],
)
def test_the_year_of_the_period_where_the_title_names_none(period: str, year: int | None) -> None:
    assert report("霁川县教育局政府信息公开工作年度报告", period).year == year


def test_a_printed_title_without_body_and_year_is_replaced_by_the_pages() -> None:
    lines = ("政府信息公开工作年度报告", *HEADINGS)
    page = Document("html", tuple(map(Paragraph, lines)), title=TITLE)
    assert report_from(page, Hint()).title == TITLE
    column = replace(page, title="政府信息公开年报")
    assert report_from(column, Hint(title=TITLE)).title == TITLE


def test_of_titles_of_several_years_the_one_of_the_pages_name_is_used() -> None:
    lines = (TITLE, EARLIER, *HEADINGS)
    page = Document("html", tuple(map(Paragraph, lines)), title=TITLE)
    assert report_from(page, Hint()).title == TITLE
    assert report_from(replace(page, title=EARLIER), Hint()).title == EARLIER
    lines = (EARLIER, "霁川县教育局", "2023年政府信息公开", "工作年度报告", *HEADINGS)
    assert report_from(replace(page, blocks=tuple(map(Paragraph, lines))), Hint()).title == TITLE


@pytest.mark.parametrize("own", [(TITLE,), ("霁川县教育局2023年", "政府信息公开工作年度报告")])
def test_links_to_reports_of_other_bodies_above_do_not_hide_the_own_title(own: tuple[str, ...]) -> None:
    lines = ("霁川县水务局2023年政府信息公开工作年度报告", EARLIER, *own, *HEADINGS)
    page = Document("html", tuple(map(Paragraph, lines)), title=TITLE)
    assert report_from(page, Hint()).title == TITLE


def test_a_more_complete_printed_title_is_kept() -> None:
    lines = ("国家税务总局", "霁川县税务局2023年政府信息公开工作年度报告", *HEADINGS)
    page = Document("html", tuple(map(Paragraph, lines)), title="霁川县税务局2023年政府信息公开工作年度报告")
    assert report_from(page, Hint()).title == "国家税务总局霁川县税务局2023年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("head", "end", "publisher", "published_on"),
    [
        ((TITLE,), ("霁川县教育局", "2024 年 1 月 25 日"), "霁川县教育局", date(2024, 1, 25)),
        ((TITLE,), ("2024年1月25日", "霁川县教育局"), "霁川县教育局", date(2024, 1, 25)),
        ((TITLE,), ("霁川县教育局", "2019 年 10 月 30 日"), "霁川县教育局", date(2019, 10, 30)),
        ((TITLE, "（2024年1月25日）"), (), None, date(2024, 1, 25)),
        ((TITLE,), ("霁川县教育局", "2024年1月"), "霁川县教育局", None),
        ((TITLE,), ("霁川县教育局", "2024年1月25日", "【打印】 【关闭】"), "霁川县教育局", date(2024, 1, 25)),
        ((TITLE,), ("霁川县教育局", "2024年1月25日", "责任编辑：王某"), "霁川县教育局", date(2024, 1, 25)),
        ((TITLE, "霁川县教育局", "2024-01-25 15:30:00"), (), "霁川县教育局", date(2024, 1, 25)),
        ((TITLE, "2024年1月20日"), ("霁川县教育局", "2024年1月25日"), "霁川县教育局", date(2024, 1, 25)),
        ((TITLE, "本报告自2024年1月25日起可在网站查阅。"), (), None, None),
        ((TITLE, "2024-01-25 星期四 09:10"), (), None, date(2024, 1, 25)),
        ((TITLE,), ("霁川县教育局（盖章）", "2024年1月25日印发"), "霁川县教育局", date(2024, 1, 25)),
        ((TITLE,), ("霁川县教育局", "2024年元月25日"), "霁川县教育局", date(2024, 1, 25)),
        ((TITLE,), ("报告单位：霁川县教育局", "报告时间：2024年1月25日"), "霁川县教育局", date(2024, 1, 25)),
        ((TITLE,), ("霁川县教育局", "2024年2月30日"), "霁川县教育局", None),
        ((TITLE,), ("霁川县第二中学", "2024年1月25日"), "霁川县第二中学", date(2024, 1, 25)),
        ((TITLE,), ("霁川县教育局", "2024年1月25日", "主办：霁川县人民政府"), "霁川县教育局", date(2024, 1, 25)),
        ((TITLE, "2024年01月25日来源:县教育局"), (), None, date(2024, 1, 25)),
        ((TITLE, "发布于 2024-01-25"), (), None, date(2024, 1, 25)),
        ((TITLE,), ("霁川海关", "2024年1月25日"), "霁川海关", date(2024, 1, 25)),
        ((TITLE,), ("霁川县教育局", "2О24年1月25日"), "霁川县教育局", date(2024, 1, 25)),  # a Cyrillic letter
        ((TITLE,), ("单位名称：霁川县教育局", "日 期：2024年1月25日"), "霁川县教育局", date(2024, 1, 25)),
        ((TITLE,), ("霁川县教育局", "2024年1月25日", "报告人：李某 审核人：王某"), "霁川县教育局", date(2024, 1, 25)),
        ((TITLE,), ("霁川县教育局", "1月25日"), "霁川县教育局", None),
        ((TITLE,), ("霁川县教育局", "2024年l月25日"), "霁川县教育局", None),
        (("霁川新区教育局2023年度政府", "信息公开工作年度报告"), (), None, None),
        ((TITLE, "（2024年1月25日发布）"), (), None, date(2024, 1, 25)),
        ((TITLE, "[ 2024-01-25 10:33 ]"), (), None, date(2024, 1, 25)),
        ((TITLE, "报告单位： 霁川县教育局　　报告日期： 2024年1月25日"), (), "霁川县教育局", date(2024, 1, 25)),
        ((TITLE,), ("霁川县教育局", "2024年1月25日", "（2024年3月5日修订）"), "霁川县教育局", date(2024, 1, 25)),
        ((TITLE,), ("霁川县教育局", "2024年一月二十五日"), "霁川县教育局", date(2024, 1, 25)),
        ((TITLE,), ("国家统计局霁川调查队", "2024年1月25日"), "国家统计局霁川调查队", date(2024, 1, 25)),
        ((TITLE,), ("霁川县国有林场", "2024年1月25日"), "霁川县国有林场", date(2024, 1, 25)),
        ((TITLE,), ("霁川县教育局（代章）", "2024.01.25."), "霁川县教育局", date(2024, 1, 25)),
        ((TITLE,), ("霁川县教育局", "2024年1月25日", "抄送：县政府办公室。"), "霁川县教育局", date(2024, 1, 25)),
        ((TITLE,), ("霁川县教育局", "2024年1月25日", "初审：张某 终审：王某"), "霁川县教育局", date(2024, 1, 25)),
        ((TITLE,), ("霁川经济技术开发区", "2024年1月25日"), "霁川经济技术开发区", date(2024, 1, 25)),
    ],
)
def test_body_and_date(
    head: tuple[str, ...], end: tuple[str, ...], publisher: str | None, published_on: date | None
) -> None:
    found = report(*head, end=end)
    assert (found.publisher, found.published_on) == (publisher, published_on)


def test_a_signature_in_a_table() -> None:
    signed = expand([["", "霁川县教育局"], ["", "2024年1月25日"]])
    numbers = expand([["霁川县教育局", "3"], ["2024年1月25日", "5"]])
    lines = tuple(map(Paragraph, (TITLE, *(line for heading in HEADINGS for line in (heading, "无。")))))
    found = report_from(Document("html", (*lines, signed)), Hint())
    assert (found.publisher, found.published_on, found.sections[-1].text) == ("霁川县教育局", date(2024, 1, 25), "无。")
    assert report_from(Document("html", (*lines, numbers)), Hint()).published_on is None


def test_a_printed_date_is_preferred_to_the_links() -> None:
    hint = Hint(publisher="某网站", published_on=date(2024, 2, 1))
    found = report(TITLE, "霁川县教育局", "（2024年1月25日）", hint=hint)
    assert (found.publisher, found.published_on) == ("霁川县教育局", date(2024, 1, 25))
    assert report(TITLE, hint=hint).published_on == date(2024, 2, 1)


def test_the_day_of_the_page_and_the_day_of_the_signature_are_both_known() -> None:
    lines = (TITLE, *(line for heading in HEADINGS for line in (heading, "已完成。")), "霁川县教育局", "2024年1月25日")
    found = report_from(Document("html", tuple(map(Paragraph, lines)), published_on=date(2027, 5, 6)), Hint())
    assert (found.published_on, found.signed_on) == (date(2027, 5, 6), date(2024, 1, 25))


def test_labels_of_the_table_are_removed_from_the_prose() -> None:
    lines = [
        "一、总体情况",
        "甲。",
        "二、主动公开政府信息情况",
        "第二十条第（一）项",
        "信息内容",
        "本年制发件数",
        "乙。",
        "行政许可",
    ]
    sections = split_sections(list(map(Paragraph, lines))).sections
    assert [section.text for section in without_labels(sections)] == ["甲。", "乙。\n行政许可"]
    renumbered = tuple(replace(section, number=3) for section in sections)
    assert without_labels(renumbered) == renumbered


STYLES = ["{n}、{words}", "{n}．{words}", "第{n}部分 {words}", "（{n}）{words}", "{words}", "一、{words}"]


@pytest.mark.parametrize("style", STYLES)
def test_six_sections_numbered_in_different_ways(style: str) -> None:
    headings = tuple(style.format(n=heading[0], words=heading[2:]) for heading in HEADINGS)
    assert [section.number for section in report(TITLE, headings=headings).sections] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("missing", range(6))
def test_a_missing_heading_leaves_the_others(missing: int) -> None:
    headings = tuple(heading for place, heading in enumerate(HEADINGS) if place != missing)
    found = report(TITLE, headings=headings)
    assert [section.number for section in found.sections] == [n for n in range(1, 7) if n != missing + 1]


@pytest.mark.parametrize(
    "title",
    [
        f"文字解读：{TITLE}",
        f"【图解】{TITLE}",
        "关于做好2023年政府信息公开工作年度报告编制发布工作的通知",
        "关于2023年政府信息公开工作年度报告发布情况的通报",
    ],
)
def test_documents_about_reports_are_refused(title: str) -> None:
    lines = ("一、编制背景", "按照要求编制。" * 30, "二、主要内容", "包括总体情况等六个部分。")
    with pytest.raises(NotAReport, match="another kind of document"):
        report_from(Document("html", tuple(map(Paragraph, (title, *lines))), title=title), Hint())
    told = Document("html", tuple(map(Paragraph, (TITLE, *lines))), title=TITLE)
    assert report_from(told, Hint()).title == TITLE


def test_a_report_on_half_a_year_is_refused() -> None:
    with pytest.raises(NotAReport, match="another kind of document"):
        report("青岚县水务局2023年上半年政府信息公开工作报告")
