"""The requests in a page's scripts, if what they send can be determined; the library used does not matter.

`$.post('/list', {channelId: cid, page: n})`, `axios.get`, `fetch`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import cast
from urllib.parse import urlsplit

from scrapy.http import TextResponse
from tree_sitter import Node

from gxcrawl.portals.pages.markup.javascript.expressions import BY_KIND
from gxcrawl.portals.pages.markup.javascript.openers import Openers
from gxcrawl.portals.pages.markup.javascript.operations import joined
from gxcrawl.portals.pages.markup.javascript.scope import Expression, Read, Rules, Scope
from gxcrawl.portals.pages.markup.javascript.syntax import Script, callee_of, value_of
from gxcrawl.portals.pages.markup.links import absolute, base_address
from gxcrawl.portals.pages.scripts.forms import READS
from gxcrawl.portals.pages.scripts.grids import BOOTSTRAP, GRIDS, grid_request
from gxcrawl.portals.pages.scripts.objects import fields_of
from gxcrawl.portals.pages.scripts.requests import (
    ADDRESS,
    FORM,
    Call,
    Request,
    call_of,
    fields_sent,
    made,
    requests,
    text_option,
)
from gxcrawl.portals.pages.scripts.sent_fields import encoded, form_of, values_of

CALLING_WORDS = (
    *("XMLHttpRequest", "ajax", ".post", ".get", ".load", ".request", "fetch", "axios", "http(", "request("),
    *GRIDS,
)
_OF_WIDGET = re.compile(r"\burl\s*:\s*[\"']([^\"']+)[\"']")
_OF_TABLE = {"data-url": "url", "data-side-pagination": "sidePagination", "data-page-size": "pageSize"}
_LAST: dict[str, object] = {}
_RULES = Rules(BY_KIND, joined, encoded)
_MOST_CALLS = 100  # a page can be hostile
_MOST_TREES = 3
_TREE_NODE = re.compile(r"id(?:\s?=\s?(\w+))?")


def scope_of(page: TextResponse) -> Scope:
    """The inline scripts of a page."""
    return Scope(_inline(page), page, _RULES)


def openers_of(page: TextResponse) -> Openers:
    """What opens addresses on a page."""
    script = _inline(page) if page.selector.type == "html" else _script("")
    return Openers(Scope(script, page, _RULES))


def _inline(page: TextResponse) -> Script:
    """The inline scripts, remembered for the last page: they are needed for each link of a pager."""
    if _LAST.get("page") is not page.text:
        text = "\n".join(page.xpath("//script[not(@src)]/text()").getall())
        _LAST.update(page=page.text, script=_script(text))
    return cast(Script, _LAST["script"])


def openers_shown(page: TextResponse) -> Openers:
    """The same, with what the page does when it is shown: `<body onload="go()">`."""
    written = page.xpath("//script[not(@src)]/text() | //body/@onload").getall()
    return Openers(Scope(_script("\n".join(written)), page, _RULES))


def openers_in(text: str) -> Openers:
    """The same of scripts without their page."""
    return Openers(Scope(_script(text), None, _RULES))


@lru_cache(maxsize=4)  # needed for the rows, menus and pager of one page
def _script(text: str) -> Script:
    return Script(text)


def calls_of(page: TextResponse) -> list[Call]:
    """The requests in the scripts of a page, those that turn pages first.

    A POST is included only if it turns pages or its address suggests reading.
    """
    all_calls = (*_in_scripts(page), *_of_widgets(page), *_of_tables(page))
    found = {(call.url, call.body): call for call in all_calls}
    return sorted(found.values(), key=lambda call: not call.counts)


def _in_scripts(page: TextResponse) -> Iterator[Call]:
    if any(word in page.text for word in CALLING_WORDS) or "async" in page.text:
        scope, base = scope_of(page), base_address(page)
        yield from calls_in(scope.script.calls, scope, base)
        yield from _of_trees(scope, base)


def calls_in(nodes: Sequence[Node], scope: Scope, base: str, *, clicked: bool = False) -> Iterator[Call]:
    """The requests among calls of functions.

    clicked: on a link that is called like a list, so that a POST without any field reads too:
    `$.post('zfxxgk.htm?loc=' + column, show)`.
    """
    for node in islice((one for one in nodes if requests(one, scope)), _MOST_CALLS):
        call = call_of(node, replace(scope, read=Read(own=scope.read.own)), base)
        if call is None:
            continue
        shows = scope.script.name(callee_of(node)) == "load" or READS.search(urlsplit(call.url).path)
        if call.method == "GET" or call.counts or (clicked and not call.body) or shows:
            yield call


def _of_widgets(page: TextResponse) -> Iterator[Call]:
    """The requests in attributes of widgets: `data-options="url:'tree.json'"`."""
    for options in page.xpath("//@data-options").getall():
        found = _OF_WIDGET.search(options)
        url = absolute(base_address(page), found[1]) if found else None
        if url:
            yield Call(url, "GET", "", "", 1)


def _of_trees(scope: Scope, base: str) -> Iterator[Call]:
    """The request for the topmost nodes of a zTree: `async: {url: '/tree.do', autoParam: ['id'], otherParam: {…}}`."""
    for node in scope.script.assignments.get("async", ())[:_MOST_TREES]:
        value = value_of(node)
        options = fields_of(Expression(value, scope)) if value else None
        if not options or "url" not in options or "autoParam" not in options:
            continue
        url, sent_by = options["url"].value(), options["autoParam"].value()
        fields = values_of(fields_sent(options.get("otherParam")) or {})
        address = absolute(base, url) if isinstance(url, str) and ADDRESS.fullmatch(url) else None
        sent_by = sent_by if isinstance(sent_by, list) else []
        node_id = next(filter(None, (_TREE_NODE.fullmatch(str(one)) for one in sent_by)), None)
        if address and fields is not None and node_id:
            method = "GET" if "get" in text_option(options, "type").lower() else "POST"
            query = form_of(fields)
            requested = f"{address}{'&' if '?' in address else '?'}{query}" if query and method == "GET" else address
            yield Call(requested, method, query if method == "POST" else "", FORM, 1, node_id[1] or "id")


def _of_tables(page: TextResponse) -> Iterator[Call]:
    """The requests in attributes of tables: `data-toggle="table" data-url="/list"`."""
    for table in page.xpath("//table[@data-url]"):
        options = {
            _OF_TABLE.get(name, name): Expression(None, None, value) for name, value in table.root.attrib.items()
        }
        url, method, fields = grid_request(BOOTSTRAP, options)
        request = Request(BOOTSTRAP, url, fields, {"type": Expression(None, None, method)}, by_jquery=True)
        call = made(request, Scope(Script(""), page, _RULES), base_address(page))
        if call is not None:
            yield call
