"""The tables of a page: how they are nested, which hold figures, and their cells with spans."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml import etree

from gxcrawl.model import Origin, Table
from gxcrawl.reading.html.texts import text_of
from gxcrawl.reading.layout import looks_like_data
from gxcrawl.reading.spans import RowSpans, laid_out, parse_span, tidy
from gxcrawl.reading.whitespace import clean_cell

_CELLS = ("td", "th")
_NO_SPANS = (None, None)
# Words of the official forms, old and new, that no menu, calendar or list of links prints; blanks are taken out before.
_REPORT_WORDS = re.compile(
    "第二十条第|信息内容|申请人情况|勾稽关系|结果维持|统计指标|结转下年度|不予公开|规范性文件|行政许可|行政处罚|指标名称|規範性文件|結轉下年度|申請人情況|行政許可|結果維持"
)
_LABEL_ENDS = re.compile(r"[\s:：【】\[\]]+")
_METADATA_LABELS = frozenset(
    {"索引号", "信息索引", "索取号", "组配分类", "分类", "主题分类", "体裁分类", "主题导航", "主题词", "关键词",
     "发布机构", "发文机构", "发文机关", "发布单位", "信息来源", "来源", "生成日期", "生成时间", "发文日期",
     "成文日期", "发布日期", "发布时间", "公开日期", "著录日期", "生效日期", "废止日期", "文号", "发文字号",
     "文件编号", "发布文号", "统一编号", "统一登记号", "有效性", "时效", "时效性", "效力状态", "名称", "标题",
     "信息名称", "文件名称", "内容概述", "公开方式", "公开范围", "公开形式", "公开时限", "文件下载", "文种",
     "语种", "载体类型"}
)  # fmt: skip
_METADATA_HINT = re.compile(
    "索引号|发布机构|发文机构|发文机关|发布日期|发文日期|生成日期|成文日期|发布时间|信息索引|索取号"
)

Rows = list[list[etree._Element]]


class TableTree:
    """The tables inside an element, in order, and which stands inside which."""

    def __init__(self, container: etree._Element) -> None:
        self.tables = list(container.iter("table"))
        self.parents = {table: next(table.iterancestors("table"), None) for table in self.tables}
        self._around = {parent for parent in self.parents.values() if parent is not None}
        self._rows: dict[etree._Element, Rows] = {}

    @property
    def innermost(self) -> list[etree._Element]:
        """The tables without a table inside."""
        return [table for table in self.tables if table not in self._around]

    def rows(self, table: etree._Element) -> Rows:
        """The cells of each row that belong to this table, not to one inside it."""
        if table not in self._rows:
            nested = table in self._around
            self._rows[table] = (_rows_among_others(table) if nested else _plain_rows(table)) or _loose_rows(table)
        return self._rows[table]

    def outermost_data(self, content: etree._Element) -> Iterator[etree._Element]:
        """The tables of the content to read as figures: one around others only where it has more cells than they."""
        nested = self._nested_counts() if self._around else {}
        taken: set[etree._Element] = set()
        inside = set(content.iterdescendants("table"))
        for table in self.tables:
            if table not in inside:
                continue
            if self.parents[table] in taken:
                taken.add(table)
            elif table not in nested or _count(self.rows(table)) > nested[table]:
                taken.add(table)
                yield table

    def _nested_counts(self) -> dict[etree._Element, int]:
        """For each table around others, the cells of all tables inside it."""
        nested: dict[etree._Element, int] = {}
        for table in reversed(self.tables):  # inner tables come after the ones around them
            parent = self.parents[table]
            if parent is not None:
                nested[parent] = nested.get(parent, 0) + _count(self.rows(table)) + nested.get(table, 0)
        return nested


def _count(rows: Rows) -> int:
    return sum(map(len, rows))


def _plain_rows(table: etree._Element) -> Rows:
    """The rows of a table without tables inside; [] where some cell stands outside every row."""
    rows = [list(row.iterchildren(*_CELLS)) for row in _as_seen(table, list(table.iter("tr")))]
    return rows if _count(rows) == len(list(table.iter(*_CELLS))) else []


def _as_seen(table: etree._Element, rows: list[etree._Element]) -> list[etree._Element]:
    """The rows in the order in which browsers show them: a tfoot may stand anywhere and is the end."""
    foot = next(table.iterchildren("tfoot"), None)
    if foot is None:
        return rows
    return sorted(rows, key=lambda row: row.getparent() is foot)


def _rows_among_others(table: etree._Element) -> Rows:
    own = [row for row in table.iter("tr") if _table_of(row) is table]
    rows = [list(row.iterchildren(*_CELLS)) for row in _as_seen(table, own)]
    return rows if _count(rows) == sum(_table_of(cell) is table for cell in table.iter(*_CELLS)) else []


def _table_of(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors("table"), None)


def _loose_rows(table: etree._Element) -> Rows:
    """The rows where cells stand outside them: <table><td> without <tr>; such cells begin a row of their own."""
    rows: Rows = []
    holder: etree._Element | None = None
    for element in table.iter("tr", *_CELLS):
        if _table_of(element) is not table:
            continue
        if element.tag == "tr":
            rows.append([])
            holder = element
            continue
        if holder is None or (element.getparent() is not holder and holder not in element.iterancestors("tr")):
            rows.append([])
            holder = element.getparent()
        rows[-1].append(element)
    return rows


def is_report_text(squeezed: str) -> bool:
    """Whether a table's text, blanks taken out, has words of an official form."""
    return _REPORT_WORDS.search(squeezed) is not None


def is_metadata(rows: Rows, squeezed: str) -> bool:
    """Whether a table that is none of the report's only says of the page what it is: index number, publisher, dates."""
    if not _METADATA_HINT.search(squeezed):
        return False
    cells = [_LABEL_ENDS.sub("", text_of(cell)) for row in rows for cell in row]
    labels = sum(cell in _METADATA_LABELS for cell in cells)
    return labels >= 2 and labels * 4 >= sum(map(bool, cells))


def metadata_pairs(rows: Rows) -> Iterator[tuple[str, str]]:
    """Label and value of a metadata table, labels without blanks and colons: 发布机构, 某市某局."""
    for row in rows:
        texts = [clean_cell(text_of(cell)) for cell in row]
        yield from ((_LABEL_ENDS.sub("", label), value) for label, value in pairwise(texts))


def read_table(rows: Rows, xpath: str) -> Table | None:
    """The table with its spans expanded, line breaks being marked already; None where it only lays prose out."""
    texts = [list(map(_cell_text, row)) for row in rows]
    if not looks_like_data(texts):
        return None
    return tidy(laid_out(texts, tuple(map(_row_spans, rows)), Origin(xpath=xpath)))


def _cell_text(cell: etree._Element) -> str:
    text = text_of(cell).strip()
    return text if text.isdigit() else clean_cell(text)


def _row_spans(row: Sequence[etree._Element]) -> RowSpans:
    """The spans of a row's cells, as their attributes say."""
    printed = [(cell.get("rowspan"), cell.get("colspan")) for cell in row]
    if printed.count(_NO_SPANS) == len(printed):
        return len(printed)
    return tuple([(parse_span(down, zero_allowed=True), parse_span(right), False) for down, right in printed])


def squeezed_text(elements: Sequence[etree._Element]) -> dict[etree._Element, str]:
    """For each element its text without any white space."""
    return {element: "".join(text_of(element).split()) for element in elements}
