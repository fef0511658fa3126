"""Lists whose rows are requested by a page's script: the requests, page by page, and their answers."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any
from urllib.parse import quote, unquote

from parsel import Selector
from scrapy.http import TextResponse

from gxcrawl.portals.bodies.words import agency_like
from gxcrawl.portals.pages.lists.menus import is_year
from gxcrawl.portals.pages.lists.pressed import pages_said_in
from gxcrawl.portals.pages.lists.script_files import next_file, part_of_page, script_files
from gxcrawl.portals.pages.markup.javascript.elements import attributes_of
from gxcrawl.portals.pages.markup.javascript.placeholders import CURSOR, is_counted, turned_to
from gxcrawl.portals.pages.markup.links import absolute, base_address
from gxcrawl.portals.pages.markup.shapes import Column, ListEntry, ListPage, ListRequest, State
from gxcrawl.portals.pages.markup.words import is_number, words_in
from gxcrawl.portals.pages.rows.addresses import calls_of_rows, opens_elsewhere, row_address
from gxcrawl.portals.pages.rows.anchors import entries_in_markup, page_entries
from gxcrawl.portals.pages.rows.feeds import feed_objects, is_feed
from gxcrawl.portals.pages.rows.objects import last_row, rows_among, told_by
from gxcrawl.portals.pages.scripts.calls import CALLING_WORDS, calls_of
from gxcrawl.portals.pages.scripts.json_text import read_json
from gxcrawl.portals.pages.scripts.requesting_functions import RequestingFunctions
from gxcrawl.portals.pages.scripts.requests import CALLED_BACK, Call
from gxcrawl.portals.pages.scripts.submitted import sent_on_load
from gxcrawl.portals.titles import judge_title
from gxcrawl.text.years import year_in_title

_MOST = 4
_ROW_FIELD = "gxcrawlrow"  # stands for the field of a row; only letters, so that escaping does not change it
_ASKING = (
    "//*[@onclick and (self::a or not(.//a)) or self::a and (not(@href) or starts-with(@href, 'javascript:') or"
    " starts-with(@href, '#'))"
    " or (self::li or self::span or self::div or self::dd or self::td or self::button) and not(.//a)"
    " and @*[starts-with(name(), 'data-')]]"
)
_MOST_COLUMNS = 150  # one for each department and town of a city
_JSONP = re.compile(r"[\w$.]+\s*\((.*)\)\s*;?", re.DOTALL)
_CODES, _SAID = ("code", "errcode", "status", "success", "state"), ("msg", "message", "errmsg", "info")
_WELL = ("0", "1", "200", "00000", "success", "ok", "true", "none")
_NOTHING_MORE = re.compile(r"成功|无|没有|不存在|空|超出|最后|no |not found|empty|success", re.IGNORECASE)
_TOTALS = re.compile(
    r"total(?:_?(?:count|rows?|records?|elements|num(?:ber)?|size|hits))?|allrow|record_?count|records_?(?:total|filtered)",
    re.IGNORECASE,
)
_PAGES = re.compile(r"total_?pages?|page_?count|pages|page_?total", re.IGNORECASE)


def asked_by_scripts(page: TextResponse, *, turned: bool = False, files: bool = False) -> list[ListRequest]:
    """The requests made by the scripts of a page, to be read as lists.

    turned: only requests that turn pages. files: if there are none, request the page's own script files.
    """
    calls = (call for call in calls_of(page) if call.counts or not turned)
    asked = [first_request(call, page) for call in islice(calls, _MOST)]
    if not asked and files:
        sent = sent_on_load(page)
        asked = [sent] if sent else [*_feeds(page), *script_files(page)]
    elif files and opens_elsewhere(page.text):
        asked = script_files(page) or asked
    return asked[:_MOST]


def read_script_file(page: TextResponse, state: State) -> ListPage:
    """The requests, addresses or rows in a script file, read as part of the page that names it. state: of its
    request.
    """
    whole = part_of_page(page, state)
    entries = tuple(page_entries(whole))
    asked = () if entries else tuple(first_request(call, whole) for call in calls_of(whole)[:_MOST])
    following = next_file(page, state, found=bool(entries or asked))
    if following and opens_elsewhere(whole.text):
        asked = ()
    trouble = None if entries or asked or following else str(state["closed"]) or None
    return ListPage(entries, (*asked, *([following] if following else ())), trouble=trouble)


def more_by_script(page: TextResponse) -> ListRequest | None:
    """The request for further rows that a script appends: with the script's own page number, otherwise the next one."""
    first = next(iter(asked_by_scripts(page, turned=True)), None)
    if first is None:
        return None
    beside = {**first.state, "beside": 1}
    return _asked(beside, 0, _asked(beside, 1))


def called_columns(page: TextResponse) -> tuple[Column, ...]:
    """The lists requested by functions that the links of a menu call."""
    if not any(word in page.text for word in ("function", "=>")) or not any(
        word in page.text for word in CALLING_WORDS
    ):
        return ()
    functions = RequestingFunctions(page)
    found: dict[str, Column] = {}
    for link in page.xpath(_ASKING):
        name = words_in(link.root)
        if len(found) < _MOST_COLUMNS and (_names_column(name) or agency_like(name)):
            handler = link.root.get("onclick") or link.root.get("href") or ""
            call = functions.first_call(handler) or functions.call_clicked(attributes_of(link.root))
            request = None if call is None else first_request(call, page)
            if request is not None:
                found.setdefault(request.address, Column(name, request))
    return (*found.values(), *_chosen_columns(page, functions))


def _names_column(name: str) -> bool:
    return is_year(name) or judge_title(name) in ("column", "hub")


def _chosen_columns(page: TextResponse, functions: RequestingFunctions) -> Iterator[Column]:
    """The lists of bodies and years requested by a script when a menu entry is selected."""
    options = page.xpath("//select/option[@value != '']")
    for option in islice(options, _MOST_COLUMNS):
        name, value = words_in(option.root), option.root.get("value")
        told = agency_like(name) or year_in_title(name)
        call = functions.call_chosen(option.root.getparent(), value) if told else None
        if call is not None and value in unquote(f"{call.url}{call.body}"):
            yield Column(name, first_request(call, page))


def read_answer(page: TextResponse, state: State) -> ListPage:
    """The rows of such an answer (JSON or markup), and the request for the next ones."""
    answer = _json(page.text)
    entries = tuple(_entries(answer, page.text, state))
    total, last = _whole(answer, _TOTALS), _whole(answer, _PAGES)
    at_first = int(state["number"]) <= int(state.get("first", 0))
    if answer is not None and not entries and not total and at_first and not _has_list(answer):
        return ListPage(trouble="what the page's script asks for answered JSON without rows")
    if not entries and not at_first and (refusal := _refusal(answer)):
        return ListPage(trouble=f"list is cut: its page {state['number']} was refused: {refusal}")
    if not entries and _names_reports(answer):
        return ListPage(trouble="list needs a browser: the rows that its script asks for have no addresses")
    number = int(state["number"])
    ended = last is not None and number >= last
    # where lists are counted from 1, a script's 0 may answer nothing
    written = f"{state['url']}{state['body']}"
    onward = {**state, "after": last_row(answer)} if CURSOR in written else state
    more = is_counted(written) and (onward is state or onward["after"]) and (bool(entries) or number == 0) and not ended
    counted = None if state.get("beside") else total  # together with the rows on the page itself
    pages = 0 if more else _pages_said(answer, page.text)
    columns = (*_below(answer, state), *(() if entries else _opened(answer, state)))
    return ListPage(entries, (_asked(onward, 1),) if more else (), counted, columns, pages_said=pages)


def _below(nodes: Any, state: State) -> Iterator[Column]:
    """The requests for what is below the nodes of a tree, each under the name of its node."""
    for node in nodes if isinstance(nodes, list) and "below" in state else ():
        name = told_by(node).get("title", "") if isinstance(node, dict) else ""
        if name and node.get("id") and str(node.get("isParent", "")).lower() in ("true", "1"):
            sent = f"{state['below']}={quote(str(node['id']))}"
            part = "body" if state["scripted"] == "POST" else "url"
            separator = "?" if part == "url" and "?" not in str(state["top"]) else "&" if state["top"] else ""
            yield Column(name, _asked({**state, part: f"{state['top']}{separator}{sent}"}, 0))


def _opened(answer: Any, state: State) -> Iterator[Column]:
    """The requests made by clicks on the rows of a response that name bodies or years: `loadList('+dept.id+')`."""
    asked = read_json(str(state.get("row_asks") or "{}"))
    for row in islice(_objects(answer), _MOST_COLUMNS) if asked else ():
        name, value = told_by(row).get("title", ""), row.get(asked["field"])
        if isinstance(value, (str, int)) and (_names_column(name) or agency_like(name)):
            filled = {part: str(asked[part]).replace(_ROW_FIELD, quote(str(value))) for part in ("url", "body")}
            yield Column(name, _asked({**asked, **filled, "base": state["base"]}, 0))


def _objects(answer: Any) -> Iterator[dict[str, Any]]:
    if isinstance(answer, dict):
        yield answer
    for one in answer.values() if isinstance(answer, dict) else answer if isinstance(answer, list) else ():
        yield from _objects(one)


def _asked_by_rows(page: TextResponse) -> State:
    """The request of a function that the rows of a response call: `row_asks`, JSON with the name of the row's field."""
    called = calls_of_rows(page.text)
    functions = RequestingFunctions(page) if called else None
    for name, field in called:
        call = functions.first_call(f"{name}('{_ROW_FIELD}')") if functions else None
        if call is not None and _ROW_FIELD in f"{call.url}{call.body}":
            return {"row_asks": json.dumps({**_state_of(call, page), "field": field})}
    return {}


def total_told(text: str) -> int | None:
    """The total number of rows of the list stated in a response; None if it states none."""
    return _whole(_json(text), _TOTALS)


def _feeds(page: TextResponse) -> list[ListRequest]:
    """The RSS feeds that a page names beside a list drawn by a script."""
    named = page.xpath("//link[@rel='alternate'][contains(@type, 'xml')]/@href").getall()
    return [ListRequest(url) for one in named if (url := absolute(base_address(page), one))]


def first_request(call: Call, page: TextResponse) -> ListRequest:
    """The request for the first page of a script's list."""
    state: State = {**_state_of(call, page), **_asked_by_rows(page)}
    special = call.counts or state["row_address"] or call.below or CALLED_BACK in call.url or "row_asks" in state
    return ListRequest(call.url) if call.method == "GET" and not special else _asked(state, 0)


def _state_of(call: Call, page: TextResponse) -> State:
    return {
        "scripted": call.method,
        "url": call.url,
        "body": call.body,
        "kind": call.kind,
        "number": call.first,
        "first": call.first,
        "row_address": row_address(page.text),
        "base": base_address(page),
        **({"below": call.below, "top": call.body if call.method == "POST" else call.url} if call.below else {}),
    }


def _asked(state: State, further: int, otherwise: ListRequest | None = None) -> ListRequest:
    number = int(state["number"]) + further
    after = quote(str(state.get("after", "")))
    url, body = (turned_to(str(state[name]), number, after) for name in ("url", "body"))
    kind = (("Content-Type", f"{state['kind']}; charset=UTF-8"),) if body else ()
    headers = (*kind, ("Referer", str(state["base"])), ("X-Requested-With", "XMLHttpRequest"))
    return ListRequest(url, str(state["scripted"]), body, headers, {**state, "number": number}, otherwise)


def _json(text: str) -> Any:
    """The data of a response: JSON, plain, quoted or passed to a function, or XML as objects; None for markup."""
    plain = text.strip().lstrip("\ufeff")
    if is_feed(plain) and "<a " not in plain:
        return feed_objects(plain)
    called = _JSONP.fullmatch(plain) if plain[:1] not in ("{", "[", "<", '"') else None
    told = read_json(called[1] if called else plain)
    return read_json(told) or told if isinstance(told, str) else told


def _entries(answer: Any, text: str, state: State) -> Iterator[ListEntry]:
    base = str(state["base"])
    if answer is None:
        yield from entries_in_markup(text.replace("<![CDATA[", "").replace("]]>", ""), base)
        return
    for row in rows_among(answer, str(state["row_address"])):
        if isinstance(row, str):
            yield from entries_in_markup(row, base)
        elif url := absolute(base, row.url):
            yield replace(row, url=url)


def _whole(answer: Any, names: re.Pattern[str]) -> int | None:
    """The first whole number under one of these names, outside of the rows."""
    if not isinstance(answer, dict):
        return None
    for name, value in answer.items():
        if names.fullmatch(name) and is_number(str(value)):
            return int(value)
    return next((found for value in answer.values() if (found := _whole(value, names)) is not None), None)


def _pages_said(answer: Any, text: str) -> int:
    """The number of pages of the list stated in the markup of a response (共2页); 0 if none is stated."""
    markup = [text] if answer is None else [row for row in rows_among(answer) if isinstance(row, str)]
    said = (pages_said_in(words_in(Selector(text=one).root)) for one in markup if "页" in one)
    return next(filter(None, said), 0)


def _names_reports(answer: Any) -> bool:
    if isinstance(answer, dict):
        named = judge_title(told_by(answer).get("title", "")) == "report"
        return named or any(map(_names_reports, answer.values()))
    return isinstance(answer, list) and any(map(_names_reports, answer))


def _refusal(answer: Any) -> str:
    """The error message in a response; "" if there is none, or if it only means that there are no more rows."""
    told = {name.lower(): value for name, value in answer.items()} if isinstance(answer, dict) else {}
    code = next((told[name] for name in _CODES if name in told), None)
    said = next((str(told[name]) for name in _SAID if told.get(name)), "")
    well = code is None or str(code).lower() in _WELL or _has_list(answer) or _NOTHING_MORE.search(said)
    return "" if well else f"{code} {said}".strip()


def _has_list(answer: Any) -> bool:
    if isinstance(answer, dict):
        return any(map(_has_list, answer.values()))
    return isinstance(answer, list)
