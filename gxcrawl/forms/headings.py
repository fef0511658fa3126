"""The sections of a report: their headings among the paragraphs, and the prose between them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gxcrawl.characters import normalise
from gxcrawl.forms.heading_marks import ENOUGH, SURE, Mark, best_run, in_any_order, is_older, with_unworded
from gxcrawl.forms.heading_wordings import HEADINGS, NEW_OUTLINE
from gxcrawl.forms.labels import strip_numbering
from gxcrawl.model import Block, Paragraph, Section
from gxcrawl.short_texts import remembered

_MAX_HEADING = 45  # 四、因政府信息公开工作被申请行政复议、提起行政诉讼情况 has 28; longer lines are sentences
# （一）存在问题: part of a section
_BRACKETED = re.compile(r"[(（\[〔【]\s*[一二三四五六七八九十\d]{1,3}\s*[)）\]〕】]|[①-⑩㈠-㈩]")
_BRACKETED_NUMBER = re.compile(r"[(\[〔【]([一二三四五六七八九十]{1,3})[)\]〕】]")
_LONE_NUMBER = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}\s*[、．.]|第[一二三四五六七八九十]{1,3}部分)\s*")
_CHINESE = re.compile(r"(?:第)?([一二三四五六七八九十]{1,3})(?:[、.,:]|(?:部分|章)[、.,:]?)")
_MAY_BE_NUMBERED = re.compile(r"\s*第?\s*[一二三四五六七八九十]")
_ARABIC = re.compile(r"(\d{1,2})[、.,:](?!\d)")
_PART = re.compile(r"^(?:第[一二三四五六七八九十\d]{1,3}(?:部分|章)|附?表[一二三四\d])[、.,:]?")
_SENTENCE = re.compile(r"[。；;!?]")
# 一、总体情况 2021年，… · 一、总体情况。本年度…: heading and text in one paragraph
_GLUED = re.compile(
    r"\s*([一二三四五六]\s*[、．.，,:：]\s*(?:[^\s。：:，,\d（(]{2,30}?情\s*[况況]|概\s*述|其[他它]需要报告的事项))"
    r"(?:[。：:\s]+|(?=20\d\d\s*年))"
)
# 一 总体情况 · 壹、总体情况 · Ⅰ.总体情况, blanks dropped and one width
_OTHER_NUMBER = re.compile(r"(?:[一二三四五六]|[壹贰叁肆伍陆][、.,:]|[IV]{1,3}[、.,:])")
_CAPTION = re.compile(r"^附?表|\(单位")  # 表二：收到和处理政府信息公开申请情况, below the heading perhaps
_NOTHING = re.compile(r"\((?:无|略|单位:[^()]{1,4})\)$")  # 六、其他需要报告的事项（无）
_SIXTH = re.compile(r"六[、.,:]其[他它][:。]?")  # without its number it says too little
_NUMERALS = {char: value for value, char in enumerate("一二三四五六七八九十", start=1)}


@dataclass(frozen=True, slots=True)
class Prose:
    """The paragraphs before the first section, and the sections."""

    before: tuple[str, ...]
    sections: tuple[Section, ...]


def split_sections(blocks: Sequence[Block]) -> Prose:
    """The prose by section; tables are left out, the text of a section is one line per paragraph.

    The six sections of the form wherever their headings are found, in the form's order; where a report before 2019
    numbers an outline of its own, that one.
    """
    paragraphs = _paragraphs(blocks)
    marks = _official(paragraphs, bracketed=False)
    official = in_any_order(marks, best_run(marks))
    if len(official) < ENOUGH:
        official = max(official, best_run(_official(paragraphs, bracketed=True)), key=len)
    numbered = _numbered(paragraphs)
    if any(NEW_OUTLINE.search(normalise(paragraphs[mark.index].text)) for mark in official):
        return _cut(paragraphs, with_unworded(official, numbered))
    older = best_run(numbered)
    return _cut(paragraphs, older if is_older(official, older) else official)


def split_numbered(blocks: Sequence[Block]) -> Prose:
    """The same for reports that follow no official outline: lines numbered 一、二、三 in ascending order."""
    paragraphs = _paragraphs(blocks)
    return _cut(paragraphs, best_run(_numbered(paragraphs)))


@remembered(longest=_MAX_HEADING, most=2048)
def section_number(line: str) -> int | None:
    """The section whose heading this line is, None where it is none.

    >>> section_number("四．政府信息公开行政复议、行政诉讼情况"), section_number("（一）主动公开")
    (4, None)
    """
    return None if _BRACKETED.match(line.lstrip()) else _worded_number(line)


def _worded_number(line: str) -> int | None:
    if len(line) > _MAX_HEADING:
        return None
    plain = _PART.sub("", normalise(line)).rstrip("、，,;")  # 一、总体情况、
    text = _NOTHING.sub("", strip_numbering(plain))
    if _SIXTH.fullmatch(plain):
        return 6
    found = _words(text)
    other = _OTHER_NUMBER.match(text) if found is None else None
    return _words(text[other.end() :]) if other else found


def _words(text: str) -> int | None:
    """The section whose heading has these words."""
    return next((number for number, pattern in HEADINGS.items() if pattern.fullmatch(text)), None)


def _paragraphs(blocks: Sequence[Block]) -> list[Paragraph]:
    return [part for paragraph in _joined(_printed(blocks)) for part in _unglued(paragraph)]


def _printed(blocks: Iterable[Block]) -> Iterable[Paragraph]:
    """The paragraphs that say something, and the headings of sections that stand in a row of a table."""
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.text.strip():
                yield block
            continue
        for row in block.rows:
            texts = set(row) - {""}
            if len(texts) == 1 and NEW_OUTLINE.search(text := texts.pop()) and section_number(text):
                yield Paragraph(" ".join(text.split()), heading=True)


def _joined(paragraphs: Iterable[Paragraph]) -> Iterable[Paragraph]:
    """The paragraphs, the number of a heading that stands on a line of its own put before its words."""
    number: Paragraph | None = None
    for paragraph in paragraphs:
        if number is not None:
            joined = number.text + paragraph.text
            if _own_number(paragraph.text) is None and _own_number(joined) == section_number(joined):
                paragraph = replace(paragraph, text=joined)
            else:
                yield number
        number = paragraph if _LONE_NUMBER.fullmatch(paragraph.text) else None
        if number is None:
            yield paragraph
    if number is not None:
        yield number


def _unglued(paragraph: Paragraph) -> Iterable[Paragraph]:
    """The paragraph; in two where it begins with the numbered heading of a section and goes on."""
    match = _GLUED.match(paragraph.text)
    rest = paragraph.text[match.end() :].strip() if match else ""
    if match is None or not rest or _own_number(rest[:8]) is not None:
        return (paragraph,)  # 一、总体情况 二、主动公开…: a list
    heading = match.group(1)
    if _own_number(heading) != section_number(heading):
        return (paragraph,)
    return replace(paragraph, text=heading), replace(paragraph, text=rest, heading=False)


def _official(paragraphs: Sequence[Paragraph], *, bracketed: bool) -> list[Mark]:
    """The lines that are worded as one of the six headings; those numbered （一） only where asked for."""
    marks = []
    for index, paragraph in enumerate(paragraphs):
        number = _worded_number(paragraph.text) if bracketed else section_number(paragraph.text)
        if number is not None:
            marks.append(Mark(index, number, _weight(paragraph.text, number)))
    return marks


def _weight(line: str, number: int) -> int:
    """四、 before the fourth heading says most, another number least: a sub-heading may be worded alike."""
    bracketed = _BRACKETED_NUMBER.match(normalise(line))
    own = _numeral(bracketed.group(1)) if bracketed else _own_number(line)
    if own is None:
        return 1 if _CAPTION.search(normalise(line)) else 2
    if own != number:
        return 1
    return SURE if bracketed or _CHINESE.match(normalise(line)) else 3


def _numbered(paragraphs: Sequence[Paragraph]) -> list[Mark]:
    """The short lines that are numbered 一、 or 第一部分, whatever they say."""
    marks = []
    for index, paragraph in enumerate(paragraphs):
        if len(paragraph.text) > _MAX_HEADING or not _MAY_BE_NUMBERED.match(paragraph.text):
            continue
        text = normalise(paragraph.text)
        match = _CHINESE.match(text)
        if match and len(text) > match.end() and not _SENTENCE.search(text):
            marks.append(Mark(index, _numeral(match.group(1)), 1))
    return marks


def _cut(paragraphs: Sequence[Paragraph], marks: Sequence[Mark]) -> Prose:
    if not marks:
        return Prose(tuple(paragraph.text.strip() for paragraph in paragraphs), ())
    ends = [mark.index for mark in marks[1:]] + [len(paragraphs)]
    sections = [
        Section(
            mark.number,
            paragraphs[mark.index].text.strip(),
            "\n".join(paragraph.text.strip() for paragraph in paragraphs[mark.index + 1 : end]),
        )
        for mark, end in zip(marks, ends, strict=True)
    ]
    before = tuple(paragraph.text.strip() for paragraph in paragraphs[: marks[0].index])
    return Prose(before, tuple(sorted(sections, key=lambda section: section.number)))


@remembered(longest=_MAX_HEADING, most=2048)
def _own_number(line: str) -> int | None:
    """The number that a line prints before its words."""
    text = normalise(line)
    chinese, arabic = _CHINESE.match(text), _ARABIC.match(text)
    if chinese:
        return _numeral(chinese.group(1))
    return int(arabic.group(1)) if arabic else None


def _numeral(text: str) -> int:
    """一 to 九十九 as a number."""
    tens, ten, ones = text.rpartition("十")
    return (_NUMERALS.get(tens, 1) * 10 if ten else 0) + _NUMERALS.get(ones, 0)
