"""Pagers that a script draws out of bare numbers: `initPage(45, 1, turn)`, `new Pager('pg', 3, 1)`.

Whether the first number counts rows or pages is known to the function alone, so that no further page is requested.
"""

import re
from collections.abc import Set

from scrapy.http import TextResponse
from tree_sitter import Node

from gxcrawl.portals.addresses import is_article_address
from gxcrawl.portals.pages.lists.counted import counts_in
from gxcrawl.portals.pages.markup.javascript.scope import Scope
from gxcrawl.portals.pages.markup.javascript.syntax import arguments_of, callee_of, object_of, text_of
from gxcrawl.portals.pages.markup.links import absolute, base_address, names_report
from gxcrawl.portals.pages.markup.words import is_number
from gxcrawl.portals.pages.scripts.calls import scope_of

# initPage, createPageHTML2, showPages, Pager, PageNav, Paging.init; not getPage and goPage: they turn to one
_DRAWS = re.compile(
    r"(?:init|create|make|build|draw|write|print|show|set|render|generate?)_?\w{0,6}[Pp]ag(?:e|ing|ination)\w{0,8}"
    r"|[Pp]ag(?:er|ing|ination)\w{0,8}|Page(?:Nav|Bar|List|Html|Tool)?"
)
_WORDS = ("Page", "Pagin", "pagin", "Pager", "pager", "Paging", "paging")
_MOST_CALLS = 100
_FEWEST_NUMBERS = 2  # of rows or pages, and of the page shown or the rows of a page
_YEARS = range(1990, 2100)


def counted_bare(page: TextResponse) -> str | None:
    """One line if a script gives a function more rows or pages than a list shows; else None.

    Only for a first page: the same numbers stand on the last.
    """
    if page.selector.type != "html" or not any(word in page.text for word in _WORDS):
        return None
    shown = sum(map(names_report, page.selector.root.iter("a")))
    rows = {absolute(base_address(page), href) for href in page.xpath("//a/@href").getall()} if shown else set()
    all_shown = {shown, sum(is_article_address(row) for row in rows if row)}
    if not shown or any(count is not None for count in counts_in(page.url).values()):
        return None
    scope = scope_of(page)
    for call in scope.script.calls[:_MOST_CALLS]:
        if _is_pager(call, scope) and _is_more(_numbers(call, scope), shown, all_shown):
            told = " ".join(text_of(call).split())[:60]
            return f"list needs a browser: a script counts more than its {shown} rows or one page: {told}"
    return None


def _is_pager(call: Node, scope: Scope) -> bool:
    callee = callee_of(call)
    names = (scope.script.name(callee), scope.script.name(object_of(callee)))
    return any(map(_DRAWS.fullmatch, names))


def _numbers(call: Node, scope: Scope) -> list[int]:
    values = (str(scope.value(one)) for one in arguments_of(call) if one.type in ("number", "string", "identifier"))
    return [int(value) for value in values if is_number(value)]


def _is_more(numbers: list[int], shown: int, all_shown: Set[int]) -> bool:
    """Whether the first number exceeds one page or, if it may count rows, those shown and those of a page.

    After the page shown, 1, the second counts the pages if it is less than the rows shown: a page has no fewer rows.
    all_shown: how many rows there would be if these were all.
    """
    if len(numbers) < _FEWEST_NUMBERS or numbers[0] in _YEARS or max(numbers) in all_shown:
        return False
    first, *others = numbers
    return 1 < first < shown or first > max(shown, *others) or (first == 1 and 1 < others[0] < shown)
