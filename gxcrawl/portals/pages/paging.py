"""Further pages of a list, found in ways that several families share."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from lxml.etree import XPath
from parsel import Selector
from scrapy.http import TextResponse

from gxcrawl.portals.addresses import is_article_address, joined, without_session
from gxcrawl.portals.marks import Marks
from gxcrawl.portals.pages.openers import openers_of
from gxcrawl.portals.pages.pressed import NEXT, PAGES_SAID, chosen_next, pressed_next, typed_next
from gxcrawl.portals.pages.rows import absolute, asked_as, attribute, base_address, link_of, words_of
from gxcrawl.portals.pages.shapes import ListRequest
from gxcrawl.portals.pages.submitted import submitted
from gxcrawl.portals.pages.widgets import next_of_widget
from gxcrawl.portals.pages.words import is_number, one_line

_IS_NUMBER = "(@href or @onclick) and string-length(normalize-space(.)) < 4 and number(normalize-space(.)) > 0"
_CLICKS = "self::a or ((self::li or self::span) and @onclick)"
# Compiled, and on lxml's own elements: a page has hundreds of links
_NUMBERS: Any = XPath(f"boolean(//*[{_CLICKS}][{_IS_NUMBER}])")
_CLICKABLE: Any = XPath("//a[@href] | //*[@onclick]")
_WORDS: Any = XPath("string(.)")
_PICTURE: Any = XPath("string(.//img/@alt)")
_ARROW: Any = XPath("string(.//img/@src)")
_NEXT_ARROW = re.compile(
    r"(?:^|[/_-])(?:page|btn)?_?(?:next|xiayiye)(?:_?page)?\d?\.(?:gif|png|jpe?g|svg)$", re.IGNORECASE
)
_UNLINKED = (
    "*[self::span or self::b or self::strong or self::em or self::li or self::a][not(@href) and not(.//a[@href])]"
)
# "totalPage:5", "var pageCount = '5'": pages that a script of the page counts
_COUNTED = re.compile(
    r"\b(?:totalPages?|pageCount|countPage|pageTotal)[\"']?\s*[:=]\s*[\"']?(\d{1,3})\b", re.IGNORECASE
)
_COUNTING_WORDS = ("totalpage", "pagecount", "countpage", "pagetotal")  # in small letters, one of each such text
# /nw12344/ · /nw12344/index.html · /nw12344/index_2.html
_STATIC = re.compile(r"^(.*/)(?:([A-Za-z]\w*?)(?:_(\d{1,3}))?\.(s?html?))?$")
# "new Pager({size:3, current:0, prefix:'index', suffix:'shtml'})": pages counted from 0
_PAGER = Marks(r"\bPager\(\s*\{([^{}]{10,200})\}", "Pager(")
_OPTION = re.compile(r"(\w+)[\"']?\s*:\s*[\"']?([\w-]+)")
_TURNED_TO = re.compile(r"\w\(\s*[\"']?(\d{1,3})[\"']?\s*\)")  # "toPage(4)"
_LOADS = re.compile(r"\W*(?:点击)?(?:加载|显示)更多\W*")  # with an address of its own: `data-url="/nb/more?page=2"`
# one of them stands in the source of each page that has a link which `NEXT` matches
NEXT_WORDS = (
    *(
        "一页",
        "一年",
        "下页",
        "后页",
        "加载更多",
        "显示更多",
        "往后",
        "较早",
        "更早",
        "lder",
        "next",
        "Next",
        "NEXT",
        "xiayiye",
    ),
    *("›", "»", "&gt;", "&#", "&rsaquo;", "&raquo;", ">></", ">>></"),
)


def next_link(page: TextResponse) -> ListRequest | None:
    """The page that an anchor called 下一页, or the pager's next number, leads to.

    None where there is none, or it leads back to this page.
    """
    linked = (_called_next, _told_next, pressed_next, chosen_next, _next_number)
    scripted = (next_of_widget, _next_counted, _next_of_pager, typed_next)
    return next((asked for way in (*linked, *scripted) if (asked := way(page))), None)


def called(element: Any) -> str:
    """What an element is called: its words, its title or a button's label, the words that stand for its picture."""
    label = element.get("title") or (element.get("value") if element.tag == "input" else "") or ""
    words = one_line(_WORDS(element)) or one_line(label) or one_line(_PICTURE(element))
    return words or ("下一页" if _NEXT_ARROW.search(_ARROW(element)) else "")  # "/images/next.gif"


def _called_next(page: TextResponse) -> ListRequest | None:
    if not any(word in page.text for word in NEXT_WORDS):
        return None
    for element in _CLICKABLE(page.selector.root):
        if NEXT.match(name := called(element)) or _LOADS.fullmatch(name):
            asked = asked_by(page, Selector(root=element))
            if asked and not _leads_here(page, asked) and not _is_beyond(page, element, asked):
                return asked
    return None


def _told_next(page: TextResponse) -> ListRequest | None:
    """`<link rel="next" href="…">` in the head of the page, `<a rel="next">` in its pager."""
    href = page.xpath("(//link | //a)[@rel='next']/@href").get() if "next" in page.text else None
    url = absolute(base_address(page), href) if href else None
    return ListRequest(url) if url and url != page.url else None


def _is_beyond(page: TextResponse, element: Any, asked: ListRequest) -> bool:
    """Whether a script's 下一页 leads past the last of the numbers beside it, which a browser would not follow.

    Or past the count that the page prints: "共3页", and `toPage(4)`, which that function would not open.
    """
    holder = element.getparent()
    if element.get("href", "#").startswith(("#", "javascript:")) and holder is not None:
        if passes_count(page, element):
            return True
        numbers = dict(_numbered_links(page, Selector(root=holder)))
        return len(numbers) > 1 and asked.address not in {one.address for one in numbers.values()}
    return False


def passes_count(page: TextResponse, element: Any) -> bool:
    """Whether a link calls a function with a number above that of the pages which are said to be."""
    turned = _TURNED_TO.search(element.get("onclick") or element.get("href") or "")
    said = PAGES_SAID.search(page.xpath("string(//body)").get() or "") if turned else None
    return turned is not None and said is not None and int(turned[1]) > int(said[1] or said[2])


def asked_by(page: TextResponse, anchor: Selector) -> ListRequest | None:
    """What a click asks for: an address, or a form that a script sends."""
    url = absolute(base_address(page), link_of(anchor, openers_of(page.text)))
    if url:
        return ListRequest(asked_as(page, url))
    return submitted(page, anchor.root, attribute(anchor, "onclick") or attribute(anchor, "href"))


def _next_number(page: TextResponse) -> ListRequest | None:
    """In a row of anchors 1 2 3 … the one after the page shown: the number that links here, or that is no link.

    Where all are links and none leads here, this is the first, asked for in other words.
    """
    if not _NUMBERS(page.selector.root):
        return None
    for pager in page.xpath(f"//*[*[{_CLICKS}][{_IS_NUMBER}] or */a[{_IS_NUMBER}]]"):
        linked = dict(_numbered_links(page, pager))
        here = {number for number, asked in linked.items() if _leads_here(page, asked)}
        shown = ("".join(words_of(part)).strip() for part in pager.xpath(_UNLINKED))
        # what counts rows or pages stands unlinked beside the page shown, but no link follows it
        here = here or {int(text) for text in shown if is_number(text) and int(text) not in linked}
        here = here or ({1} if linked.keys() >= {1, 2} else set())
        following = [linked[number + 1] for number in here if number + 1 in linked]
        if len(following) == 1 and not _leads_here(page, following[0]):
            return following[0]
    return None


def _leads_here(page: TextResponse, asked: ListRequest) -> bool:
    return without_session(asked.address) == without_session(page.url)


def _next_counted(page: TextResponse) -> ListRequest | None:
    """The static page after this one, `index_2` after `index`, where a script counts the pages of a list."""
    text, shown = page.text.lower(), _STATIC.match(page.url)
    counted = _COUNTED.search(page.text) if any(word in text for word in _COUNTING_WORDS) else None
    if counted is None or shown is None:
        return None
    number = int(shown[3] or 1)
    links = page.xpath("//a/@href").getall()
    if number >= int(counted[1]) or not any(is_article_address(urljoin(page.url, link)) for link in links):
        return None
    return ListRequest(f"{shown[1]}{shown[2] or 'index'}_{number + 1}.{shown[4] or 'html'}")


def _next_of_pager(page: TextResponse) -> ListRequest | None:
    found = _PAGER.search(page.text)
    options = dict(_OPTION.findall(found[1])) if found else {}
    size, current = (options.get(name, "") for name in ("size", "current"))
    if not (size.isdecimal() and current.isdecimal() and int(current) + 1 < int(size)):
        return None
    prefix, suffix = options.get("prefix", "index"), options.get("suffix", "html")
    return ListRequest(joined(page.url, f"{prefix}_{int(current) + 1}.{suffix}"))


def _numbered_links(page: TextResponse, pager: Selector) -> Iterator[tuple[int, ListRequest]]:
    for anchor in pager.xpath(f"*[{_CLICKS}][{_IS_NUMBER}] | */a[{_IS_NUMBER}]"):
        text = one_line(anchor.xpath("string(.)").get() or "").strip("[]【】 ")
        asked = asked_by(page, anchor) if is_number(text) else None
        if asked is not None:
            yield int(text), asked
