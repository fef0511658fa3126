"""Further pages of a list, found in ways that several families share."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from lxml.etree import XPath
from parsel import Selector
from scrapy.http import TextResponse

from gxcrawl.portals.addresses import is_article_address, joined, without_session
from gxcrawl.portals.marks import Marks
from gxcrawl.portals.pages.openers import openers_of
from gxcrawl.portals.pages.pressed import NEXT, PAGE_SHOWN, PAGES_SAID, chosen_next, pressed_next, typed_next
from gxcrawl.portals.pages.rows import absolute, anchor_title, asked_as, attribute, base_address, link_of, words_of
from gxcrawl.portals.pages.shapes import ListRequest
from gxcrawl.portals.pages.submitted import submitted
from gxcrawl.portals.pages.widgets import next_of_widget
from gxcrawl.portals.pages.words import is_number, one_line
from gxcrawl.portals.titles import judge_title

_IS_NUMBER = "(@href or @onclick) and string-length(normalize-space(.)) < 4 and number(normalize-space(.)) > 0"
_CLICKS = "self::a or ((self::li or self::span) and @onclick)"
# Compiled, and on lxml's own elements: a page has hundreds of links
_NUMBERS: Any = XPath(f"boolean(//*[{_CLICKS}][{_IS_NUMBER}])")
_CLICKABLE: Any = XPath("//a[@href] | //*[@onclick]")
_WORDS: Any = XPath("string(.)")
_PICTURE: Any = XPath("string(.//img/@alt)")
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
# "点击加载更多": a button without address
_LOADS_MORE = re.compile(r"\W*(?:点击)?(?:加载|显示|查看|展开)更多\W*")
_TURNED_TO = re.compile(r"\w\(\s*[\"']?(\d{1,3})[\"']?\s*\)")  # "toPage(4)"
_LOADS = re.compile(r"\W*(?:点击)?(?:加载|显示)更多\W*")  # with an address of its own: `data-url="/nb/more?page=2"`
_SECOND = 2
# "2" beside "1", both without address: where a script turns the pages
_SECOND_OF_ROW: Any = XPath(
    "//*[self::a or self::span or self::li or self::button or self::em or self::b or self::i]"
    "[normalize-space(.) = '2'][preceding-sibling::*[1][normalize-space(.) = '1']]"
)
_NAMED_NEXT: Any = XPath("//a | //button | //*[@onclick] | //span[not(*)] | //li[not(*)]")
_CALLED_PAGER = re.compile(r"(?<!swiper-)(?<!slide-)pag(?:e|ina|ing)|fenye|\bpg", re.IGNORECASE)
_PAGER_SIGNS = re.compile(r"页|[›»]|>>")
_LONGEST_PAGER = 80
_OFF = re.compile(r"disab|gray|grey|none|\boff\b|noclick|\bend\b|no-?more", re.IGNORECASE)
# whatever is clicked, also where a script binds the click from outside: `$('#more').click(…)`
_CLICKED = "//*[@onclick or starts-with(@href, 'javascript') or contains(., '更多')][not(*/*)] | //button"
# one of them stands in the source of each page that has a link which `NEXT` matches
_NEXT_WORDS = (
    *("一页", "下页", "后页", "加载更多", "显示更多", "往后", "较早", "更早", "lder", "next", "Next", "NEXT"),
    *("›", "»", "&gt;", "&#", "&rsaquo;", "&raquo;", ">></", ">>></"),
)


def next_link(page: TextResponse) -> ListRequest | None:
    """The page that an anchor called 下一页, or the pager's next number, leads to.

    None where there is none, or it leads back to this page.
    """
    linked = (_called_next, _told_next, pressed_next, chosen_next, _next_number)
    scripted = (next_of_widget, _next_counted, _next_of_pager, typed_next)
    return next((asked for way in (*linked, *scripted) if (asked := way(page))), None)


def hidden_pages(page: TextResponse) -> str | None:
    """One line where a page says that more pages follow and only its scripts know how to ask for them.

    Not where it merely shows a pager without addresses, as the only page of a list does too: one that says how many
    there are or, beside reports, counts from the page shown to a second.
    """
    reports = any(judge_title(attribute(a, "title") or _name(a.root)) == "report" for a in page.xpath("//a[@href]"))
    if reports and any(_LOADS_MORE.fullmatch(one_line("".join(words_of(part)))) for part in page.xpath(_CLICKED)):
        return "list needs a browser: a script loads more rows on a click, only the first could be read"
    pages = max(_pages_said(page), _pages_numbered(page) if reports else 0)
    if pages < _SECOND:
        return None
    return f"list needs a browser: a script turns its {pages} pages, only the first could be read"


def _pages_said(page: TextResponse) -> int:
    """How many pages there are by a page's words, where a script turns them and this is not the last; 0 without."""
    turned = [one for one in _closed_next(page) if one.get("onclick") or "javascript:" in one.get("href", "")]
    words = page.xpath("string(//body)").get() or "" if turned else ""
    said, shown = PAGES_SAID.search(words), PAGE_SHOWN.search(words)
    pages = int(said[1] or said[2]) if said else 0
    return 0 if shown and int(shown[1]) >= pages else pages


def has_closed_next(page: TextResponse) -> bool:
    """Whether a page has a 下一页 without an address, which a script may turn."""
    return any(word in page.text for word in _NEXT_WORDS) and any(not _is_off(one) for one in _closed_next(page))


def _closed_next(page: TextResponse) -> Iterator[Any]:
    for element in _NAMED_NEXT(page.selector.root):
        closed = (element.get("href") or "#").startswith(("#", "javascript:"))
        if closed and NEXT.match(_name(element)) and not _passes_count(page, element):
            yield element


def _pages_numbered(page: TextResponse) -> int:
    """How many pages a pager counts beside the one shown, the first, none of which has an address; 0 without one."""
    for second in _SECOND_OF_ROW(page.selector.root):
        row = [one for one in second.getparent() if isinstance(one.tag, str)]
        at = row.index(second)
        before = one_line(_WORDS(row[at - 1])) if at else ""
        linked = (_asked_by(page, Selector(root=one)) for part in row[at - 1 : at + 1] for one in part.iter("a"))
        if before == "1" and _is_pager(second) and not any(linked):
            numbers = (int(words) for one in row[at:] if is_number(words := one_line(_WORDS(one))))
            return max(numbers)
    return _SECOND if any(one.get("data-page") == str(_SECOND) for one in _closed_next(page)) else 0


def _is_pager(number: Any) -> bool:
    """Whether a number stands in what is called a pager, or beside words and signs of one: not in a slide or a step."""
    for holder in islice(number.iterancestors(), 2):
        words = one_line(_WORDS(holder))
        if _CALLED_PAGER.search(f"{holder.get('class', '')} {holder.get('id', '')}") or (
            len(words) < _LONGEST_PAGER and _PAGER_SIGNS.search(words)
        ):
            return True
    return False


def _is_off(element: Any) -> bool:
    """Whether a button is marked as one that does nothing now, as on the last page."""
    marks = " ".join(element.get("class", "") for element in (element, element.getparent()))
    return element.get("disabled") is not None or _OFF.search(marks) is not None


def closed_rows(page: TextResponse) -> str | None:
    """One line where a page names reports behind links without an address, which only its scripts can follow."""
    base, openers = base_address(page), openers_of(page.text)
    links = page.xpath("//a | //*[@onclick]")
    titles = {title for link in links if judge_title(title := anchor_title(link)) == "report"}
    if not titles or any(absolute(base, link_of(a, openers)) for a in links if anchor_title(a) in titles):
        return None
    return f"list needs a browser: a script opens its {len(titles)} rows, such as {min(titles)}"


def _name(element: Any) -> str:
    """What an element is called: its words, its title or a button's label, the words that stand for its picture."""
    label = element.get("title") or (element.get("value") if element.tag == "input" else "") or ""
    return one_line(_WORDS(element)) or one_line(label) or one_line(_PICTURE(element))


def _called_next(page: TextResponse) -> ListRequest | None:
    if not any(word in page.text for word in _NEXT_WORDS):
        return None
    for element in _CLICKABLE(page.selector.root):
        if NEXT.match(name := _name(element)) or _LOADS.fullmatch(name):
            asked = _asked_by(page, Selector(root=element))
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
        if _passes_count(page, element):
            return True
        numbers = dict(_numbered_links(page, Selector(root=holder)))
        return len(numbers) > 1 and asked.address not in {one.address for one in numbers.values()}
    return False


def _passes_count(page: TextResponse, element: Any) -> bool:
    """Whether a link calls a function with a number above that of the pages which are said to be."""
    turned = _TURNED_TO.search(element.get("onclick") or element.get("href") or "")
    said = PAGES_SAID.search(page.xpath("string(//body)").get() or "") if turned else None
    return turned is not None and said is not None and int(turned[1]) > int(said[1] or said[2])


def _asked_by(page: TextResponse, anchor: Selector) -> ListRequest | None:
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
        asked = _asked_by(page, anchor) if is_number(text) else None
        if asked is not None:
            yield int(text), asked
