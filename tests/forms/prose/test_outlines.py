"""Outlines other than the form's six in their order: older ones, sections more or fewer, headings in other words."""

import pytest
from forms.prose.outlines import NUMERALS, OLDER, SIX, outline, split

from gxcrawl.forms.prose.headings import Prose, split_numbered
from gxcrawl.model import Paragraph
from gxcrawl.reports.reading import read_report
from gxcrawl.simulation.agencies import JICHUAN
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.writers.html import write_page


def test_headings_listed_in_the_preface_are_not_sections() -> None:
    listed = [f"{n}.{name}" for n, name in enumerate(SIX, 1)]
    lines = [part for n, name in enumerate(SIX) for part in (f"{NUMERALS[n]}、{name}", f"正文{n + 1}。")]
    prose = split("目录", *listed, *lines)
    assert outline(prose) == [(n, f"正文{n}。") for n in range(1, 7)]
    assert prose.before == ("目录", *listed)


@pytest.mark.parametrize("before", [True, False])
def test_headings_listed_before_or_after_the_report_are_not_sections(before: bool) -> None:
    headings = [f"{NUMERALS[n]}、{name}" for n, name in enumerate(SIX)]
    lines = [line for n, heading in enumerate(headings) for line in ((heading, f"正文{n + 1}。") if n else (heading,))]
    found = split(*headings, *lines) if before else split(*lines, *headings)
    assert [section.text.split("\n")[0] for section in found.sections] == ["", *(f"正文{n}。" for n in range(2, 7))]


def test_an_additional_section_among_the_six() -> None:
    """Some add 2022年工作思路 before the last section; `number` stays the form's."""
    lines = [f"{NUMERALS[n]}、{name}" for n, name in enumerate(SIX[:5])]
    prose = split(*lines, "六、2022年工作思路", "抓培训。", "七、其他需要报告的事项", "无。")
    assert [(s.number, s.heading) for s in prose.sections][-1] == (6, "七、其他需要报告的事项")
    assert prose.sections[4].text == "六、2022年工作思路\n抓培训。"


def test_the_other_sections_keep_their_numbers_if_one_is_missing() -> None:
    prose = split("一、总体情况", "甲。", "三、收到和处理政府信息公开申请情况", "六、其他需要报告的事项", "乙。")
    assert outline(prose) == [(1, "甲。"), (3, ""), (6, "乙。")]


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


def test_sentences_that_begin_with_a_number_are_not_sections() -> None:
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


def test_headings_in_another_order() -> None:
    printed = [f"{NUMERALS[n]}、{SIX[n]}" for n in (0, 1, 3, 2, 4, 5)]
    lines = [part for heading in printed for part in (heading, f"{heading[0]}的正文。")]
    assert outline(split(*lines)) == [(n + 1, f"{NUMERALS[n]}的正文。") for n in range(6)]


def test_an_additional_section_may_show_an_older_outline() -> None:
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
def test_a_heading_in_other_words_is_recognised_by_its_number(number: int, heading: str) -> None:
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


def test_two_lines_with_the_missing_number_are_not_headings() -> None:
    lines = [f"{NUMERALS[n]}、{name}" for n, name in enumerate(SIX)]
    lines[4:5] = ["五、对公开工作的思考", "甲。", "五、今后的安排"]
    assert [section.number for section in split(*lines).sections] == [1, 2, 3, 4, 6]
