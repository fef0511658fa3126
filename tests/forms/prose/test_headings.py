"""Sections found by their headings, in the wordings and places that reports give them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxcrawl.forms.prose.heading_lines import section_number
from gxcrawl.forms.prose.headings import Prose, split_numbered, split_sections
from gxcrawl.model import Paragraph, Table
from gxcrawl.reading.spans import plain
from gxcrawl.reports import read_report
from gxcrawl.simulation.agencies import JICHUAN
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.writers.html import write_page

SIX = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)
NUMERALS = "一二三四五六"
NUMBERINGS = {
    "chinese": lambda n: f"{NUMERALS[n]}、",
    "fullwidth_dot": lambda n: f"{NUMERALS[n]}．",
    "arabic": lambda n: f"{n + 1}、",
    "arabic_dot": lambda n: f"{n + 1}.",
    "part": lambda n: f"第{NUMERALS[n]}部分 ",
    "bracketed": lambda n: f"（{NUMERALS[n]}）",
    "none": lambda _: "",
}


def split(*lines: str) -> Prose:
    return split_sections([Paragraph(line) for line in lines])


def outline(prose: Prose) -> list[tuple[int, str]]:
    return [(section.number, section.text) for section in prose.sections]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("一、总体情况", 1),
        ("一、2021年政务公开总体情况", 1),
        ("一、政府信息公开工作总体情况", 1),
        ("一、基本工作情况", 1),
        ("一、工作基本情况", 1),
        ("一、主要工作概述", 1),
        ("一、概 述", 1),
        ("一、总体情况说明", 1),
        ("總體情況", 1),
        ("一　总体情况", 1),
        ("表一：主动公开政府信息情况（单位：件）", 2),
        ("贰、主动公开政府信息情况", 2),
        ("Ⅵ．其他需要报告的事项", 6),
        ("二、行政机关主动公开政府信息情况", 2),
        ("二、主动公开政府信息统计情况", 2),
        ("三、收到的处理政府信息公开申请情况", 3),
        ("三、收到和处理依申请公开情况", 3),
        ("四、政府信息公开行政诉讼、行政复议情况", 4),
        ("五、主要问题及整改情况", 5),
        ("五、主要存在问题及改进情况", 5),
        ("五、不足之处及改进情况", 5),
        ("六、其他需要汇报事项", 6),
        ("六、其他相关事项", 6),
        ("六、其他需要公开的事项", 6),
        ("二、主动公开政府信息的情况", 2),
        ("二、主动公开政府信息的基本情况", 2),
        ("二、政府信息主动公开情况：", 2),
        ("三、收到和处理政府信息公开的申请情况", 3),
        ("三、行政机关收到和处理政府信息公开申请情况", 3),
        ("三、收到和處理政府信息公開申請情況", 3),
        ("三、政府信息依申请公开办理情况", 3),
        ("三、依申请公开政府信息办理情况", 3),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", 4),
        ("四、政府信息公开被申请行政复议和提起行政诉讼情况", 4),
        ("四．政府信息公开行政复议、行政诉讼情况", 4),
        ("四、因单位信息公开工作被申请行政复议提起行政诉讼情况", 4),
        ("四、复议、诉讼和申诉情况", 4),
        ("五、政府信息公开工作存在的主要问题及改进情况", 5),
        ("五、存在主要问题和改进情况", 5),
        ("五、存在问题及工作打算", 5),
        ("五、当前存在的主要问题及下一步改进措施", 5),
        ("五、存在的问题和不足", 5),
        ("五、存在的困难、主要问题及改进情况", 5),
        ("一、政府信息公开工作开展总体情况", 1),
        ("5、存在的主要问题及改进情况", 5),
        ("六、其它需要报告事项", 6),
        ("六、需要说明的其他事项", 6),
        ("六、其他事项", 6),
        ("六、其他", 6),
        ("一、总体情况、", 1),
        ("一、政府信息公开总体情况介绍", 1),
        ("一、政府信息公开工作情况", 1),
        ("二、主动公开政务信息情况", 2),
        ("三、本年度收到和处理政府信息公开申请情况", 3),
        ("三、政府信息公开申请收到和处理情况", 3),
        ("三、收到和处理政府信息公开情况", 3),
        ("五、问题及改进", 5),
        ("四、政府信息公开行政复议、行政诉讼情况；", 4),
        ("六、其他需要报告的事项（无）", 6),
        ("六、其它需要说明和报告的事项", 6),
        ("其 他 需 要 报 告 的 事 项", 6),
        ("★ 存在的主要问题及改进情况", 5),
        ("【五、存在的主要问题及改进情况】", 5),
        ("六、无其他需要报告的事项", 6),
        ("六、其他需要报告的事项无", 6),
        ("六、我局其他需要报告的事项", 6),
        ("第四节 政府信息公开行政复议、行政诉讼情况", 4),
        ("PART 2 主动公开政府信息情况", 2),
        ("五——存在的主要问题及改进情况", 5),
        ("一、总体情况及主动公开政府信息情况", 1),
        ("六、2021年其他需要报告的事项", 6),
        ("六、其他需要报告的事宜", 6),
        ("六、其他需要报告的事项和相关说明", 6),
        ("六、其他要报告的事项", 6),
        ("六、其他需要报告的内容", 6),
        ("六、其他需要报告的事项（收费情况）", 6),
        ("二、主动公开政府信息情况（见附表1）", 2),
        ("二、主动公开政府信息数量情况", 2),
        ("三、收到和处理的政府信息公开申请情况", 3),
        ("三、收到和处理政府信息公开申请情况统计表", 3),
    ],
)
def test_wordings_of_the_six_headings(line: str, number: int) -> None:
    assert section_number(line) == number


@pytest.mark.parametrize(
    "line",
    [
        "其他公开情况",
        "其他问题",
        "（一）主动公开",
        "（二）依申请公开情况",
        "(五)存在的主要问题及改进情况",
        "未发生行政复议、行政诉讼情况",
        "2021年发生行政复议2件、行政诉讼1件",
        "（一）存在的主要问题",
        "没有其他需要报告的事项",
        "本年度无其他需要报告的事项。",
        "一、加强组织领导",
        "其他",
        "3.其他",
        "全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六个部分",
        "各项工作总体情况良好",
    ],
)
def test_lines_that_head_no_section(line: str) -> None:
    assert section_number(line) is None


@pytest.mark.parametrize("numbering", NUMBERINGS)
def test_numberings(numbering: str) -> None:
    lines = [part for n, name in enumerate(SIX) for part in (f"{NUMBERINGS[numbering](n)}{name}", f"正文{n + 1}。")]
    prose = split("某局报告", *lines)
    assert prose.before == ("某局报告",)
    assert outline(prose) == [(n, f"正文{n}。") for n in range(1, 7)]


def test_the_headings_listed_before_are_not_the_sections() -> None:
    listed = [f"{n}.{name}" for n, name in enumerate(SIX, 1)]
    lines = [part for n, name in enumerate(SIX) for part in (f"{NUMERALS[n]}、{name}", f"正文{n + 1}。")]
    prose = split("目录", *listed, *lines)
    assert outline(prose) == [(n, f"正文{n}。") for n in range(1, 7)]
    assert prose.before == ("目录", *listed)


@pytest.mark.parametrize("before", [True, False])
def test_the_headings_listed_alike_before_or_behind_are_not_the_sections(before: bool) -> None:
    headings = [f"{NUMERALS[n]}、{name}" for n, name in enumerate(SIX)]
    lines = [line for n, heading in enumerate(headings) for line in ((heading, f"正文{n + 1}。") if n else (heading,))]
    found = split(*headings, *lines) if before else split(*lines, *headings)
    assert [section.text.split("\n")[0] for section in found.sections] == ["", *(f"正文{n}。" for n in range(2, 7))]


def test_a_heading_that_the_end_of_a_line_cuts() -> None:
    found = split("一、总体情况", "甲。", "三、收到和处理政府信", "息公开申请情况", "乙。", "六、其他", "无。")
    assert outline(found) == [(1, "甲。"), (3, "乙。"), (6, "无。")]
    assert found.sections[1].heading == "三、收到和处理政府信息公开申请情况"


def test_a_sub_heading_worded_like_a_section_stays_inside() -> None:
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


def test_a_section_of_the_agencys_own_between_the_six() -> None:
    """Some add 2022年工作思路 before the last section; `number` stays the form's."""
    lines = [f"{NUMERALS[n]}、{name}" for n, name in enumerate(SIX[:5])]
    prose = split(*lines, "六、2022年工作思路", "抓培训。", "七、其他需要报告的事项", "无。")
    assert [(s.number, s.heading) for s in prose.sections][-1] == (6, "七、其他需要报告的事项")
    assert prose.sections[4].text == "六、2022年工作思路\n抓培训。"


def test_a_missing_section_leaves_the_others_their_numbers() -> None:
    prose = split("一、总体情况", "甲。", "三、收到和处理政府信息公开申请情况", "六、其他需要报告的事项", "乙。")
    assert outline(prose) == [(1, "甲。"), (3, ""), (6, "乙。")]


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
def test_a_heading_glued_to_its_text(line: str, heading: str, text: str) -> None:
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
def test_a_heading_that_its_text_follows_without_a_mark(number: int, line: str) -> None:
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
def test_a_sentence_that_lists_the_headings_is_not_cut(line: str) -> None:
    assert split(line).before == (line,)


OLDER = (
    "概述",
    "主动公开政府信息情况",
    "回应解读情况",
    "依申请公开政府信息情况",
    "政府信息公开的收费及减免情况",
    "因政府信息公开申请行政复议、提起行政诉讼情况",
    "机构建设和保障经费情况",
    "存在的主要问题和改进措施",
)


def test_the_outline_before_2019_keeps_all_its_sections() -> None:
    lines = [part for n, name in enumerate(OLDER) for part in (f"{'一二三四五六七八'[n]}、{name}", f"正文{n + 1}。")]
    prose = split("引言", *lines)
    assert outline(prose) == [(n, f"正文{n}。") for n in range(1, 9)]
    assert [section.heading[2:] for section in prose.sections] == list(OLDER)


def test_the_outline_before_2019_with_a_number_left_out() -> None:
    prose = split(
        "一、概述", "二、主动公开政府信息情况", "四、回应解读情况", "五、依申请公开政府信息情况", "六、培训情况"
    )
    assert [section.number for section in prose.sections] == [1, 2, 4, 5, 6]


def test_sentences_that_begin_with_a_number_are_no_sections() -> None:
    prose = split_numbered(
        [Paragraph(line) for line in ("一、概述", "二、抓落实。逐项对账。", "二、回应解读情况", "三、附表")]
    )
    assert [section.heading for section in prose.sections] == ["一、概述", "二、回应解读情况", "三、附表"]


@pytest.mark.parametrize("year", [2015, 2016, 2018])
def test_simulated_reports_of_2014_keep_all_their_sections(year: int) -> None:
    report = invent_report(JICHUAN[1], year, 5)
    found = read_report(write_page(report))
    assert [(s.number, s.heading, s.text) for s in found.sections] == [
        (s.number, s.heading, s.text) for s in report.sections
    ]


def test_headings_in_another_order_head_their_own_sections() -> None:
    printed = [f"{NUMERALS[n]}、{SIX[n]}" for n in (0, 1, 3, 2, 4, 5)]
    lines = [part for heading in printed for part in (heading, f"{heading[0]}的正文。")]
    assert outline(split(*lines)) == [(n + 1, f"{NUMERALS[n]}的正文。") for n in range(6)]


def test_the_caption_of_a_table_below_a_heading_is_none() -> None:
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


def test_a_section_of_its_own_among_those_of_the_form_is_one_of_an_older_outline() -> None:
    headings = (
        "一、概述",
        "二、主动公开政府信息情况",
        "三、依申请公开政府信息情况",
        "四、收费及减免情况",
        "五、存在的主要问题和改进措施",
    )
    found = split(*(line for heading in headings for line in (heading, "正文。")))
    assert [section.heading for section in found.sections] == list(headings)


def _with(words: dict[int, str | None]) -> Prose:
    """The form's outline with the headings of some sections worded otherwise, or left out."""
    headings = [words.get(n, f"{NUMERALS[n - 1]}、{name}") for n, name in enumerate(SIX, 1)]
    return split(*(line for n, heading in enumerate(headings, 1) for line in (heading, f"正文{n}。") if line))


@pytest.mark.parametrize(
    ("number", "heading"), [(1, "一、推进公开的做法"), (3, "三、群众来件"), (5, "五、对公开工作的思考")]
)
def test_a_heading_in_other_words_where_only_its_number_is_left(number: int, heading: str) -> None:
    prose = _with({number: heading})
    assert [section.number for section in prose.sections] == [1, 2, 3, 4, 5, 6]
    assert prose.sections[number - 1].heading == heading
    assert prose.sections[number - 1].text == f"正文{number}。"


@pytest.mark.parametrize(
    "words",
    [
        {6: "六、下一步打算"},  # of the last the words decide
        {6: None},
        {5: "5、对公开工作的思考"},  # not the form's numbering
        {5: "（五）对公开工作的思考"},
    ],
)
def test_no_heading_is_made_of_other_lines(words: dict[int, str | None]) -> None:
    (missing,) = words
    assert [section.number for section in _with(words).sections] == [n for n in range(1, 7) if n != missing]


def test_two_lines_with_the_number_that_is_missing_head_nothing() -> None:
    lines = [f"{NUMERALS[n]}、{name}" for n, name in enumerate(SIX)]
    lines[4:5] = ["五、对公开工作的思考", "甲。", "五、今后的安排"]
    assert [section.number for section in split(*lines).sections] == [1, 2, 3, 4, 6]
