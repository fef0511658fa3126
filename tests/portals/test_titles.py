"""Titles: which name a report, of which year, by whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxcrawl.portals.titles import judge_title, names_another_kind, report_year
from gxcrawl.text.bodies import agency_in_title

_REPORTS = [
    ("2020年富阳区鹿山街道信息公开工作年度报告", 2020, "富阳区鹿山街道"),
    ("临淄区人民政府稷下街道办事处\n2020年政府信息公开工作年度报告", 2020, "临淄区人民政府稷下街道办事处"),
    ("鼓楼街道2020年度政府信息公开 工作年度报告", 2020, "鼓楼街道"),
    (
        "杭州市余杭区发改局（区金融办、区对口支援和区域合作局）2020年政府信息公开工作报告",
        2020,
        "杭州市余杭区发改局(区金融办、区对口支援和区域合作局)",
    ),
    ("汉阳区永丰街道办事处2020年度政府信息公开工作年度报告", 2020, "汉阳区永丰街道办事处"),
    ("高岭镇_2017年_政府信息公开年度报告", 2017, "高岭镇"),
    ("霁川县自然资源局公开2022年政府信息公开工作年度报告", 2022, "霁川县自然资源局"),
    ("霁川县厂务公开协调小组办公室2022年政府信息公开年度报告", 2022, "霁川县厂务公开协调小组办公室"),
    ("霁川县政务公开办公室2022年政府信息公开年报", 2022, "霁川县政务公开办公室"),
    ("霁川县教育局2022年政府信息公开工作年度报告（网站版）", 2022, "霁川县教育局"),
    ("2022年度报告——霁川县交通运输局（政府信息公开）", 2022, "霁川县交通运输局"),
    ("2020年政府信息公开工作年度报告-宿迁市人民政府", 2020, "宿迁市人民政府"),
    ("二〇二〇年海曙区教育局政府信息公开年度报告.pdf", 2020, "海曙区教育局"),
    ("海曙区民政局二○一九年度政府信息公开年报", 2019, "海曙区民政局"),
    ("２０２０年霁川县财政局政府信息公开年报（图片版）", 2020, "霁川县财政局"),
    ("2021年1月发布：霁川县财政局2020年度政府信息公开年度报告", 2020, "霁川县财政局"),
    ("常州市关于2012年政府信息公开工作情况的报告", 2012, "常州市"),
    ("霁川县审计局2020年政府信息公开年度报告", 2020, "霁川县审计局"),
    ("霁川市生态环境局鹤汀分局2021年政府信息公开工作年度报告", 2021, "霁川市生态环境局鹤汀分局"),
    ("霁川县市场监督管理局2020年度政府信息公开工作年度报告(2021-01-25)", 2020, "霁川县市场监督管理局"),
    ("2020年度政务公开年度报告（霁川县司法局）", 2020, "霁川县司法局"),
    ("（图文）霁川县司法局2020年政府信息公开年报", 2020, "霁川县司法局"),
    ("霁川县人民政府办公室转发霁川县司法局2020年政府信息公开年度报告", 2020, "霁川县司法局"),
    ("霁川县人民政府关于公布2020年政府信息公开工作年度报告的公告", 2020, "霁川县人民政府"),
    ("霁川县预警信息发布中心2020年政府信息公开年度报告", 2020, "霁川县预警信息发布中心"),
    ("霁川县预警发布中心办公室2020年政府信息公开年度报告", 2020, "霁川县预警发布中心办公室"),
    ("2020年霁川县司法局政府信息公开工作总结暨年度报告", 2020, "霁川县司法局"),
    ("霁川县会议接待中心2020年政府信息公开工作年度报告", 2020, "霁川县会议接待中心"),
    ("2020年霁川县社会组织管理局政府信息公开年报", 2020, "霁川县社会组织管理局"),
    ("霁川县软件测评中心2020年政府信息公开年度报告", 2020, "霁川县软件测评中心"),
    ("霁川县安全生产监管局关于2012年政府信息公开工作情况的报告", 2012, "霁川县安全生产监管局"),
    ("霁川县司法局2020年政府信息主动公开工作年度报告", 2020, "霁川县司法局"),
    ("霁川县司法局关于印发2020年政府信息公开工作年度报告的通知", 2020, "霁川县司法局"),
    ("霁司〔2021〕3号霁川县司法局2020年政府信息公开工作年度报告", 2020, "霁川县司法局"),
    ("霁川县司法局2020年度政府信息公开工作年度报告20210120", 2020, "霁川县司法局"),
    ("20210120霁川县司法局2020年度政府信息公开工作年度报告", 2020, "霁川县司法局"),
    ("[组图]霁川县司法局2020年政府信息公开工作年度报告", 2020, "霁川县司法局"),
    ("NEW!霁川县司法局2020年政府信息公开工作年度报告", 2020, "霁川县司法局"),
    ("霁川县司法局关于报送2020年政府信息公开工作年度报告的函", 2020, "霁川县司法局"),
    ("霁川县档案馆（年鉴办）2020年政府信息公开年报", 2020, "霁川县档案馆(年鉴办)"),
    ("霁川县司法局2020年政府信息公开年度工作情况", 2020, "霁川县司法局"),
    ("霁川县2020年民政局政府信息公开年度报告", 2020, "霁川县民政局"),
    ("霁川县2020年县司法局政府信息公开年度报告", 2020, "霁川县司法局"),
    ("霁川县2020年政府信息公开工作年度报告-司法局", 2020, "霁川县司法局"),
    ("云河市2020年霁川区政府信息公开年度报告", 2020, "云河市霁川区"),
    ("2020年县直部门政府信息公开年报：县司法局", 2020, "县司法局"),
    ("霁川县司法局2020年1-12月政府信息公开工作年度报告", 2020, "霁川县司法局"),
    ("★霁川县司法局2020年政府信息公开工作年度报告", 2020, "霁川县司法局"),
    ("2008年霁川县司法局（5月-12月）政府信息公开年度报告", 2008, "霁川县司法局"),
]


@pytest.mark.parametrize(("title", "year", "agency"), _REPORTS)
def test_report_titles_give_year_and_agency(title: str, year: int, agency: str) -> None:
    assert judge_title(title) == "report"
    assert report_year(title) == year
    assert agency_in_title(title) == agency


@pytest.mark.parametrize(
    "title",
    [
        "霁川县2020年法治政府建设年度报告",
        "2020年政府网站工作年度报表",
        "霁川县财政局2020年部门决算公开",
        "2020年未成年人保护工作信息公开年度报告",
        "霁川县2020年重点领域政府信息公开工作报告",
        "霁川县2020年政务公开第三方评估报告",
        "关于做好2020年政府信息公开工作年度报告编制发布工作的通知",
        "转发国务院办公厅关于政府信息公开工作年度报告格式的通知",
        "霁川县2020年政务公开工作总结",
        "2020年建议提案办理情况信息公开",
        "2020年霁川县环境质量年报",
        "霁川县2020年政府工作报告",
        "霁川县财政局2020年部门决算信息公开报告",
        "图解霁川县司法局2020年政府信息公开工作年度报告",
        "霁川县司法局2020年政府信息公开申请办理情况",
        "霁川县教育局2021年上半年政府信息公开工作报告",
        "霁川县教育局2021年半年度政府信息公开工作报告",
        "霁川县教育局2021年第一季度政府信息公开工作情况报告",
        "霁川县教育局2021年1-6月政府信息公开工作报告",
        "霁川中学2020年事业单位法人年度报告信息公开",
        "2020年度政府信息公开年报解读",
        "图解2020年政府信息公开年度报告",
        "2020年依申请公开统计表",
        "霁川县2020年统计年鉴",
        "霁川县2020年统计年报",
        "关于报送2020年政府信息公开年报的通知",
        "企业信息公示年报公告",
        "政府信息公开指南",
        "",
        "　",
    ],
)
@pytest.mark.parametrize("in_column", [False, True])
def test_other_titles_are_not_reports_even_in_the_column(title: str, in_column: bool) -> None:
    assert judge_title(title, in_column=in_column) == "other"


@pytest.mark.parametrize(
    "title",
    [
        "2025年年报",
        "霁川县民政局2018年度报告",
        "2020年霁川县自然资源局政…",
        "霁川县自然资源局2020年政府信息公开…",
        "民政局年报",
        "2020年民政局",
        "霁川县民政局（2020年度）",
        "民政局2009年信息公开工作情况",
    ],
)
def test_a_short_title_in_the_column_names_a_report(title: str) -> None:
    assert judge_title(title) == "other"
    assert judge_title(title, in_column=True) == "report"


@pytest.mark.parametrize("words", ["年度报吿", "告年度报", "年度报", "年度根告"])
def test_a_misspelt_title_with_body_and_year_names_a_report(words: str) -> None:
    assert judge_title(f"霁川县七里镇2023年政府信息公开工作{words}") == "report"
    assert judge_title(f"政府信息公开工作{words}") == "other"


@pytest.mark.parametrize("words", ["年度计划", "年度考核", "年度总结", "年度要点"])
def test_a_title_that_only_begins_like_a_reports_names_none(words: str) -> None:
    assert judge_title(f"霁川县七里镇2023年政府信息公开工作{words}", in_column=True) == "other"


@pytest.mark.parametrize(
    "title",
    [
        *("政府信息公开年报", "年报", "政府信息公开工作年度报告", "年度报告"),
        *("4、公开年报", "·年报", "公开年报(12)", "年报 / NIANBAO", "【年报】"),
    ],
)
def test_names_of_columns_name_no_report(title: str) -> None:
    assert judge_title(title) == "column"


@pytest.mark.parametrize(
    "title",
    [
        "2023年霁川市政府信息公开年报汇总",
        "2020年度各部门政府信息公开年度报告",
        "2020年度政府信息公开工作年度报告（部门）",
        "霁川县2020年政府信息公开年度报告（县直单位、乡镇）",
    ],
)
def test_titles_of_hubs_are_recognised(title: str) -> None:
    assert judge_title(title) == "hub"


def test_the_report_of_an_agency_is_no_hub_whatever_follows_its_name() -> None:
    assert judge_title("霁川县教育局2020年政府信息公开年度报告（部门）") == "report"


@pytest.mark.parametrize(
    "paper",
    [
        "（公开稿）",
        "（已盖章）",
        "及附表",
        "（正式）",
        " - 副本",
        "（电子版）",
        "公示",
        "【点击下载】",
        "（本级）",
        "v2",
        "(定稿1)",
    ],
)
def test_descriptions_of_the_document_in_a_title_name_no_agency(paper: str) -> None:
    assert agency_in_title(f"2020年政府信息公开工作年度报告{paper}") is None
    assert agency_in_title(f"霁川县司法局2020年政府信息公开工作年度报告{paper}") == "霁川县司法局"


@pytest.mark.parametrize(
    ("title", "text", "year"),
    [
        ("政府信息公开年度报告", "本报告数据统计期限自2020年1月1日起至2020年12月31日止。2021年1月20日发布", 2020),
        ("政府信息公开年度报告", "统计时段为2019年1月1日至12月31日", 2019),
        ("政府信息公开年度报告", "霁川县教育局2018年政府信息公开工作年度报告 发布日期2019年1月3日", 2018),
        ("政府信息公开年度报告", "2021年1月25日", None),
        ("政府信息公开年度报告", "国办公开办函〔2019〕60号", None),
        ("2019-2020年政府信息公开年度报告", "", None),
        ("2019年、2020年政府信息公开年度报告", "2020年1月1日至12月31日", 2020),
        ("2021年发布的2020年度报告：政府信息公开", "", 2020),
        ("政府信息公开年度报告", "2019年1月1日至12月31日 2020年1月1日至12月31日", None),
    ],
)
def test_the_year_is_read_from_title_or_period_but_never_from_a_date(title: str, text: str, year: int | None) -> None:
    assert report_year(title, text) == year


@given(st.integers(2008, 2030), st.integers(1, 12), st.integers(1, 28))
def test_a_date_beside_the_year_changes_nothing(year: int, month: int, day: int) -> None:
    title = f"霁川县教育局{year}年政府信息公开工作年度报告"
    assert report_year(f"{title}（{year + 1}年{month}月{day}日）") == year
    assert report_year(f"{title} {year + 1}-{month:02}-{day:02}") == year


_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@given(st.integers(2008, 2030), st.sampled_from([_DIGITS, _WIDE]))
def test_year_is_the_same_in_any_digits(year: int, digits: dict[int, int]) -> None:
    assert report_year(f"{str(year).translate(digits)}年政府信息公开年报") == year


@given(st.text(max_size=60), st.booleans())
def test_any_text_gets_a_verdict(text: str, in_column: bool) -> None:
    assert judge_title(text, in_column=in_column) in ("report", "hub", "column", "other")
    report_year(text, text)
    agency_in_title(text)


@pytest.mark.parametrize(
    ("name", "other"),
    [("附件1.doc", False), ("2020年年报.pdf", False), ("关于做好年报工作的通知.doc", True), ("部门决算.xls", True)],
)
def test_names_of_other_files_are_not_reports(name: str, other: bool) -> None:
    assert names_another_kind(name) is other
