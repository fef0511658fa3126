"""Links whose words do not name their target (下载, 查看, √, 2020, 2020年度报告); the name is taken from their
surroundings.
"""

import re
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml.etree import XPath

from gxcrawl.portals.bodies.words import agency_like, is_uploader
from gxcrawl.portals.pages.markup.places import CALL, YEAR, Places
from gxcrawl.portals.pages.markup.words import one_line, texts_of, words_in
from gxcrawl.portals.titles import judge_title
from gxcrawl.text.bodies import agency_in_title
from gxcrawl.text.years import years_in

_DAY = re.compile(r"\W*(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\W*")
_MORE = re.compile(r"\W*(?:查看|点击)?更多(?:年报|年度报告|报告|内容|信息)?\W*|\W*more\W*|[>»]+", re.IGNORECASE)
_BODY = re.compile(r"[\u4e00-\u9fff()（）、]{2,30}")
_NO_BODY = re.compile(
    r"(?:时间|日期|来源|浏览|点击|序号|年报|报告|公开|年度?|[有失]效|废止|置顶|最新|推荐|热门|转[自载]|[全正]文|状态|格式|类别"
    r"|表|说明|附件|解读|图解|指南|制度|目录|通知|链接|名称|单位|备注|内容)$"
)
_COLUMN = "政府信息公开年报"
_LONGEST_UNNAMED, _LONGEST_HEAD = 12, 24
_CELLS_BEFORE: Any = XPath("ancestor::*[self::td or self::dd][1]/preceding-sibling::*//text()", smart_strings=False)


@dataclass(frozen=True, slots=True)
class Named:
    """The title for such a link, and body and year if row and column name them."""

    title: str
    agency: str | None = None
    year: int | None = None


def named_by_place(anchor: Any, words: str, places: Places) -> Named:
    """The name of a link's target.

    words: the link's own, which remain the title if they name something, or if nothing else does.
    """
    if len(words) > _LONGEST_UNNAMED and not CALL.fullmatch(words):
        around = places.around(anchor)
        year = around.year if judge_title(words) == "report" and not years_in(words) else None
        return Named(words, around.body if names_no_body(words) else None, year)
    if _MORE.fullmatch(words):
        return Named(_rows_beside(anchor) or _head_of_block(anchor) or words)
    if own_year := YEAR.fullmatch(words):
        return Named(words, _body(places.name(anchor), anchor), int(own_year[1]))
    if not (CALL.fullmatch(words) or _DAY.fullmatch(words)):
        return Named(words)
    around, name, head = places.around(anchor), places.name(anchor), _column_name(places.columns.names_above(anchor))
    of_column = YEAR.fullmatch(head)
    if year := around.year or (int(of_column[1]) if of_column else None):
        name = name or ("" if of_column else head)
        return Named(name or words, _body(name, anchor), year)
    of_one_report = around.has_only_calls and (judge_title(name) == "report" or agency_like(name))
    return Named(name or words) if around.has_one_link or of_one_report else Named(words)


def names_no_body(words: str) -> bool:
    """True if the words of a link name a report but no body: 2020, 2020年度报告."""
    if YEAR.fullmatch(words):
        return True
    if "报" not in words or judge_title(words, in_column=True) not in ("report", "column"):
        return False
    return agency_in_title(words) is None


def _body(name: str, anchor: Any) -> str | None:
    """A name if it can be a body's; an office that uploads for all only if it stands before the link, as its row's
    name.
    """
    if not _BODY.fullmatch(name) or _NO_BODY.search(name):
        return None
    return name if not is_uploader(name) or name in "".join(_CELLS_BEFORE(anchor)) else None


def _column_name(names: list[str]) -> str:
    """The name above a link's cell: the words of the table's first row, or a year below them."""
    return next((name for name in names if YEAR.fullmatch(name)), names[0] if names else "")


def _rows_beside(anchor: Any) -> str:
    """The name for a 更多 below rows: that of the annual-report column if most rows are reports; otherwise ""."""
    for holder in islice(anchor.iterancestors(), 2):
        rows = [words_in(row) for row in holder.iter("a") if row is not anchor]
        if rows:
            reports = sum(judge_title(row) == "report" for row in rows)
            return _COLUMN if reports > len(rows) // 2 else ""
    return ""


def _head_of_block(anchor: Any) -> str:
    """The name beside a 更多: the head of its block; "" if that is no short name."""
    for holder in islice(anchor.iterancestors(), 2):
        words = [word for text in texts_of(holder) if (word := one_line(text)) and not _MORE.fullmatch(word)]
        if words:
            return "".join(words) if sum(map(len, words)) <= _LONGEST_HEAD else ""
    return ""
