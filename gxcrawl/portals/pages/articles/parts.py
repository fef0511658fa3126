"""Articles that span several pages: finds the next page, and joins the pages."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from lxml import etree
from scrapy.http import HtmlResponse, TextResponse

from gxcrawl.portals.addresses import joined
from gxcrawl.portals.pages.articles.chapters import Chapter, with_heading, without_menu
from gxcrawl.portals.pages.articles.details import find_body
from gxcrawl.portals.pages.markup.javascript.placeholders import PAGE_NAME
from gxcrawl.portals.pages.markup.links import absolute, base_address
from gxcrawl.portals.pages.markup.words import is_number, text_of, words_in
from gxcrawl.text.end_tags import without_early_ends

MOST_PARTS = 40

# An article without any of these has no further page
_SIGNS = ("下一页", "下页", "下一章", "下一节", "下一部分", ">2</a>", "[2]", "createPage", "countPage")
# 'createPageHTML(3, 0, "t20210125_12", "html")', counted from 0; UCAP names an element first and counts from 1
_PAGER = re.compile(
    r"createPage(?:HTML)?\s*\(\s*(?:([\"'][\w-]+[\"'])\s*,\s*)?[\"']?(\d+)[\"']?\s*,\s*[\"']?\d+[\"']?\s*,\s*[\"']([\w-]+)[\"']\s*,\s*[\"'](\w+)[\"']"
)
# "var countPage = 3", beside the stem of the article's own file: counted from 0
_COUNTED = re.compile(r"\bcountPage\s*=\s*[\"']?(\d+)")
_NEXT = re.compile(r"\W*(?:下一?页|后一页)\W*")
_NEXT_CHAPTER = re.compile(r"\W*下一(?:章|节|部分)\W*")
_NUMBER = re.compile(r"\W*第?(\d{1,3})页?\W*")
_PAGER_WORDS = re.compile(r"(?:\W|\d|[上下前后]一?页|首页|尾页|末页|第|共|页|当前|转到)*")
_CELLS = ("td", "th", "tr", "table")
_CHANGING = re.compile(r"[\d\s]+")  # counters of visits differ between pages
_SUFFIX = re.compile(r"[_-](\d{1,3})$")


def next_part(page: TextResponse, first: str, number: int) -> str | None:
    """The address of the article's page after this one; None if it is the last.

    number: of the next page, counted from 1. first: address of the first page, from which those of the others are
    derived: `t1.html`, `t1_1.html`, or `show.asp?id=7`, `show.asp?id=7&page=2`. A link 下一页 to any other address is
    another article; 下一章 is not.
    """
    if not any(sign in page.text for sign in _SIGNS):
        return None
    return _counted(page.text, first, number) or _linked(page, first, number) or _next_chapter(page, first)


def join_parts(
    first: str, texts: Sequence[str], containers: Iterable[str], chapters: Sequence[Chapter] = ()
) -> TextResponse | None:
    """One page with the whole article: its first page, with the bodies of the others appended; None if one has no body.

    A page that repeats an earlier one adds nothing. chapters: set if the pages are chapters; `first` is then one of
    them, or the page that links them.
    """
    pages = [HtmlResponse(first, body=without_early_ends(text).encode(), encoding="utf-8") for text in texts]
    found = [find_body(page, containers) for page in pages]
    bodies = [body.root for body in found if body is not None]
    if len(bodies) < len(pages):
        return None
    said: set[str] = set()
    names = {chapter.url: chapter.name for chapter in chapters}
    headings = [names.pop(first, ""), *names.values()] if names else [""] * len(bodies)
    for body, heading in zip(bodies, headings, strict=True):
        _drop_pagers(body, first)
        without_menu(body, chapters)
        with_heading(body, heading)
        words = _CHANGING.sub("", text_of(body))
        if said and words not in said:
            bodies[0].append(body)
        said.add(words)
    whole = etree.tostring(pages[0].selector.root, encoding="utf-8", method="html")
    return pages[0].replace(body=whole, headers={"Content-Type": "text/html; charset=utf-8"})


def _counted(text: str, first: str, number: int) -> str | None:
    """The next page, from a number of pages that a script gives for the article's own file."""
    name = urlsplit(first).path.rsplit("/", 1)[-1]
    stem, _, suffix = name.rpartition(".")
    for element, pages, of, ending in _PAGER.findall(text):
        if of == stem and number < int(pages):
            return joined(first, f"{stem}_{number + 1 if element else number}.{ending}")
    counted = _COUNTED.search(text) if stem and re.search(rf"[\"'/]{re.escape(stem)}[\"'_]", text) else None
    return joined(first, f"{stem}_{number}.{suffix}") if counted and number < int(counted[1]) else None


def _linked(page: TextResponse, first: str, number: int) -> str | None:
    """The next page, from a link called 下一页 or by its number."""
    here = _place(page.url, first) or 0
    numbered: dict[int, str] = {}
    for words, url in _siblings(page, first):
        if (_place(url, first) or 0) <= here:
            continue
        if _NEXT.fullmatch(words):
            return url
        if found := _NUMBER.fullmatch(words):
            numbered.setdefault(int(found[1]), url)
    return numbered.get(number + 1)


def _next_chapter(page: TextResponse, first: str) -> str | None:
    """The page of the next chapter, at any address."""
    base = base_address(page)
    for anchor in page.selector.root.iter("a"):
        if _NEXT_CHAPTER.fullmatch(text_of(anchor)):
            url = absolute(base, anchor.get("href") or "")
            return None if url in (page.url, first) else url
    return None


def _siblings(page: TextResponse, first: str) -> Iterator[tuple[str, str]]:
    """The links to further pages of the article, with their words."""
    base = base_address(page)
    for anchor in page.selector.root.iter("a"):
        url = absolute(base, anchor.get("href") or "")
        if url and _place(url, first) is not None:
            yield words_in(anchor), url


def _place(url: str, first: str) -> int | None:
    """The page number in the address of a further page; None if it is not derived from the first page's."""
    one, other = urlsplit(url), urlsplit(first)
    if one.path != other.path:
        stem, _, suffix = one.path.rpartition(".")
        found = _SUFFIX.search(stem)
        return int(found[1]) if found and f"{stem[: found.start()]}.{suffix}" == other.path else None
    mine, its = dict(parse_qsl(one.query)), dict(parse_qsl(other.query))
    counter = next((name for name in mine if PAGE_NAME.fullmatch(name) and is_number(mine[name])), None)
    return int(mine[counter]) if counter and {**its, counter: mine[counter]} == mine else None


def _drop_pagers(body: Any, first: str) -> None:
    """Removes pagers from a body, so that they do not become part of the article."""
    for anchor in list(body.iter("a")):
        url = absolute(first, anchor.get("href") or "")
        if url is None or (url != first and _place(url, first) is None):
            continue
        holder, above = anchor, anchor.getparent()
        while above is not None and above is not body and above.tag not in _CELLS and _turns_pages(above):
            holder, above = above, above.getparent()
        if above is not None:
            holder.drop_tree()


def _turns_pages(element: Any) -> bool:
    """True if an element contains only page numbers and navigation."""
    return bool(_PAGER_WORDS.fullmatch(text_of(element)))
