"""Lists that a script of a UCAP page asks for by POST: 苏州's `loadData`, 无锡's `info_open/search`."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from scrapy.http import TextResponse

from gxcrawl.dates import find_date
from gxcrawl.portals.addresses import joined
from gxcrawl.portals.marks import Marks
from gxcrawl.portals.pages.rows import absolute, base_address
from gxcrawl.portals.pages.shapes import ListEntry, ListPage, ListRequest, State

# "/szinf/xxgk/interfacesWebZcwj/loadData", "/info_open/search"
POST_ENDPOINT = Marks(
    r"[\"']((?:https?://[\w.:-]+)?(?:/[\w-]+)*/(?:interfaces\w+/loadData|info_open/search))[\"'?]",
    *("/loadData", "/info_open/search"),
)
_NEAR = 800  # characters between the endpoint and the fields that the script sends to it
# "{ pageIndex: page, channel_id: 'a1b2' }", "{"siteId": siteId}"
_OBJECT = re.compile(r"\{([^{}]*)\}")
_FIELD = re.compile(r"[\"']?(\w+)[\"']?\s*:\s*(?:[\"']([^\"']*)[\"']|([\w.]+))")
_PAGE_FIELD = re.compile(r"(?:page|cur|current)_?(?:index|no|num|number|page)?", re.IGNORECASE)
_CHANNEL_FIELD = re.compile(r"channel_?ids?", re.IGNORECASE)
_TOTAL_FIELDS = ("allrow", "total", "totalcount", "totalrow", "totalrows")
_PAGES_FIELDS = ("totalpage", "totalpages", "pagecount")
_TAG = re.compile(r"<[^>]+>")


def posted_list(page: TextResponse) -> ListRequest | None:
    """The first page of the list that the page's script would ask for; None where it names no endpoint or channel."""
    endpoint = POST_ENDPOINT.search(page.text)
    if endpoint is None:
        return None
    for sent in _OBJECT.finditer(page.text, endpoint.end(), endpoint.end() + _NEAR):
        fields = dict(_fields(sent[1], page.text))
        if any(_CHANNEL_FIELD.fullmatch(name) and value for name, value in fields.items()):
            counter = next((name for name in fields if _PAGE_FIELD.fullmatch(name)), "pageIndex")
            return _page_of(joined(page.url, endpoint[1]), fields, counter, 1)
    return None


def read_posted(page: TextResponse, state: State) -> ListPage:
    """The rows of such a list's answer, and the request for the next page. state: of `posted_list`."""
    try:
        answer = json.loads(page.text)
    except ValueError:
        return ListPage(trouble="list endpoint answered something else than JSON")
    found = _rows_among(answer)
    if found is None:
        return ListPage(trouble="list endpoint answered JSON without rows")
    around, rows = found
    entries = [entry for row in rows if (entry := _entry(row, base_address(page))) is not None]
    total, pages = _whole(around, _TOTAL_FIELDS), _whole(around, _PAGES_FIELDS)
    number = int(state["number"])
    more = bool(entries) and (number < pages if pages is not None else True)
    following = _page_of(page.url, json.loads(str(state["posted"])), str(state["counter"]), number + 1)
    return ListPage(tuple(entries), (following,) if more else (), total)


def _page_of(endpoint: str, fields: Mapping[str, str], counter: str, number: int) -> ListRequest:
    return ListRequest(
        endpoint,
        method="POST",
        body=urlencode({**fields, counter: str(number)}),
        headers=(
            ("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"),
            ("X-Requested-With", "XMLHttpRequest"),
        ),
        state={"posted": json.dumps(dict(fields)), "counter": counter, "number": number},
    )


def _fields(written: str, script: str) -> Iterator[tuple[str, str]]:
    """The fields of an object as the script writes it; a variable's value is looked up where the page sets it."""
    for name, text, word in _FIELD.findall(written):
        if not word or word.isdecimal():
            yield name, text or word
        elif _PAGE_FIELD.fullmatch(name):
            yield name, ""
        elif held := re.search(rf"\b{re.escape(word)}\s*=\s*[\"']?([\w,-]+)[\"']?", script):
            yield name, held[1]


def _rows_among(answer: Any) -> tuple[dict[str, Any], list[dict[str, Any]]] | None:
    """The list of rows wherever the answer keeps it, and the object around it, which counts them."""
    if not isinstance(answer, dict):
        return None
    for value in answer.values():
        if _are_rows(value):
            return answer, value
    return next((found for value in answer.values() if (found := _rows_among(value)) is not None), None)


def _are_rows(value: Any) -> bool:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        return False
    return not value or {"title", "url"} <= {name.lower() for name in value[0]}


def _entry(row: Mapping[str, Any], base: str) -> ListEntry | None:
    by_name = {name.lower(): str(value) for name, value in row.items() if value is not None}
    url = absolute(base, by_name.get("url", ""))
    title = _TAG.sub("", by_name.get("title", "")).strip()
    dates = (text for name, text in sorted(by_name.items()) if "publi" in name or "date" in name)
    published_on = next((day for text in dates if (day := find_date(text)) is not None), None)
    return ListEntry(url, title, published_on) if url and title else None


def _whole(around: Mapping[str, Any], names: tuple[str, ...]) -> int | None:
    """The first of these fields that holds a whole number."""
    by_name = {name.lower(): str(value) for name, value in around.items()}
    return next((int(by_name[name]) for name in names if by_name.get(name, "").isdecimal()), None)
