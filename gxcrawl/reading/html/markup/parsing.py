"""Bytes of a page → an lxml tree without invisible parts.

lxml is used on the hot path. BeautifulSoup replaces it if lxml's tree has lost cells that are in the source.
"""

import re
from collections.abc import Sequence
from itertools import chain
from typing import Any

from lxml import etree

from gxcrawl.errors import Unreadable
from gxcrawl.reading.encoding import decode
from gxcrawl.reading.html.markup.counters import may_count
from gxcrawl.reading.html.markup.embedded import carries_article, put_at_end, take_held_report, with_article
from gxcrawl.reading.html.markup.open_tables import with_tables_closed
from gxcrawl.reading.html.styles.apart import mark_apart
from gxcrawl.reading.html.styles.hiding import hiding_lines, mark_hidden_by_class
from gxcrawl.reading.html.styles.panes import show_without_scripts
from gxcrawl.reading.html.tables.boxes import ROLE, WORD, make_boxes, make_tables
from gxcrawl.reading.kinds import is_blank

# Never shown; `xml` contains Word's settings.
_UNSEEN = ("script", "style", "noscript", "template", "xml", "iframe", "object", "svg")
_READINGS = ("rt", "rp")  # pronunciation printed above words
_STRUCK = ("del", "s", "strike")  # struck out: tracked deletions of Word, corrected numbers
_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
_CELL_COUNT: Any = etree.XPath("count(descendant::td) + count(descendant::th)")
_LAST_LINE = 65_535  # the limit of libxml2
_FEWEST_CELLS = 100  # a report's tables have about 280: with fewer, they may be held in a script
_MAX_TOLERANT_BYTES = 1_000_000  # BeautifulSoup takes 20 times as long as lxml, and longer on deep nesting
# <!--[if !supportLists]-->, <![endif]> and <!--StartFragment--> of Word, which some editors print as text
_ESCAPED = b"&lt;!"
_ESCAPED_COMMENT = re.compile(
    rb"&lt;!(?:(?:--)?\[(?:if\s[^\]<&]{1,60}|endif)\](?:--)?|--(?:Start|End)Fragment--)(?:&gt;|>)", re.IGNORECASE
)
# &nbsp; and the like, escaped twice, as after a migration to another CMS
_ESCAPED_TWICE = re.compile(rb"&amp;(nbsp|ensp|emsp|ldquo|rdquo|mdash|middot|hellip);")
_CELL_TAG = re.compile(rb"<t[dh][\s>/]")
_NOT_MARKUP = {b"<!--": b"-->", b"<script": b"</script", b"<style": b"</style"}  # their first and last bytes
_BEGINNING = re.compile(b"|".join(_NOT_MARKUP))


class Page:
    """A parsed page: its root, the encoding used, and the source lines with words that hide something.

    hiding_lines: None if line numbers of elements are unreliable, for example inside a frame. may_count: it may contain
    numbers that a script counts up to.
    """

    __slots__ = ("_hiding_lines", "encoding", "may_count", "root")

    def __init__(
        self, root: etree._Element, encoding: str, hiding_lines: Sequence[int] | None, *, may_count: bool
    ) -> None:
        self.root = root
        self.encoding = encoding
        self.may_count = may_count
        self._hiding_lines = hiding_lines

    def may_hide_in(self, container: etree._Element) -> bool:
        """True if something inside a container may be hidden, judging by the source lines it covers."""
        if self._hiding_lines is None:
            return True
        if not self._hiding_lines:
            return False
        line = chain([container], container.iterancestors())
        following = next((after for one in line for after in one.itersiblings()), None)
        first, last = _line_of(container), _LAST_LINE if following is None else _line_of(following)
        if not first or not last or max(first, last) >= _LAST_LINE:
            return True
        return any(first <= line <= last for line in self._hiding_lines)


def _line_of(element: etree._Element) -> int:
    """The source line on which an element begins; 0 if lxml does not know it."""
    line = element.sourceline
    return line if isinstance(line, int) else 0


def parse_page(body: bytes, declared_encoding: str | None = None) -> Page:
    """The tree of a page, in which every xpath of an `Origin` is valid. Raises Unreadable if it is empty."""
    decoded = decode(body, declared_encoding)
    text = with_article(decoded.text) if carries_article(body) else decoded.text
    source = body if decoded.encoding == "utf-8" and text is decoded.text else text.encode("utf-8", "replace")
    root, source = _parsed(source)
    cells = _count_cells(root)
    report = take_held_report(root) if cells < _FEWEST_CELLS else None
    if report is not None:
        root, source = _parsed(put_at_end(text, report).encode("utf-8", "replace"))
        take_held_report(root)
    lower = source.lower()
    if (closed := with_tables_closed(source, lower)) is not source:
        root, source = _parsed(closed)
        lower, cells = source.lower(), _count_cells(root)
    if report is None and len(source) <= _MAX_TOLERANT_BYTES and _lost_cells(lower, cells):
        root = _parse_tolerantly(text, root)
    framed = _show_frames(root)
    show_without_scripts(root)
    if ROLE in lower:
        make_boxes(root)
    if WORD in lower:
        make_tables(root)
    lines = hiding_lines(lower)
    if b"<style" in lower:
        lines += map(_line_of, mark_hidden_by_class(root))
        mark_apart(root)
    return Page(root, decoded.encoding, None if framed else lines, may_count=may_count(lower))


def _show_frames(root: etree._Element) -> bool:
    """Inserts pages that frames carry in an attribute at the place of the frame; returns True if there were any.

    Style sheets in such a page apply to that page only.
    """
    shown = False
    for frame in list(root.iter("iframe")):
        held = frame.get("srcdoc") or ""
        inner = _parse(held.encode("utf-8", "replace"))
        body = None if inner is None else inner.find("body")
        if inner is not None and body is not None:
            mark_hidden_by_class(inner)
            mark_apart(inner)
            etree.strip_elements(inner, "style", with_tail=False)
            shown = True
            frame.tag = "div"
            frame.text = body.text
            frame[:] = list(body)
    return shown


def _parse(source: bytes) -> etree._Element | None:
    return etree.fromstring(source, _PARSER) if not is_blank(source) else None


def _parsed(source: bytes) -> tuple[etree._Element, bytes]:
    """The root of a page, and the source without characters that no parser accepts."""
    clean = source.replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf")
    if _ESCAPED in clean:
        clean = _ESCAPED_COMMENT.sub(b"", clean)
    if b"&amp;" in clean:
        clean = _ESCAPED_TWICE.sub(rb"&\1;", clean)
    root = _parse(clean)
    if root is None:
        raise Unreadable("the page holds no element")
    return root, clean


def _count_cells(root: etree._Element) -> int:
    return int(_CELL_COUNT(root))


def _lost_cells(lower: bytes, found: int) -> bool:
    """True if the source has more cells than the tree; comments and scripts are removed only if needed to decide."""
    return len(_CELL_TAG.findall(lower)) > found and len(_CELL_TAG.findall(_markup_of(lower))) > found


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
