"""Bytes of a page → an lxml tree without invisible parts.

lxml is used on the hot path. BeautifulSoup replaces it if lxml's tree has lost cells that are in the source.
"""

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from gxcrawl.errors import Unreadable
from gxcrawl.reading.encoding import decode
from gxcrawl.reading.html.markup.counters import may_count
from gxcrawl.reading.html.markup.embedded import carries_article, put_at_end, take_held_report, with_article
from gxcrawl.reading.html.markup.open_tables import table_tags, with_rows_opened, with_tables_closed
from gxcrawl.reading.html.styles.apart import Sheets
from gxcrawl.reading.html.styles.hiding import mark_hidden_by_class
from gxcrawl.reading.html.styles.panes import show_without_scripts
from gxcrawl.reading.html.tables.boxes import ROLE, WORD, make_boxes, make_tables
from gxcrawl.reading.kinds import is_blank
from gxcrawl.text.end_tags import without_early_ends

# Never shown; `xml` contains Word's settings.
_UNSEEN = ("script", "style", "noscript", "template", "xml", "iframe", "object", "svg")
_READINGS = ("rt", "rp")  # pronunciation printed above words
_STRUCK = ("del", "s", "strike")  # struck out: tracked deletions of Word, corrected numbers
_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
_CELL_COUNT: Any = etree.XPath("count(descendant::td) + count(descendant::th)")
_FEWEST_CELLS = 100  # a report's tables have about 280: with fewer, they may be held in a script
_MAX_TOLERANT_BYTES = 1_000_000  # BeautifulSoup takes 20 times as long as lxml, and longer on deep nesting
# <!--[if !supportLists]-->, <![endif]> and <!--StartFragment--> of Word, which some editors print as text
_ESCAPED_COMMENT = re.compile(
    rb"&lt;!(?:(?:--)?\[(?:if\s[^\]<&]{1,60}|endif)\](?:--)?|--(?:Start|End)Fragment--)(?:&gt;|>)", re.IGNORECASE
)
# &nbsp; and the like, escaped twice, as after a migration to another CMS
_ESCAPED_TWICE = re.compile(rb"&amp;(nbsp|ensp|emsp|ldquo|rdquo|mdash|middot|hellip);")
_ESCAPES = re.compile(rb"&(?:lt;!|amp;[nemlrh])")  # begins either; most pages have none
_CELL_TAG = re.compile(rb"<t[dh][\s>/]")
_NOT_MARKUP = {b"<!--": b"-->", b"<script": b"</script", b"<style": b"</style"}  # their first and last bytes
_BEGINNING = re.compile(b"|".join(_NOT_MARKUP))


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page. may_count: it may contain numbers that a script counts up to."""

    root: etree._Element
    encoding: str
    sheets: Sheets
    may_count: bool


def parse_page(body: bytes, declared_encoding: str | None = None) -> Page:
    """The tree of a page, in which every xpath of an `Origin` is valid. Raises Unreadable if it is empty."""
    decoded = decode(body, declared_encoding)
    text = without_early_ends(decoded.text)
    text = with_article(text) if carries_article(body) else text
    source = body if decoded.encoding == "utf-8" and text is decoded.text else text.encode("utf-8", "replace")
    root, source = _parsed(source)
    cells = _count_cells(root)
    report = take_held_report(root) if cells < _FEWEST_CELLS else None
    if report is not None:
        root, source = _parsed(put_at_end(text, report).encode("utf-8", "replace"))
        take_held_report(root)
    lower = source.lower()
    tags = table_tags(lower)
    opened = with_rows_opened(source, lower)
    lower = lower if opened is source else opened.lower()
    if (closed := with_tables_closed(opened, lower, tags)) is not source:
        root, source = _parsed(closed)
        lower, cells = source.lower(), _count_cells(root)
    printed = tags[b"<td"] + tags[b"<th"]
    if report is None and printed > cells and len(source) <= _MAX_TOLERANT_BYTES and _lost_cells(lower, cells):
        root = _parse_tolerantly(text, root)
    _move_titles(root)
    _show_frames(root)
    show_without_scripts(root)
    if ROLE in lower:
        make_boxes(root)
    if WORD in lower:
        make_tables(root)
    return Page(root, decoded.encoding, _apply_sheets(root), may_count(lower))


def _apply_sheets(root: etree._Element) -> Sheets:
    mark_hidden_by_class(root)
    sheets = Sheets(root)
    sheets.mark_added(root)
    return sheets


def _move_titles(root: etree._Element) -> None:
    """Moves window titles out of the body, where no browser shows them: of an included page, or of a late head."""
    body = root.find("body")
    titles = [] if body is None else list(body.iter("title"))
    if body is not None and titles:
        head = etree.SubElement(root, "head")
        for title in titles:
            etree.SubElement(head, "title").text = title.text
        etree.strip_elements(body, "title", with_tail=False)


def _show_frames(root: etree._Element) -> None:
    """Inserts pages that frames carry in an attribute at the place of the frame.

    Style sheets in such a page apply to that page only.
    """
    for frame in list(root.iter("iframe")):
        held = frame.get("srcdoc") or ""
        inner = _parse(without_early_ends(held).encode("utf-8", "replace"))
        body = None if inner is None else inner.find("body")
        if inner is not None and body is not None:
            sheets = _apply_sheets(inner)
            for cell in inner.iter("td", "th"):
                sheets.mark_apart(cell)
            etree.strip_elements(inner, "style", with_tail=False)
            frame.tag = "div"
            frame.text = body.text
            frame[:] = list(body)


def _parse(source: bytes) -> etree._Element | None:
    return etree.fromstring(source, _PARSER) if not is_blank(source) else None


def _parsed(source: bytes) -> tuple[etree._Element, bytes]:
    """The root of a page, and the source without characters that no parser accepts."""
    clean = source.replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf")
    if _ESCAPES.search(clean):
        clean = _ESCAPED_TWICE.sub(rb"&\1;", _ESCAPED_COMMENT.sub(b"", clean))
    root = _parse(clean)
    if root is None:
        raise Unreadable("the page holds no element")
    return root, clean


def _count_cells(root: etree._Element) -> int:
    return int(_CELL_COUNT(root))


def _lost_cells(lower: bytes, found: int) -> bool:
    """True if the source has more cells than the tree, not counting comments and scripts."""
    return len(_CELL_TAG.findall(_markup_of(lower))) > found


def _markup_of(lower: bytes) -> bytes:
    """A page without complete comments and scripts; an unclosed one is searched for once, as pages may be hostile."""
    kept: list[bytes] = []
    endless: set[bytes] = set()
    at = 0
    for begin in _BEGINNING.finditer(lower):
        what = begin[0]
        if begin.start() < at or what in endless:
            continue
        end = lower.find(_NOT_MARKUP[what], begin.end())
        if end < 0:
            endless.add(what)
        else:
            kept.append(lower[at : begin.start()])
            at = end
    return b"".join((*kept, lower[at:]))


def _parse_tolerantly(text: str, root: etree._Element) -> etree._Element:
    """BeautifulSoup's tree if it holds more cells than lxml's; otherwise lxml's."""
    from lxml.html import soupparser  # a tenth of a second, for pages that are rare

    try:
        tolerant = soupparser.fromstring(text)
    except (RecursionError, ValueError, etree.ParserError):  # nested too deep, or empty
        return root
    return tolerant if _count_cells(tolerant) > _count_cells(root) else root


def drop_unseen(root: etree._Element) -> None:
    """Removes scripts, styles, struck-out text and pronunciations; text after them stays."""
    etree.strip_elements(root, *_UNSEEN, *_STRUCK, *_READINGS, with_tail=False)
