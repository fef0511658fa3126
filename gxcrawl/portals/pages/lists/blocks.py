"""Additional pagers of a page: those of further blocks of reports, and arrows around a year."""

import re
from collections.abc import Iterator
from itertools import islice, takewhile
from typing import Any

from parsel import Selector
from scrapy.http import TextResponse

from gxcrawl.portals.pages.lists.paging import CLICKABLE, asked_by, is_called_next, leads_here, may_be_called_next
from gxcrawl.portals.pages.lists.pressed import called
from gxcrawl.portals.pages.markup.links import names_report
from gxcrawl.portals.pages.markup.places import has_at_most
from gxcrawl.portals.pages.markup.shapes import ListRequest
from gxcrawl.portals.pages.markup.words import all_words_in, one_line

_ARROWS = r"[‹›<>＜＞«»◀▶◄►←→\s]"
_ARROW = re.compile(rf"{_ARROWS}{{1,3}}")
# "‹ 2023年 ›": the year whose reports a page shows, between arrows to its neighbours
_YEAR = re.compile(rf"{_ARROWS}{{0,9}}(?:19|20)\d{{2}}\s?年?度?{_ARROWS}{{0,9}}")
_SEVERAL, _MOST_BLOCKS = 2, 20
_MOST_PARTS = 5  # characters of a year between arrows, with the text around it


def beside_pagers(page: TextResponse) -> list[ListRequest]:
    """The second pages of all blocks of reports, if several have one; and the years next to the one shown."""
    asked = [*_of_blocks(page), *_around_year(page)]
    return [one for one in asked if not leads_here(page, one)]


def turned_years(page: TextResponse) -> bool:
    """True if arrows around the year shown have no address, so that only a script knows where they lead."""
    return any(asked_by(page, Selector(root=arrow)) is None for arrow in _arrows_of_year(page))


def _of_blocks(page: TextResponse) -> list[ListRequest]:
    """By the order of the page: rows of reports, their pager, further rows, their pager."""
    if not may_be_called_next(page):
        return []
    elements = list(CLICKABLE(page.selector.root))
    # an arrow alone may follow each row and lead to its article
    pagers = {one for one in elements if is_called_next(one) and not _ARROW.fullmatch(called(one))}
    found: dict[str, ListRequest] = {}
    rows = 0
    for element in elements if len(pagers) >= _SEVERAL else ():
        if element in pagers:
            asked = asked_by(page, Selector(root=element)) if rows else None
            if asked is not None:
                found.setdefault(asked.address, asked)
            rows = 0
        else:
            rows += names_report(element)
    return list(found.values()) if _SEVERAL <= len(found) <= _MOST_BLOCKS else []


def _around_year(page: TextResponse) -> Iterator[ListRequest]:
    for arrow in _arrows_of_year(page):
        asked = asked_by(page, Selector(root=arrow))
        if asked is not None:
            yield asked


def _arrows_of_year(page: TextResponse) -> Iterator[Any]:
    for element in CLICKABLE(page.selector.root):
        if not _ARROW.fullmatch(called(element)):
            continue
        holders = takewhile(lambda one: has_at_most(one, _MOST_PARTS), islice(element.iterancestors(), 2))
        beside = [one for one in (element.getprevious(), element.getnext(), *holders) if one is not None]
        if _YEAR.fullmatch(one_line(element.tail or "")) or any(map(_shows_year, beside)):
            yield element


def _shows_year(element: Any) -> bool:
    """Whether an element without a link prints only a year; a link to a year is a row."""
    said = _YEAR.fullmatch(all_words_in(element))
    return said is not None and not any(_YEAR.fullmatch(all_words_in(link)) for link in element.iter("a"))
