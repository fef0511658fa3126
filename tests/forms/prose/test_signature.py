"""The body and the date below the last sentence of a report."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxcrawl.forms.prose.signature import Signed, signed_in_head, take_signature

DAY = date(2021, 1, 25)


@pytest.mark.parametrize(
    ("lines", "publisher", "signed_on"),
    [
        (["漱玉区教育局", "2021年1月25日"], "漱玉区教育局", DAY),
        (["　　　　漱玉区教育局", "　　　　2021 年 1 月 25 日"], "漱玉区教育局", DAY),
        (["漱玉区教育局（盖章）", "二〇二一年一月二十五日"], "漱玉区教育局", DAY),
        (["漱玉区教育局 2021年1月25日"], "漱玉区教育局", DAY),
        (["漱玉区教育局2021年1月25日"], "漱玉区教育局", DAY),
        (["漱玉区教育局　（2021年1月25日）"], "漱玉区教育局", DAY),
        (["漱 玉 区 教 育 局", "2021-01-25"], "漱玉区教育局", DAY),
        (["单位：漱玉区人民政府松屿街道办事处", "日期：2021年1月25日"], "漱玉区人民政府松屿街道办事处", DAY),
        (["漱玉区发展和改革委员会（区粮食局）", "（2021年1月25日）"], "漱玉区发展和改革委员会（区粮食局）", DAY),
        (["松屿街道办事处"], "松屿街道办事处", None),
        (["漱玉区残联", "2021年1月25日"], "漱玉区残联", DAY),
        (["漱玉区人民政府研究室", "2021年1月25日"], "漱玉区人民政府研究室", DAY),
        (["2021年1月25日"], None, DAY),
        (["漱玉區教育局", "2021年1月25日"], "漱玉區教育局", DAY),
        (["漱玉区教育局", "二零二一年元月二十五日"], "漱玉区教育局", DAY),
        (["2021年1月25日", "漱玉区教育局"], "漱玉区教育局", DAY),
        (["漱 玉 区 教 育 局", "2 0 2 1 年 1 月 2 5 日"], "漱玉区教育局", DAY),
        (["漱玉区教育局", "二О二一年一月二十五日"], "漱玉区教育局", DAY),  # a Cyrillic letter
        (["漱玉区教育局", "二◯二一年一月廿五日"], "漱玉区教育局", DAY),
        (["漱玉区教育局", "（盖章）", "2021年1月25日"], "漱玉区教育局", DAY),
        (["漱玉区教育局", "（代章）", "2021年1月25日"], "漱玉区教育局", DAY),
        (["填报单位：漱玉区教育局 填报日期：2021年1月25日"], "漱玉区教育局", DAY),
        (["漱玉区网信办", "2021年1月25日"], "漱玉区网信办", DAY),
        (["漱玉区网信办", "2021年1月25日 10:30"], "漱玉区网信办", DAY),
        (["漱玉区网信办", "2021年1月25日（星期一） 印发"], "漱玉区网信办", DAY),
        (["漱玉区教育局", "2021年1月25日（此件公开发布）"], "漱玉区教育局", DAY),
        (["漱玉区教育局", "2021年1月25日（公章）"], "漱玉区教育局", DAY),
        (["漱玉区教育局", "2021年1月25日09时30分"], "漱玉区教育局", DAY),
        (["漱玉区教育局", "2021年1月25号"], "漱玉区教育局", DAY),
        (["漱玉区教育局", "【2021年1月25日】"], "漱玉区教育局", DAY),
        (["2021年1月25日漱玉区教育局"], "漱玉区教育局", DAY),
        (["漱玉经济技术开发区", "管理委员会", "2021年1月25日"], "漱玉经济技术开发区管理委员会", DAY),
        (["漱玉区人民政府", "办公室", "2021年1月25日"], "漱玉区人民政府办公室", DAY),
        (["霁川市自然资源和规", "划局（盖章）", "2021年1月25日"], "霁川市自然资源和规划局", DAY),
        (["霁川市公安局", "漱玉分局", "2021年1月25日"], "霁川市公安局漱玉分局", DAY),
        (["霁川市公安局　霁川分局", "2021年1月25日"], "霁川市公安局霁川分局", DAY),
        (["漱玉区水利局　漱玉区移民管理局", "2021年1月25日"], "漱玉区水利局 漱玉区移民管理局", DAY),  # both
        (["漱玉区公安局　北山分局", "2021年1月25日"], "漱玉区公安局北山分局", DAY),
        (["国家税务总局", "漱玉区税务局", "2021年1月25日"], "国家税务总局漱玉区税务局", DAY),
    ],
)
def test_a_signature_is_removed_from_the_text(lines: list[str], publisher: str | None, signed_on: date | None) -> None:
    assert take_signature("\n".join(["无其他需要报告的事项。", *lines])) == Signed(
        "无其他需要报告的事项。", publisher, signed_on
    )


@pytest.mark.parametrize(
    ("lines", "publisher", "dated"),
    [
        (["漱玉区教育局", "（2021年1月25日）"], "漱玉区教育局", DAY),
        (["2021-01-25 15:30:00"], None, DAY),
        (["（2021年1月25日漱玉区教育局）"], "漱玉区教育局", DAY),
        (["发布日期：2021年1月25日", "本报告根据条例编制。"], None, DAY),
        (["漱玉区教育局", "漱玉区民政局", "2021年1月25日", "2021年3月2日"], None, None),
        (["2021年1月25日起施行新的办法。"], None, None),
        ([], None, None),
    ],
)
def test_body_and_date_around_the_title(lines: list[str], publisher: str | None, dated: date | None) -> None:
    assert signed_in_head(lines) == (publisher, dated)


def test_the_printing_office_has_not_signed() -> None:
    below = ["（此件公开发布）", "漱玉区教育局办公室　　2021年1月29日印发", "共印20份"]
    signed = take_signature("\n".join(["无。", "漱玉区教育局", "2021年1月25日", *below]))
    assert (signed.publisher, signed.signed_on) == ("漱玉区教育局", DAY)
    alone = take_signature("无。\n漱玉区教育局办公室　　2021年1月25日印发")
    assert (alone.publisher, alone.signed_on) == ("漱玉区教育局办公室", DAY)


def test_lines_below_a_signature_stay_in_the_text() -> None:
    text = "无。\n漱玉区教育局\n2021年1月25日\n联系电话：0000-0000000\n附件：统计表"
    assert take_signature(text) == Signed("无。\n联系电话：0000-0000000\n附件：统计表", "漱玉区教育局", DAY)
    text = "无。\n漱玉区教育局\n2021年1月25日\n附件\n政府信息公开情况统计表（2020年度）"
    assert take_signature(text).signed_on == DAY


@pytest.mark.parametrize(
    "below",
    [
        "备案号：某ICP备12345678号",
        "某公网安备 00000002000001号",
        "技术支持：某公司",
        "您是第 12345 位访客",
        "网站地图 | 联系我们",
        "Copyright 2020-2025",
        "返回顶部",
        "漱玉区人民政府门户网站",
        "扫码查看手机版",
        "浏览次数：17\n我要纠错",
        "首页\n上一页\n1\n2\n下一页",
        "监审：张三",
        "相关文档：\n漱玉区教育局2020年政府信息公开工作年度报告.docx",
        "漱玉区教育局2019年政府信息公开工作年度报告 2020-01-22\n漱玉区水利局2020年政府信息公开工作年度报告",
        "主辦：漱玉區人民政府辦公室　備案號：1號",
    ],
)
def test_the_foot_of_a_page_below_a_signature(below: str) -> None:
    signed = take_signature(f"无。\n漱玉区教育局\n2021年1月25日\n主办：某县人民政府\n{below}")
    assert (signed.publisher, signed.signed_on) == ("漱玉区教育局", DAY)


def test_links_at_the_end_of_a_page_are_not_a_signature() -> None:
    assert take_signature("无。\n更多信息\n返回顶部").publisher is None


@pytest.mark.parametrize(
    "line",
    [
        "首页 > 政府信息公开 > 乡镇",
        "» 2021 » 苏木镇",
        "乡镇",
        "镇、街道",
        "乡镇（街道）",
        "县（市、区）局",
        "委办局",
        "本站",
        "新闻中心",
    ],
)
def test_breadcrumbs_and_names_of_columns_are_not_a_signature(line: str) -> None:
    assert take_signature(f"无。\n{line}").publisher is None
    assert signed_in_head(["漱玉区松屿街道2021年政府信息公开工作年度报告", line]) == (None, None)


@pytest.mark.parametrize("month", ["二〇二一年元月", "2021年1月 日", "（盖章）"])
def test_an_incomplete_date_below_a_name(month: str) -> None:
    assert take_signature(f"无。\n漱玉区教育局\n{month}") == Signed(f"无。\n{month}", "漱玉区教育局", None)


@pytest.mark.parametrize(
    "text",
    [
        "无。",
        "无其他需要报告的事项",
        "2021年1月25日起施行新的办法。",
        "（一）收费情况\n2020年未收取信息处理费",
        "联系电话：0000-0000000",
        "三是认真开好协调会",
        "进一步加强对镇街的指导，落实到各科室、站所。",
        "各镇街申请一律转办",
        "2021年1月25日成立工作领导小组办公室",
        "",
    ],
)
def test_sentences_are_not_a_signature(text: str) -> None:
    assert take_signature(text) == Signed(text, None, None)


def test_long_lines_of_blanks_are_read_quickly() -> None:
    """Each took five seconds."""
    lines = [f"局{' ' * 110}{number}" for number in range(40)]
    assert signed_in_head(lines) == (None, None)
    assert take_signature("\n".join(lines)).publisher is None


@pytest.mark.parametrize("above", ["漱玉区农业农村局", "漱玉区无其他需要报告的事项", "全县各乡镇", "漱玉区教育局"])
def test_a_line_above_the_name_that_is_not_part_of_it_stays(above: str) -> None:
    assert take_signature(f"{above}\n乡村振兴局\n2021年1月25日") == Signed(above, "乡村振兴局", DAY)
    assert take_signature(f"{above}\n漱玉区水利局\n2021年1月25日") == Signed(above, "漱玉区水利局", DAY)


def test_a_second_name_above_is_left_in_the_text() -> None:
    text = "已转市教育局\n漱玉区教育局\n2021年1月25日"
    assert take_signature(text) == Signed("已转市教育局", "漱玉区教育局", DAY)


@given(
    st.lists(st.sampled_from(["无。", "漱玉区教育局", "2021年1月25日", "联系电话：1", "", "已办理完毕"]), max_size=8)
)
def test_no_line_is_lost(lines: list[str]) -> None:
    signed = take_signature("\n".join(lines))
    left = signed.text.split("\n")
    taken = (signed.publisher is not None) + (signed.signed_on is not None)
    assert len(lines or [""]) - len(left) in (taken, taken - 1)  # a text of no line is still one empty line
