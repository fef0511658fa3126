"""Titles joined from their lines, and what a portal adds to them taken off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxcrawl.forms.titles import clean_title, is_title, title_in
from gxcrawl.titles import year_in_title


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["霁川县教育局2020年政府信息公开工作年度报告"], "霁川县教育局2020年政府信息公开工作年度报告"),
        (["2020年霁川县教育局政府信息公开工作年度报告"], "2020年霁川县教育局政府信息公开工作年度报告"),
        (["霁川县教育局2020年度政府信息公开", "工作年度报告"], "霁川县教育局2020年度政府信息公开工作年度报告"),
        (
            [
                "霁川县人民政府鹤汀街道办事处",
                "2020年政府信息公开工作年度报告",
            ],
            "霁川县人民政府鹤汀街道办事处2020年政府信息公开工作年度报告",
        ),
        (["漱玉区教育局2020年政府", "信息公开工作年度报告"], "漱玉区教育局2020年政府信息公开工作年度报告"),
        (
            [
                "漱玉区教育局",
                "2020年度",
                "政府信息公开",
                "工作年度报告",
            ],
            "漱玉区教育局2020年度政府信息公开工作年度报告",
        ),
        (
            [
                "漱玉区发展和改革局（区粮食局）2020年政府信息公开工作报告",
            ],
            "漱玉区发展和改革局（区粮食局）2020年政府信息公开工作报告",
        ),
        (
            [
                "漱玉区教育局政府信息公开工作年度报告",
                "（2020年度）",
            ],
            "漱玉区教育局政府信息公开工作年度报告（2020年度）",
        ),
        (["漱玉区教育局2020年政府信息公开年报", "（2021年1月20日）"], "漱玉区教育局2020年政府信息公开年报"),
        (
            [
                "漱玉区教育局文件",
                "漱教〔2021〕3号",
                "漱玉区教育局2020年信息公开工作年度报告",
            ],
            "漱玉区教育局2020年信息公开工作年度报告",
        ),
        (
            [
                "漱玉区教育局关于印发",
                "2020年政府信息公开工作年度报告的通知",
                "局属各科室：",
                "漱玉区教育局",
                "2020年政府信息公开工作年度报告",
            ],
            "漱玉区教育局2020年政府信息公开工作年度报告",
        ),
        (
            [
                "首页 > 政府信息公开 > 政府信息公开年报 > 教育局政府信息公开工作年度报告",
                "漱玉区教育局2020年政府信息公开工作年度报告",
            ],
            "漱玉区教育局2020年政府信息公开工作年度报告",
        ),
        (
            [
                "标题：漱玉区教育局2020年政府信息公开工作年度报告",
                "发布日期：2021-01-20",
            ],
            "漱玉区教育局2020年政府信息公开工作年度报告",
        ),
        (["2020年政府信息公开工作年度报告", "漱玉区教育局", "2021年1月"], "2020年政府信息公开工作年度报告"),
        (["漱玉區教育局2020年政府信息公開工作年度報告"], "漱玉區教育局2020年政府信息公開工作年度報告"),
        (["现将漱玉区教育局2020年政府信息公开工作年度报告公布如下，请予监督，欢迎来信。"], None),
        (["总体情况", "教育工作综述"], None),
        ([], None),
    ],
)  # fmt: skip
def test_a_title_is_joined_from_its_lines(lines: list[str], title: str | None) -> None:
    assert title_in(lines) == title


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("漱玉区教育局2020年政府信息公开工作年度报告.pdf", "漱玉区教育局2020年政府信息公开工作年度报告"),
        ("漱玉区教育局2020年政府信息公开工作年度报告（图片版）", "漱玉区教育局2020年政府信息公开工作年度报告"),
        ("漱玉区2020年政府信息公开工作年度报告-漱玉区人民政府", "漱玉区2020年政府信息公开工作年度报告"),
        ("漱玉区教育局政府信息公开工作年度报告（2020年度）", "漱玉区教育局政府信息公开工作年度报告（2020年度）"),
    ],
)
def test_what_a_portal_adds_is_taken_off(title: str, clean: str) -> None:
    assert clean_title(title) == clean


@given(
    st.integers(2008, 2030), st.sampled_from(["教育局", "人民政府", "松屿街道", ""]), st.sampled_from(["年", "年度"])
)
def test_a_title_says_its_year_wherever_it_is_cut(year: int, body: str, word: str) -> None:
    whole = f"漱玉区{body}{year}{word}政府信息公开工作年度报告"
    assert is_title(whole)
    for cut in range(2, len(whole) - 2):
        found = title_in([whole[:cut], whole[cut:], "一段正文。"])
        assert found is None or year_in_title(found) in (year, None)


@given(st.lists(st.text("漱玉区教育局2020年政府信息公开工作度报告（）。：", max_size=30), max_size=15))
def test_a_title_is_made_of_the_lines(lines: list[str]) -> None:
    title = title_in(lines)
    assert title is None or title in "".join(line.strip() for line in lines)
