"""Edition, sections and deadline."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gxcrawl.checks.deadline import check_deadline
from gxcrawl.checks.form import check_edition, check_sections, check_year
from gxcrawl.model import Cell, Form, Report, Section, Table

ROWS_OF_ALL = ("new_received", "carried_over", "result_total", "carried_forward")

law = settings(deadline=None)  # a busy machine is no broken law


def report(
    title: str = "某局2021年政府信息公开工作年度报告",
    year: int | None = 2021,
    form: Form = "2021",
    published_on: date | None = None,
    sections: tuple[int, ...] = (1, 2, 3, 4, 5, 6),
) -> Report:
    headed = tuple(Section(number, f"第{number}部分", "见下表。") for number in sections)
    return Report("html", title, year, form, published_on=published_on, sections=headed)


@pytest.mark.parametrize(
    ("form", "year", "status"),
    [
        ("2021", 2021, "pass"),
        ("2021", 2025, "pass"),
        ("2021", 2020, "fail"),
        ("2019", 2019, "pass"),
        ("2019", 2020, "pass"),
        ("2019", 2021, "fail"),
        ("2014", 2016, "pass"),
        ("2014", 2019, "fail"),
        ("narrative", 2012, "not_assessable"),
        ("narrative", 2021, "fail"),
        ("2021", None, "not_assessable"),
    ],
)
def test_the_edition_fits_the_year(form: Form, year: int | None, status: str) -> None:
    assert check_edition(report(year=year, form=form)).status == status


@pytest.mark.parametrize(
    ("form", "year", "due"), [("2019", 2021, "2021"), ("2021", 2020, "2019"), ("2014", 2019, "2019")]
)
def test_the_required_edition_is_named(form: Form, year: int, due: str) -> None:
    assert f"使用了{form}年版格式，该年度应使用{due}年版" in check_edition(report(year=year, form=form)).message
    assert "尚无此格式" in check_edition(report(year=2012, form="2021")).message


@pytest.mark.parametrize(
    ("preface", "told"),
    [
        ("本报告所列数据的统计期限自2020年1月1日起至2020年12月31日止。", 2020),
        ("本报告所列数据的统计期限自 2020 年 1 月 1 日起至 12 月 31 日止。", 2020),
        ("本报告所列数据的统计期限自２０２０年１月１日起至１２月３１日止。", 2020),
        ("本报告所列数据的统计期限自二〇二〇年一月一日起至二〇二〇年十二月三十一日止。", 2020),
        ("本报告所列数据的统计期限为2020年全年。", 2020),
        ("本报告所列数据的统计期限为2021年全年。", None),
        ("本报告所列数据的统计期限自2021年1月1日起至2021年12月31日止。", None),
        ("报告数据截至12月31日。", None),
        ("2019年1月1日至2021年12月31日开展三年行动。", None),
        ("2020年1月1日至12月31日收到申请9件，2021年收到申请5件。", None),
        ("", None),
    ],
)
def test_a_period_of_another_year_than_the_title_fails(preface: str, told: int | None) -> None:
    found = [(check.status, check.left, check.right) for check in check_year(replace(report(), preface=preface))]
    assert found == ([("fail", 2021, told)] if told else [])
    assert not list(check_year(replace(report("某局政府信息公开工作年度报告"), preface=preface)))


def test_edition_and_deadline_are_not_assessable_if_the_year_is_in_doubt() -> None:
    of_2021 = "本报告所列数据的统计期限自2021年1月1日起至2021年12月31日止。"
    mistitled = replace(report("某局2020年政府信息公开工作年度报告", 2020, "2021", date(2022, 1, 20)), preface=of_2021)
    assert [check.status for check in check_year(mistitled)] == ["fail"]
    assert check_edition(mistitled).status == "not_assessable"
    assert "适用于正文统计期限的2021年，不适用于报告年度2020年" in check_edition(mistitled).message
    assert check_deadline(mistitled).status == "not_assessable"
    assert "报告年度2020年与正文统计期限的2021年不一致" in check_deadline(mistitled).message
    assert check_deadline(replace(mistitled, published_on=date(2022, 2, 1))).status == "fail"
    assert check_edition(replace(mistitled, form="2014")).status == "fail"


def test_missing_sections_are_named() -> None:
    check = check_sections(report(sections=(1, 2, 4, 6)))
    assert (check.status, check.left, check.right) == ("fail", 4, 6)
    assert "第三、五部分" in check.message


@pytest.mark.parametrize(("printed", "status", "left"), [("applications", "fail", 5), ("review_litigation", "pass", 6)])
def test_a_heading_without_table_or_prose_fails(printed: str, status: str, left: int) -> None:
    """A table that is a picture, or that nobody found, shows: its numbers are not there for others to add up."""
    whole = replace(report(), cells={f"{printed}.{row}.total": Cell(None, None) for row in ROWS_OF_ALL})
    sections = tuple(replace(one, text="") if one.number == 4 else one for one in whole.sections)
    check = check_sections(replace(whole, sections=sections))
    assert (check.status, check.left, check.right) == (status, left, 6)
    assert ("第四部分有标题，但没有找到表格" in check.message) == (status == "fail")


@pytest.mark.parametrize(("lost", "status"), [(ROWS_OF_ALL[0], "fail"), (ROWS_OF_ALL[3], "fail"), ("granted", "pass")])
def test_missing_rows_that_every_report_prints_fail(lost: str, status: str) -> None:
    """As those on a page that is a scan amid others that are text."""
    cells = {f"applications.{row}.total": Cell(1, None) for row in (*ROWS_OF_ALL, "granted") if row != lost}
    check = check_sections(replace(report(), cells=cells))
    assert (check.status, check.left) == (status, 5 if status == "fail" else 6)


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("霁川大学2021年信息公开工作年度报告", "not_assessable"),
        ("霁川县供水有限公司2021年信息公开年度报告", "not_assessable"),
        ("霁川县供水有限公司（集团本部）2021年信息公开年度报告", "not_assessable"),
        ("霁川县妇幼保健院2021年信息公开年度报告", "not_assessable"),
        ("霁川县教育局2021年政府信息公开工作年度报告", "fail"),
    ],
)
def test_schools_and_companies_report_without_the_form(title: str, status: str) -> None:
    told = report(title, form="narrative", sections=(1, 2, 3), published_on=date(2022, 11, 15))
    assert {check(told).status for check in (check_edition, check_sections, check_deadline)} == {status}


def test_no_outline_was_prescribed_before_2019() -> None:
    assert check_sections(report(year=2016, form="2014", sections=(1, 2))).status == "not_assessable"


@pytest.mark.parametrize(
    ("title", "last_day"),
    [
        ("霁川县教育局2021年政府信息公开工作年度报告", date(2022, 1, 31)),
        ("霁川县人民政府2021年政府信息公开工作年度报告", date(2022, 3, 31)),
        ("2021年霁川县人民政府信息公开工作年度报告", date(2022, 3, 31)),
        ("霁川县2021年政府信息公开工作年度报告", date(2022, 3, 31)),
        ("漱玉区政务公开2021年度报告", date(2022, 3, 31)),
        ("霁川县人民政府办公室2021年政府信息公开工作年度报告", date(2022, 1, 31)),
        ("霁川县鹤汀镇人民政府2021年政府信息公开工作年度报告", date(2022, 1, 31)),
        ("2021年漱玉区松屿街道信息公开工作年度报告", date(2022, 1, 31)),
        ("漱玉区松屿街道办事处二〇二一年政府信息公开工作年度报告", date(2022, 1, 31)),
        ("霁川市漱玉区政府2021年政府信息公开工作年度报告", date(2022, 3, 31)),
        ("霁川县鹤汀乡政府2021年政府信息公开工作年度报告", date(2022, 1, 31)),
        ("霁川县（2021年度）政府信息公开工作年度报告", date(2022, 3, 31)),
        ("霁川高新区2021年政府信息公开工作年度报告", date(2022, 1, 31)),
        ("霁川经开区2021年政府信息公开工作年度报告", date(2022, 1, 31)),
        ("霁川行政公署2021年政府信息公开工作年度报告", date(2022, 3, 31)),
        ("霁川新区2021年政府信息公开工作年度报告", date(2022, 3, 31)),
        ("霁川县人民政府关于2021年度政府信息公开工作情况的报告", date(2022, 3, 31)),
        ("霁川县2021年政府信息与政务公开工作年度报告", date(2022, 3, 31)),
        ("霁川县人民政府（汇总）2021年政府信息公开工作年度报告", date(2022, 3, 31)),
        ("霁川县2021年度政府信息公开工作年度报告（县级汇总）", date(2022, 3, 31)),
        ("霁川县本级2021年政府信息公开工作年度报告", date(2022, 3, 31)),
        ("霁川市人民政府（市人民政府办公厅）2021年政府信息公开工作年度报告", date(2022, 3, 31)),
        ("霁川县人民政府及其办公室2021年政府信息公开工作年度报告", date(2022, 3, 31)),
        ("霁川县人民政府和县政府办公室2021年政府信息公开工作年度报告", date(2022, 3, 31)),
        ("霁川县财政局和国资办公室2021年政府信息公开工作年度报告", date(2022, 1, 31)),
        ("霁川港合作区2021年政府信息公开工作年度报告", date(2022, 1, 31)),
        ("霁川县人民政府（政府办）2021年政府信息公开工作年度报告", date(2022, 3, 31)),
        ("新疆生产建设兵团第九师2021年政府信息公开工作年度报告", date(2022, 3, 31)),
        ("霁川空港区2021年政府信息公开工作年度报告", date(2022, 1, 31)),
        ("霁川风景名胜区2021年政府信息公开工作年度报告", date(2022, 1, 31)),
        ("霁川县人民政府（含部门、乡镇）2021年政府信息公开工作年度报告", date(2022, 3, 31)),
        ("霁川市（全市）2021年政府信息公开工作年度报告", date(2022, 3, 31)),
        ("霁川县鹤汀镇人民政府（含各村）2021年政府信息公开工作年度报告", date(2022, 1, 31)),
        ("霁川县教育局（含直属学校）2021年政府信息公开工作年度报告", date(2022, 1, 31)),
        ("霁川自贸片区2021年政府信息公开工作年度报告", date(2022, 1, 31)),
    ],
)
def test_the_deadline_of_a_body(title: str, last_day: date) -> None:
    in_time = check_deadline(report(title, published_on=last_day))
    assert (in_time.status, in_time.left) == ("pass", 0)
    late = check_deadline(report(title, published_on=date.fromordinal(last_day.toordinal() + 3)))
    assert (late.status, late.left, late.right) == ("fail", 3, 0)
    assert "3天" in late.message


@law
@given(
    st.sampled_from([("霁川县", 3), ("霁川市漱玉区人民政府", 3), ("霁川县教育局", 1), ("霁川县鹤汀镇人民政府", 1)]),
    st.integers(2015, 2030),
    st.dates(date(2014, 1, 1), date(2033, 12, 31)),
)
def test_who_is_late_and_by_how_many_days(body: tuple[str, int], year: int, day: date) -> None:
    """From 1 December of the year on; before it the date or the year is wrong, which is not being late."""
    name, month = body
    check = check_deadline(report(f"{name}{year}年政府信息公开工作年度报告", year, published_on=day))
    if day < date(year, 12, 1):
        assert (check.status, check.left) == ("not_assessable", None)
        assert f"{day.isoformat()}早于{year}年度结束" in check.message
        return
    late = max((day - date(year + 1, month, 31)).days, 0)
    assert (check.status, check.left) == ("fail" if late else "pass", late)
    assert f"{day.isoformat()}发布" in check.message
    assert f"{year + 1}-{month:02}-31的期限" in check.message
    assert (f"期限{late}天" in check.message) == (late > 0)


def test_a_date_before_the_end_of_the_year_is_not_assessable() -> None:
    check = check_deadline(report(published_on=date(2021, 6, 1)))
    assert check.status == "not_assessable"
    assert "2021-06-01早于2021年度结束" in check.message
    assert check_deadline(report(published_on=date(2021, 12, 30))).status == "pass"


def test_a_moved_page_is_not_late_if_it_was_signed_in_time() -> None:
    moved = report(published_on=date(2024, 9, 23))
    assert check_deadline(moved).status == "fail"
    assert "网站迁移" in check_deadline(moved).message
    check = check_deadline(replace(moved, signed_on=date(2022, 1, 20)))
    assert check.status == "not_assessable"
    assert "2024-09-23" in check.message
    assert "2022-01-20" in check.message
    assert check_deadline(replace(moved, signed_on=date(2022, 2, 20))).status == "fail"
    assert check_deadline(report(published_on=date(2022, 3, 1))).status == "fail"


def test_the_deadline_of_the_older_regulation_is_mentioned() -> None:
    old = report("霁川县教育局2016年政府信息公开工作年度报告", 2016, "2014")
    assert "期限是3月31日" in check_deadline(replace(old, published_on=date(2017, 3, 31))).message
    assert "期限是3月31日" not in check_deadline(replace(old, published_on=date(2017, 4, 1))).message


def test_without_a_body_in_the_title_the_publisher_counts() -> None:
    nameless = replace(report("2021年政府信息公开工作年度报告"), published_on=date(2022, 3, 31))
    assert check_deadline(nameless).status == "fail"
    assert check_deadline(replace(nameless, publisher="霁川县人民政府")).status == "pass"
    assert check_deadline(replace(nameless, publisher="霁川县人民政府办公室")).status == "fail"


def test_no_deadline_without_a_date() -> None:
    assert check_deadline(report()).status == "not_assessable"
    assert "发布日期不明" in check_deadline(report()).message
    of_no_year = check_deadline(report(year=None, published_on=date(2022, 1, 5)))
    assert of_no_year.status == "not_assessable"
    assert "报告年度不明" in of_no_year.message


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("2023年，本局无行政复议、行政诉讼案件。", "pass"),
        ("行政复议1件，行政诉讼2件，均已审结。", "pass"),
        ("无", "pass"),
        ("行政复议\n结果维持\n1\n结果纠正\n2\n其他结果\n0\n尚未审结\n0\n总计\n3", "fail"),
        ("结果维持：1件，结果纠正：2件，尚未审结：0件，总计：3件。", "fail"),
        ("点击展开\n图示", "fail"),
        ("结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉\n10203", "fail"),
    ],
)
def test_a_table_left_as_prose_is_reported(text: str, status: str) -> None:
    whole = report()
    sections = tuple(replace(one, text=text) if one.number == 4 else one for one in whole.sections)
    check = check_sections(replace(whole, sections=sections))
    assert check.status == status
    assert ("第四部分没有读出表格" in check.message) == (status == "fail")


@pytest.mark.parametrize("prose", ["", "2023年，本局行政复议和行政诉讼情况如下。"])
@pytest.mark.parametrize(("row", "status"), [(("6", "0", "0", "8"), "fail"), (("附件1", "2023", "1", "27"), "pass")])
def test_a_table_of_figures_of_which_no_value_is_recognised_is_reported(
    prose: str, row: tuple[str, ...], status: str
) -> None:
    printed = Table((row,), (tuple((0, column) for column in range(len(row))),))
    whole = report()
    sections = tuple(replace(one, text=prose or "见下表") if one.number == 4 else one for one in whole.sections)
    unread = replace(whole, sections=sections, tables=((4, printed),))
    assert check_sections(unread).status == status
    if status == "fail":
        bare = tuple(replace(one, text=prose) for one in sections)
        message = check_sections(replace(unread, sections=bare)).message
        assert "第四部分没有读出表格或没有读全" in message
        assert "第四部分有标题，但没有找到表格" not in message


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("行政许可 15 8 216", "fail"),
        ("│（二）部分公开│15│3│0│18│", "fail"),
        ("公开12条，其中网站10条、微信2条。", "pass"),
        ("2022年12月 31 日", "pass"),
    ],
)
def test_a_row_left_as_prose_beside_its_table_is_reported(line: str, status: str) -> None:
    whole = replace(report(), cells={f"{path}.x": Cell(1, None) for path in ("proactive_disclosure", "applications")})
    sections = tuple(replace(one, text=line) if one.number == 2 else one for one in whole.sections)
    check = check_sections(replace(whole, sections=sections))
    assert ("第二部分没有读出表格" in check.message) == (status == "fail")


def test_pictures_are_mentioned_if_something_is_missing():
    message = check_sections(replace(report(sections=(1, 2, 4, 6)), pictures=3)).message
    assert "文件中有3张图片，缺少的内容可能在图片上" in message
    assert "图片" not in check_sections(replace(report(), pictures=3)).message
