"""The targets of a page's links, as browsers request them, and their names, as people read them."""

import re
from functools import lru_cache
from itertools import islice
from typing import Any
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit

from lxml.etree import XPath
from parsel import Selector
from scrapy.http import TextResponse
from scrapy.utils.response import get_base_url

from gxcrawl.portals.addresses import NO_ADDRESS
from gxcrawl.portals.pages.markup.javascript.elements import attributes_of
from gxcrawl.portals.pages.markup.javascript.expressions import BY_KIND
from gxcrawl.portals.pages.markup.javascript.openers import Openers
from gxcrawl.portals.pages.markup.javascript.operations import joined
from gxcrawl.portals.pages.markup.javascript.scope import Rules, Scope
from gxcrawl.portals.pages.markup.javascript.syntax import Script
from gxcrawl.portals.pages.markup.viewers import behind_viewer
from gxcrawl.portals.pages.markup.words import all_words_in, one_line, texts_of
from gxcrawl.portals.titles import judge_title
from gxcrawl.text.dates import lone_date

# "…年度报告 浏览次数：12", a counter that changes on each visit
_VISITS = re.compile(r"[(\[（【]?(?:浏览|点击|阅读|访问|下载)(?:次数|人次|量|数)?[:：]? ?\d+ ?次?[)\]）】]?$")
_CUT_TITLE = re.compile(r"(?:…|\.{2,})$")
# "el.link", "{{item.url}}", "${url}", "$href.column": holes of a template that a script or the server fills
_TEMPLATE_HOLE = re.compile(r"^el\.|^\$[A-Za-z]|[{}]|\$\(|\+\s*['\"]")
# "openInfo('/nb/t20210125_1.html')", "show('../2021/1.pdf', this)": a function of the page's own that opens an address
_PASSED = re.compile(
    r"\w\(\s*(?:this\s*,\s*)?[\"']((?:https?://|\.{0,2}/)[^\"'\s]+|[\w./-]+\.(?:s?html?|pdf|docx?|wps|ofd|jsp)(?:\?[^\"'\s]*)?)[\"']"
)
_ADDRESS = re.compile(r"https?://|\.{0,2}/.|[\w./-]+\.(?:s?html?|jsp|aspx?)$")
_ELEMENTS_OF_A_ROW = 2
_SHARED, _LONGEST_SHOWN = 4, 60  # characters
_LONGEST_DAY = 16  # "[ 2022年01月28日 ]"
_BADGES = frozenset(
    ("置顶", "热", "热点", "新", "最新", "荐", "推荐", "顶", "hot", "HOT", "new", "NEW", "New", "top", "TOP")
)
# where a script looks for an anchor's address
_CARRIERS = ("data-href", "data-url", "data-link", "data-pdf", "data-file", "tagname")
_PLAIN_IN_QUERY = "%/:=&?~+!$,;'@()*[]"
# Compiled, and on lxml's own elements: of hundreds of anchors a page, a Selector for each step takes most of a crawl
_ALTERNATIVE: Any = XPath("string(@alt | .//img/@alt)")
PICTURE: Any = XPath("string(.//img/@src)")
"""The address of the first picture inside an element."""

_OF_HANDLERS = Openers(Scope(Script(""), None, Rules(BY_KIND, joined, lambda _: None)))
_MORE = re.compile(r"(?:^|[/_-])(?:more|gengduo)\w*\.\w+$", re.IGNORECASE)  # "/images/more.gif"


def base_address(page: TextResponse) -> str:
    """The address to which the page's links are relative."""
    return get_base_url(page)


def absolute(base: str, href: str) -> str | None:
    """A link as an absolute http(s) address without fragment; None if it leads to no page."""
    href = href.strip().replace("\\", "/")  # as browsers do
    # Menus are the same on every page of a portal: joined once, if they do not depend on the page
    if href.startswith(("http://", "https://")):
        return _joined("", href)
    return _joined(_root_of(base) if href.startswith("/") else base, href)


def asked_as(page: TextResponse, url: str) -> str:
    """An address as browsers request it: non-ASCII characters in its query in the encoding of the page."""
    if url.isascii():
        return url
    address, mark, query = url.partition("?")
    return f"{address}{mark}{quote(query, safe=_PLAIN_IN_QUERY, encoding=page.encoding, errors='replace')}"


@lru_cache(maxsize=1024)
def _root_of(base: str) -> str:
    return urljoin(base, "/")


@lru_cache(maxsize=4096)
def _joined(base: str, href: str) -> str | None:
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:", "data:")) or _TEMPLATE_HOLE.search(href):
        return None
    try:
        parts = urlsplit(urldefrag(urljoin(base, href)).url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None  # a broken IPv6 literal or port: cannot be requested
    if parts.scheme not in ("http", "https") or not host:
        return None
    # "www.x.gov.cn./a": some templates join the host and a relative path with a dot
    netloc = host.rstrip(".") if ":" not in host else f"[{host}]"
    path = _climbed(parts.path) if "/." in parts.path else parts.path
    whole = urlunsplit((parts.scheme, f"{netloc}:{port}" if port else netloc, path or "/", parts.query, ""))
    return behind_viewer(whole) if parts.query else whole


def _climbed(path: str) -> str:
    """A path with its `..` resolved, as browsers request it, also if a link climbs above the root: /a/../b.html."""
    kept: list[str] = []
    for step in (steps := path.split("/")[1:]):
        if step == "..":
            del kept[-1:]
        elif step != ".":
            kept.append(step)
    return "/".join(["", *kept, *([""] if steps[-1] in (".", "..") else [])])


def attribute(element: Selector, name: str) -> str:
    """An element's attribute, or "". Not `Selector.attrib`, which fails if any attribute name is odd (`{}`)."""
    return str(element.root.get(name) or "")


def link_of(element: Selector, openers: Openers | None = None) -> str:
    """The target of an element: its `href`, otherwise the address that a script would open; "" if it leads nowhere.

    openers: of the page; if None, only what the element's own handler opens is known.
    """
    href = attribute(element, "href").strip()
    if href and not href.startswith(NO_ADDRESS):
        return href
    carried = [attribute(element, name).strip() for name in (*_CARRIERS, "value")]
    if address := next((text for text in carried if _ADDRESS.match(text)), None):
        return address
    handler = attribute(element, "onclick") or href
    if element.root.tag == "option":
        handler = next((menu.get("onchange") or "" for menu in element.root.iterancestors("select")), "")
    known = openers or _OF_HANDLERS
    opened = known.address(handler, attributes_of(element.root), carried[-1]) or known.of_click(element.root)
    passed = None if opened else _PASSED.search(handler)
    return passed[1] if passed else opened or _carried_by_row(element.root, known)


def _carried_by_row(anchor: Any, openers: Openers) -> str:
    """The target in the row of a link without address, if the row has no other link: `<li data-url="…"><a
    href="#">`.
    """
    if anchor.tag != "a":
        return ""
    for holder in islice(anchor.iterancestors(), _ELEMENTS_OF_A_ROW):
        if sum(1 for _ in islice(holder.iter("a"), 2)) > 1:  # a page's menus hold thousands
            return ""
        carried = (holder.get(name, "").strip() for name in _CARRIERS)
        address = next((text for text in carried if _ADDRESS.match(text)), "")
        if found := address or openers.of_click(holder):
            return found
    return ""


def _goes_on(cut: str, full: str) -> bool:
    """Whether a title has some of the words of a text that is cut: 点击查看详情, or the site's name, has none."""
    return len(cut) < _SHARED or any(
        cut[at : at + _SHARED] in full for at in range(min(len(cut), _LONGEST_SHOWN) - _SHARED + 1)
    )


def _is_beside_title(word: str) -> bool:
    """Whether a text inside an anchor is a badge, or the date of the row."""
    return word in _BADGES or (len(word) <= _LONGEST_DAY and lone_date(word) is not None)


def names_report(link: Any) -> bool:
    """True if the title of a link is that of a report. link: lxml element."""
    said = f"{all_words_in(link)}{link.get('title') or ''}{_ALTERNATIVE(link)}"
    # most links lack the 公 of 信息公开, and need no title
    return "公" in said and judge_title(anchor_title(Selector(root=link))) == "report"


def anchor_title(anchor: Selector) -> str:
    """An anchor's title: its text; if that is missing or cut, its `title` attribute; otherwise its picture's text."""
    words = texts_of(anchor.root)
    text = one_line(
        "".join(word for word in words if not _is_beside_title(word.strip())) if len(words) > 1 else "".join(words)
    )
    text = _VISITS.sub("", text).rstrip()
    full = one_line(attribute(anchor, "title"))
    cut = _CUT_TITLE.sub("", text)
    if full and (
        not text or (cut != text and _goes_on(cut, full)) or (len(full) > len(text) and full.startswith(cut[:4]))
    ):
        return full
    return text or one_line(str(_ALTERNATIVE(anchor.root))) or ("更多" if _MORE.search(PICTURE(anchor.root)) else "")
