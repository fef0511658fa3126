"""The sections of a report: their headings among the paragraphs, and the prose between them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gxcrawl.forms.prose.heading_lines import (
    CHINESE_NUMBER,
    MAX_HEADING,
    own_number,
    section_number,
    weight_of,
    worded_number,
)
from gxcrawl.forms.prose.heading_marks import ENOUGH, Mark, best_run, in_any_order, is_older, with_unworded
from gxcrawl.forms.prose.heading_wordings import NEW_OUTLINE
from gxcrawl.forms.prose.signature import signed_rows
from gxcrawl.model import Block, Paragraph, Section
from gxcrawl.text.characters import normalise
from gxcrawl.text.numerals import parse_chinese

_LONE_NUMBER = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}\s*[、．.]|第[一二三四五六七八九十]{1,3}部分)\s*")
_BEGIN = re.compile(r"\s*[一二三四五六]\s*[、．.，,]")
_MAY_BE_NUMBERED = re.compile(r"\s*(?:第\s*)?[一二三四五六七八九十]")
_SENTENCE = re.compile(r"[。；;!?]")
# 一、总体情况 2021年，… · 一、总体情况。本年度… · 五、存在的主要问题及改进情况一是…: heading and text in one paragraph
_NUMBERED = re.compile(r"^\s*[一二三四五六]\s*[、．.，,:：]|(?<=[。！!？?\s])[一二三四五六]\s*[、．.]")
_LAST_WORDS = re.compile(r"情\s*[况況]|概\s*述|措\s*施|打算|事\s*[项項]|[问問]\s*[题題]|不足")
_APART = re.compile(r"[。：:\s—]+|(?=20\d\d\s*年)")
# 一、总体情况。二、主动公开… and 一、总体情况和主动公开…: lists
_LISTED = re.compile(r"[、，,；;和及与等的]|[一二三四五六]\s*[、．.]")
_LOOKED_AT = 200  # characters after a heading, to tell whether its text begins there
_GOES_ON = re.compile(r"[。，,；;：:]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")  # none after the heading in a table of contents: 一、总体情况……3


@dataclass(frozen=True, slots=True)
class Prose:
    """The paragraphs before the first section, and the sections."""

    before: tuple[str, ...]
    sections: tuple[Section, ...]


def split_sections(blocks: Sequence[Block]) -> Prose:
    """The prose by section, one line per paragraph, without tables.

    These are the form's six sections wherever their headings are found, in the form's order; for a report before 2019
    with an outline of its own, the sections of that outline.
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
    """The same for reports without an official outline: lines numbered 一、二、三 in ascending order."""
    paragraphs = _paragraphs(blocks)
    return _cut(paragraphs, best_run(_numbered(paragraphs)))


def _paragraphs(blocks: Sequence[Block]) -> list[Paragraph]:
    return [part for paragraph in _joined(_printed(blocks)) for part in _split_at_headings(paragraph)]


def _printed(blocks: Iterable[Block]) -> Iterable[Paragraph]:
    """The paragraphs with text, and paragraphs that stand in tables: headings of sections, a signature."""
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.text.strip():
                yield block
            continue
        if signed := signed_rows(block.rows):
            yield from map(Paragraph, signed)
            continue
        for row in block.rows:
            texts = set(row) - {""}
            if len(texts) == 1 and _heads_table(text := texts.pop(), whole="" not in row):
                yield Paragraph(" ".join(text.split()), heading=True)


def _heads_table(text: str, *, whole: bool) -> bool:
    """True if the only text of a row is the heading of a section.

    whole: the cell spans the row. Only the third section's heading since 2019 (收到和处理…) is recognised without that;
    三、依申请公开情况 is a row of the statistics of 2014.
    """
    number = section_number(text)
    if NEW_OUTLINE.search(text):
        return number is not None
    return whole and number in (2, 4) and own_number(text) == number


def _joined(paragraphs: Iterable[Paragraph]) -> Iterable[Paragraph]:
    """The paragraphs; a heading broken at the end of a line is joined with its next line."""
    begin: Paragraph | None = None
    for paragraph in paragraphs:
        if begin is not None:
            joined = begin.text + paragraph.text
            if own_number(paragraph.text) is None and own_number(joined) == section_number(joined):
                paragraph = replace(paragraph, text=joined)
            else:
                yield begin
        begin = paragraph if _breaks_off(paragraph.text) else None
        if begin is None:
            yield paragraph
    if begin is not None:
        yield begin


def _breaks_off(line: str) -> bool:
    """True if a line may be the beginning of a heading: its number alone, or 三、收到和处理政府信."""
    if len(line) > MAX_HEADING or not _MAY_BE_NUMBERED.match(line):
        return False
    return _LONE_NUMBER.fullmatch(line) is not None or (_BEGIN.match(line) is not None and section_number(line) is None)


def _split_at_headings(paragraph: Paragraph) -> Iterable[Paragraph]:
    """The paragraph, split between numbered headings and their texts."""
    text, begin, parts = paragraph.text, 0, []
    for numbered in _NUMBERED.finditer(text):
        end, rest = _heading_at(text, numbered.start())
        if end:
            parts += [text[begin : numbered.start()], text[numbered.start() : end]]
            begin = rest
    if not parts:
        return (paragraph,)
    pieces = [(part.strip(), place % 2 == 1) for place, part in enumerate((*parts, text[begin:]))]
    return [replace(paragraph, text=part, heading=paragraph.heading and heads) for part, heads in pieces if part]


def _heading_at(text: str, start: int) -> tuple[int, int]:
    """The end of the section heading that begins here and the start of its text; 0 if there is no heading.

    A heading that fills its paragraph is not split.
    """
    for end in reversed([match.end() for match in _LAST_WORDS.finditer(text, start, start + MAX_HEADING)]):
        heading, apart = text[start:end].strip(), _APART.match(text, end)
        if section_number(heading) is None or own_number(heading) != section_number(heading):
            continue
        begin = apart.end() if apart else end
        rest = text[begin : begin + _LOOKED_AT].strip()
        if not rest:
            return (end, begin) if start else (0, 0)
        # …行政诉讼情况统计表
        whole = apart is None and section_number(text[start : start + MAX_HEADING + 1]) is not None
        other_words = whole or not (apart or _GOES_ON.search(rest))
        return (0, 0) if other_words or not _CHINESE.search(rest) or _LISTED.match(rest) else (end, begin)
    return 0, 0


def _official(paragraphs: Sequence[Paragraph], *, bracketed: bool) -> list[Mark]:
    """The lines worded as one of the six headings; those numbered （一） only if `bracketed`.

    存在的主要问题 right below 存在的主要问题及改进情况 is not a heading of its own, but begins that section's text.
    """
    marks: list[Mark] = []
    for index, paragraph in enumerate(paragraphs):
        number = worded_number(paragraph.text) if bracketed else section_number(paragraph.text)
        if number is None:
            continue
        mark = Mark(index, number, weight_of(paragraph.text, number))
        above = marks[-1] if marks and marks[-1].index == index - 1 else None
        if above is None or above.number != number or above.weight < mark.weight:
            marks.append(mark)
    bare = {mark.index - 1 for mark in marks} | {len(paragraphs) - 1}
    return [replace(mark, filled=mark.index not in bare) for mark in marks]


def _numbered(paragraphs: Sequence[Paragraph]) -> list[Mark]:
    """The short lines numbered 一、 or 第一部分, whatever their words."""
    marks = []
    for index, paragraph in enumerate(paragraphs):
        if len(paragraph.text) > MAX_HEADING or not _MAY_BE_NUMBERED.match(paragraph.text):
            continue
        text = normalise(paragraph.text)
        match = CHINESE_NUMBER.match(text)
        if match and len(text) > match.end() and not _SENTENCE.search(text):
            marks.append(Mark(index, parse_chinese(match.group(1)) or 0, 1))
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
