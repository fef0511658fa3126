"""The words that identify a table without ruling lines: the labels above the figure columns of the official forms.

Readers use them only to find where header cells end; their meaning is read by `forms`.
"""

import re

from gxcrawl.text.characters import normalise

_RESULTS = ("结果维持", "结果纠正", "其他结果", "其它结果", "尚未审结")  # their rows have no label before the figures
_COLUMNS = (
    "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "其它", "总计", "合计",
    *_RESULTS,
    "本年制发件数", "本年废止件数", "现行有效件数", "本年处理决定数量", "本年收费金额", "本年收费金额(单位:万元)",
    "本年新制作数量", "本年新公开数量", "对外公开总数量", "上一年项目数量", "本年增/减", "处理决定数量",
    "采购项目数量", "采购总金额", "采购总金额(单位:万元)", "采购总金额(单位:元)", "统计数", "单位",
)  # fmt: skip
_ABOVE_SEVERAL = ("申请人情况", "法人或其他组织")
_BLOCKS = ("行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉")
_CORNERS = ("信息内容", "统计指标", "指标", "指标名称")
_WORDS = "|".join(map(re.escape, sorted((*_COLUMNS, *_ABOVE_SEVERAL, *_BLOCKS, *_CORNERS), key=len, reverse=True)))
_WORD, _SEVERAL_WORDS = re.compile(_WORDS), re.compile(f"(?:{_WORDS}){{2,}}")
_ENDS = frozenset(label[at:] for label in _COLUMNS for at in range(len(label)))

# 12 · 1,203 · 172120⏎4 · -3 · 46.3万元 · 增加7 · 减少3项 · — · / · 无; 12? is a doubtful one
_FIGURE = re.compile(
    r"(?:增加|减少|增|减)?[+\-－—–]?\d(?:[\d.,，\n]*\d)?(?:个|件|项|条|次|份|万元|亿元|元)?\??|[\-－—–―]{1,3}|/|／|无"
)
_UNITS = frozenset(("条", "件", "个", "次", "人", "篇", "期", "万元", "人次", "元", "项"))
_PARTS_OF_UNITS = frozenset("".join(_UNITS))
_PART = "其中"  # begins the label of a row that is a part of the row above
# 1. · （三） · 三、: what begins the label of a row or of a group of rows
_NUMBERED = re.compile(
    r"\s*(?:\d{1,2}\s*[.．、](?!\d)|[（(]\s*[一二三四五六七八九十]{1,2}\s*[）)]|[一二三四五六七八九十]{1,2}\s*、)"
)


def is_figure(text: str) -> bool:
    """True if a segment can be the content of a cell of figures."""
    return _FIGURE.fullmatch(text.strip()) is not None


def counts(text: str) -> bool:
    """True if a segment is a figure, or the unit of one."""
    return is_figure(text) or text.strip() in _UNITS


def is_numbered(text: str) -> bool:
    """True if a text begins with a number, as labels of rows do."""
    return _NUMBERED.match(text) is not None


def begins_label(text: str) -> bool:
    """True if a text begins the label of a row and does not continue another label."""
    return is_numbered(text) or text.lstrip().startswith(_PART)


def is_part_of_unit(text: str) -> bool:
    """True if a segment is a single character of a unit, broken because its column is too narrow."""
    return text.strip() in _PARTS_OF_UNITS


def is_column(label: str) -> bool:
    """True if a normalised text is the label of a column of figures."""
    return label in _COLUMNS


def is_result(label: str) -> bool:
    """True if a normalised text is a column label of section 4, whose rows have no label."""
    return label in _RESULTS


def ends_column(text: str) -> bool:
    """True if a normalised text is the end of such a label."""
    return text in _ENDS


def words_of_header(text: str) -> list[str]:
    """The labels printed in this text without gaps between them; the text itself if it does not consist of labels."""
    if _WORD.fullmatch(text) or not _SEVERAL_WORDS.fullmatch(text):
        return [text]
    words = _WORD.findall(text)
    return words if "".join(words) == text else [text]


def is_block(text: str) -> bool:
    """True if a normalised text is the title of a block of section 4."""
    return text in _BLOCKS


def is_corner(text: str) -> bool:
    """True if a normalised text is the header above the row labels."""
    return text in _CORNERS


def is_of_header(text: str) -> bool:
    """True if a text, as printed, is any label of a header."""
    label = normalise(text)
    return is_column(label) or is_corner(label) or stands_above(label)


def stands_above(text: str) -> bool:
    """True if a normalised text is a header that spans several columns."""
    return text in _ABOVE_SEVERAL or text in _BLOCKS
