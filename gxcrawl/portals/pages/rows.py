"""List rows out of markup: anchors with their titles and the dates printed beside them."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit, urlunsplit

from lxml.etree import XPath
from parsel import Selector
from scrapy.http import TextResponse
from scrapy.utils.response import get_base_url

from gxcrawl.dates import find_date
from gxcrawl.portals.pages.shapes import ListEntry

_SPACE = re.compile(r"\s+")
_CUT_TITLE = re.compile(r"(?:…|\.{2,})$")
# "el.link", "{{item.url}}", "${url}": holes of a template that a script fills in the browser
_TEMPLATE_HOLE = re.compile(r"^el\.|[{}]|\$\(|\+\s*['\"]")
# "window.open('/zwgk/')", "location.href='nb.html'": links that a click handler makes
_OPENED = re.compile(
    r"(?:window\.open\s*\(|location(?:\.href)?\s*=|location\.(?:replace|assign)\s*\()\s*[\"']([^\"']+)[\"']"
)
# "openInfo('/nb/t20210125_1.html')", "show('../2021/1.pdf', this)": a function of the page's own that opens an address
_PASSED = re.compile(
    r"\w\(\s*[\"']((?:https?://|\.{0,2}/)[^\"'\s]+|[\w./-]+\.(?:s?html?|pdf|docx?|wps|ofd|jsp)(?:\?[^\"'\s]*)?)[\"']"
)
_ADDRESS = re.compile(r"https?://|\.{0,2}/.|[\w./-]+\.(?:s?html?|jsp|aspx?)$")
_CARRIERS = ("data-href", "data-url", "data-link")  # where a script looks for an anchor's address
_LINKS = (
    ".//a[@href] | .//area[@href] | .//a[@onclick] | .//*[@onclick][not(self::a) and not(.//a)]"
    " | .//select[@onchange]/option[@value] | .//*[@data-href or @data-url][not(.//a)]"
)
# "下载", "[点击查看]", "PDF": words that say what to do and not what there is
_CALL = re.compile(
    r"\W*(?:点击)?(?:下载|查看|打开|阅读|浏览|详情|详细|附件|pdf|word|html)(?:下载|查看|全文|详情|文件)?\W*",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"[\d\s./年月日:：\[\]()-]*")  # "1", "2021-01-25": cells that name nothing
_LINKS_IN_A_ROW = 3  # more links under one date are a block of another kind
# Compiled, and on lxml's own elements: of hundreds of anchors a page, a Selector for each step takes most of a crawl
_ROW: Any = XPath("ancestor-or-self::*[self::li or self::tr or self::dd or self::dt][1]")
_BLOCK: Any = XPath(
    "ancestor::*[self::p or self::div or self::td or self::dl or self::section or self::h3 or self::h4][1]"
)
_LINKS_INSIDE: Any = XPath("count(.//a[@href])")
_LINKS_BESIDE: Any = XPath("count(../*//a[@href])")
_ALTERNATIVE: Any = XPath("string(@alt | .//img/@alt)")
_TEXTS: Any = XPath(".//text()[not(parent::script or parent::style)]", smart_strings=False)


def base_address(page: TextResponse) -> str:
    """What the page's links are relative to."""
    return get_base_url(page)


def absolute(base: str, href: str) -> str | None:
    """A link as an absolute http(s) address without fragment; None for what is no link to a page."""
    href = href.strip()
    # The menus of a portal are printed on its every page: joined once, where they do not depend on the page
    if href.startswith(("http://", "https://")):
        return _joined("", href)
    return _joined(_root_of(base) if href.startswith("/") else base, href)


@lru_cache(maxsize=1024)
def _root_of(base: str) -> str:
    return urljoin(base, "/")


@lru_cache(maxsize=4096)
def _joined(base: str, href: str) -> str | None:
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:", "data:")) or _TEMPLATE_HOLE.search(href):
        return None
    try:
        joined = urldefrag(urljoin(base, href)).url
        parts = urlsplit(joined)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None  # a broken IPv6 literal or port: nothing that can be asked for
    if parts.scheme not in ("http", "https") or not host:
        return None
    # "www.x.gov.cn./a": some templates join the host and a relative path with a dot
    netloc = host.rstrip(".") if ":" not in host else f"[{host}]"
    path = re.sub(r"^(?:/\.\.)+(?=/)", "", parts.path)  # links that climb above the root
    return urlunsplit((parts.scheme, f"{netloc}:{port}" if port else netloc, path or "/", parts.query, ""))


def one_line(text: str) -> str:
    """Text with its white space, of any width, collapsed to single blanks."""
    return _SPACE.sub(" ", text).strip()


def words_of(element: Selector) -> list[str]:
    """The texts inside an element, scripts and styles aside."""
    return _texts(element.root)


def attribute(element: Selector, name: str) -> str:
    """An element's attribute, "" where it has none. Not `Selector.attrib`, which fails where any name is odd (`{}`)."""
    return str(element.root.get(name) or "")


def link_of(element: Selector) -> str:
    """Where an element leads: its `href`, or where that is none what a script would open; "" for nowhere."""
    href = attribute(element, "href").strip()
    if href and not href.startswith(("#", "javascript:")):
        return href
    carried = [attribute(element, name).strip() for name in (*_CARRIERS, "value")]
    if address := next((text for text in carried if _ADDRESS.match(text)), None):
        return address
    handler = attribute(element, "onclick") or href
    opened = _OPENED.search(handler) or _PASSED.search(handler)
    return opened[1] if opened else ""


def anchor_title(anchor: Selector) -> str:
    """An anchor's title: its text, its `title` attribute where that is missing or cut, else its picture's words."""
    text = one_line("".join(words_of(anchor)))
    full = one_line(attribute(anchor, "title"))
    cut = _CUT_TITLE.sub("", text)
    if full and (not text or cut != text or (len(full) > len(text) and full.startswith(cut[:4]))):
        return full
    return text or one_line(str(_ALTERNATIVE(anchor.root)))


def anchor_entries(anchors: Iterable[Selector], base: str) -> list[ListEntry]:
    """One entry per address, in the order of the page; an anchor without words or address is none."""
    entries: dict[str, ListEntry] = {}
    for anchor in anchors:
        url = absolute(base, link_of(anchor))
        title = anchor_title(anchor)
        if _CALL.fullmatch(title):
            title = _row_name(anchor.root) or title
        if url and title and (url not in entries or len(title) > len(entries[url].title)):
            entries[url] = ListEntry(url, title, _row_date(anchor.root))
    return list(entries.values())


def _row_name(anchor: Any) -> str:
    """What the row of a lone 下载 names: its words without numbers, dates and the call itself; "" for no such row."""
    row = _ROW(anchor)
    if not row or _LINKS_INSIDE(row[0]) > 1:
        return ""
    words = [one_line(text) for text in _texts(row[0])]
    return " ".join(text for text in words if not _CALL.fullmatch(text) and not _SERIAL.fullmatch(text))


def entries_in_markup(markup: str, base: str) -> list[ListEntry]:
    """The entries of a piece of HTML that came inside CDATA, JSON or a script."""
    return anchor_entries(Selector(text=f"<html><body>{markup}</body></html>").xpath("//a[@href]"), base)


def page_entries(page: TextResponse, css: str = "") -> list[ListEntry]:
    """The entries of a whole page, or of the parts of it that a CSS selector names."""
    scope = page.css(css) if css else page.selector
    return anchor_entries(scope.xpath(_LINKS), base_address(page))


def _row_date(anchor: Any) -> date | None:
    """The date of the row that the anchor stands in; of a block only where no other anchor shares it."""
    row = _ROW(anchor)
    if not row:
        row = _BLOCK(anchor)
        if row and _LINKS_INSIDE(row[0]) > 1:
            return None
    if not row or _LINKS_INSIDE(row[0]) > _LINKS_IN_A_ROW:
        return None
    found = find_date(" ".join(_texts(row[0])))
    if found is None and _LINKS_BESIDE(row[0]) == 1:
        # lonsun: number, title and date are items of one list
        found = find_date(" ".join(_texts(row[0].getparent())))
    return found


def _texts(element: Any) -> list[str]:
    found: list[str] = _TEXTS(element)
    return found
