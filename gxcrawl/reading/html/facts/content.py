"""Finds the element that holds the main content of a page.

First, known containers of the CMS families (docs/portals); otherwise the innermost element with nearly all prose and
every table of a report. The result is widened until it contains all tables of the report.
"""

import re
from collections.abc import Iterable, Sequence

from lxml import etree

from gxcrawl.reading.html.texts import squeezed_text

_KNOWN_IDS = frozenset(
    {"zoom", "ucap-content", "vsb_content", "vsb_content_2", "vsb_content_4", "vsb_content_100", "vsb_content_500",
     "vsb_content_501", "vsb_content_502", "zoomcon", "ivs_content", "articlecontent", "fontzoom", "infocontent"}
)  # fmt: skip
_KNOWN_CLASSES = frozenset(
    {"zoom", "trs_editor", "trs_editor_view", "trs_ueditor", "custom_unionstyle", "article_con", "xxgk-content",
     "bt-content", "main-txt", "artile_zw", "article-content", "article_content", "news_cont_d_wrap",
     "v_news_content", "j-fontcontent", "ivs_content", "articlecontent", "view-content", "pages_content"}
)  # fmt: skip
_KNOWN_TAGS = ("ucapcontent",)
_MARKED_CONTAINERS = ("div", "article", "section", "main", "form", "dd", *_KNOWN_TAGS)
_CONTAINERS = (*_MARKED_CONTAINERS, "td")
_BLOCKS = ("p", "div", "td", "li", "section", "article", "span", "font", *_KNOWN_TAGS)
_OUTSIDE_CONTENT = ("header", "footer", "nav", "aside")

_SENTENCE_MARK = re.compile("[，。；：]")
_FURNITURE = re.compile(r"版权所有|ICP备|公网安备|网站标识码|技术支持|浏览器|主办单位|承办单位|当前位置|扫一扫")
_NEARLY_ALL = 0.9


def find_content(root: etree._Element, reports: Sequence[etree._Element]) -> etree._Element:
    """The element that holds the main content; the body if none can be found.

    reports: the innermost tables with words of an official form; all of them will be inside.
    """
    known = _known_container(root)
    if known is not None:
        return _common_ancestor([known, *reports])
    return _densest(root, reports)


def _known_container(root: etree._Element) -> etree._Element | None:
    """The container known from a CMS with the most text; the innermost of equals."""
    known = [element for element in root.iter(*_MARKED_CONTAINERS) if _is_known(element)]
    if not known:
        known = [cell for cell in root.iter("td") if _is_known(cell)]  # layout tables of old templates
    best, most = None, 0
    for element in known:
        length = len(squeezed_text(element))
        if length and (length > most or (length >= most * 0.98 and _is_inside(element, best))):
            best, most = element, length
    return best


def _is_known(element: etree._Element) -> bool:
    if element.tag in _KNOWN_TAGS or (element.get("id") or "").lower() in _KNOWN_IDS:
        return True
    classes = element.get("class")
    return classes is not None and not _KNOWN_CLASSES.isdisjoint(classes.lower().split())


def _is_inside(element: etree._Element, other: etree._Element | None) -> bool:
    return other is not None and any(ancestor is other for ancestor in element.iterancestors())


def _common_ancestor(elements: Sequence[etree._Element]) -> etree._Element:
    """The innermost element that contains or is all of these."""
    lines = [[*reversed(list(element.iterancestors())), element] for element in elements]
    shared = lines[0][0]  # the root, in all of them
    for step in zip(*lines, strict=False):
        if any(element is not step[0] for element in step):
            break
        shared = step[0]
    return shared


def _densest(root: etree._Element, reports: Sequence[etree._Element]) -> etree._Element:
    """Descends from the body as long as one child holds nearly all the prose and every table of the report."""
    body = root.find("body")
    here = root if body is None else _common_ancestor([body, *reports])  # a table may stand after </body>
    prose = _prose(here)
    needed = [[*reversed(list(table.iterancestors())), table] for table in reports]
    if not prose and not needed:
        return here
    masses = _masses(prose)
    total = sum(mass for _, mass in prose)
    while (child := _heir(here, masses, total, [line[-1] for line in needed])) is not None:
        here = child
    return here


def _prose(body: etree._Element) -> list[tuple[etree._Element, int]]:
    """The elements whose own text is a sentence, with its length; menus, links and page furniture are excluded."""
    found = []
    for element in body.iter(*_BLOCKS):
        text = "".join(_own_texts(element))
        if len(text) >= 10 and _SENTENCE_MARK.search(text) and not _FURNITURE.search(text):
            found.append((element, len(text)))
    return found


def _own_texts(element: etree._Element) -> Iterable[str]:
    yield element.text or ""
    for child in element:
        yield child.tail or ""


def _masses(prose: Iterable[tuple[etree._Element, int]]) -> dict[etree._Element, int]:
    """For every element, the length of the prose inside, without headers, footers and menus."""
    masses: dict[etree._Element, int] = {}
    for element, mass in prose:
        line = [element, *element.iterancestors()]
        if any(ancestor.tag in _OUTSIDE_CONTENT for ancestor in line):
            continue
        for ancestor in line:
            masses[ancestor] = masses.get(ancestor, 0) + mass
    return masses


def _heir(
    here: etree._Element, masses: dict[etree._Element, int], total: int, tables: Sequence[etree._Element]
) -> etree._Element | None:
    """The child to descend to; None if `here` is the innermost element that holds everything needed."""
    for child in here:
        if child.tag not in (*_CONTAINERS, "table", "tbody", "tr", "center", "body", "span", "font"):
            continue
        holds_tables = all(_is_inside(table, child) for table in tables)
        if holds_tables and masses.get(child, 0) >= total * _NEARLY_ALL and (tables or masses.get(child)):
            return child
    return None
