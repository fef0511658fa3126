"""Further pages of a list, found in ways that several families share."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from parsel import Selector
from scrapy.http import TextResponse

from gxcrawl.portals.addresses import is_article_address
from gxcrawl.portals.pages.openers import openers_of
from gxcrawl.portals.pages.rows import absolute, attribute, base_address, link_of, words_of
from gxcrawl.portals.pages.shapes import ListRequest
from gxcrawl.portals.pages.words import one_line
from gxcrawl.portals.titles import judge_title

_IS_NUMBER = "@href and string-length(normalize-space(.)) < 4 and number(normalize-space(.)) > 0"
_UNLINKED = (
    "*[self::span or self::b or self::strong or self::em or self::li or self::a][not(@href) and not(.//a[@href])]"
)
# "totalPage:5", "var pageCount = '5'": pages that a script of the page counts
_COUNTED = re.compile(
    r"\b(?:totalPages?|pageCount|countPage|pageTotal)[\"']?\s*[:=]\s*[\"']?(\d{1,3})\b", re.IGNORECASE
)
# /nw12344/ · /nw12344/index.html · /nw12344/index_2.html
_STATIC = re.compile(r"^(.*/)(?:([A-Za-z]\w*?)(?:_(\d{1,3}))?\.(s?html?))?$")
# "共5页", "1/5"
_SAID = re.compile(r"共\s*(\d{1,3})\s*页|(?<![\d/])1\s*/\s*(\d{1,3})(?![\d/])")
# "点击加载更多": a button without address
_LOADS_MORE = re.compile(r"\W*(?:点击)?(?:加载|显示|查看|展开)更多\W*")
_CLICKED = "//*[@onclick or starts-with(@href, 'javascript')][not(*/*)] | //button"
_NEXT = re.compile(r"^[\[【<(]*\s*(?:下一?页|后一页|下页|next|next page|›|»|>|>>)\s*[\]】>)]*$", re.IGNORECASE)


def next_link(page: TextResponse) -> ListRequest | None:
    """The page that an anchor called 下一页, or the pager's next number, leads to.

    None where there is none, or it leads back to this page.
    """
    return _called_next(page) or _next_number(page) or _next_counted(page)


def hidden_pages(page: TextResponse) -> str | None:
    """One line where a page says that more pages follow and only its scripts know how to ask for them."""
    more = any(_LOADS_MORE.fullmatch(one_line("".join(words_of(part)))) for part in page.xpath(_CLICKED))
    if more and any(judge_title(attribute(a, "title") or _name(a)) == "report" for a in page.xpath("//a[@href]")):
        return "list needs a browser: a script loads more rows on a click, only the first could be read"
    called = [a for a in page.xpath("//a") if _NEXT.match(_name(a))]
    by_script = any(attribute(a, "onclick") or attribute(a, "href").strip().startswith("javascript:") for a in called)
    said = _SAID.search(page.xpath("string(//body)").get() or "") if by_script else None
    if said is None or int(said[1] or said[2]) < 2:
        return None
    return f"list needs a browser: a script turns its {said[1] or said[2]} pages, only the first could be read"


def _name(anchor: Selector) -> str:
    """What an anchor is called: its words, its title, or the words that stand for its picture."""
    told = (anchor.xpath("string(.)").get(), attribute(anchor, "title"), anchor.xpath("string(.//img/@alt)").get())
    return next((name for words in told if (name := one_line(words or ""))), "")


def _called_next(page: TextResponse) -> ListRequest | None:
    for anchor in page.xpath("//a[@href] | //*[@onclick]"):
        if _NEXT.match(_name(anchor)):
            url = absolute(base_address(page), link_of(anchor, openers_of(page.text)))
            if url and url != page.url:
                return ListRequest(url)
    return None


def _next_number(page: TextResponse) -> ListRequest | None:
    """In a row of anchors 1 2 3 … the one after the page shown: the number that links here, or that is no link."""
    for pager in page.xpath(f"//*[count(a[{_IS_NUMBER}]) >= 1 or count(*/a[{_IS_NUMBER}]) >= 2]"):
        linked = dict(_numbered_links(page, pager))
        here = next((number for number, url in linked.items() if url == page.url), None)
        shown = ("".join(words_of(part)).strip() for part in pager.xpath(_UNLINKED))
        unlinked = [int(text) for text in shown if text.isdecimal() and int(text) not in linked]
        number = here if here is not None else unlinked[0] if len(unlinked) == 1 else None
        if number is not None and linked.get(number + 1, page.url) != page.url:
            return ListRequest(linked[number + 1])
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


def _numbered_links(page: TextResponse, pager: Selector) -> Iterator[tuple[int, str]]:
    for anchor in pager.xpath(f"a[{_IS_NUMBER}] | */a[{_IS_NUMBER}]"):
        text = one_line(anchor.xpath("string(.)").get() or "")
        url = absolute(base_address(page), attribute(anchor, "href"))
        if url and text.isdecimal():
            yield int(text), url
