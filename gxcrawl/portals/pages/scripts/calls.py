"""The requests in a page's scripts, if what they send can be determined; the library used does not matter.

`$.post('/list', {channelId: cid, page: n})`, `axios.get`, `fetch`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from scrapy.http import TextResponse

from gxcrawl.portals.pages.markup.links import absolute, base_address
from gxcrawl.portals.pages.markup.openers import CALL, arguments_of, functions_in, with_own_names
from gxcrawl.portals.pages.scripts.grids import BOOTSTRAP, GRIDS, grid_request
from gxcrawl.portals.pages.scripts.script_texts import inside, parts_of
from gxcrawl.portals.pages.scripts.script_values import CURSOR, PAGE, ROWS_BEFORE, Scripts
from gxcrawl.portals.pages.scripts.sent_fields import (
    AS_FORM,
    ENCODED,
    MERGED,
    SERIALIZED,
    beginnings,
    fields_of,
    form_of,
    json_of,
    sent_fields,
    with_counted_rows,
)
from gxcrawl.portals.pages.scripts.submitted import READS

_CALL = re.compile(
    r"(?:(?<![\w$])([\w$]{1,40})|\))\.(ajax|post|get|getJSON|load|request"
    rf"|open|{'|'.join(GRIDS)})\s*\(|\b(fetch|axios|request|service)\s*\("
)
CALLING_WORDS = ("XMLHttpRequest", "ajax", ".post", ".get", ".load", ".request", "fetch", "axios", *GRIDS)
_OF_WIDGET = re.compile(r"\burl\s*:\s*[\"']([^\"']+)[\"']")
# "$('#dept').change(function(){", "$('#dept').on('change', function(e){": the handler of a selection
_BOUND = (
    r"\(\s*[\"'](?:#|\w*\[name=[\"']?){}[\"'\]]*\s*\)\s*\.(?:change|on)\s*\("
    r"(?:[^()]{{0,20}},)?\s*(?:function\s*\(\w*\)\s*\{{|(\w+)\s*\))"
)
# ".click(function(){", ".on('click', 'a', function(e){": the handler of a click
_CLICKED = re.compile(
    r"\.(?:click\s*\(|on\s*\(\s*[\"']click[\"']\s*,(?:\s*[\"'][^\"'()]{0,60}[\"']\s*,)?)\s*function\s*\(\w*\)\s*\{"
)
_OWN = re.compile(r"\bown\.(\w+)")
_MOST_CLICKS = 20
_CHOSEN = re.compile(r"\$\(\s*this\s*\)\.val\(\)|\bthis\.value\b")
# "async: {enable: true, url: …}", "autoParam: ['id=pid', 'name']"
_ASYNC = re.compile(r"\basync[\"']?\s?:\s?\{")
_TREE_NODE = re.compile(r"[\"']id(?:\s?=\s?(\w+))?[\"']")
_MOST_TREES = 3
_FORM = "application/x-www-form-urlencoded"
_MOST_CALLS = 100  # a page can be hostile
_JQUERY = ("$", "jQuery", "jquery")
_OF_TABLE = {"data-url": "url", "data-side-pagination": "sidePagination", "data-page-size": "pageSize"}
_PATH = re.compile(r"(?:[\w$]+\.)*([\w$]+)")
_ADDRESS = re.compile(r"(?=[^?]*[/.]|\?)[\w./?&=%:,;~+@-]+", re.ASCII)
CALLED_BACK = "=callback"
"""Ends an address that is answered with a call of a function: JSONP."""
_CALLED_BACK = re.compile(r"=\?(?=&|$)")  # "…&callback=?": jQuery generates a name
_NO_ROWS = re.compile(r"\.(?:js|css|png|jpe?g|gif|svg|ico|woff2?|mp4|swf)(?:\?|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Call:
    """One request with absolute address and body, in which `PAGE` stands for the page number.

    kind: of the body. first: page number with which the script begins. below: of a tree that asks for the nodes below a
    node, the parameter that gets its id.
    """

    url: str
    method: str
    body: str
    kind: str
    first: int
    below: str = ""

    @property
    def counts(self) -> bool:
        """True if it turns the pages of a list."""
        return is_counted(f"{self.url}{self.body}")


def is_counted(written: str) -> bool:
    """True if an address or body contains a placeholder for a page number or for an offset."""
    return PAGE in written or CURSOR in written or ROWS_BEFORE.search(written) is not None


def turned_to(written: str, number: int, after: str = "") -> str:
    """An address or body with its placeholder replaced by the page number, or by the name of the row before."""
    counted = written.replace(PAGE, str(number)).replace(CURSOR, after)
    return ROWS_BEFORE.sub(lambda size: str(int(size[1]) * number), counted)


def calls_of(page: TextResponse) -> list[Call]:
    """The requests in the scripts of a page, those that turn pages first.

    A POST is included only if it turns pages or its address suggests reading.
    """
    scripts = Scripts(page)
    base = base_address(page)
    all_calls = (*_calls(scripts, base), *_of_trees(scripts, base), *_of_widgets(page), *_of_tables(page, scripts))
    found = {(call.url, call.body): call for call in all_calls}
    return sorted(found.values(), key=lambda call: not call.counts)


class AskingFunctions:
    """The functions of a page that make requests, and the requests of their calls: `loadList('nb7')`."""

    def __init__(self, page: TextResponse) -> None:
        self._scripts = Scripts(page)
        self._base = base_address(page)
        found = functions_in(self._scripts.text)
        self._functions = {
            name: (parameters.split(","), body)
            for name, parameters, body in found
            if any(word in body for word in CALLING_WORDS)
        }

    def call_chosen(self, menu: Any, value: str) -> Call | None:
        """The first request made when a value of a menu is selected. menu: lxml's `select` element."""
        name, handler = menu.get("id") or menu.get("name") or "", menu.get("onchange")
        bound = re.search(_BOUND.format(re.escape(name)), self._scripts.text) if name and not handler else None
        if bound:
            handler = f"{bound[1]}()" if bound[1] else inside(self._scripts.text, bound.end())
        chosen = _CHOSEN.sub(lambda _: json.dumps(value), handler or "")
        fields = {one: value for one in (menu.get("id"), menu.get("name")) if one}
        asked = (
            next(_calls(self._scripts.called(chosen, {}, fields), self._base, clicked=True), None) if bound else None
        )
        return asked or self.first_call(chosen, fields)

    def first_call(self, handler: str, fields: Mapping[str, str] | None = None) -> Call | None:
        """The first request made by a handler; None if it calls no such function. fields: filled in by a visitor."""
        for name, given in CALL.findall(handler) if self._functions else ():
            parameters, body = self._functions.get(name, ([], ""))
            arguments = dict(zip((one.strip() for one in parameters), arguments_of(given), strict=False))
            called = self._scripts.called(body, arguments, fields) if body else None
            call = next(_calls(called, self._base, clicked=True), None) if called else None
            if call is not None:
                return call
        return None

    def call_clicked(self, attributes: Mapping[str, str]) -> Call | None:
        """The first request made by a click on an element with these attributes, to which a script binds the click:
        `$('.tabs a').click(function(){ load($(this).data('id')) })`.
        """
        carried = {name.replace("-", "_"): text for name, text in attributes.items()}
        for handler in self._handlers:
            names = set(_OWN.findall(handler))
            if names and names <= carried.keys():
                written = _OWN.sub(lambda own: json.dumps(carried[own[1]]), handler)
                call = next(_calls(self._scripts.called(written, {}), self._base, clicked=True), None)
                if found := call or self.first_call(written):
                    return found
        return None

    @cached_property
    def _handlers(self) -> list[str]:
        """The handlers of clicks that read an attribute of what is clicked."""
        text = self._scripts.text
        found = islice(_CLICKED.finditer(text), _MOST_CLICKS)
        return [one for way in found if "own." in (one := with_own_names(inside(text, way.end())))]


def _calls(scripts: Scripts, base: str, *, clicked: bool = False) -> Iterator[Call]:
    """The requests in scripts. clicked: on a link that is called like a list, so that a POST without any field reads
    too: `$.post('zfxxgk.htm?loc=' + column, show)`.
    """
    found_calls = _CALL.finditer(scripts.text) if any(word in scripts.text for word in CALLING_WORDS) else iter(())
    for found in islice(found_calls, _MOST_CALLS):
        arguments = parts_of(inside(scripts.text, found.end()))
        if not arguments:
            continue
        name = found[2] or found[3]
        by_jquery = found[1] in _JQUERY
        if name == "open":  # "xhr.open('GET', '/list?page=' + page, true)"
            name, by_jquery = str(scripts.value(arguments[0])).lower(), True
            sent = _sent_by(found[1] or "", scripts.text, found.end()) if name == "post" else []
            arguments = [*arguments[1:2], *sent] if name == "get" or sent else []
        call = _call(name, arguments, scripts, base, by_jquery=by_jquery) if arguments else None
        if call is None:
            continue
        shows = name == "load" or READS.search(urlsplit(call.url).path)
        if call.method == "GET" or call.counts or (clicked and not call.body) or shows:
            yield call


def _sent_by(name: str, text: str, start: int) -> list[str]:
    """What an XMLHttpRequest of this name sends: "xhr.send('cid=7&page=' + page)"."""
    found = re.compile(rf"(?<![\w$]){re.escape(name)}\.send\s*\(").search(text, start) if name else None
    return parts_of(inside(text, found.end()))[:1] if found else []


def _of_widgets(page: TextResponse) -> Iterator[Call]:
    """The requests in attributes of widgets: `data-options="url:'tree.json'"`."""
    for options in page.xpath("//@data-options").getall():
        found = _OF_WIDGET.search(options)
        url = absolute(base_address(page), found[1]) if found else None
        if url:
            yield Call(url, "GET", "", "", 1)


def _of_trees(scripts: Scripts, base: str) -> Iterator[Call]:
    """The request for the topmost nodes of a zTree: `async: {url: '/tree.do', autoParam: ['id'], otherParam: {…}}`."""
    for found in islice(_ASYNC.finditer(scripts.text) if "async" in scripts.text else (), _MOST_TREES):
        options = fields_of(f"{{{inside(scripts.text, found.end())}}}")
        url, fields = scripts.value(options.get("url", "")), sent_fields(options.get("otherParam", ""), scripts)
        address = absolute(base, url) if isinstance(url, str) and _ADDRESS.fullmatch(url) else None
        names = _TREE_NODE.search(options.get("autoParam", "")) if address and fields is not None else None
        if address and fields is not None and names:
            method = "GET" if "get" in options.get("type", "").lower() else "POST"
            sent, below = form_of(fields), names[1] or "id"
            asked = f"{address}{'&' if '?' in address else '?'}{sent}" if sent and method == "GET" else address
            yield Call(asked, method, sent if method == "POST" else "", _FORM, 1, below)


def _of_tables(page: TextResponse, scripts: Scripts) -> Iterator[Call]:
    """The requests in attributes of tables: `data-toggle="table" data-url="/list"`."""
    for table in page.xpath("//table[@data-url]"):
        told = {_OF_TABLE.get(name, name): value for name, value in table.root.attrib.items()}
        call = _call(BOOTSTRAP, [json.dumps(told, ensure_ascii=False)], scripts, base_address(page), by_jquery=True)
        if call is not None:
            yield call


def _call(name: str, arguments: list[str], scripts: Scripts, base: str, *, by_jquery: bool) -> Call | None:
    has_options = arguments[0].startswith("{")
    options = fields_of(arguments[0] if has_options else "".join(arguments[1:2]))
    by_jquery = by_jquery or name in (*GRIDS, "load")  # which all send forms
    if name in GRIDS:
        options = grid_request(name, options)
    written = options.get("url", "") if has_options else arguments[0]
    written = (scripts.joined_under(written) if written.isidentifier() else None) or written
    *before, last = parts_of(written, "+") or [""]
    joined = last if before and ENCODED.fullmatch(last) else ""  # "'/list?' + $.param({page: 1})"
    url = scripts.value("+".join(before) if joined else written)
    if name == "load" and isinstance(url, str):
        url = url.partition(" ")[0]  # "list.html #rows>li": a part of the response is shown
    elif isinstance(url, str) and url.startswith("/") and not (by_jquery or name == "fetch"):
        url = f"{scripts.base_of_requests()}{url}"
    if not isinstance(url, str) or not _ADDRESS.fullmatch(url) or _NO_ROWS.search(url):
        return None
    asked_as = f"{options.get('type', '')}{options.get('method', '')}".lower()
    sent = joined or options.get("params") or options.get("data") or options.get("body") or ""
    if not sent and not has_options and name in ("post", "get", "getJSON", "load"):
        said = "".join(arguments[1:2])  # the fields, or already the callback
        named = _PATH.fullmatch(said)  # "params", "this.query"
        plainly = said[:1] in ("{", '"', "'") or any(way.fullmatch(said) for way in (SERIALIZED, ENCODED, MERGED))
        sent = said if plainly or (named and scripts.object_named(named[1])) else ""
    posts = name == "post" or "post" in asked_as or (name == "load" and sent[:1] not in ("", '"', "'"))
    method = "POST" if posts else "GET"
    fields, address = sent_fields(sent, scripts), absolute(base, with_counted_rows(_CALLED_BACK.sub(CALLED_BACK, url)))
    if fields is None or address is None:
        return None
    as_json = "json" in options.get("contentType", "").lower() or sent.startswith("JSON.stringify")
    as_json = as_json or not (by_jquery or AS_FORM.match(sent) or scripts.is_built_form(sent))
    kind = "application/json" if as_json else _FORM
    first = 0 if ROWS_BEFORE.search(address) else next(beginnings(written, sent, scripts), 1)
    if method == "POST":
        return Call(address, method, json_of(fields) if as_json else form_of(fields), kind, first)
    if "jsonp" in options.get("dataType", ""):
        fields |= {str(scripts.value(options.get("jsonp", "")) or "callback"): "callback"}
    query = form_of(fields)
    return Call(f"{address}{'&' if '?' in address else '?'}{query}" if query else address, method, "", kind, first)
