"""Further pages of a list, and rows, that a page offers without an address, so that only its scripts can open them."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml.etree import XPath
from parsel import Selector
from scrapy.http import TextResponse

from gxcrawl.portals.addresses import NO_ADDRESS
from gxcrawl.portals.pages.lists.paging import NEXT_WORDS, TURNED_TO, asked_by, passes_count
from gxcrawl.portals.pages.lists.pressed import NEXT, PAGE_SHOWN, called, pages_said_in
from gxcrawl.portals.pages.markup.links import absolute, anchor_title, attribute, base_address, link_of, names_report
from gxcrawl.portals.pages.markup.words import all_words_in, body_text, is_number, unspaced, words_in
from gxcrawl.portals.pages.scripts.calls import openers_of
from gxcrawl.portals.titles import judge_title

# "点击加载更多": a button without address
_LOADS_MORE = re.compile(r"\W*(?:点击)?(?:加载|显示|查看|展开)更多\W*")
_SECOND = 2
_CALLED_WITH = re.compile(r"\w\(([^()]{1,80})\)")
_SAYS_LITTLE = 60  # characters
# elements that Vue, React, Angular, Nuxt and Next leave empty, and their messages to browsers without scripts
_APPLICATION: Any = XPath(
    "boolean(//*[@id='app' or @id='root' or @id='__nuxt' or @id='__next' or self::app-root][not(.//a)]"
    " | //noscript[contains(., 'JavaScript')])"
)
_SHOWN: Any = XPath("//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]")
_PAGE = re.compile(r"第\s?\d{1,3}\s?页")
# "2" beside "1", both without address: where a script turns the pages
_SECOND_OF_ROW: Any = XPath(
    "//*[self::a or self::span or self::li or self::button or self::em or self::b or self::i]"
    "[normalize-space(.) = '2'][preceding-sibling::*[1][normalize-space(.) = '1']]"
)
_NAMED_NEXT: Any = XPath("//*[self::a or self::button or @onclick or (self::span or self::li) and not(*)]")
_CALLED_PAGER = re.compile(r"(?<!swiper-)(?<!slide-)pag(?:e|ina|ing)|fenye|\bfy\b|\bpg", re.IGNORECASE)
_PAGER_SIGNS = re.compile(r"页|[›»]|>>")
_LONGEST_PAGER = 80
_OFF = re.compile(r"disab|gray|grey|none|\boff\b|noclick|\bend\b|no-?more", re.IGNORECASE)
# whatever is clicked, also where a script binds the click from outside: `$('#more').click(…)`
_CLICKED = "//*[self::button or not(*/*) and (@onclick or starts-with(@href, 'javascript') or contains(., '更多'))]"


def hidden_pages(page: TextResponse) -> str | None:
    """One line if a page says that more pages follow and only its scripts can request them; else None.

    A pager without addresses is not enough, since the only page of a list may have one: it must state the number of
    pages or, beside reports, have a number after the page shown.
    """
    reports = any(map(names_report, page.selector.root.iter("a")))
    more = (part for part in page.xpath(_CLICKED) if _LOADS_MORE.fullmatch(words_in(part.root)))
    if reports and any(asked_by(page, part) is None for part in more):
        return "list needs a browser: a script loads more rows on a click, only the first could be read"
    shown = (_pages_numbered, _page_called, _pages_to_choose) if reports else ()
    pages = max(_pages_said(page), *(way(page) for way in shown), 0)
    if pages < _SECOND:
        return None
    return f"list needs a browser: a script turns its {pages} pages, only the first could be read"


def _pages_said(page: TextResponse) -> int:
    """The number of pages stated in words, if a script turns them and this is not the last; otherwise 0."""
    turned = [one for one in _closed_next(page) if one.get("onclick") or "javascript:" in one.get("href", "")]
    words = body_text(page) if turned else ""
    pages, shown = pages_said_in(words) or 0, PAGE_SHOWN.search(words)
    return 0 if shown and int(shown[1]) >= pages else pages


def _page_called(page: TextResponse) -> int:
    """The page number in a 下一页 that calls a function without an address: `load(2)`; 0 if there is none."""
    closed = (one for one in _closed_next(page) if not (_is_off(one) or asked_by(page, Selector(root=one))))
    handlers = (one.get("onclick") or one.get("href") or "" for one in closed)
    return max(map(_turned_to, handlers), default=0)


def _turned_to(handler: str) -> int:
    """The page to which a handler of a first page turns: `load(2)`, or `query(15, 2)` with the rows of a page; 0 if
    none.
    """
    alone, among = TURNED_TO.search(handler), _CALLED_WITH.search(handler)
    second = among is not None and str(_SECOND) in re.findall(r"\w+", among[1])
    return int(alone[1]) if alone else _SECOND if second else 0


def _pages_to_choose(page: TextResponse) -> int:
    """The number of pages in a menu, 第1页 to 第3页, whose first is shown; 0 if there is no such menu.

    In a pager, their numbers are enough.
    """
    for menu in page.xpath("//select[count(option) > 1]"):
        options = menu.xpath("option")
        words = [words_in(option.root) for option in options]
        counted = words == [str(number) for number in range(1, len(words) + 1)] and _is_pager(menu.root)
        if (counted or all(map(_PAGE.fullmatch, words))) and options[-1].root.get("selected") is None:
            return len(options)
    return 0


def has_closed_next(page: TextResponse) -> bool:
    """True if a page has a 下一页 without an address, which a script may open."""
    return any(word in page.text for word in NEXT_WORDS) and any(not _is_off(one) for one in _closed_next(page))


def _closed_next(page: TextResponse) -> Iterator[Any]:
    for element in _NAMED_NEXT(page.selector.root):
        closed = (element.get("href") or "#").startswith(NO_ADDRESS)
        if closed and NEXT.match(called(element)) and not passes_count(page, element):
            yield element


def _pages_numbered(page: TextResponse) -> int:
    """Number of further pages shown by a pager without links; 0 if there is no such pager.

    The page shown is the first.
    """
    for second in _SECOND_OF_ROW(page.selector.root):
        row = [one for one in second.getparent() if isinstance(one.tag, str)]
        at = row.index(second)
        before = all_words_in(row[at - 1]) if at else ""
        linked = (asked_by(page, Selector(root=one)) for part in row[at - 1 : at + 1] for one in part.iter("a"))
        if before == "1" and _is_pager(second) and not any(linked):
            numbers = (int(words) for one in row[at:] if is_number(words := all_words_in(one)))
            return max(numbers)
    return _SECOND if any(one.get("data-page") == str(_SECOND) for one in _closed_next(page)) else 0


def _is_pager(number: Any) -> bool:
    """True if a number stands in an element named as a pager, or beside a pager's words and signs; not in slides or
    steps.
    """
    for holder in islice(number.iterancestors(), 2):
        words = all_words_in(holder)
        if _CALLED_PAGER.search(f"{holder.get('class', '')} {holder.get('id', '')}") or (
            len(words) < _LONGEST_PAGER and _PAGER_SIGNS.search(words)
        ):
            return True
    return False


def _is_off(element: Any) -> bool:
    """True if a button is marked as inactive, as on the last page."""
    marks = " ".join(element.get("class", "") for element in (element, element.getparent()))
    return element.get("disabled") is not None or _OFF.search(marks) is not None


def closed_rows(page: TextResponse) -> str | None:
    """One line for the failure, if a page names reports behind links without an address, which only its scripts can
    follow.
    """
    base, openers = base_address(page), openers_of(page)
    links = page.xpath("//*[self::a or @onclick]")
    titles = {title for link in links if judge_title(title := anchor_title(link)) == "report"}
    if not titles or any(absolute(base, link_of(a, openers)) for a in links if anchor_title(a) in titles):
        return None
    return f"list needs a browser: a script opens its {len(titles)} rows, such as {min(titles)}"


def drawn_by_scripts(page: TextResponse) -> str | None:
    """One line for the failure, if a page is the empty frame into which an application draws everything, or links
    reports and their columns only as routes of one: `#/list/123`.
    """
    routes = page.xpath("//a[contains(@href, '#/') or contains(@href, '#!/')]") if "#" in page.text else ()
    named = ((anchor_title(route), attribute(route, "href")) for route in routes)
    if route := next((f"{name}, {href}" for name, href in named if judge_title(name) in ("report", "column")), None):
        return f"page needs a browser: its links are routes of an application, such as {route}"
    if not _APPLICATION(page.selector.root) or len(unspaced(_SHOWN(page.selector.root))) > _SAYS_LITTLE:
        return None
    return "page needs a browser: its scripts draw all of it, and what they ask the server for cannot be read from them"


def needs_browser(page: TextResponse) -> str | None:
    """One line for the failure, if only a page's scripts can open its rows, or draw them; else None."""
    return closed_rows(page) or drawn_by_scripts(page)
