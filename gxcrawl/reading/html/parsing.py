"""Bytes of a page → an lxml tree without what nobody sees.

lxml on the hot path. BeautifulSoup takes over where lxml's tree has lost cells that the source has.
"""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import soupparser

from gxcrawl.errors import Unreadable
from gxcrawl.reading.encoding import decode
from gxcrawl.reading.html.embedded import carries_article, with_article
from gxcrawl.reading.html.texts import put_tail, put_text
from gxcrawl.reading.kinds import is_blank

# Never shown; `xml` is Word's island of settings.
_UNSEEN = ("script", "style", "noscript", "template", "xml", "iframe", "object", "svg")
_STRUCK = ("del", "s", "strike")  # struck out: tracked deletions of Word, corrected numbers
# Four patterns, not one: each begins with a word that is searched for at the speed of memory.
_HIDING = tuple(
    re.compile(pattern)
    for pattern in (rb"display\s*:\s*none", rb"visibility\s*:\s*hidden", rb"mso-hide", rb"hidden[\s=>/]")
)
_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
_HIDDEN = etree.XPath(
    "descendant::*[@hidden or (@style and ("
    "contains(translate(@style,'DISPLAYNOE ','displaynoe'),'display:none')"
    " or contains(translate(@style,'MSOHIDEAL ','msohideal'),'mso-hide:all')"
    " or contains(translate(@style,'VISBLTYHDEN ','visbltyhden'),'visibility:hidden')))]",
    smart_strings=False,
)
_MAX_TOLERANT_BYTES = 1_000_000  # BeautifulSoup takes 20 times as long as lxml, and longer on deep nesting
_CELL_TAG = re.compile(rb"<t[dh][\s>/]", re.IGNORECASE)
_NOT_MARKUP = re.compile(rb"<!--.*?-->|<script\b.*?</script\s*>|<style\b.*?</style\s*>", re.IGNORECASE | re.DOTALL)


class Page:
    """A parsed page: its root, the encoding used, and whether anything in it may be hidden."""

    __slots__ = ("encoding", "may_hide", "root")

    def __init__(self, root: etree._Element, encoding: str, *, may_hide: bool) -> None:
        self.root = root
        self.encoding = encoding
        self.may_hide = may_hide


def parse_page(body: bytes, declared_encoding: str | None = None) -> Page:
    """The tree of a page, as every xpath in an `Origin` was made from. Raises Unreadable where nothing is in it."""
    decoded = decode(body, declared_encoding)
    text = with_article(decoded.text) if carries_article(body) else decoded.text
    source = body if decoded.encoding == "utf-8" and text is decoded.text else text.encode("utf-8", "replace")
    source = source.replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf")
    root = _parse(source)
    if root is None:
        raise Unreadable("the page holds no element")
    lower = source.lower()
    if len(source) <= _MAX_TOLERANT_BYTES and _lost_cells(source, lower, root):
        root = _parse_tolerantly(text, root)
    return Page(root, decoded.encoding, may_hide=any(pattern.search(lower) for pattern in _HIDING))


def _parse(source: bytes) -> etree._Element | None:
    return etree.fromstring(source, _PARSER) if not is_blank(source) else None


def _count_cells(root: etree._Element) -> int:
    return len(list(root.iter("td", "th")))


def _lost_cells(source: bytes, lower: bytes, root: etree._Element) -> bool:
    """Whether the source has more cells than the tree; comments and scripts are looked at only if so."""
    found = _count_cells(root)
    if lower.count(b"<td") + lower.count(b"<th") <= found:
        return False
    return len(_CELL_TAG.findall(_NOT_MARKUP.sub(b"", source))) > found


def _parse_tolerantly(text: str, root: etree._Element) -> etree._Element:
    """BeautifulSoup's tree where it holds more cells than lxml's; lxml's otherwise."""
    try:
        tolerant = soupparser.fromstring(text)
    except (RecursionError, ValueError, etree.ParserError):  # nested too deep, or nothing in it
        return root
    return tolerant if _count_cells(tolerant) > _count_cells(root) else root


def drop_unseen(root: etree._Element) -> None:
    """Takes scripts, styles and struck-out text out of a page; text that follows stays."""
    etree.strip_elements(root, *_UNSEEN, *_STRUCK, with_tail=False)


def drop_hidden(container: etree._Element) -> bool:
    """Takes what is hidden out of a container, though not the container itself; whether there was any."""
    hidden = list(_hidden(container))
    for element in hidden:
        _drop(element)
    return bool(hidden)


def _hidden(container: etree._Element) -> Iterator[etree._Element]:
    found = _HIDDEN(container)
    if isinstance(found, list):
        yield from (element for element in found if isinstance(element, etree._Element) and element is not container)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is None:
            put_text(parent, (parent.text or "") + element.tail)
        else:
            put_tail(previous, (previous.tail or "") + element.tail)
    parent.remove(element)
