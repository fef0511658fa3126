"""The six sections of a report: their headings among the paragraphs, and the prose between them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gxcrawl.forms.labels import normalise, strip_numbering
from gxcrawl.model import Block, Paragraph, Section

_MAX_HEADING = 45  # 四、因政府信息公开工作被申请行政复议、提起行政诉讼情况 has 28; longer lines are sentences
_END = r"(?:的)?(?:总体)?(?:情况|状况)?(?:说明)?[:。]?"
# each is matched against a whole line, numbering removed
_HEADINGS: dict[int, re.Pattern[str]] = {
    1: re.compile(rf"(?:政府信息公开)?(?:工作)?(?:总体|基本|总的)(?:工作)?情况{_END}|概述|概况"),
    2: re.compile(rf"(?:行政机关|本机关|本单位)?主动公开(?:的)?(?:政府)?信息(?:公开)?{_END}"),
    3: re.compile(
        rf"(?:行政机关|本机关|本单位)?(?:收到和|收到、|受理和|接收和)?(?:处理|办理)(?:政府)?信息公开申请{_END}"
        rf"|依申请公开(?:政府)?信息(?:办理)?{_END}"
    ),
    4: re.compile(
        rf"(?:因)?(?:政府)?信息公开(?:工作)?(?:引起的?|引发的?|被)?(?:申请|提起)?(?:的)?行政复议(?:[、和及与,]|以及)*(?:被)?(?:提起|引起)?(?:的)?行政诉讼{_END}"
    ),
    5: re.compile(
        r"(?:(?:政府)?信息公开)?(?:工作)?(?:中)?(?:存在|面临)的?(?:主要)?(?:困难和?)?(?:问题|不足)"
        r"(?:[、和及与,]|以及)*(?:下一步)?(?:整改|改进)?(?:工作)?(?:情况|措施|打算|方向)?[:。]?"
    ),
    6: re.compile(r"(?:其他|其它)(?:需要|需)?(?:报告|说明)(?:的)?(?:有关)?(?:事项|情况)(?:说明)?[:。]?"),
}
_BRACKETED = re.compile(r"[(\[〔][一二三四五六七八九十\d]{1,3}[)\]〕]")  # （一）存在问题: a part of a section, never a section
_GENERIC = re.compile(r"([一二三四五六七八九十]{1,3})[、.,]")  # 一、概述: the reports before 2019 number as they like
_NUMERALS = {char: value for value, char in enumerate("一二三四五六七八九十", start=1)}


@dataclass(frozen=True, slots=True)
class Prose:
    """The paragraphs before the first section, and the sections."""

    before: tuple[str, ...]
    sections: tuple[Section, ...]


def split_sections(blocks: Sequence[Block]) -> Prose:
    """The prose by section; tables are left out, the text of a section is one line per paragraph."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph) and block.text.strip()]
    marks = _official_marks(paragraphs)
    return _cut(paragraphs, marks)


def split_numbered(blocks: Sequence[Block]) -> Prose:
    """The same for reports that follow no official outline: every line numbered 一、二、三 in order begins one."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph) and block.text.strip()]
    marks: list[tuple[int, int]] = []
    for index, paragraph in enumerate(paragraphs):
        match = _GENERIC.match(normalise(paragraph.text))
        if match and len(paragraph.text) <= _MAX_HEADING and _numeral(match.group(1)) == len(marks) + 1:
            marks.append((index, len(marks) + 1))
    return _cut(paragraphs, marks)


def section_number(line: str) -> int | None:
    """The section whose heading this line is, None where it is none.

    >>> section_number("四．政府信息公开行政复议、行政诉讼情况"), section_number("总体情况"), section_number("（一）主动公开")
    (4, 1, None)
    """
    if len(line) > _MAX_HEADING:
        return None
    text = normalise(line)
    if _BRACKETED.match(text):
        return None
    text = strip_numbering(text)
    return next((number for number, pattern in _HEADINGS.items() if pattern.fullmatch(text)), None)


def _official_marks(paragraphs: Sequence[Paragraph]) -> list[tuple[int, int]]:
    """Index and number of the headings: the weightiest run in the form's order, the latest where runs are alike.

    A preface may list the six headings, a sentence may repeat one: the run that is longest and stands last wins. A
    line that carries the number of its section weighs twice one that does not.
    """
    best: list[tuple[int, list[tuple[int, int]]]] = []  # weight and marks of the best run that ends at a candidate
    for index, paragraph in enumerate(paragraphs):
        number = section_number(paragraph.text)
        if number is None:
            continue
        runs = [run for run in best if run[1][-1][1] < number]
        weight, marks = max(runs, key=lambda run: (run[0], run[1][-1][0]), default=(0, []))
        best.append((weight + _weight(paragraph.text, number), [*marks, (index, number)]))
    return max(best, key=lambda run: (run[0], sum(index for index, _ in run[1])), default=(0, []))[1]


def _weight(line: str, number: int) -> int:
    match = _GENERIC.match(normalise(line))
    return 2 if match and _numeral(match.group(1)) == number else 1


def _cut(paragraphs: Sequence[Paragraph], marks: Sequence[tuple[int, int]]) -> Prose:
    if not marks:
        return Prose(tuple(paragraph.text.strip() for paragraph in paragraphs), ())
    ends = [index for index, _ in marks[1:]] + [len(paragraphs)]
    sections = tuple(
        Section(
            number,
            paragraphs[start].text.strip(),
            "\n".join(paragraph.text.strip() for paragraph in paragraphs[start + 1 : end]),
        )
        for (start, number), end in zip(marks, ends, strict=True)
    )
    return Prose(tuple(paragraph.text.strip() for paragraph in paragraphs[: marks[0][0]]), sections)


def _numeral(text: str) -> int:
    """一 to 九十九 as a number."""
    tens, _, ones = text.rpartition("十") if "十" in text else ("", "", text)
    value = (_NUMERALS.get(tens, 1) * 10) if "十" in text else 0
    return value + _NUMERALS.get(ones, 0)
