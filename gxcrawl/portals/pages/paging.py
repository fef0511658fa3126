"""Further pages of a list, found in ways that several families share."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from lxml.etree import XPath
from parsel import Selector
from scrapy.http import TextResponse

from gxcrawl.portals.addresses import is_article_address, joined
from gxcrawl.portals.marks import Marks
from gxcrawl.portals.pages.openers import openers_of
from gxcrawl.portals.pages.rows import absolute, asked_as, attribute, base_address, link_of, words_of
from gxcrawl.portals.pages.shapes import ListRequest
from gxcrawl.portals.pages.submitted import submitted
from gxcrawl.portals.pages.words import one_line
from gxcrawl.portals.titles import judge_title

_IS_NUMBER = "(@href or @onclick) and string-length(normalize-space(.)) < 4 and number(normalize-space(.)) > 0"
# Compiled, and on lxml's own elements: a page has hundreds of links
_NUMBERS: Any = XPath(f"boolean(//a[{_IS_NUMBER}])")
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
# /nw12344/ · /nw12344/index.html · /nw12344/index_2.html
_STATIC = re.compile(r"^(.*/)(?:([A-Za-z]\w*?)(?:_(\d{1,3}))?\.(s?html?))?$")
# "new Pager({size:3, current:0, prefix:'index', suffix:'shtml'})": pages counted from 0
_PAGER = Marks(r"\bPager\(\s*\{([^{}]{10,200})\}", "Pager(")
_OPTION = re.compile(r"(\w+)[\"']?\s*:\s*[\"']?([\w-]+)")
# "共5页", "1/5"
_SAID = re.compile(r"共\s*(\d{1,3})\s*页|(?<![\d/])1\s*/\s*(\d{1,3})(?![\d/])")
# "点击加载更多": a button without address
_LOADS_MORE = re.compile(r"\W*(?:点击)?(?:加载|显示|查看|展开)更多\W*")
_CLICKED = "//*[@onclick or starts-with(@href, 'javascript')][not(*/*)] | //button"
_NEXT = re.compile(r"^[\[【<(]*\s*(?:下一?页|后一页|下页|next|next page|›|»|>|>>)\s*[\]】>)]*$", re.IGNORECASE)

# one of them stands in the source of each page that has a link which `_NEXT` matches
_NEXT_WORDS = ("一页", "下页", "next", "Next", "NEXT", "›", "»", "&gt;", "&#", "&rsaquo;", "&raquo;", ">></", ">>></")


def next_link(page: TextResponse) -> ListRequest | None:
    """The page that an anchor called 下一页, or the pager's next number, leads to.

    None where there is none, or it leads back to this page.
    """
    return _called_next(page) or _next_number(page) or _next_counted(page) or _next_of_pager(page)


def hidden_pages(page: TextResponse) -> str | None:
    """One line where a page says that more pages follow and only its scripts know how to ask for them."""
    more = any(_LOADS_MORE.fullmatch(one_line("".join(words_of(part)))) for part in page.xpath(_CLICKED))
    if more and any(judge_title(attribute(a, "title") or _name(a.root)) == "report" for a in page.xpath("//a[@href]")):
        return "list needs a browser: a script loads more rows on a click, only the first could be read"
    called = [a for a in page.xpath("//a") if _NEXT.match(_name(a.root))]
    by_script = any(attribute(a, "onclick") or attribute(a, "href").strip().startswith("javascript:") for a in called)
    said = _SAID.search(page.xpath("string(//body)").get() or "") if by_script else None
    if said is None or int(said[1] or said[2]) < 2:
        return None
    return f"list needs a browser: a script turns its {said[1] or said[2]} pages, only the first could be read"


def _name(element: Any) -> str:
    """What an element is called: its words, its title, or the words that stand for its picture."""
    return one_line(_WORDS(element)) or one_line(element.get("title") or "") or one_line(_PICTURE(element))


def _called_next(page: TextResponse) -> ListRequest | None:
    if not any(word in page.text for word in _NEXT_WORDS):
        return None
    for element in _CLICKABLE(page.selector.root):
        if _NEXT.match(_name(element)):
            asked = _asked_by(page, Selector(root=element))
            if asked and asked.address != page.url:
                return asked
    return None


def _asked_by(page: TextResponse, anchor: Selector) -> ListRequest | None:
    """What a click asks for: an address, or a form that a script sends."""
    url = absolute(base_address(page), link_of(anchor, openers_of(page.text)))
    if url:
        return ListRequest(asked_as(page, url))
    return submitted(page, anchor.root, attribute(anchor, "onclick") or attribute(anchor, "href"))


def _next_number(page: TextResponse) -> ListRequest | None:
    """In a row of anchors 1 2 3 … the one after the page shown: the number that links here, or that is no link."""
    if not _NUMBERS(page.selector.root):
        return None
    for pager in page.xpath(f"//*[count(a[{_IS_NUMBER}]) >= 1 or count(*/a[{_IS_NUMBER}]) >= 2]"):
        linked = dict(_numbered_links(page, pager))
        here = next((number for number, asked in linked.items() if asked.address == page.url), None)
        shown = ("".join(words_of(part)).strip() for part in pager.xpath(_UNLINKED))
        unlinked = [int(text) for text in shown if text.isdecimal() and int(text) not in linked]
        number = here if here is not None else unlinked[0] if len(unlinked) == 1 else None
        if number is not None and number + 1 in linked and linked[number + 1].address != page.url:
            return linked[number + 1]
    return None


def _next_counted(page: TextResponse) -> ListRequest | None:
    """The static page after this one, `index_2` after `index`, where a script counts the pages of a list."""
    counted, shown = _COUNTED.search(page.text), _STATIC.match(page.url)
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
    for anchor in pager.xpath(f"a[{_IS_NUMBER}] | */a[{_IS_NUMBER}]"):
        text = one_line(anchor.xpath("string(.)").get() or "").strip("[]【】 ")
        asked = _asked_by(page, anchor) if text.isdecimal() else None
        if asked is not None:
            yield int(text), asked
