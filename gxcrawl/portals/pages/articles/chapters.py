"""Reports whose chapters are separate pages, linked one by one: 一、总体情况 … 六、其他需要报告的事项."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml import etree
from scrapy.http import TextResponse

from gxcrawl.portals.pages.articles.attachments import is_file_address
from gxcrawl.portals.pages.markup.links import absolute, base_address
from gxcrawl.portals.pages.markup.sections import is_report_body, section_in
from gxcrawl.portals.pages.markup.words import text_of, words_in

_MOST_CHAPTERS = 12  # the form has six, some put a preface and annexes around them
_NUMBERED = re.compile(r"\W*第?([一二三四五六七八九十]+|\d+)(?:章|部分|节|\W)")
_FIRST = ("一", "1")
_HEAD = 60  # characters of a chapter that may be its heading


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter, as named in the list of chapters."""

    url: str
    name: str


def chapters_of(page: TextResponse) -> tuple[Chapter, ...]:
    """The chapters linked by a page; empty if the links do not show which pages make up the report.

    Each chapter page may have the same menu, so the page itself may be one of them. Every link between the first and
    the last chapter counts as a chapter, whatever its words.
    """
    base = base_address(page)
    anchors = ((absolute(base, one.get("href") or ""), one) for one in page.selector.root.iter("a"))
    links = [(url, words_in(anchor)) for url, anchor in anchors if url]
    at = [place for place, (_, name) in enumerate(links) if section_in(name)]
    if not at or not is_report_body("".join(links[place][1] for place in at)):
        return ()
    among = dict(reversed([*islice(links, at[0], at[-1] + 1)]))  # the first words of an address
    named = {section_in(links[place][1]): links[place][0] for place in at}
    told_apart = len(set(named.values())) == len(named) == len({links[place][0] for place in at})
    number = _NUMBERED.match(links[at[0]][1])
    begins = number is None or number[1] in _FIRST
    if not (told_apart and begins and len(among) <= _MOST_CHAPTERS) or any(map(is_file_address, among)):
        return ()
    return tuple(Chapter(url, name) for url, name in reversed(among.items()))


def with_heading(body: Any, name: str) -> None:
    """Adds the name of a chapter above its body, if the page prints it elsewhere."""
    section = section_in(name)
    begin = "".join(text_of(body).split())[:_HEAD]
    if section and section not in begin:
        heading = etree.Element("p")
        heading.text, heading.tail, body.text = name, body.text, None
        body.insert(0, heading)


def without_menu(body: Any, chapters: Sequence[Chapter]) -> None:
    """Removes links to chapters from a body, because they would become headings without text."""
    names = {chapter.name for chapter in chapters}
    for anchor in list(body.iter("a")):
        if anchor is not body and anchor.get("href") and words_in(anchor) in names:
            anchor.drop_tree()
