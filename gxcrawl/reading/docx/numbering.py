"""Automatic numbers of paragraphs: the 一、 of a heading may exist only in numbering.xml."""

import re
from dataclasses import dataclass, replace

from lxml import etree

from gxcrawl.reading.docx.names import number, value, w
from gxcrawl.reading.docx.styled import based_on
from gxcrawl.text.numerals import DIGITS, in_chinese

_NO_LIST = "0"
_PLACEHOLDER = re.compile(r"%([1-9])")  # %1、 or 第%1章
_COUNTED_IN_CHINESE = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand",
     "ideographTraditional", "chineseLegalSimplified"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int


class Numbering:
    """The automatic numbers of one document, counted list by list.

    numbering, styles: the parts of the package; None if it has none.
    """

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._styles = _by(styles, "style", "styleId")
        self._lists = _by(numbering, "num", "numId")
        self._abstract_lists = _by(numbering, "abstractNum", "abstractNumId")
        self._counts: dict[str, dict[int, int]] = {}

    def label(self, paragraph: etree._Element) -> str:
        """The number printed before this paragraph, or "". Advances the counter: call once per paragraph, in order."""
        list_id, depth = self._properties(paragraph)
        levels = {} if list_id == _NO_LIST else self._levels(list_id)
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(self._abstract_id(list_id) or list_id, {})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return _printed(levels, depth, counts)

    def _properties(self, paragraph: etree._Element) -> tuple[str, int]:
        """List id and level, from the paragraph or its style; without a list, its id is ""."""
        inherited_list, inherited_depth = self._style_properties(value(paragraph, "pPr/pStyle"))
        own_list, own_depth = value(paragraph, "pPr/numPr/numId"), value(paragraph, "pPr/numPr/ilvl")
        list_id = inherited_list if own_list is None else own_list
        return list_id or "", number(inherited_depth if own_depth is None else own_depth) or 0

    def _style_properties(self, style_id: str | None) -> tuple[str | None, str | None]:
        for style in based_on(style_id, self._styles):
            if (list_id := value(style, "pPr/numPr/numId")) is not None:
                return list_id, value(style, "pPr/numPr/ilvl")
        return None, None

    def is_heading(self, paragraph: etree._Element) -> bool:
        """True if the paragraph, or a style it is based on, has an outline level or is a title style."""
        if (level := number(value(paragraph, "pPr/outlineLvl"))) is not None:
            return level < 9
        for style in based_on(value(paragraph, "pPr/pStyle"), self._styles):
            if (level := number(value(style, "pPr/outlineLvl"))) is not None:
                return level < 9
            if (value(style, "name") or "").lower() in ("title", "subtitle"):
                return True
        return False

    def _abstract_id(self, list_id: str) -> str | None:
        """The id of the abstract list; lists that share it continue each other's count unless one restarts."""
        instance = self._lists.get(list_id)
        if instance is None or instance.find(f"{w('lvlOverride')}/{w('startOverride')}") is not None:
            return None
        return value(instance, "abstractNumId")

    def _levels(self, list_id: str) -> dict[int, _Level]:
        """The levels of a list; empty if there is no such list."""
        instance = self._lists.get(list_id)
        if instance is None:
            return {}
        abstract = self._abstract_lists.get(value(instance, "abstractNumId"))
        if (linked := value(abstract, "numStyleLink")) is not None:  # the levels are defined by the list of that style
            list_id = value(self._styles.get(linked), "pPr/numPr/numId") or list_id
            abstract = self._abstract_lists.get(value(self._lists.get(list_id), "abstractNumId"))
        if abstract is None:
            return {}
        overrides = list(instance.iterfind(w("lvlOverride")))
        own = (level for override in overrides for level in override.iterfind(w("lvl")))
        levels = dict(filter(None, map(_level, [*abstract.iterfind(w("lvl")), *own])))
        for override in overrides:
            depth, start = number(override.get(w("ilvl"))), number(value(override, "startOverride"))
            if depth in levels and start is not None:
                levels[depth] = replace(levels[depth], start=start)
        return levels


def _by(part: etree._Element | None, name: str, attribute: str) -> dict[str | None, etree._Element]:
    """The elements of a part by their identifying attribute; the first of each name."""
    found: dict[str | None, etree._Element] = {}
    for element in () if part is None else part.iterfind(w(name)):
        found.setdefault(element.get(w(attribute)), element)
    return found


def _level(element: etree._Element) -> tuple[int, _Level] | None:
    depth = number(element.get(w("ilvl")))
    if depth is None:
        return None
    start = number(value(element, "start"))
    level = _Level(
        value(element, "numFmt") or "decimal", value(element, "lvlText") or "", 1 if start is None else start
    )
    return depth, level


def _printed(levels: dict[int, _Level], depth: int, counts: dict[int, int]) -> str:
    """The level's text with each %n replaced by the number of that level."""

    def numeral(found: re.Match[str]) -> str:
        level = int(found.group(1)) - 1
        if level not in levels:
            return ""
        return format_number(counts.get(level, levels[level].start), levels[level].format)

    if levels[depth].format in ("bullet", "none"):
        return "" if levels[depth].format == "bullet" else _PLACEHOLDER.sub("", levels[depth].text)
    return _PLACEHOLDER.sub(numeral, levels[depth].text)


def format_number(count: int, style: str) -> str:
    """A number as Word's number format prints it; decimal for formats that reports do not use.

    >>> format_number(12, "chineseCountingThousand")
    '十二'
    """
    if style in _COUNTED_IN_CHINESE:
        return in_chinese(count)
    if style in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return "".join(DIGITS[int(digit)] for digit in str(count))
    if style == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(count))
    if style in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= count <= 20:
        return chr(0x2460 + count - 1)
    if style in ("upperLetter", "lowerLetter") and 1 <= count <= 26:
        return chr((0x41 if style == "upperLetter" else 0x61) + count - 1)
    return str(count)
