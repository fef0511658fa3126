"""Links whose words do not name what they lead to: 下载, 查看, 2020, 更多. What stands around them does."""

import re
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml.etree import XPath

from gxcrawl.portals.pages.words import one_line, texts_of
from gxcrawl.portals.titles import judge_title

# "下载", "[点击查看]", "PDF": words that say what to do and not what there is
_CALL = re.compile(
    r"\W*(?:点击)?(?:下载|查看|打开|阅读|浏览|详情|详细|附件|进入|pdf|word|html)(?:下载|查看|全文|详情|文件|年报)?\W*",
    re.IGNORECASE,
)
_MORE = re.compile(r"\W*(?:查看|点击)?更多\W*|\W*more\W*|[>»]+", re.IGNORECASE)
_YEAR = re.compile(r"\W*((?:19|20)\d{2})年?度?(?:年报|年度报告)?\W*")
_SERIAL = re.compile(r"[\d\s./年月日:：\[\]()-]*")  # "1", "2021-01-25": cells that name nothing
_BODY = re.compile(r"[\u4e00-\u9fff()（）、]{2,30}")
_NO_BODY = re.compile(r"(?:时间|日期|来源|浏览|点击|序号|年报|报告|公开|年度?)$")
_COLUMN = "政府信息公开年报"
_LONGEST_MUTE, _LONGEST_HEAD = 12, 24
_ROW: Any = XPath("ancestor-or-self::*[self::li or self::tr or self::dd or self::dt][1]")
_LINKS_INSIDE: Any = XPath("count(.//a[@href])")
_UNLINKED: Any = XPath(".//text()[not(parent::script or parent::style or ancestor::a)]", smart_strings=False)
_CELL: Any = XPath("ancestor-or-self::*[self::td or self::th][1]")
_CELLS_AFTER: Any = XPath("following-sibling::*[self::td or self::th]")
_CELLS: Any = XPath("*[self::td or self::th]")
_FIRST_ROW: Any = XPath("ancestor::table[1]//tr")


@dataclass(frozen=True, slots=True)
class Named:
    """What the place of a mute link says: the title to go by, and the body and year where row and column name them."""

    title: str
    agency: str | None = None
    year: int | None = None


def named_by_place(anchor: Any, words: str) -> Named:
    """What a link is about. words: its own, which stay the title wherever they name something or nothing else does."""
    if len(words) > _LONGEST_MUTE:
        return Named(words)
    if _MORE.fullmatch(words):
        return Named(_rows_beside(anchor) or _head_of_block(anchor) or words)
    if own_year := _YEAR.fullmatch(words):
        return Named(words, _body(_name(_row_words(anchor))), int(own_year[1]))
    if not _CALL.fullmatch(words):
        return Named(words)
    row, head = _row_words(anchor), _column_name(anchor)
    if year := next((found for word in (*row, head) if (found := _YEAR.fullmatch(word))), None):
        name = _name(row) or ("" if _YEAR.fullmatch(head) else head)
        return Named(name or words, _body(name), int(year[1]))
    return Named(_name(row) or words) if _is_alone(anchor) else Named(words)


def _body(name: str) -> str | None:
    return name if _BODY.fullmatch(name) and not _NO_BODY.search(name) else None


def _is_alone(anchor: Any) -> bool:
    row = _ROW(anchor)
    return bool(row) and _LINKS_INSIDE(row[0]) <= 1


def _name(row: list[str]) -> str:
    """What a row is about: the name of its report, else the name nearest to the link: before it stand groups."""
    names = [word for word in row if not _YEAR.fullmatch(word)]
    return " ".join(names) if any("报" in name for name in names) else names[-1] if names else ""


def _row_words(anchor: Any) -> list[str]:
    """The unlinked words of a link's row, without numbers, dates and calls, but with a year; none outside rows."""
    row = _ROW(anchor)
    words = [one_line(text).strip("·•:： ") for text in _UNLINKED(row[0])] if row else []
    return [word for word in words if _YEAR.fullmatch(word) or not (_CALL.fullmatch(word) or _SERIAL.fullmatch(word))]


def _column_name(anchor: Any) -> str:
    """The words of the first row above a link's cell. Counted from the right: spans over rows stand on the left."""
    cell = _CELL(anchor)
    if not cell:
        return ""
    after = _width(_CELLS_AFTER(cell[0]))
    heads = _CELLS(next(iter(_FIRST_ROW(cell[0])), cell[0]))
    for place, head in enumerate(heads):
        if _width(heads[place + 1 :]) == after:
            return one_line("".join(texts_of(head)))
    return ""


def _width(cells: list[Any]) -> int:
    spans = (cell.get("colspan") or "1" for cell in cells)
    return sum(int(span) if span.isdecimal() else 1 for span in spans)


def _rows_beside(anchor: Any) -> str:
    """What a 更多 below rows leads to: the column of annual reports where most of them are such; "" elsewhere."""
    for holder in islice(anchor.iterancestors(), 2):
        rows = [one_line("".join(texts_of(row))) for row in holder.iter("a") if row is not anchor]
        if rows:
            reports = sum(judge_title(row) == "report" for row in rows)
            return _COLUMN if reports > len(rows) // 2 else ""
    return ""


def _head_of_block(anchor: Any) -> str:
    """What stands beside a 更多: the head of the block whose column it leads to; "" where it is no short name."""
    for holder in islice(anchor.iterancestors(), 2):
        words = [word for text in texts_of(holder) if (word := one_line(text)) and not _MORE.fullmatch(word)]
        if words:
            return "".join(words) if sum(map(len, words)) <= _LONGEST_HEAD else ""
    return ""
