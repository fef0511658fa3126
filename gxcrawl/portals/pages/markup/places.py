"""The rows and blocks that contain links; each is read once, however many links it holds."""

import re
from collections import deque
from collections.abc import Iterator
from datetime import date
from functools import cache, cached_property
from itertools import islice, takewhile
from typing import Any

from lxml.etree import XPath

from gxcrawl.portals.addresses import NO_ADDRESS
from gxcrawl.portals.bodies.words import agency_like, is_uploader
from gxcrawl.portals.pages.markup.table_columns import Columns
from gxcrawl.portals.pages.markup.words import is_number, one_line, texts_of
from gxcrawl.portals.titles import judge_title
from gxcrawl.text.dates import find_date

# "下载", "[点击查看]", "PDF", "√", a picture: link texts that name an action, not their target
CALL = re.compile(
    r"\W*(?:(?:点击)?(?:在线)?(?:下载|查看|打开|阅读|浏览|预览|详情|详细|附件|进入|[全正原]文|pdf|word|html)(?:下载|查看|全文|详情|文件|年报|版)?\W*)?"
    r"|\W*附件\W*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\W*(?:pdf|docx?|wps|xlsx?)?\W*"
    r"|[a-z\d_-]{1,24}\.(?:pdf|docx?|wps|xlsx?|ofd)",  # "jyj2020.pdf"
    re.IGNORECASE,
)
YEAR = re.compile(r"\W*((?:19|20)\d{2})年?度?(?:年报|年度报告)?\W*")
# "1", "2021-01-25", "发布时间：2021-01-25": cells that name nothing
_SERIAL = re.compile(r"(?:[发布文更新公开生成]{0,2}(?:时间|日期))?[\d\s./年月日:：\[\]()-]*")
# "未发布", "暂无": what a cell says in place of a link
_ABSENT = re.compile(
    r"\W*(?:[暂尚还]?[未无待]|没有)(?:发布|公布|公开|上传|提供|报送|编制|更新|年报|年度报告|报告|内容|信息|数据)?\W*"
)
_NO_NAMES = (CALL, _SERIAL, _ABSENT)
LINKS_IN_A_ROW = 3  # more links under one date are a block of another kind
# "来源：县教育局　时间：2021-01-25"
_LABELLED = re.compile(r"(?:来源|机构|单位|机关|主体|部门)\s?[:：]\s?([\u4e00-\u9fff()（）]{2,30})")
_BLOCKS_AROUND = 4
_ITEMS_OF_A_ROW = 8  # a block with more children is a list; its links are not counted for each row
_ROWS_ABOVE = 30  # years since the Regulation, and some
# Compiled, and on lxml's own elements: a Selector for each step takes most of a crawl
_ROWS = ("li", "tr", "dd", "dt")
_LINKS_BESIDE: Any = XPath("count(../*//a[@href])")
_UNLINKED: Any = XPath(".//text()[not(parent::script or parent::style or ancestor::a)]", smart_strings=False)
_CELL: Any = XPath("ancestor-or-self::*[self::td or self::th][1]")
_HEAD_OF_ITEM: Any = XPath("self::dd/preceding-sibling::*[1][self::dt]")


class Place:
    """A row or block and its text. Without an element it is empty."""

    def __init__(self, element: Any) -> None:
        self.element = element

    @cached_property
    def anchors(self) -> int:
        """The number of its anchors, whatever their target; counting stops above the number for a row."""
        anchors = (anchor for anchor in self.element.iter("a") if anchor.get("href") is not None)
        return sum(1 for _ in islice(anchors, LINKS_IN_A_ROW + 1))

    @cached_property
    def has_one_link(self) -> bool:
        """True if it holds at most one link, not counting scripts and fragments."""
        if self.element is None:
            return False
        links = (link for link in self.element.iter("a") if not link.get("href", "#").startswith(NO_ADDRESS))
        return sum(1 for _ in islice(links, 2)) <= 1  # not all of them: blocks are nested

    @cached_property
    def has_only_calls(self) -> bool:
        """True if all its links name actions, as those of one report in two formats: PDF, WORD."""
        links = [] if self.element is None else self.element.iter("a")
        return all(CALL.fullmatch("".join(link.itertext())) for link in links)

    @cached_property
    def words(self) -> list[str]:
        """Its unlinked words without numbers, dates and actions; years stay."""
        parts = (
            []
            if self.element is None
            else [*_HEAD_OF_ITEM(self.element), *_cells_from_above(self.element), self.element]
        )
        words = [one_line(text).strip("·•:： ") for part in parts for text in _UNLINKED(part)]
        return [word for word in words if YEAR.fullmatch(word) or not any(one.fullmatch(word) for one in _NO_NAMES)]

    @cached_property
    def day(self) -> date | None:
        """The date printed in it; in lonsun lists, number, title and date are separate items."""
        found, beside = find_date(" ".join(texts_of(self.element))), self.element.getparent()
        is_item = found is None and beside is not None and has_at_most(beside, _ITEMS_OF_A_ROW)
        if is_item and _LINKS_BESIDE(self.element) == 1:
            found = find_date(" ".join(texts_of(beside)))
        return found

    @cached_property
    def year(self) -> int | None:
        """The first year that stands alone in it."""
        return next(
            (int(found[1]) for word in (*self.words, self._first_link) if (found := YEAR.fullmatch(word))), None
        )

    @cached_property
    def name(self) -> str:
        """Its name: that of its report, otherwise the name nearest to the link, since names of groups come before."""
        names = [word for word in self.words if not YEAR.fullmatch(word)]
        if title := next((name for name in names if judge_title(name) == "report"), ""):
            return title
        if not names:
            return self._linked_body or ""
        return " ".join(names) if any("报" in name for name in names) else names[-1]

    @cached_property
    def body(self) -> str | None:
        """The only body named in it; an office that uploads for all does not count."""
        return next(iter(self.bodies)) if len(self.bodies) == 1 else None if self.bodies else self._linked_body

    @cached_property
    def bodies(self) -> frozenset[str]:
        """All bodies named in it, except offices that upload for all."""
        words = {*self.words, *(value for word in self.words for value in _LABELLED.findall(word))}
        return frozenset(word for word in words if agency_like(word) and not is_uploader(word))

    @cached_property
    def _linked_body(self) -> str | None:
        """The body named by its first link, which leads to that body's pages: "[县教育局] 2020年…年度报告"."""
        name = self._first_link
        return name if agency_like(name) and not is_uploader(name) else None

    @cached_property
    def _first_link(self) -> str:
        first = None if self.element is None else next(self.element.iter("a"), None)
        return "" if first is None else one_line("".join(first.itertext())).strip("[]【】:： ")


def has_at_most(holder: Any, parts: int) -> bool:
    """True if an element has at most `parts` children; lxml's count visits all of them, and a list has thousands."""
    return next(islice(holder, parts, None), None) is None


def _cells_from_above(row: Any) -> Iterator[Any]:
    """The cells of rows above that span into a row, such as a body's name beside all its years."""
    for distance, above in enumerate(islice(row.itersiblings("tr", preceding=True), _ROWS_ABOVE), start=1):
        yield from (cell for cell in above if is_number(span := cell.get("rowspan") or "") and int(span) > distance)


class Places:
    """The places of the links of one page."""

    def __init__(self) -> None:
        self.of = cache(Place)
        self.columns = Columns()

    def row(self, anchor: Any) -> Place | None:
        """The row that contains a link; None outside of rows."""
        row = anchor if anchor.tag in _ROWS else next(anchor.iterancestors(*_ROWS), None)
        return None if row is None else self.of(row)

    def around(self, anchor: Any) -> Place:
        """The row of a link; if there is none, the widest of the few blocks around it without another link."""
        if row := self.row(anchor):
            return row
        blocks = (self.of(block) for block in anchor.iterancestors())
        around = takewhile(lambda block: block.element.tag != "body" and block.has_one_link, blocks)
        return next(iter(deque(islice(around, _BLOCKS_AROUND), maxlen=1)), self.of(None))

    def name(self, anchor: Any) -> str:
        """The name of a link's row; in a row of several bodies, each beside a link of its own, the one beside it."""
        around = self.around(anchor)
        for cell in _CELL(anchor) if len(around.bodies) > 1 else ():
            beside = cell.itersiblings("td", "th", preceding=_begins_with_body(cell.getparent(), around.bodies))
            return next((words for one in beside if (words := _words(one)) in around.bodies), around.name)
        return around.name


def _begins_with_body(row: Any, bodies: frozenset[str]) -> bool:
    """True if a row's first body stands before its first link: name, link, name, link; False for link, name, …."""
    first = (cell for cell in row if _words(cell) in bodies or next(cell.iter("a"), None) is not None)
    return any(_words(cell) in bodies for cell in islice(first, 1))


def _words(cell: Any) -> str:
    return one_line("".join(cell.itertext()))
