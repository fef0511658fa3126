"""The requests that a page's scripts make, where the page says plainly what is sent.

`$.post('/list', {channelId: cid, page: n})`, `axios.get`, `fetch`: which library makes them does not matter.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode, urlsplit

from scrapy.http import TextResponse

from gxcrawl.portals.pages.rows import absolute, base_address
from gxcrawl.portals.pages.script_values import PAGE, PAGE_NAME, ROWS_BEFORE, Scripts, Value, inside, parts_of

_CALL = re.compile(r"(?:(?<![\w$])([\w$]{1,40})|\))\.(ajax|post|get|getJSON|load|request)\s*\(|\b(fetch|axios)\s*\(")
_WORDS = ("ajax", ".post", ".get", ".load", ".request", "fetch", "axios")
_OF_WIDGET = re.compile(r"\burl\s*:\s*[\"']([^\"']+)[\"']")
_MOST_CALLS = 100  # a page can be hostile
_JQUERY = ("$", "jQuery", "jquery")
_KEY = re.compile(r"[\"']?([\w$-]+)(?:\[\])?[\"']?\s*:\s*(.*)", re.DOTALL)
_ENCODED = re.compile(r"(?:JSON\.stringify|(?:Qs|qs|\$|jQuery)\.(?:stringify|param))\s*\((.*)\)", re.DOTALL)
_ADDRESS = re.compile(r"(?=[^?]*[/.]|\?)[\w./?&=%:,;~+@-]+", re.ASCII)
_NO_ROWS = re.compile(r"\.(?:js|css|png|jpe?g|gif|svg|ico|woff2?|mp4|swf)(?:\?|$)", re.IGNORECASE)
_SIZE = re.compile(r"(?:page_?)?size|limit|per_?page|(?:page_?)?rows|page_?count", re.IGNORECASE)
_SIZE_GUESSED = 15
_OFFSET = re.compile(r"offset|skip|start(?:row|index)?|first(?:row|result)?", re.IGNORECASE)  # rows before the page
# what a visitor may type or choose, and need not
_OPTIONAL = re.compile(
    r"\w*(?:key|word|title|search|query|name|begin|start|end|date|time|year|sort|order|status|author|number)\w*"
    r"|code_?id|kw|q|wd|type|tag|t|v|_",
    re.IGNORECASE,
)
# the last step of an address that answers rows: "/getFileListByCodeId", "/queryList", "/search"
_READS = re.compile(r"list|query|select|find|search|load|get|page|data|info|article|content|news", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Call:
    """One request: absolute address and body, `PAGE` where the number of a list's page belongs.

    kind: of the body. first: the number that the script begins with.
    """

    url: str
    method: str
    body: str
    kind: str
    first: int

    @property
    def counts(self) -> bool:
        """Whether it turns the pages of a list."""
        return is_counted(f"{self.url}{self.body}")


def is_counted(written: str) -> bool:
    """Whether an address or a body has a place for the number of a page, or for what comes before it."""
    return PAGE in written or ROWS_BEFORE.search(written) is not None


def turned_to(written: str, number: int) -> str:
    """An address or a body with the number of a page in its place."""
    counted = written.replace(PAGE, str(number))
    return ROWS_BEFORE.sub(lambda size: str(int(size[1]) * number), counted)


def calls_of(page: TextResponse) -> list[Call]:
    """The requests that the scripts of a page make, those that turn pages first.

    A POST is named only where it turns pages or where its address says that it reads.
    """
    scripts = Scripts(page)
    found = {(call.url, call.body): call for call in (*_calls(scripts, base_address(page)), *_of_widgets(page))}
    return sorted(found.values(), key=lambda call: not call.counts)


def _calls(scripts: Scripts, base: str) -> Iterator[Call]:
    found_calls = _CALL.finditer(scripts.text) if any(word in scripts.text for word in _WORDS) else iter(())
    for found in islice(found_calls, _MOST_CALLS):
        arguments = parts_of(inside(scripts.text, found.end()))
        if not arguments:
            continue
        call = _call(found[2] or found[3], arguments, scripts, base, by_jquery=found[1] in _JQUERY)
        if call is not None and (call.method == "GET" or call.counts or _READS.search(urlsplit(call.url).path)):
            yield call


def _of_widgets(page: TextResponse) -> Iterator[Call]:
    """What attributes of widgets name: `data-options="url:'tree.json'"`."""
    for options in page.xpath("//@data-options").getall():
        found = _OF_WIDGET.search(options)
        url = absolute(base_address(page), found[1]) if found else None
        if url:
            yield Call(url, "GET", "", "", 1)


def _call(name: str, arguments: list[str], scripts: Scripts, base: str, *, by_jquery: bool) -> Call | None:
    has_options = arguments[0].startswith("{")
    options = _fields(arguments[0] if has_options else "".join(arguments[1:2]))
    written = options.get("url", "") if has_options else arguments[0]
    url = scripts.value(written)
    if not isinstance(url, str) or not _ADDRESS.fullmatch(url) or _NO_ROWS.search(url):
        return None
    asked_as = f"{options.get('type', '')}{options.get('method', '')}".lower()
    method = "POST" if name == "post" or "post" in asked_as else "GET"
    sent = options.get("params") or options.get("data") or options.get("body") or ""
    if not sent and not has_options and name in ("post", "get", "getJSON"):
        said = "".join(arguments[1:2])  # the fields, or already what is done with the answer
        sent = said if said[:1] in ("{", '"', "'") or scripts.object_named(said) else ""
    fields, address = _sent(sent, scripts), absolute(base, url)
    if fields is None or address is None:
        return None
    as_json = "json" in options.get("contentType", "").lower() or "JSON.stringify" in sent or not by_jquery
    kind = "application/json" if as_json else "application/x-www-form-urlencoded"
    first = next(_beginnings(written, sent, scripts), 1)
    if method == "POST":
        return Call(address, method, _as_json(fields) if as_json else _as_form(fields), kind, first)
    query = _as_form(fields)
    return Call(f"{address}{'&' if '?' in address else '?'}{query}" if query else address, method, "", kind, first)


def _fields(written: str) -> dict[str, str]:
    """The fields of an object as it is written; `{page}` is short for `{page: page}`."""
    if not written.startswith("{"):
        return {}
    keyed = ((_KEY.fullmatch(part), part) for part in parts_of(inside(written, 1)))
    return {key[1] if key else part: key[2] if key else part for key, part in keyed if key or part.isidentifier()}


def _sent(written: str, scripts: Scripts) -> dict[str, Value] | None:
    """The fields that a script sends; None where one of them is not known and cannot be left empty."""
    encoded = _ENCODED.fullmatch(written)
    if encoded:
        return _sent(encoded[1].strip(), scripts)
    if not written:
        return {}
    if written.startswith("{"):
        fields = {name: _field(name, value, scripts) for name, value in _fields(written).items()}
        size = next((value for name, value in fields.items() if _SIZE.fullmatch(name) and isinstance(value, int)), 0)
        fields |= {name: f"gxcrawlskip{size}x" for name in fields if size and _OFFSET.fullmatch(name)}
        return None if None in fields.values() else fields
    held = scripts.object_named(written.rsplit(".", 1)[-1])
    if held:
        return _sent(held, scripts)
    text = scripts.value(written)
    if not isinstance(text, str):
        return None
    return {name: value for name, _, value in (pair.partition("=") for pair in text.split("&"))}


def _field(name: str, written: str, scripts: Scripts) -> Value:
    if PAGE_NAME.fullmatch(name):
        return PAGE
    value = scripts.value(written)
    if value is None and _SIZE.fullmatch(name):
        return _SIZE_GUESSED
    if value in (None, ""):
        return "" if _OPTIONAL.fullmatch(name) else None
    return value


def _beginnings(written: str, sent: str, scripts: Scripts) -> Iterator[int]:
    """What the page's number begins with, in the fields that a script sends and in its address."""
    encoded = _ENCODED.fullmatch(sent)
    for name, value in _fields(encoded[1].strip() if encoded else sent).items():
        if _OFFSET.fullmatch(name):
            yield 0
        if PAGE_NAME.fullmatch(name):
            yield int(value) if value.isdecimal() else scripts.first_number(value)
    for term in parts_of(written, "+"):
        if scripts.value(term) == PAGE:
            yield scripts.first_number(term)


def _as_json(fields: Mapping[str, Value]) -> str:
    """Fields as JSON, in which the page's number is a number."""
    written = json.dumps(fields, ensure_ascii=False).replace(f'"{PAGE}"', PAGE)
    return re.sub(rf'"({ROWS_BEFORE.pattern})"', r"\1", written)


def _as_form(fields: Mapping[str, Value]) -> str:
    """Fields as a form sends them; lists as jQuery does: `channel[]=7`."""
    pairs = []
    for name, value in fields.items():
        several = value if isinstance(value, list) else [value]
        named = f"{name}[]" if isinstance(value, list) else name
        pairs += [(named, str(one).lower() if isinstance(one, bool) else str(one)) for one in several]
    return urlencode(pairs)
