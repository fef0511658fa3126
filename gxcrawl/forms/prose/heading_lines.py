"""Classifies one line: which section it heads, and which number it prints."""

import re

from gxcrawl.forms.cells.labels import strip_numbering
from gxcrawl.forms.prose.heading_marks import SURE
from gxcrawl.forms.prose.heading_wordings import HEADINGS
from gxcrawl.text.characters import normalise
from gxcrawl.text.numerals import parse_chinese
from gxcrawl.text.short_texts import remembered

MAX_HEADING = 45  # 四、因政府信息公开工作被申请行政复议、提起行政诉讼情况 has 28; longer lines are sentences
# （一）存在问题: part of a section
_BRACKETED = re.compile(r"[(（\[〔【]\s*[一二三四五六七八九十\d]{1,3}\s*[)）\]〕】]|[①-⑩㈠-㈩]")
_BRACKETED_NUMBER = re.compile(r"[(\[〔【]([一二三四五六七八九十]{1,3})[)\]〕】]")
CHINESE_NUMBER = re.compile(r"(?:第)?([一二三四五六七八九十]{1,3})(?:[、.,:]|[-—]+|(?:部分|章|节)[、.,:]?)")
_ARABIC = re.compile(r"(\d{1,2})[、.,:](?!\d)")
# 第二部分、 · 表二： · PART 2 · ★ · ■: before the words of a heading
_PART = re.compile(
    r"^(?:[^\w(\[〔【]+|(?:第[一二三四五六七八九十\d]{1,3}(?:部分|章|节)|附?表[一二三四\d]|part\.?\d{1,2})[、.,:]?)+",
    re.IGNORECASE,
)
# 一 总体情况 · 壹、总体情况 · Ⅰ.总体情况, blanks dropped and one width
_OTHER_NUMBER = re.compile(r"(?:[一二三四五六](?:[-—]+)?|[壹贰叁肆伍陆][、.,:]|[IV]{1,3}[、.,:])")
_CAPTION = re.compile(r"^附?表|\(单位")  # 表二：收到和处理政府信息公开申请情况: may stand below the heading
_NOTHING = re.compile(r"\((?:无|略|单位:[^()]{1,4}|见附[表件]\d?|收费情况)\)$")  # 六、其他需要报告的事项（无）
# 六、其他 · 六、无其他需要报告的事项: ambiguous without their number
_SIXTH = re.compile(
    r"六[、.,:](?:其[他它]|(?:暂?无|没有)其[他它]需要?报告的?事项|其[他它]需要?报告的?事项[:,]?无)[:。]?"
)
_WRAPPED = re.compile(r"(?:“|【(?![^、]{1,3}】)|《)([^“【《]*)[”】》]")  # 【一、总体情况】


@remembered(longest=MAX_HEADING, most=2048)
def section_number(line: str) -> int | None:
    """The section whose heading this line is, or None.

    >>> section_number("四．政府信息公开行政复议、行政诉讼情况"), section_number("（一）主动公开")
    (4, None)
    """
    return None if _BRACKETED.match(line.lstrip()) else worded_number(line)


def worded_number(line: str) -> int | None:
    """The same, whether the line is numbered （一） or in another way."""
    if len(line) > MAX_HEADING:
        return None
    plain = normalise(line)
    wrapped = _WRAPPED.fullmatch(plain) if plain[:1] in "“【《" else None
    plain = _PART.sub("", wrapped[1] if wrapped else plain).rstrip("、，,;")  # 一、总体情况、
    text = _NOTHING.sub("", strip_numbering(plain))
    if _SIXTH.fullmatch(plain):
        return 6
    found = _words(text)
    other = _OTHER_NUMBER.match(text) if found is None else None
    return _words(text[other.end() :]) if other else found


def _words(text: str) -> int | None:
    """The section whose heading has these words, or None."""
    return next((number for number, pattern in HEADINGS.items() if pattern.fullmatch(text)), None)


@remembered(longest=MAX_HEADING, most=2048)
def own_number(line: str) -> int | None:
    """The number that a line prints before its words."""
    text = normalise(line)
    chinese, arabic = CHINESE_NUMBER.match(text), _ARABIC.match(text)
    if chinese:
        return parse_chinese(chinese.group(1))
    return int(arabic.group(1)) if arabic else None


def weight_of(line: str, number: int) -> int:
    """How strongly a line looks like the heading of section `number`.

    Most if it prints that number (四、); least if it prints another, since a sub-heading may have the same words.
    """
    bracketed = _BRACKETED_NUMBER.match(normalise(line))
    own = parse_chinese(bracketed.group(1)) if bracketed else own_number(line)
    if own is None:
        return 1 if _CAPTION.search(normalise(line)) else 2
    if own != number:
        return 1
    return SURE if bracketed or CHINESE_NUMBER.match(normalise(line)) else 3
