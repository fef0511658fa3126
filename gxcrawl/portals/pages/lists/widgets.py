"""Pagers that a script draws out of a few settings: `laypage.render({count: 45, limit: 15, jump: …})`.

The settings may stand behind other arguments: `Ls.pagination('#page', function(n){ … }, {pageCount: 3})`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any

from lxml.etree import XPath
from scrapy.http import TextResponse
from tree_sitter import Node

from gxcrawl.portals.addresses import NO_ADDRESS, joined
from gxcrawl.portals.pages.lists.counted import counts_in
from gxcrawl.portals.pages.markup.javascript.openers import Openers
from gxcrawl.portals.pages.markup.javascript.scope import Scope
from gxcrawl.portals.pages.markup.javascript.syntax import (
    arguments_of,
    callee_of,
    is_function,
    object_of,
    text_of,
    value_of,
    within,
)
from gxcrawl.portals.pages.markup.links import names_report
from gxcrawl.portals.pages.markup.shapes import ListRequest
from gxcrawl.portals.pages.markup.words import is_number
from gxcrawl.portals.pages.scripts.calls import openers_of, scope_of

_WIDGET = re.compile(r"laypage|render|\w{0,20}(?:[Pp]agina|[Pp]aging)\w{0,20}")  # names of functions
_WIDGET_WORDS = ("laypage", "agina", "aging")
# "Page({el: '#pager', total: 3, current: 1, url: '/list-{p}.html'})"
_OTHER_WIDGET = re.compile(r"\w{0,20}[Pp]age\w{0,20}")
# kkpager: index_2.html; simplePagination.js: ?page=2
_PARTS = {("hrefFormer", "hrefLatter"): "_{p}", ("hrefTextPrefix", "hrefTextSuffix"): "{p}"}
_LINKS = ("getLink", "getHref", "href", "url", "link", "linkTo", "pageUrl")
_ADDRESSES = ("url", "href", "link", "pageUrl", "baseUrl")
# a pager of another name is known by its settings: "$.jqPaginator('#page', {totalCounts: 45, pageSize: 15, …})"
_GIVEN_WORDS = (
    "ageSize",
    "agesize",
    "perPage",
    "per_page",
    "nPage",
    "otalPage",
    "ageCount",
    "pages",
    "otalRecords",
    "startnum",
)
# `<div data-total="3" data-url="list_{page}.html">`: the settings from which a script makes links
_HOLE = re.compile(r"\{\{?\w{1,12}\}?\}|\[\w{1,12}\]|__\w{1,12}__|%d")
_TEMPLATES: Any = XPath(
    "//*[@*[starts-with(name(), 'data-')]"
    "[contains(., '{') or contains(., '[') or contains(., '__') or contains(., '%d')]]"
)
_HUNGARIAN = re.compile(r"^(?:m_)?n?(?=[A-Z])")  # m_nRecordCount, nPageSize
_SECOND = 2
_MOST_CALLS, _MOST_OBJECTS = 5, 100
_ANY_NUMBER = 909090
_NUMBERS, _NAMES = ("number", "string"), ("identifier", "member_expression")
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
_CURRENT = ("curr", "current", "currentpage", "currpage", "startpage", "startnum", "pageindex", "pno", "page")


@dataclass(frozen=True, slots=True)
class Widget:
    """A pager that a script makes: its numbers by lower-case name, and what its callback or template opens."""

    settings: Mapping[str, int]
    callbacks: tuple[Node, ...]
    links: tuple[Node, ...]  # functions that return the address of a page
    openers: Openers
    template: str  # of the addresses of pages: "/list-{p}.html"; "" if there is none

    def opened(self, number: int) -> str:
        """The address of a page that a callback opens; "" if it opens none, or loads the rows into this page."""
        templates = [_HOLE.sub(str(number), self.template)] if self.template else []
        linked = (self.openers.returned_with_number(one, number) for one in self.links)
        opening = (one for one in self.callbacks if ".load(" not in text_of(one))
        opened = (self.openers.with_number(one, number) for one in opening)
        return next((one for one in chain(templates, linked, opened) if one and not one.startswith(NO_ADDRESS)), "")


def next_of_widget(page: TextResponse) -> ListRequest | None:
    """The page after this one, if a pager's settings give the number of pages and its callback opens one."""
    widget = _widget(page)
    if widget is None:
        return None
    current = _first(widget.settings, _CURRENT, -1)
    number = (_number_of(page, widget) if current < 0 else current) + 1
    address = widget.opened(number) if number <= _pages(widget.settings, _shown(page)) else ""
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
        total, pages = _first(settings, _ROWS, 0), _pages(settings, shown)
        following = joined(page.url, _HOLE.sub(str(number), template))
        if following != page.url and (number <= pages or (not pages and total not in (0, shown))):
            return ListRequest(following, state={} if pages else {"counted": number})
    return None


def counted_by_widget(page: TextResponse) -> str | None:
    """One line if a pager's settings give more rows of reports than the page shows; else None."""
    widget = _widget(page)
    settings = widget.settings if widget else _variables(page)
    shown, rows = _shown(page), _first(settings, _ROWS, 0)
    pages = _pages(settings, shown)
    if not shown or (widget is not None and widget.opened(_SECOND)):
        return None
    if not pages and shown < rows:
        return f"list is cut: {shown} of its {rows} rows could be read"
    more = (rows > shown or rows == pages) if rows else not _is_later(page)
    if _first(settings, _CURRENT, 1) >= pages or not more:
        return None
    return f"list needs a browser: a script turns its {pages} pages, only the first could be read"


def _is_later(page: TextResponse) -> bool:
    """Whether a page's own address has the number of a page: settings that do not give it are the same on all."""
    return any(count is not None for count in counts_in(page.url).values())


def _shown(page: TextResponse) -> int:
    return sum(map(names_report, page.selector.root.iter("a")))


def _widget(page: TextResponse) -> Widget | None:
    """The first pager with settings that a script of the page makes; None if there is none."""
    named, given = (any(word in page.text for word in words) for words in (_WIDGET_WORDS, _GIVEN_WORDS))
    if not (named or given or "total" in page.text) or page.selector.type != "html":
        return None
    scope = replace(scope_of(page), paged=False)
    calls = [call for call in scope.script.calls if any(one.type == "object" for one in arguments_of(call))]
    by_name = (call for call in calls if _WIDGET.fullmatch(_name_of(call, scope)))
    by_settings = (call for call in islice(calls, _MOST_OBJECTS) if _pages(_settings(call, scope)) >= _SECOND)
    others = (call for call in islice(calls, _MOST_OBJECTS) if _OTHER_WIDGET.fullmatch(_name_of(call, scope)))
    by_other_name = (call for call in others if _is_counted(_settings(call, scope)))
    ways = islice(by_name, _MOST_CALLS) if named else (), by_settings if given else (), by_other_name
    found = next(chain.from_iterable(ways), None)
    if found is None:
        return None
    callbacks = tuple(within(scope.script.functions, found))
    links = tuple(value for key in _LINKS for value in _values(key, found, scope) if is_function(value))
    return Widget(_settings(found, scope), callbacks, links, openers_of(page), _template(found, scope))


def _is_counted(settings: Mapping[str, int]) -> bool:
    return any(name in settings for name in (*_ROWS, *_PAGES, "num")) and any(name in settings for name in _CURRENT)


def _template(call: Node, scope: Scope) -> str:
    """The template of addresses that settings give: `url: '/list-{p}.html'`; "" if there is none.

    Two plugins put the number between two settings, unless a function of the settings makes the address.
    """
    made = any(within(scope.script.functions, call))
    for keys, holder in _PARTS.items():
        before, after = ("".join(_texts(key, call, scope)) for key in keys)
        if before and not made:
            return f"{before}{holder}{after}"
    return next((text for key in _ADDRESSES for text in _texts(key, call, scope) if _HOLE.search(text)), "")


def _texts(key: str, call: Node, scope: Scope) -> Iterator[str]:
    yield from (str(scope.value(value)) for value in _values(key, call, scope) if value.type == "string")


def _values(key: str, call: Node, scope: Scope) -> Iterator[Node]:
    """What the settings of a call give under a key."""
    pairs = (node for node in within(scope.script.assignments.get(key, ()), call) if node.type == "pair")
    yield from (value for node in pairs if (value := value_of(node)) is not None)


def _name_of(call: Node, scope: Scope) -> str:
    """The name of a pager's function; `laypage` for `laypage.render`."""
    callee = callee_of(call)
    name, of = scope.script.name(callee), scope.script.name(object_of(callee))
    return of if name == "render" and of == "laypage" else "" if name == "render" else name


def _settings(call: Node, scope: Scope) -> dict[str, int]:
    """The numbers given to a widget by lower-case name; a number before the settings counts the rows."""
    return dict(_numbers(call, scope))


def _numbers(call: Node, scope: Scope) -> Iterator[tuple[str, int]]:
    first, *others = arguments_of(call)
    if first.type == "number" and others and others[0].type == "object":
        yield "count", int(str(scope.value(first)))  # "$('#pager').pagination(45, {items_per_page: 15})"
    for key, nodes in scope.script.assignments.items():
        name = key.lower().replace("_", "")
        for node in within(nodes, call):
            value = value_of(node) if node.type == "pair" else None
            kinds = _NUMBERS if name in _CURRENT else _NUMBERS + _NAMES  # none of "curr: page"
            told = scope.value(value) if value is not None and value.type in kinds else None
            if is_number(str(told)):
                yield name, int(str(told))


def _variables(page: TextResponse) -> dict[str, int]:
    """The same as variables of scripts, if they give the number of rows and of the rows of a page.

    Only of a first page, because a further one has the same variables.
    """
    sent = page.request is not None and page.request.body
    if sent or _is_later(page) or page.selector.type != "html":
        return {}
    scope, held = scope_of(page), dict[str, int]()
    for name, nodes in scope.script.assignments.items() if any(word in page.text for word in _GIVEN_WORDS) else ():
        plain = (value_of(one) for one in nodes if one.type in ("variable_declarator", "assignment_expression"))
        told = next((scope.value(one) for one in plain if one and one.type in _NUMBERS), None)
        if is_number(str(told)):
            held[_HUNGARIAN.sub("", name).lower().replace("_", "")] = int(str(told))
    if not _first(held, _ROWS_OF_A_PAGE, 0):
        return {}
    return {name: held[name] for name in (*_ROWS, *_ROWS_OF_A_PAGE, *_CURRENT) if name in held}


def _number_of(page: TextResponse, widget: Widget) -> int:
    """The page number that settings take from a script: the one in the page's address, in the form used by the
    callback.
    """
    before, _, after = str(joined(page.url, widget.opened(_ANY_NUMBER))).partition(str(_ANY_NUMBER))
    shown = re.fullmatch(rf"{re.escape(before)}(\d{{1,6}}){re.escape(after)}", page.url)
    return int(shown[1]) if shown else 1


def _pages(settings: Mapping[str, int], shown: int = 0) -> int:
    """The number of pages; 0 if unknown. shown: rows on the page: a smaller total of unknown kind counts pages."""
    named = {"totalrecords": "total", "startnum": "num"}  # what counts the pages beside another setting
    told = _first(settings, _PAGES, 0) or _first(settings, tuple(one for by, one in named.items() if by in settings), 0)
    total, of_a_page = _first(settings, _ROWS, 0), _first(settings, _ROWS_OF_A_PAGE, 0)
    return told or (-(-total // of_a_page) if of_a_page else total if total < shown else 0)


def _first(settings: Mapping[str, int], names: tuple[str, ...], otherwise: int) -> int:
    return next((settings[name] for name in names if name in settings), otherwise)
