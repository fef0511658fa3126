"""The tables of a page: how they are nested, which hold figures, and their cells with spans."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise, takewhile

from lxml import etree

from gxcrawl.model import Origin, Table
from gxcrawl.reading.html.facts.labels import LABELS
from gxcrawl.reading.html.styles.apart import Sheets
from gxcrawl.reading.html.tables.digits import digits_of
from gxcrawl.reading.html.texts import FIGURE, text_of
from gxcrawl.reading.layout import looks_like_data
from gxcrawl.reading.spans import PLAIN, RowSpans, Spans, laid_out, parse_span, tidy
from gxcrawl.reading.whitespace import clean_cell
from gxcrawl.text.short_texts import remembered
from gxcrawl.text.statements import STATEMENT
from gxcrawl.text.titles import names_the_report

_CELLS = ("td", "th")
_PLACEHOLDER = "mso-cell-special"
_FEWEST_PARTED = 5  # numbers in one cell: those of a block of section 4, of a row of section 3
_NUMBER = re.compile(r"\d[\d,]*|[-—－/]")
# Words of the official forms, old and new, that no menu, calendar or list of links prints; blanks are taken out before.
_REPORT_WORDS = re.compile(
    "第二十条第|信息内容|申请人情况|勾稽关系|结果维持|统计指标|结转下年度|不予公开|规范性文件|行政许可|行政处罚|指标名称|規範性文件|結轉下年度|申請人情況|行政許可|結果維持"
)
_LABEL_END = re.compile("[:：]")
_LABEL_ENDS = re.compile(r"[\s:：【】\[\]]+")
_METADATA_LABELS = frozenset(LABELS).union((
    "索引号", "信息索引", "索取号", "组配分类", "分类", "主题分类", "体裁分类", "主题导航", "主题词", "关键词",
    "著录日期", "生效日期", "废止日期", "文号", "发文字号", "文件编号", "发布文号", "统一编号", "统一登记号",
    "有效性", "时效", "时效性", "效力状态", "内容概述", "公开方式", "公开范围", "公开形式", "公开时限", "文件下载",
    "文种", "语种", "载体类型",
))  # fmt: skip
_METADATA_HINT = re.compile(
    "索引号|发布机构|发文机构|发文机关|发文单位|发布日期|发文日期|发文时间|生成日期|成文日期|发布时间|信息索引|索取号"
)

# A section's heading as the row of a table; 三、本年度办理结果 is the label of rows
_HEADING = re.compile(
    r"[一二三四五六]\s*[、．.]\s*\S{0,24}?(?:总体情况|主动公开|公开申请|复议|问题|需要报告)\S*(?:情况|事项)$"
)
_LONGEST_HEADING = 60
_FEWEST_HEADINGS = 2
_OF_TABLES = "二三四"
_STATEMENT = re.compile(STATEMENT)

Rows = list[list[etree._Element]]


class TableTree:
    """The tables inside an element, in order, and how they are nested."""

    def __init__(self, container: etree._Element) -> None:
        self.tables = list(container.iter("table"))
        self.parents = {table: next(table.iterancestors("table"), None) for table in self.tables}
        self._around = {parent for parent in self.parents.values() if parent is not None}
        self._rows: dict[etree._Element, Rows] = {}
        self._parts = _parts_of_tables(container) if self._around else {}

    @property
    def innermost(self) -> list[etree._Element]:
        """The tables that contain no table."""
        return [table for table in self.tables if table not in self._around]

    def rows(self, table: etree._Element) -> Rows:
        """The cells of each row that belong to this table, not to one inside it."""
        if table not in self._rows:
            if table in self._around:
                parts = self._parts.get(table, [])
                self._rows[table] = _rows_among_others(table, parts) or _loose_rows(parts)
            else:
                self._rows[table] = _plain_rows(table) or _loose_rows(table.iter("tr", *_CELLS))
        return self._rows[table]

    def inside(self, table: etree._Element) -> Iterator[etree._Element]:
        """The tables inside a table."""
        return table.iterdescendants("table") if table in self._around else iter(())

    def outermost_data(self, content: etree._Element) -> Iterator[etree._Element]:
        """The tables of the content to read as figures: an outer one only if it has more cells than those inside."""
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
        """For each table with nested tables, the number of cells in these."""
        nested: dict[etree._Element, int] = {}
        for table in reversed(self.tables):  # inner tables come after the ones around them
            parent = self.parents[table]
            if parent is not None:
                nested[parent] = nested.get(parent, 0) + _count(self.rows(table)) + nested.get(table, 0)
        return nested


def _count(rows: Rows) -> int:
    return sum(map(len, rows))


def _plain_rows(table: etree._Element) -> Rows:
    """The rows of a table without nested tables; [] if a cell stands outside every row."""
    found, cells = list(table.iter("tr")), list(table.iter(*_CELLS))
    if table.find("tfoot") is None and [*chain.from_iterable(found)] == cells:  # nothing but rows of cells
        return list(map(list, found))
    rows = [list(row.iterchildren(*_CELLS)) for row in _as_seen(table, found)]
    return rows if _count(rows) == len(cells) else []


def _as_seen(table: etree._Element, rows: list[etree._Element]) -> list[etree._Element]:
    """The rows in the order shown by browsers: a tfoot comes last wherever it stands."""
    foot = next(table.iterchildren("tfoot"), None)
    if foot is None:
        return rows
    return sorted(rows, key=lambda row: row.getparent() is foot)


def _parts_of_tables(container: etree._Element) -> dict[etree._Element | None, list[etree._Element]]:
    """The own rows and cells of each table, found in one pass, because tables may be nested hundreds deep."""
    parts: dict[etree._Element | None, list[etree._Element]] = {}
    for element in container.iter("tr", *_CELLS):
        parts.setdefault(next(element.iterancestors("table"), None), []).append(element)
    return parts


def _rows_among_others(table: etree._Element, parts: Sequence[etree._Element]) -> Rows:
    own = [part for part in parts if part.tag == "tr"]
    rows = [list(row.iterchildren(*_CELLS)) for row in _as_seen(table, own)]
    return rows if _count(rows) == len(parts) - len(own) else []


def _loose_rows(parts: Iterable[etree._Element]) -> Rows:
    """The rows if cells stand outside of them (<table><td> without <tr>); such cells begin a row of their own."""
    rows: Rows = []
    holder: etree._Element | None = None
    for element in parts:
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
    """True if a table's text, without blanks, has words of an official form."""
    return _REPORT_WORDS.search(squeezed) is not None


def is_report(texts: Sequence[Sequence[str]]) -> bool:
    """The same for a table given as rows of cell texts."""
    return is_report_text("".join("".join(map("".join, texts)).split()))


def is_metadata(rows: Rows, squeezed: str) -> bool:
    """True if a table that is not the report's only holds metadata of the page: index number, publisher, dates."""
    if not _METADATA_HINT.search(squeezed):
        return False
    cells = [text_of(cell).strip() for row in rows for cell in row]
    labels = sum(_LABEL_ENDS.sub("", _LABEL_END.split(cell, maxsplit=1)[0]) in _METADATA_LABELS for cell in cells)
    return labels >= 2 and labels * 4 >= sum(map(bool, cells))


def metadata_pairs(rows: Rows) -> Iterator[tuple[str, str]]:
    """Label and value pairs of a metadata table; labels without blanks and colons: 发布机构, 某市某局."""
    for row in rows:
        texts = [clean_cell(text_of(cell)) for cell in row]
        parts = (_LABEL_END.split(text, maxsplit=1) for text in texts)
        yield from ((_LABEL_ENDS.sub("", label), value.strip()) for label, *values in parts for value in values)
        yield from ((_LABEL_ENDS.sub("", label), value) for label, value in pairwise(texts))


def prose_rows(rows: Rows) -> list[str]:
    """The prose of a table that prints a whole report: section headings in rows of their own, and the text rows below.

    [] if fewer than two rows are such headings.
    """
    lone = [text_of(row[0]).strip() for row in rows if len(row) == 1]
    if sum(map(_is_heading, lone)) < _FEWEST_HEADINGS:
        return []
    prose: list[str] = []
    tabular = False
    for text in lone:
        if _is_heading(text):
            tabular = text[0] in _OF_TABLES
            prose.append(text)
        elif not tabular or _STATEMENT.search(text):
            prose.append(text)
    return prose


def title_rows(rows: Rows) -> list[str]:
    """The lines at the top of a table that prints the report's title in a row of its own, as exported sheets do.

    [] if none of them names the report.
    """
    filled = ([text for cell in row if (text := text_of(cell).strip())] for row in rows)
    lines = [line for row in takewhile(lambda row: len(row) < 2, filled) for line in row]
    return lines if any(map(names_the_report, lines)) else []


def _is_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and _HEADING.match(text) is not None


def read_table(
    rows: Rows, xpath: str, sheets: Sheets, *, spans_known: bool = True, among_prose: bool = False
) -> Table | None:
    """The table with spans expanded (line breaks already marked); None if it only lays out prose.

    among_prose: rows of one cell belong to the prose of a report.
    """
    texts = [[_cell_text(cell, sheets) for cell in row] for row in rows]
    if not looks_like_data([row for row in texts if len(row) > 1] if among_prose else texts):
        return None
    spans = list(map(_row_spans, rows, texts))
    for number, row in enumerate(spans):
        if not isinstance(row, int) and max(right for _, right, _ in row) >= _FEWEST_PARTED:
            texts[number], spans[number] = _parted(texts[number], row)
    return tidy(laid_out(texts, tuple(spans), Origin(xpath=xpath), spans_known=spans_known))


def _parted(texts: Sequence[str], spans: Sequence[Spans]) -> tuple[list[str], tuple[Spans, ...]]:
    """A row in which a cell that spans columns and prints a number for each of them is split into cells."""
    parted: list[tuple[str, Spans]] = []
    for text, (down, right, gap) in zip(texts, spans, strict=True):
        numbers = text.split()
        if right >= _FEWEST_PARTED and len(numbers) == right and all(map(_NUMBER.fullmatch, numbers)):
            parted += [(number, (down, 1, gap)) for number in numbers]
        else:
            parted.append((text, (down, right, gap)))
    return [text for text, _ in parted], tuple([span for _, span in parted])


def _cell_text(cell: etree._Element, sheets: Sheets) -> str:
    text = text_of(cell).strip()
    if text.isdigit():
        return digits_of(cell, text, sheets) if len(text) > 1 and len(cell) else text
    text, is_figure = _cleaned(text)
    told = digits_of(cell, text, sheets) if is_figure else ""
    return told if "[" in told else text


@remembered(longest=60, most=4096)
def _cleaned(text: str) -> tuple[str, bool]:
    """The text of a cell without needless white space, and whether it is a figure."""
    clean = clean_cell(text)
    return clean, FIGURE.fullmatch(clean) is not None


def _row_spans(row: Sequence[etree._Element], texts: Sequence[str]) -> RowSpans:
    """The spans of a row's cells by their attributes, and which cells are Word's fillers without contents."""
    spans = [
        PLAIN if text and cell.get("rowspan") is None and cell.get("colspan") is None else _spans(cell, text)
        for cell, text in zip(row, texts, strict=True)
    ]
    return len(spans) if spans.count(PLAIN) == len(spans) else tuple(spans)


def _spans(cell: etree._Element, text: str) -> Spans:
    is_gap = not text and _PLACEHOLDER in (cell.get("style") or "").lower()
    return parse_span(cell.get("rowspan"), zero_allowed=True), parse_span(cell.get("colspan")), is_gap
