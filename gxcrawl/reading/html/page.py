"""A page → `Document`: its main content as paragraphs and tables in order, what it says of itself, its links."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from urllib.parse import urljoin

from lxml import etree

from gxcrawl.model import Block, Document, Link, Paragraph, Table
from gxcrawl.reading.html.content import find_content
from gxcrawl.reading.html.metadata import read_metadata
from gxcrawl.reading.html.parsing import drop_hidden, drop_unseen, parse_page
from gxcrawl.reading.html.tables import TableTree, is_metadata, is_report_text, read_table, squeezed_text
from gxcrawl.reading.html.texts import mark_cells, mark_line_breaks, put_text, replace_with_text, show_typed, text_of
from gxcrawl.reading.whitespace import LINE_BREAK, clean_line

_TABLE_MARK = "\ufdd0"  # not a character: no text has it, so it can stand for a table inside text
_HEADING_MARK = "\ufdd1"
_MARKS = re.compile(f"[{_TABLE_MARK}{_HEADING_MARK}]")
_PREFIXED = re.compile(r"/([^/\[:]+:[^/\[]+)")
_LONGEST_HEADING = 60
_BLOCK_TAGS = frozenset({"p", "div", "li", "td", "section", "dd", "dt", "center", "article"})
# Lines of the template that can stand inside the content: counters, font size buttons, share and print buttons.
_FURNITURE = re.compile(
    r"浏览次数|点击数|点击次数|点击量|访问量|阅读次数|阅读量|累计次数|【?打印(?:本页)?】?$|关闭(?:本页|窗口)|字体?[:：]?\s*[\[【（(]?\s*大|分享到|扫一扫|上一篇|下一篇"
    r"|责任编辑|已下载\s*\d*\s*次|^\s*(?:信息)?来源[:：]|^\s*发布(?:时间|日期|机构)[:：]|^索\s*引\s*号[:：]"
)
_LONGEST_FURNITURE = 120
_NO_ADDRESS = ("javascript:", "#", "mailto:", "tel:", "data:")


def read_html(body: bytes, *, url: str | None = None, declared_encoding: str | None = None) -> Document:
    """The document that a page holds. `Origin.xpath` of a table finds it in `parse_page(body, declared_encoding)`."""
    page = parse_page(body, declared_encoding)
    root = page.root
    tree = TableTree(root)
    xpaths = {table: _xpath(table) for table in tree.tables}
    drop_unseen(root)
    squeezed = squeezed_text(tree.innermost)
    described = [table for table, text in squeezed.items() if is_metadata(tree.rows(table), text)]
    metadata = read_metadata(root, map(tree.rows, described))
    content = find_content(root, [table for table, text in squeezed.items() if is_report_text(text)])
    links = tuple(_links(root, content, url))
    if (page.may_hide and drop_hidden(content)) or content is not root:
        tree = TableTree(content)
    return Document(
        kind="html",
        blocks=tuple(_blocks(content, tree, xpaths, described)),
        title=metadata.title,
        publisher=metadata.publisher,
        published_on=metadata.published_on,
        links=links,
        encoding=page.encoding,
    )


def picture_addresses(body: bytes, declared_encoding: str | None = None) -> list[str]:
    """Where the pictures of a page's main content come from, as printed: some reports are pictures of pages."""
    page = parse_page(body, declared_encoding)
    content = find_content(page.root, [])
    return [source for picture in content.iter("img") if (source := picture.get("src") or "")]


def _xpath(element: etree._Element) -> str:
    """Where an element stands. Word's tags (o:p) have a prefix that stands for nothing, so they go by their name."""
    return _PREFIXED.sub(r"/*[name()='\1']", element.getroottree().getpath(element))


def visible_text(body: bytes, declared_encoding: str | None = None) -> str:
    """All text of a page that a person sees, menus and all; for pages without a main content."""
    page = parse_page(body, declared_encoding)
    drop_unseen(page.root)
    if page.may_hide:
        drop_hidden(page.root)
    return text_of(page.root)


def _blocks(
    content: etree._Element,
    tree: TableTree,
    xpaths: Mapping[etree._Element, str],
    described: Sequence[etree._Element],
) -> Iterator[Block]:
    """Paragraphs and tables of the content in order. Takes the tree apart."""
    mark_line_breaks(content)
    show_typed(content)
    tables: list[Table] = []
    for element in tree.outermost_data():
        table = None if element in described else read_table(tree.rows(element), xpaths[element])
        if table is not None:
            tables.append(table)
            replace_with_text(element, f"{LINE_BREAK}{_TABLE_MARK}{LINE_BREAK}")
        elif element in described:
            replace_with_text(element, LINE_BREAK)
    mark_cells(content)
    _mark_headings(content)
    yield from _split(text_of(content), iter(tables))


def _split(text: str, tables: Iterator[Table]) -> Iterator[Block]:
    """The text cut at its line breaks, the tables put back where their marks stand."""
    for line in text.split(LINE_BREAK):
        if line == _TABLE_MARK:
            yield from islice(tables, 1)
            continue
        printed = clean_line(_MARKS.sub("", line))
        if printed and not (len(printed) <= _LONGEST_FURNITURE and _FURNITURE.search(printed)):
            yield Paragraph(printed, heading=_HEADING_MARK in line and len(printed) <= _LONGEST_HEADING)
    yield from tables  # none is left but where the page itself holds a mark, which no writer makes


def _mark_headings(content: etree._Element) -> None:
    """Marks h1 to h6, and lines that are bold from end to end."""
    for element in content.iter("h1", "h2", "h3", "h4", "h5", "h6", "strong", "b"):
        if element.tag in ("strong", "b") and not _is_whole_line(element):
            continue
        text = element.text or ""
        breaks = LINE_BREAK if text.startswith(LINE_BREAK) else ""  # the mark belongs to the line after the break
        put_text(element, breaks + _HEADING_MARK + text.removeprefix(LINE_BREAK))


def _is_whole_line(element: etree._Element) -> bool:
    line = next((ancestor for ancestor in element.iterancestors() if ancestor.tag in _BLOCK_TAGS), None)
    if line is None:
        return False
    inside = clean_line(text_of(element).replace(LINE_BREAK, ""))
    return bool(inside) and inside == clean_line(text_of(line).replace(LINE_BREAK, "").replace(_HEADING_MARK, ""))


def _links(root: etree._Element, content: etree._Element, url: str | None) -> Iterator[Link]:
    """The anchors of the content that lead to an address."""
    base = next(root.iter("base"), None)
    start = _absolute(url or "", (base.get("href") if base is not None else None) or "")
    for anchor in content.iter("a"):
        href = (anchor.get("href") or "").strip()
        if href and not href.lower().startswith(_NO_ADDRESS):
            yield Link(href=_absolute(start, href), text=clean_line(text_of(anchor)))


def _absolute(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:  # "http://[bad": kept as printed, whoever follows it will say so
        return href
