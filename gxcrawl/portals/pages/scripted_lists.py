"""Lists whose rows a page's script asks for: how they are asked for, page by page, and what is answered."""

import json
import re
from collections.abc import Iterator
from typing import Any

from scrapy.http import HtmlResponse, TextResponse

from gxcrawl.portals.pages.calls import Call, calls_of, is_counted, turned_to
from gxcrawl.portals.pages.objects import rows_among
from gxcrawl.portals.pages.openers import opened_address, openers_of
from gxcrawl.portals.pages.rows import absolute, base_address, entries_in_markup
from gxcrawl.portals.pages.shapes import ListEntry, ListPage, ListRequest, State

_MOST = 4
_MOST_BESIDE = 20_000  # characters
_READ_BY_SCRIPTS = "//script[not(@src)] | //input[@type='hidden'] | //*[@v-for]"
_LIBRARY = re.compile(
    r"\bmin\.js|jquery|vue|react|angular|bootstrap|layui|swiper|slick|chart|axios|polyfill|require|html5|respond|share|baidu"
    r"|cnzz|analy|stat|gray|aria|barrier|wza|video|player|md5|crypto|base64|cookie|placeholder|\bie\d|login|search|code",
    re.IGNORECASE,
)
# "href='/detail?id=' + item.id + '.html'", "`/detail/${row.id}`": where a script leads from a field of a row
_ROW_ADDRESS = re.compile(
    r"(?:href|open|location|push|url|to)\b[^;\n]{0,14}?[\"'`]{1,2}([^\"'`$<>\s]*)(?:\\?[\"'`]\s*\+\s*|\$\{)\w+\.(\w+)"
    r"(?:\s*\+\s*[\"'`]|\}|)([\w./?&=-]*)"
)
# "toDetail(item.id)"
_OPENS_ROW = re.compile(r"\b(\w+)\(\s*\w+\.(\w+)\s*\)")
_JSONP = re.compile(r"[\w$.]+\s*\((.*)\)\s*;?", re.DOTALL)
_TOTALS = ("total", "totalcount", "totalrow", "totalrows", "allrow", "recordcount", "totalrecord", "totalelements")
_PAGES = ("totalpage", "totalpages", "pagecount", "pages", "pagetotal")


def asked_by_scripts(page: TextResponse, *, turned: bool = False, files: bool = False) -> list[ListRequest]:
    """What the scripts of a page ask for, to be read as lists. turned: only what they turn page by page.

    files: where they ask nothing, the page's own files of scripts.
    """
    asked = [_first(call, page) for call in calls_of(page) if call.counts or not turned]
    return (asked or (_script_files(page) if files else []))[:_MOST]


def asked_by_script_file(page: TextResponse, state: State) -> list[ListRequest]:
    """What a script file asks for, as a part of the page that names it. state: of its request."""
    markup = f"{state['beside']}<script>{page.text}</script>"
    whole = HtmlResponse(str(state["script_of"]), body=markup.encode(), encoding="utf-8")
    return [_first(call, whole) for call in calls_of(whole)][:_MOST]


def more_by_script(page: TextResponse) -> ListRequest | None:
    """The rows that a script adds to those which a page shows: of the script's own number, else of the one after it."""
    first = next(iter(asked_by_scripts(page, turned=True)), None)
    if first is None:
        return None
    beside = {**first.state, "beside": 1}
    return _asked(beside, 0, _asked(beside, 1))


def read_answer(page: TextResponse, state: State) -> ListPage:
    """The rows of such an answer, JSON or a piece of markup, and the request for those after them."""
    answer = _json(page.text)
    entries = tuple(_entries(answer, page.text, state))
    total, last = _whole(answer, _TOTALS), _whole(answer, _PAGES)
    if answer is not None and not entries and not total and not _has_list(answer):
        return ListPage(trouble="what the page's script asks for answered JSON without rows")
    number = int(state["number"])
    ended = last is not None and number >= last
    # where lists are counted from 1, a script's 0 may answer nothing
    more = is_counted(f"{state['url']}{state['body']}") and (bool(entries) or number == 0) and not ended
    counted = None if state.get("beside") else total  # with the rows that the page itself shows
    return ListPage(entries, (_asked(state, 1),) if more else (), counted)


def _script_files(page: TextResponse) -> list[ListRequest]:
    """The requests for the page's own script files that are no libraries, with what they find on the page."""
    base, sources = base_address(page), page.xpath("//script/@src").getall()
    own = [url for url in (absolute(base, one) for one in sources if not _LIBRARY.search(one)) if url]
    if not own:
        return []
    beside = "".join(page.xpath(_READ_BY_SCRIPTS).getall())[:_MOST_BESIDE]
    return [ListRequest(url, state={"script_of": base, "beside": beside}) for url in own]


def _first(call: Call, page: TextResponse) -> ListRequest:
    row_address = _row_address(page.text)
    if call.method == "GET" and not call.counts and not row_address:
        return ListRequest(call.url)
    state: State = {
        "scripted": call.method,
        "url": call.url,
        "body": call.body,
        "kind": call.kind,
        "number": call.first,
        "row_address": row_address,
        "base": base_address(page),
    }
    return _asked(state, 0)


def _asked(state: State, further: int, otherwise: ListRequest | None = None) -> ListRequest:
    number = int(state["number"]) + further
    url, body = (turned_to(str(state[name]), number) for name in ("url", "body"))
    kind = (("Content-Type", f"{state['kind']}; charset=UTF-8"),) if body else ()
    headers = (*kind, ("Referer", str(state["base"])), ("X-Requested-With", "XMLHttpRequest"))
    return ListRequest(url, str(state["scripted"]), body, headers, {**state, "number": number}, otherwise)


def _row_address(text: str) -> str:
    """Where the page leads from a row that has no address: `/detail?id={id}`; "" where it does not say."""
    if found := _ROW_ADDRESS.search(text):
        return f"{found[1]}{{{found[2]}}}{found[3]}"
    openers = openers_of(text)
    opened = (opened_address(f"{name}('{{{field}}}')", "", openers) for name, field in _OPENS_ROW.findall(text))
    return next(filter(None, opened), "")


def _json(text: str) -> Any:
    """What an answer says, bare or handed to a function; None for markup."""
    plain = text.strip().lstrip("\ufeff")
    called = _JSONP.fullmatch(plain) if plain[:1] not in ("{", "[", "<") else None
    try:
        return json.loads(called[1] if called else plain)
    except ValueError:
        return None


def _entries(answer: Any, text: str, state: State) -> Iterator[ListEntry]:
    base = str(state["base"])
    if answer is None:
        yield from entries_in_markup(text, base)
        return
    for row in rows_among(answer, str(state["row_address"])):
        if isinstance(row, str):
            yield from entries_in_markup(row, base)
        elif url := absolute(base, row.url):
            yield ListEntry(url, row.title, row.published_on)


def _whole(answer: Any, names: tuple[str, ...]) -> int | None:
    """The first whole number under one of these names, outside of the rows."""
    if not isinstance(answer, dict):
        return None
    for name, value in answer.items():
        if name.lower() in names and str(value).isdecimal():
            return int(value)
    return next((found for value in answer.values() if (found := _whole(value, names)) is not None), None)


def _has_list(answer: Any) -> bool:
    if isinstance(answer, dict):
        return any(map(_has_list, answer.values()))
    return isinstance(answer, list)
