"""Ways to find further pages of a list that several families share."""

import re
from collections.abc import Iterator, Mapping, Set
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from lxml.etree import XPath
from parsel import Selector
from scrapy.http import HtmlResponse, TextResponse

from gxcrawl.portals.addresses import NO_ADDRESS, without_session
from gxcrawl.portals.pages.lists.counted import before_last, next_by_address, next_counted, next_of_pager
from gxcrawl.portals.pages.lists.pressed import (
    NEXT,
    called,
    chosen_next,
    last_page_in,
    pressed_next,
    sent_with,
    typed_next,
)
from gxcrawl.portals.pages.lists.widgets import next_of_attributes, next_of_widget
from gxcrawl.portals.pages.markup.links import absolute, asked_as, attribute, base_address, link_of, names_report
from gxcrawl.portals.pages.markup.shapes import ListRequest
from gxcrawl.portals.pages.markup.words import body_text, text_of
from gxcrawl.portals.pages.scripts.calls import openers_of
from gxcrawl.portals.pages.scripts.encoded import decoded_markup
from gxcrawl.portals.pages.scripts.submitted import submitted

_IS_NUMBER = (
    "(@href or @onclick or @*[starts-with(name(), 'data-')])"
    " and (string-length(normalize-space(.)) < 4 and number(normalize-space(.)) > 0"
    " or string-length(normalize-space(.)) < 7 and starts-with(normalize-space(.), '第') and contains(., '页'))"
)
_ELEMENTS: Any = XPath("//*")
_CLICKS = "self::a or ((self::li or self::span) and @onclick)"
# Compiled, and on lxml's own elements: a page has hundreds of links
_NUMBERS: Any = XPath(f"boolean(//*[{_CLICKS}][{_IS_NUMBER}])")
CLICKABLE: Any = XPath("//*[self::a and (@href or @tagname) or @onclick]")
# innermost first: elements around a pager contain its numbers too, but not that of the page shown
_PAGERS = f"//*[*[{_CLICKS}][{_IS_NUMBER}]]", f"//*[*/a[{_IS_NUMBER}]]"
_MAY_BE_SHOWN = "*[self::span or self::b or self::strong or self::em or self::i or self::font or self::li or self::a]"
TURNED_TO = re.compile(r"\w\(\s*[\"']?(\d{1,3})[\"']?\s*\)")  # "toPage(4)"
_LOADS = re.compile(r"\W*(?:点击)?(?:加载|显示)更多\W*")  # with an address of its own: `data-url="/nb/more?page=2"`
_ARROW = re.compile(r"[›»→>▶►\s]{1,4}")
_FIGURES = "〇一二三四五六七八九"
_NUMBER = re.compile(rf"[\s\[【(]*(?:(?:第\s?)?(\d{{1,3}})(?:\s?页)?|第([{_FIGURES}])页)[\s\]】)]*")
# the source of every page with a link that `NEXT` matches contains one of these
NEXT_WORDS = (
    *("一页", "一 页", "一\u3000页", "一&nbsp;页", "一頁", "1页", "一年", "下页", "后页", "加载更多", "显示更多"),
    *("往后", "较早", "更早", "lder", "next", "Next", "NEXT", "xiayiye"),
    *("▶", "►", "›", "»", "&gt;", "&#", "&rsaquo;", "&raquo;", ">></", ">>></"),
)


def next_link(page: TextResponse) -> ListRequest | None:
    """The page linked as 下一页 or by the pager's next number; None if there is none, or it leads back to this page."""
    linked = (_called_next, _told_next, pressed_next, chosen_next, _next_number, before_last, next_by_address)
    scripted = (next_of_widget, next_of_attributes, typed_next, next_counted, next_of_pager, _next_encoded)
    return next((asked for way in (*linked, *scripted) if (asked := way(page))), None)


def _called_next(page: TextResponse) -> ListRequest | None:
    if not may_be_called_next(page):
        return None
    clickable = (*CLICKABLE(page.selector.root), *openers_of(page).of_own_click)
    for element in _behind_rows(page, [one for one in clickable if is_called_next(one)]):
        asked = asked_by(page, Selector(root=element))
        if asked and not (leads_here(page, asked) or _is_beyond(page, element, asked) or _skips(page, element, asked)):
            return asked
    return None


def may_be_called_next(page: TextResponse) -> bool:
    """True if the source of a page contains a word used for links to the next page."""
    return any(word in page.text for word in NEXT_WORDS)


def is_called_next(element: Any) -> bool:
    """True if an element is called 下一页, 加载更多 or › and is enabled."""
    name = called(element) if element.get("disabled") is None else ""
    return bool(NEXT.match(name) or _LOADS.fullmatch(name))


def _behind_rows(page: TextResponse, pagers: list[Any]) -> list[Any]:
    """Pager elements, those after a row of a report first, because a block of news has its own pager."""
    if len(pagers) < 2:
        return pagers
    places = {element: place for place, element in enumerate(_ELEMENTS(page.selector.root))}
    rows = (places[a] for a in page.selector.root.iter("a") if names_report(a))
    first = next(rows, 0)
    return sorted(pagers, key=lambda element: places[element] < first)


def _told_next(page: TextResponse) -> ListRequest | None:
    """`<link rel="next" href="…">` in the head of the page, `<a rel="next">` in its pager."""
    href = page.xpath("(//link | //a)[@rel='next']/@href").get() if "next" in page.text else None
    url = absolute(base_address(page), href) if href else None
    return ListRequest(url) if url and url != page.url else None


def _is_beyond(page: TextResponse, element: Any, asked: ListRequest) -> bool:
    """True if a script's 下一页 leads past the last page number beside it, or past the number of pages stated.

    Browsers would not follow it either: with "共3页", the function does nothing for `toPage(4)`.
    """
    holder = element.getparent()
    if element.get("href", "#").startswith(NO_ADDRESS) and holder is not None:
        if passes_count(page, element):
            return True
        numbers = dict(_numbered_links(page, Selector(root=holder)))
        return len(numbers) > 1 and asked.address not in {one.address for one in numbers.values()}
    return False


def _skips(page: TextResponse, element: Any, asked: ListRequest) -> bool:
    """True if an arrow leads past the next page number: in "1 2 3 >>", to the page after 3."""
    holder = element.getparent()
    if holder is None or not _ARROW.fullmatch(called(element)):
        return False
    linked = dict(_numbered_links(page, Selector(root=holder)))
    following = _after(_shown(page, Selector(root=holder), linked), linked)
    return following is not None and following.address != asked.address


def passes_count(page: TextResponse, element: Any) -> bool:
    """True if a link calls a function with a number above the stated number of pages."""
    turned = TURNED_TO.search(element.get("onclick") or element.get("href") or "")
    said = last_page_in(body_text(page)) if turned else None
    return turned is not None and said is not None and int(turned[1]) > said


def asked_by(page: TextResponse, anchor: Selector) -> ListRequest | None:
    """The request made by a click: an address, or a form sent by a script."""
    url = absolute(base_address(page), link_of(anchor, openers_of(page)))
    if url:
        return ListRequest(asked_as(page, url))
    return submitted(page, anchor.root, attribute(anchor, "onclick") or attribute(anchor, "href"))


def _next_number(page: TextResponse) -> ListRequest | None:
    """In a row of anchors 1 2 3 …, the one after the page shown, whose number links here or is no link.

    If all are links and none leads here, the page shown is the first, requested in another way.
    """
    if not _NUMBERS(page.selector.root):
        return None
    pagers = (one for way in _PAGERS for one in _behind_rows(page, [found.root for found in page.xpath(way)]))
    for pager in (Selector(root=one) for one in pagers):
        linked = dict(_numbered_links(page, pager))
        here = _shown(page, pager, linked) or ({1} if linked.keys() >= {1, 2} else set())
        following = _after(here, linked)
        if following is not None and not leads_here(page, following):
            return following
    return None


def _after(shown: Set[int], linked: Mapping[int, ListRequest]) -> ListRequest | None:
    """The page after a number that may be the current one; None if there are several or none."""
    following = [linked[number + 1] for number in shown if number + 1 in linked]
    return following[0] if len(following) == 1 else None


def _shown(page: TextResponse, pager: Selector, linked: Mapping[int, ListRequest]) -> set[int]:
    """The numbers of a pager that may be the current page: one that links here, led here, or is no link."""
    here = {number for number, asked in linked.items() if leads_here(page, asked)} or _sent(page, linked)
    # totals of rows or pages are unlinked too, but no link follows them
    return here or {_number(text_of(part.root)) for part in pager.xpath(_MAY_BE_SHOWN)} - {0, *linked}


def _sent(page: TextResponse, linked: Mapping[int, ListRequest]) -> set[int]:
    """The number whose form led to the page, by the fields in which the forms of a pager differ."""
    fields = {number: dict(parse_qsl(asked.body)) for number, asked in linked.items() if asked.body}
    names = {name for sent in fields.values() for name in sent}
    telling = {name for name in names if len({sent.get(name) for sent in fields.values()}) > 1}
    brought = sent_with(page) if telling else {}
    return {
        number for number, sent in fields.items() if telling and all(sent[one] == brought.get(one) for one in telling)
    }


def _next_encoded(page: TextResponse) -> ListRequest | None:
    """The next page of a pager that is encoded in the page as Base64, or escaped in a script."""
    markup = decoded_markup(page)
    body = f"<html><body>{markup}</body></html>".encode(errors="replace")
    return next_link(HtmlResponse(page.url, body=body, encoding="utf-8", request=page.request)) if markup else None


def leads_here(page: TextResponse, asked: ListRequest) -> bool:
    """True if a request is for the page shown; the order of query fields does not matter."""
    parts, own = urlsplit(without_session(asked.address)), urlsplit(without_session(page.url))
    return parts == own or (
        parts._replace(query="") == own._replace(query="")
        and sorted(parse_qsl(parts.query, keep_blank_values=True))
        == sorted(parse_qsl(own.query, keep_blank_values=True))
    )


def _numbered_links(page: TextResponse, pager: Selector) -> Iterator[tuple[int, ListRequest]]:
    for anchor in pager.xpath(f"*[{_CLICKS}][{_IS_NUMBER}] | */a[{_IS_NUMBER}]"):
        number = _number(anchor.xpath("string(.)").get() or "")
        asked = asked_by(page, anchor) if number else None
        if asked is not None:
            yield number, asked


def _number(words: str) -> int:
    """The page number in the words 3, [3], 第3页, 第三页; 0 for other words."""
    found = _NUMBER.fullmatch(words)
    return (int(found[1]) if found[1] else _FIGURES.index(found[2])) if found else 0
