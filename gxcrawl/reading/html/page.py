"""A page → `Document`: its main content as paragraphs and tables in order, its metadata, its links."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from lxml import etree

from gxcrawl.model import Block, Document, Paragraph, Table
from gxcrawl.reading.html.facts.content import find_content
from gxcrawl.reading.html.facts.labels import is_labelled
from gxcrawl.reading.html.facts.links import find_links
from gxcrawl.reading.html.facts.metadata import read_metadata
from gxcrawl.reading.html.facts.pictures import pages_as_pictures, show_headings
from gxcrawl.reading.html.markup.counters import show_counted
from gxcrawl.reading.html.markup.parsing import Page, drop_unseen, parse_page
from gxcrawl.reading.html.styles.hiding import drop_hidden
from gxcrawl.reading.html.tables.elements import (
    TableTree,
    is_metadata,
    is_report_text,
    metadata_pairs,
    prose_rows,
    read_table,
    title_rows,
)
from gxcrawl.reading.html.tables.grids import find_grids, lacks_table, make_table, prints_lone_numbers
from gxcrawl.reading.html.tables.row_tables import joined
from gxcrawl.reading.html.tables.tabbed import (
    holds_figures_in_a_row,
    mark_lines_of_pre,
    separates_cells,
    with_spaced_tables,
    with_tables,
)
from gxcrawl.reading.html.texts import (
    HEADING_MARK,
    TABLE_MARK,
    mark_cells,
    mark_line_breaks,
    put_text,
    replace_with_text,
    set_off_marks,
    show_typed,
    squeezed_text,
    text_of,
)
from gxcrawl.reading.html.xpaths import xpaths_of
from gxcrawl.reading.whitespace import LINE_BREAK, clean_line
from gxcrawl.text.short_texts import remembered

_MARKS = re.compile(f"[{TABLE_MARK}{HEADING_MARK}]")
_LONGEST_HEADING = 60
_FEWEST_POSITIONS = 250  # of the tables of a report; section 3 alone has 280
_BLOCK_TAGS = frozenset({"p", "div", "li", "td", "section", "dd", "dt", "center", "article"})
# Lines of the template that can stand inside the content: counters, font size buttons, share and print buttons. A
# line with a clause in it is prose: "全年网站访问量12万次，…" stays.
_FURNITURE = re.compile(
    r"(?:浏览|点击|阅读|访问|累计)(?:次数|量|数)\s*[:：]|已下载\s*\d*\s*次|字(?:体|号)?\s*[:：]\s*[\[【（(]?\s*[大小]"
    r"|^[-—–－]+\s*\d{1,3}\s*[-—–－]+$|^第\s*\d{1,3}\s*页(?:\W*共\s*\d{1,3}\s*页)?$|^\W*打印(?:本页)?\W*$|关闭(?:本页|窗口)|分享到\s*[:：]?|扫一扫|^\W*[上下]一[篇条]|^\W*责任编辑\s*[:：]"
    r"|^\W*(?:信息)?来源\s*[:：]|^\W*发布(?:时间|日期|机构)\s*[:：]|^\W*索\s*引\s*号\s*[:：]"
)
_CLAUSE = re.compile("[，。；]")
_LONGEST_FURNITURE = 120


def read_html(body: bytes, *, url: str | None = None, declared_encoding: str | None = None) -> Document:
    """The document in a page. `Origin.xpath` of a table is valid in `parse_page(body, declared_encoding)`."""
    document = _read(parse_page(body, declared_encoding), url)
    lines = (block.text for block in document.paragraphs)
    if not prints_lone_numbers(document.blocks) and not lacks_table(lines, document.tables):
        return document
    page = parse_page(body, declared_encoding)
    grids = find_grids(page.root)
    return _read(page, url, grids) if grids else document


def _read(page: Page, url: str | None, grids: Sequence[etree._Element] = ()) -> Document:
    """The document of a parsed page. grids: elements to read as tables."""
    root = page.root
    xpaths = xpaths_of([*root.iter("table"), *grids])
    for grid in grids:
        make_table(grid)
    drop_unseen(root)
    tree = TableTree(root)
    squeezed = {table: squeezed_text(table) for table in tree.innermost}
    of_report = {table: text for table, text in squeezed.items() if is_report_text(text)}
    described = [
        table for table, text in squeezed.items() if table not in of_report and is_metadata(tree.rows(table), text)
    ]
    pairs = [pair for table in described for pair in metadata_pairs(tree.rows(table))]
    may = [table for table, text in squeezed.items() if table not in of_report and is_labelled(text)]
    perhaps = [pair for table in may if table not in described for pair in metadata_pairs(tree.rows(table))]
    content = find_content(root, list(of_report))
    links = tuple(find_links(root, content, url))
    if drop_hidden(content, of_report):
        tree = TableTree(root)
    if page.may_count:
        show_counted(content)
    pictures = pages_as_pictures(content, links)
    blocks = tuple(joined(_blocks(page, content, tree, xpaths, described, grids)))
    # after the tables are taken out: fewer texts to look through
    metadata = read_metadata(root, content, pairs, perhaps)
    return Document(
        kind="html",
        blocks=blocks,
        title=metadata.title,
        publisher=metadata.publisher,
        published_on=metadata.published_on,
        links=links,
        encoding=page.encoding,
        pictures=pictures,
    )


def picture_addresses(body: bytes, declared_encoding: str | None = None) -> list[str]:
    """The addresses of pictures in a page's main content, as printed; some reports are pictures of pages."""
    page = parse_page(body, declared_encoding)
    content = find_content(page.root, [])
    return [source for picture in content.iter("img") if (source := picture.get("src") or "")]


def visible_text(body: bytes, declared_encoding: str | None = None) -> str:
    """All visible text of a page, including menus; for pages without a main content."""
    page = parse_page(body, declared_encoding)
    drop_unseen(page.root)
    drop_hidden(page.root)
    return text_of(page.root)


def _blocks(
    page: Page,
    content: etree._Element,
    tree: TableTree,
    xpaths: Mapping[etree._Element, str],
    described: Sequence[etree._Element],
    grids: Sequence[etree._Element],
) -> Iterator[Block]:
    """Paragraphs and tables of the content in order. Modifies the tree."""
    mark_line_breaks(content)
    mark_lines_of_pre(content)
    show_typed(content)
    show_headings(content)
    set_off_marks(content)
    tables: list[Table] = []
    for element in tree.outermost_data(content):
        if element in described:
            replace_with_text(element, LINE_BREAK)
            continue
        for table_inside in tree.inside(element):
            mark_cells(table_inside)
        rows = tree.rows(element)
        prose, caption = prose_rows(rows), element.find("caption")
        aligned = element not in grids or len(set(map(len, rows))) == 1
        table = read_table(rows, xpaths[element], page.sheets, spans_known=aligned, among_prose=bool(prose))
        if table is not None:
            tables.append(table)
            above = ["", *([] if caption is None else [text_of(caption)]), *([] if prose else title_rows(rows))]
            replace_with_text(element, LINE_BREAK.join((*above, TABLE_MARK, *prose, "")))
    mark_cells(content)
    _mark_headings(content)
    yield from _split(_with_lines_as_tables(text_of(content), tables), iter(tables))


def _with_lines_as_tables(text: str, tables: Sequence[Table]) -> Iterable[str | Table]:
    """The text split at line breaks, with lines that print a table replaced by it.

    Blanks count as cell separators only if the tables found so far are smaller than those of a report, or lack one.
    """
    printed = text.split(LINE_BREAK)
    lines: Iterable[str | Table] = with_tables(filter(str.strip, printed)) if separates_cells(text) else printed
    if holds_figures_in_a_row(text) and (_are_few(tables) or lacks_table(map(clean_line, printed), tables)):
        lines = with_spaced_tables(lines)
    return lines


def _are_few(tables: Sequence[Table]) -> bool:
    return sum(len(table.rows) * len(table.rows[0]) for table in tables) < _FEWEST_POSITIONS


def _split(lines: Iterable[str | Table], tables: Iterator[Table]) -> Iterator[Block]:
    """The lines as paragraphs, and the tables at their marks."""
    for line in lines:
        if isinstance(line, Table):
            yield line
            continue
        if line == TABLE_MARK:
            yield from islice(tables, 1)
            continue
        printed = clean_line(_MARKS.sub("", line))
        if printed and not _is_furniture(printed):
            yield Paragraph(printed, heading=HEADING_MARK in line and len(printed) <= _LONGEST_HEADING)
    yield from tables  # none is left unless the page itself contains the mark, which does not occur


@remembered(longest=_LONGEST_FURNITURE, most=1024)  # headings and lines of templates repeat
def _is_furniture(line: str) -> bool:
    return len(line) <= _LONGEST_FURNITURE and not _CLAUSE.search(line) and bool(_FURNITURE.search(line))


def _mark_headings(content: etree._Element) -> None:
    """Marks h1 to h6, and lines that are bold throughout."""
    lines: dict[etree._Element, str] = {}
    for element in content.iter("h1", "h2", "h3", "h4", "h5", "h6", "strong", "b"):
        if element.tag in ("strong", "b") and not _is_whole_line(element, lines):
            continue
        text = element.text or ""
        breaks = LINE_BREAK if text.startswith(LINE_BREAK) else ""  # the mark belongs to the line after the break
        put_text(element, breaks + HEADING_MARK + text.removeprefix(LINE_BREAK))


def _is_whole_line(element: etree._Element, lines: dict[etree._Element, str]) -> bool:
    """True if an element is the only text of its line. lines: text of lines seen before, without heading marks."""
    line = next((ancestor for ancestor in element.iterancestors() if ancestor.tag in _BLOCK_TAGS), None)
    if line is None:
        return False
    if line not in lines:
        lines[line] = _unmarked(line)
    inside = _unmarked(element)
    return bool(inside) and inside == lines[line]


def _unmarked(element: etree._Element) -> str:
    return clean_line(text_of(element).replace(LINE_BREAK, "").replace(HEADING_MARK, ""))
