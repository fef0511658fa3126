"""Pagers that a script draws out of a few settings: `laypage.render({count: 45, limit: 15, jump: …})`.

The settings may stand behind other arguments: `Ls.pagination('#page', function(n){ … }, {pageCount: 3})`.
"""

import re
from itertools import islice
from typing import Any

from lxml.etree import XPath
from scrapy.http import TextResponse

from gxcrawl.portals.addresses import joined
from gxcrawl.portals.marks import Marks
from gxcrawl.portals.pages.lists.counted import counts_in
from gxcrawl.portals.pages.markup.links import names_report
from gxcrawl.portals.pages.markup.openers import opened_by_number
from gxcrawl.portals.pages.markup.shapes import ListRequest
from gxcrawl.portals.pages.markup.words import is_number
from gxcrawl.portals.pages.scripts.script_texts import inside

_WIDGET = Marks(
    r"(?:\blaypage(?:\.render)?|\.\w{0,20}(?:[Pp]agina|[Pp]aging)\w{0,20})\s*\(",
    *("laypage", "agina", "aging"),
)
# "$.jqPaginator('#page', {totalCounts: 45, pageSize: 15, …})": a pager by any name, known by its settings
_GIVEN = re.compile(r"\((?:\s*(?:[\"'][^\"'()]{0,60}[\"']|[\w.]{1,40}|\$\([^()]{0,60}\))\s*,){0,2}\s*(?=\{)")
_GIVEN_WORDS = ("ageSize", "agesize", "perPage", "per_page", "nPage", "otalPage", "ageCount", "pages", "otalRecords")
# "var totalCount = 45, pageSize = 15": the same as variables
_VARIABLE = re.compile(r"(?<![\w.'\"?&])(\w{4,20})\s?=\s?[\"']?(\d{1,6})\b(?=[\"']?\s*[;,\n])")
# none of "curr: page ? page : 1"
_SETTING = re.compile(r"(?<!\?)(?<!\?\s)\b(\w+)[\"']?\s*:\s*[\"']?(\d{1,6})\b")
# `<div data-total="3" data-url="list_{page}.html">`: the settings from which a script makes links
_HOLE = re.compile(r"\{\{?\w{1,12}\}?\}|\[\w{1,12}\]|__\w{1,12}__|%d")
_TEMPLATES: Any = XPath(
    "//*[@*[starts-with(name(), 'data-')]"
    "[contains(., '{') or contains(., '[') or contains(., '__') or contains(., '%d')]]"
)
_ROWS_FIRST = re.compile(r"\s*(\d{1,6})\s*,\s*\{")  # "$('#pager').pagination(45, {items_per_page: 15, callback: …})"
_SECOND = 2
_MOST_CALLS, _MOST_OBJECTS = 5, 100
_ANY_NUMBER = 909090
_PAGES = ("pagecount", "pages", "totalpages", "totalpage", "pagetotal")
_ROWS = (
    *(
        "totalrecords",
        "count",
        "total",
        "totalcount",
        "totalcounts",
        "totaldata",
        "totalrecord",
        "totalnumber",
        "totalnum",
    ),
    *("recordcount", "items"),
)
_ROWS_OF_A_PAGE = ("itemsonpage", "limit", "pagesize", "showdata", "perpage", "itemsperpage", "size")
_CURRENT = ("curr", "current", "currentpage", "currpage", "startpage", "pageindex", "pno", "page")


def next_of_widget(page: TextResponse) -> ListRequest | None:
    """The page after this one, if a pager's settings give the number of pages and its callback opens one."""
    written = _given_to_widget(page.text)
    settings = _settings(written)
    current = _first(settings, _CURRENT, -1)
    number = (_number_of(page, written) if current < 0 else current) + 1
    address = _opened(written, number) if number <= _pages(settings) else ""
    following = joined(page.url, address) if address else None
    return ListRequest(following) if following and following != page.url else None


def next_of_attributes(page: TextResponse) -> ListRequest | None:
    """The page after this one, if the attributes of an element give the number of pages and their addresses.

    `data-total` alone may count pages or rows: unless it equals the rows shown, the next page is requested.
    """
    elements = _TEMPLATES(page.selector.root) if "data-" in page.text else ()
    shown = _shown(page) if elements else 0
    for element in elements if shown else ():
        told = {name.removeprefix("data-").replace("-", "").lower(): value for name, value in element.attrib.items()}
        template = next((value for value in told.values() if _HOLE.search(value)), "")
        settings = {name: int(value) for name, value in told.items() if is_number(value)}
        number = _first(settings, _CURRENT, 1) + 1
        total = _first(settings, _ROWS, 0)
        pages = _pages(settings) or (total if total < shown else 0)
        following = joined(page.url, _HOLE.sub(str(number), template))
        if following != page.url and (number <= pages or (not pages and total not in (0, shown))):
            return ListRequest(following, state={} if pages else {"counted": number})
    return None


def counted_by_widget(page: TextResponse) -> str | None:
    """One line if a pager's settings give more rows of reports than the page shows; else None."""
    written = _given_to_widget(page.text)
    settings = _settings(written) if written else _variables(page)
    shown = _shown(page)
    at_end = _first(settings, _CURRENT, 1) >= _pages(settings) or bool(_opened(written, _SECOND))
    if at_end or not 0 < shown < _first(settings, _ROWS, 0):
        return None
    return f"list needs a browser: a script turns its {_pages(settings)} pages, only the first could be read"


def _shown(page: TextResponse) -> int:
    return sum(map(names_report, page.selector.root.iter("a")))


def _given_to_widget(text: str) -> str:
    """The arguments of the first call of a widget with settings; "" if there is none."""
    given = (inside(text, found.end()) for found in islice(_WIDGET.finditer(text), _MOST_CALLS))
    if named := next((one for one in given if "{" in one), ""):
        return named
    calls = _GIVEN.finditer(text) if any(word in text for word in _GIVEN_WORDS) else ()
    objects = (inside(text, found.end()) for found in islice(calls, _MOST_OBJECTS))
    return next((one for one in objects if _pages(_settings(one)) >= _SECOND), "")


def _opened(written: str, number: int) -> str:
    """The address of a page that a callback opens; "" if it loads the rows into this page, so that no pager follows."""
    return "" if ".load(" in written else opened_by_number(written, number)


def _settings(written: str) -> dict[str, int]:
    """The numbers given to a widget by lower-case name; a number before the settings counts the rows."""
    rows = _ROWS_FIRST.match(written)
    named = {name.lower().replace("_", ""): int(number) for name, number in _SETTING.findall(written)}
    return {"count": int(rows[1]), **named} if rows else named


def _variables(page: TextResponse) -> dict[str, int]:
    """The same as variables of scripts, if they give the number of rows and of the rows of a page.

    Only of a first page, because a further one has the same variables.
    """
    found = _VARIABLE.findall(page.text) if any(word in page.text for word in _GIVEN_WORDS) else ()
    held = {name.lower().replace("_", ""): int(number) for name, number in found}
    sent = page.request is not None and page.request.body
    if sent or any(count is not None for count in counts_in(page.url).values()) or not _first(held, _ROWS_OF_A_PAGE, 0):
        return {}
    return {name: held[name] for name in (*_ROWS, *_ROWS_OF_A_PAGE, *_CURRENT) if name in held}


def _number_of(page: TextResponse, written: str) -> int:
    """The page number that settings take from a script: the one in the page's address, in the form used by the
    callback.
    """
    before, _, after = str(joined(page.url, _opened(written, _ANY_NUMBER))).partition(str(_ANY_NUMBER))
    shown = re.fullmatch(rf"{re.escape(before)}(\d{{1,6}}){re.escape(after)}", page.url)
    return int(shown[1]) if shown else 1


def _pages(settings: dict[str, int]) -> int:
    told = _first(settings, _PAGES, settings.get("total", 0) if "totalrecords" in settings else 0)
    of_a_page = _first(settings, _ROWS_OF_A_PAGE, 0)
    return told or (-(-_first(settings, _ROWS, 0) // of_a_page) if of_a_page else 0)


def _first(settings: dict[str, int], names: tuple[str, ...], otherwise: int) -> int:
    return next((settings[name] for name in names if name in settings), otherwise)
