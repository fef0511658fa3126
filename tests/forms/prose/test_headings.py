"""Where headings are and how they are numbered: on lines, in paragraphs, in tables, together with their text."""

import pytest
from forms.prose.outlines import NUMERALS, OLDER, SIX, outline, split
from hypothesis import given
from hypothesis import strategies as st

from gxcrawl.forms.prose.headings import split_numbered, split_sections
from gxcrawl.model import Paragraph, Table
from gxcrawl.reading.spans import plain

NUMBERINGS = {
    "chinese": lambda n: f"{NUMERALS[n]}、",
    "fullwidth_dot": lambda n: f"{NUMERALS[n]}．",
    "arabic": lambda n: f"{n + 1}、",
    "arabic_dot": lambda n: f"{n + 1}.",
    "part": lambda n: f"第{NUMERALS[n]}部分 ",
    "bracketed": lambda n: f"（{NUMERALS[n]}）",
    "none": lambda _: "",
}


@pytest.mark.parametrize("numbering", NUMBERINGS)
def test_numberings(numbering: str) -> None:
    lines = [part for n, name in enumerate(SIX) for part in (f"{NUMBERINGS[numbering](n)}{name}", f"正文{n + 1}。")]
    prose = split("某局报告", *lines)
    assert prose.before == ("某局报告",)
    assert outline(prose) == [(n, f"正文{n}。") for n in range(1, 7)]


def test_a_heading_broken_over_two_lines() -> None:
    found = split("一、总体情况", "甲。", "三、收到和处理政府信", "息公开申请情况", "乙。", "六、其他", "无。")
    assert outline(found) == [(1, "甲。"), (3, "乙。"), (6, "无。")]
    assert found.sections[1].heading == "三、收到和处理政府信息公开申请情况"


def test_a_sub_heading_worded_like_a_section_stays_in_its_section() -> None:
    prose = split(
        "一、总体情况",
        "1.主动公开政府信息情况",
        "公开及时。",
        "2.依申请公开情况",
        "答复规范。",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "1.存在的主要问题",
        "更新不够及时。",
        "六、其他需要报告的事项",
        "无。",
    )
    texts = dict(outline(prose))
    assert texts[1] == "1.主动公开政府信息情况\n公开及时。\n2.依申请公开情况\n答复规范。"
    assert texts[5] == "1.存在的主要问题\n更新不够及时。"
    assert list(texts) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("heading", ["{}", "五 {}", "Ⅴ、{}", "【五、{}】"])
def test_a_line_of_the_same_section_right_below_its_heading_stays_inside(heading: str) -> None:
    headings = [*SIX[:4], heading.format(SIX[4])]
    prose = split(*headings, "存在的主要问题", "更新不够及时。", "改进情况", "加强培训。", SIX[5], "无。")
    assert [section.heading for section in prose.sections] == [*headings, SIX[5]]
    assert dict(outline(prose))[5] == "存在的主要问题\n更新不够及时。\n改进情况\n加强培训。"


@pytest.mark.parametrize(
    ("line", "heading", "text"),
    [
        ("一、总体情况 2021年，我局公开有序。", "一、总体情况", "2021年，我局公开有序。"),
        ("一、总体情况。本年度公开有序。", "一、总体情况", "本年度公开有序。"),
        ("一、总体情况：本年度公开有序，成效明显。", "一、总体情况", "本年度公开有序，成效明显。"),
        ("一、总体情况2021年，我局公开有序。", "一、总体情况", "2021年，我局公开有序。"),
        ("一、总体情况我局高度重视，公开有序。", "一、总体情况", "我局高度重视，公开有序。"),
        ("一、总体情况（一）主动公开。公开有序。", "一、总体情况", "（一）主动公开。公开有序。"),
    ],
)
def test_a_heading_in_one_paragraph_with_its_text(line: str, heading: str, text: str) -> None:
    prose = split(line, "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况")
    assert (prose.sections[0].heading, prose.sections[0].text) == (heading, text)


@pytest.mark.parametrize(
    ("number", "line"),
    [
        (4, "四、政府信息公开行政复议、行政诉讼情况未发生行政复议，也未发生行政诉讼。"),
        (5, "五、存在的主要问题及改进情况一是宣传不够，形式不多。"),
        (5, "五、存在的主要问题及改进措施。宣传不够，形式不多。"),
        (6, "六、其他需要报告的事项我局未收取信息处理费，特此报告。"),
    ],
)
def test_a_heading_followed_by_its_text_without_punctuation(number: int, line: str) -> None:
    lines = [f"{numeral}、{heading}" for numeral, heading in zip(NUMERALS, SIX, strict=True)]
    lines[number - 1] = line
    sections = split(*lines).sections
    assert [section.number for section in sections] == [1, 2, 3, 4, 5, 6]
    found = sections[number - 1]
    assert found.text
    assert f"{found.heading}{found.text}" == line.replace("措施。", "措施")


@pytest.mark.parametrize("apart", ["", "　　"])
def test_headings_inside_a_paragraph(apart: str) -> None:
    told = "报告包括：一、总体情况；二、主动公开政府信息情况；六、其他需要报告的事项。"
    texts = ["公开有序。", "见表。", "见附表。", "未发生。", "宣传不够。", "无。"]
    heads = [f"{numeral}、{heading}" for numeral, heading in zip(NUMERALS, SIX, strict=True)]
    prose = split(
        f"{told}{apart}" + apart.join(f"{head}。{text}{apart}" for head, text in zip(heads, texts, strict=True))
    )
    assert prose.before == (told,)
    assert [(section.heading, section.text) for section in prose.sections] == list(zip(heads, texts, strict=True))
    at_the_end = split(f"{heads[0]}。公开有序。{apart}{heads[1]}", f"{heads[2]}。{texts[2]}")
    assert outline(at_the_end) == [(1, "公开有序。"), (2, ""), (3, "见附表。")]


@pytest.mark.parametrize(
    "line",
    [
        "一、总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六个部分组成本报告。",
        "一、总体情况和主动公开情况等，详见正文。",
        "一、总体情况；二、主动公开政府信息情况；三、收到和处理政府信息公开申请情况。",
    ],
)
def test_a_sentence_that_lists_the_headings_is_not_split(line: str) -> None:
    assert split(line).before == (line,)


def test_a_table_caption_below_a_heading_is_not_a_heading() -> None:
    captions = ("表一：主动公开政府信息情况", "收到和处理政府信息公开申请情况（单位：件）")
    prose = split(SIX[0], "甲。", SIX[1], "乙。", captions[0], SIX[2], "丙。", captions[1], *SIX[3:])
    assert [section.text for section in prose.sections[1:3]] == [f"乙。\n{captions[0]}", f"丙。\n{captions[1]}"]


def test_tables_and_empty_lines_are_left_out() -> None:
    table = Table((("1",),), (((0, 0),),))
    blocks = [Paragraph("一、总体情况"), Paragraph("  "), table, Paragraph("甲。")]
    assert outline(split_sections(blocks)) == [(1, "甲。")]


lines = st.sampled_from(
    [*SIX, *OLDER, "一、总体情况", "二、", "三、抓培训", "（一）主动公开", "正文。", "第一部分", "四．", "无"]
)


@given(st.lists(lines, max_size=30))
def test_no_line_is_lost_or_moved(printed: list[str]) -> None:
    for prose in (split(*printed), split_numbered([Paragraph(line) for line in printed])):
        again = [*prose.before]
        for section in prose.sections:
            again += [section.heading, *section.text.splitlines()]
        assert "".join(again) == "".join(printed)  # the number of a heading may stand on a line of its own
        numbers = [section.number for section in prose.sections]
        assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("style", ["（{}）", "{}、\n", "第{}部分\n"])
def test_numbers_in_brackets_and_on_lines_of_their_own(style: str) -> None:
    lines: list[str] = []
    for numeral, heading in zip(NUMERALS, SIX, strict=True):
        lines += (style.format(numeral) + heading).split("\n")
        lines += ["（一）存在的主要问题", "更新不够及时。"] if numeral == "五" else [f"第{numeral}部分的正文。"]
    found = split(*lines)
    assert [section.number for section in found.sections] == [1, 2, 3, 4, 5, 6]
    assert found.sections[3].text == "第四部分的正文。"
    assert found.sections[4].text == "（一）存在的主要问题\n更新不够及时。"


def test_a_heading_in_a_row_of_a_table() -> None:
    heading = "三、收到和处理政府信息公开申请情况"
    table = plain([[heading] * 3, ["一、本年新收", "1", "1"]])
    found = split_sections([Paragraph("一、总体情况"), Paragraph("甲。"), table, Paragraph("乙。")])
    assert outline(found) == [(1, "甲。"), (3, "乙。")]
    spanned = plain([["二、主动公开政府信息情况"] * 3, ["规章", "1", "1"]])
    statistics = plain([["三、依申请公开情况"] * 3, ["（一）收到申请数", "件", "1"]])
    found = split_sections([Paragraph("一、总体情况"), spanned, Paragraph("三、收到和处理情况"), table, statistics])
    assert [section.number for section in found.sections] == [1, 2, 3]
