"""What titles say, whoever asks: the year, the body, the name of the report."""

import pytest

from gxcrawl.titles import agency_in_title, names_the_report, year_in_prose, year_in_title, years_in


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("漱玉区教育局2020年政府信息公开工作年度报告", 2020),
        ("漱玉区教育局２０２０年度政府信息公开工作年度报告", 2020),
        ("漱玉区教育局 2020 年政府信息公开工作年度报告", 2020),
        ("漱玉区教育局2020政府信息公开工作年度报告", 2020),
        ("漱玉区教育局（2020年度）政府信息公开工作年度报告", 2020),
        ("漱玉区教育局政府信息公开工作年度报告（2020）", 2020),
        ("松屿街道_2017年_政府信息公开工作年度报告", 2017),
        ("漱玉区教育局二〇二〇年政府信息公开工作年度报告", 2020),
        ("漱玉区教育局二○一九年度政府信息公开工作年度报告", 2019),
        ("漱玉区教育局二零二一年政府信息公开工作年度报告", 2021),
        ("漱玉区教育局2020年年报", 2020),
        ("（2021年1月25日）漱玉区教育局2020年政府信息公开工作年度报告", 2020),
        ("2021-01-25漱玉区教育局2020年政府信息公开工作年度报告", 2020),
        ("漱政发〔2021〕3号漱玉区2020年政府信息公开工作年度报告", 2020),
        ("漱玉区教育局2020-2021年政府信息公开工作年度报告", None),
        ("漱玉区教育局2020年至2021年政府信息公开工作年度报告", None),
        ("漱玉区教育局2020年、2021年政府信息公开工作年度报告", None),
        ("漱玉区教育局政府信息公开工作年度报告", None),
        ("2021年1月25日发布", None),
        ("索引号33010020210125", None),
        ("二〇二一年一月二十五日发布", None),
        ("漱玉区教育局二OO八年政府信息公开年报", 2008),
        ("2021年发布：漱玉区教育局2020年度政府信息公开年报", 2020),
    ],
)
def test_the_year_of_a_title(title: str, year: int | None) -> None:
    assert year_in_title(title) == year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("本报告所列数据的统计期限自2020年1月1日起至2020年12月31日止。", 2020),
        ("统计时间为 2020 年 1 月 1 日至 12 月 31 日。", 2020),
        ("2020年1月～2020年12月公开信息31条。", 2020),
        ("统计期限自2020年01月01日至2020年12月31日", 2020),
        ("统计期限自2019年1月1日至2020年12月31日", None),
        ("2020年1月1日至12月31日；2019年1月1日至12月31日", None),
        ("2020年共公开信息31条。", None),
        ("统计时段为2020年1月1日至当年12月31日", 2020),
        ("本报告所列数据的统计期限自2019年1月1日起。", 2019),
        ("本办法自2021年1月1日起施行", None),
        ("公示期为2021年1月20日至1月26日", None),
    ],
)
def test_the_year_of_the_period(text: str, year: int | None) -> None:
    assert year_in_prose(text) == year


def test_a_span_names_both_its_years() -> None:
    assert years_in("漱玉区教育局2019-2020年度政府信息公开年报") == {2019, 2020}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("漱玉区教育局2020年政府信息公开工作年度报告", True),
        ("政务公开年度报告", True),
        ("2020年度报告（政府信息公开）", True),
        ("漱玉区2020年法治政府建设年度报告", False),
        ("政府信息公开指南", False),
    ],
)
def test_the_name_of_the_report_in_its_wordings(text: str, named: bool) -> None:
    assert names_the_report(text) is named


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("漱玉区教育局2020年政府信息公开年报（盖章版）.pdf", "漱玉区教育局"),
        ("附件1：2020年漱玉区教育局政府信息公开年报", "漱玉区教育局"),
        ("漱玉区人民政府信息公开2019年度报告", "漱玉区人民政府"),
        ("2020年政府信息公开年报", None),
    ],
)
def test_the_body_that_a_title_names(title: str, agency: str | None) -> None:
    assert agency_in_title(title) == agency
