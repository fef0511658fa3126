"""Rows that stand as objects in a script or in JSON: `{title: '…', url: '…'}`, in whatever nesting, quoted or not."""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from gxcrawl.dates import find_date
from gxcrawl.portals.pages.shapes import ListEntry

# a brace, or a field: "docTitle": "…", url:'/nb/'
_TOKEN = re.compile(
    r"([{}])|[\"']?\b([A-Za-z_]\w*)[\"']?\s*:\s*(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)')", re.DOTALL
)
_TITLE = re.compile(r"(?:\w*title(?:html)?|name|text|label|caption|bt)", re.IGNORECASE)
_URL = re.compile(r"(?!img|image|pic|thumb|icon|logo|cover)\w*(?:url|href|link)s?|path", re.IGNORECASE)
_DATE = re.compile(r"\w*(?:date|time|rq)", re.IGNORECASE)
_KINDS = (("url", _URL), ("title", _TITLE), ("date", _DATE))
_ADDRESS = re.compile(r"https?://|\.{0,2}/|[\w./-]+\.\w{2,5}(?:\?|$)|[\w./-]+/$|\?")
_TAG = re.compile(r"<[^>]+>")
# a script without any of these, escaped or not, lists no reports and no column of them
_SUBJECTS = ("年报", "年度报告", "信息公开", "\\u5e74", "\\u5E74", "\\u4fe1", "\\u4FE1")


def may_list_reports(text: str) -> bool:
    """Whether a text has a word of those that name reports and their columns."""
    return any(word in text for word in _SUBJECTS)


def object_entries(text: str) -> Iterator[ListEntry]:
    """One entry per object that has a title and an address, which is as it is written: relative, or absolute."""
    if not may_list_reports(text):
        return
    open_objects: list[dict[str, str]] = []
    for brace, field, double, single in _TOKEN.findall(text):
        if brace == "{":
            open_objects.append({})
        elif brace:
            entry = _entry(open_objects.pop()) if open_objects else None
            if entry is not None:
                yield entry
        elif open_objects:
            kind = next((kind for kind, pattern in _KINDS if pattern.fullmatch(field)), None)
            if kind and (double or single):
                open_objects[-1].setdefault(kind, _plain(double or single))


def rows_among(answer: Any, row_address: str = "") -> Iterator[ListEntry | str]:
    """The rows of a JSON answer, wherever it keeps them: entries as of `object_entries`, or pieces of markup.

    row_address: where rows without an address lead, as `/detail?id={id}`.
    """
    if isinstance(answer, str):
        if "<a " in answer or "<li" in answer:
            yield answer
    elif isinstance(answer, Mapping):
        entry = _row(answer, row_address)
        if entry is not None:
            yield entry
        # of a row only what hangs below it, as in a tree: its texts hold its body
        for value in answer.values():
            if entry is None or isinstance(value, list):
                yield from rows_among(value, row_address)
    elif isinstance(answer, list):
        for one in answer:
            yield from rows_among(one, row_address)


def _row(fields: Mapping[str, Any], row_address: str) -> ListEntry | None:
    """The entry of one object: its title, its address or the one that its fields make, its date."""
    told: dict[str, str] = {}
    for name, value in sorted(fields.items(), key=lambda field: "title" not in field[0].lower()):
        kind = next((kind for kind, pattern in _KINDS if pattern.fullmatch(name)), None)
        if kind and isinstance(value, str) and value.strip():
            told.setdefault(kind, value)
    if "title" in told and not _ADDRESS.match(told.get("url", "")):
        told["url"] = _address_inside(told.get("url", "")) or _filled(row_address, fields) or _address_below(fields)
    return _entry(told) if "title" in told else None


def _address_inside(text: str) -> str:
    """The first address of a text that is JSON itself: `{"pc": "/nb/1.html", "phone": ""}`."""
    inside = (match[1] for match in re.finditer(r"\"([^\"]+)\"", text)) if text.startswith(("{", "[")) else ()
    return next((one.replace("\\/", "/") for one in inside if _ADDRESS.match(one.replace("\\/", "/"))), "")


def _address_below(fields: Mapping[str, Any]) -> str:
    """The address that an object inside of this one holds: `{"text": "…", "attributes": {"url": "/nb/"}}`."""
    below = (item for value in fields.values() if isinstance(value, Mapping) for item in value.items())
    found = (value for name, value in below if _URL.fullmatch(name) and isinstance(value, str))
    return next((value for value in found if _ADDRESS.match(value)), "")


def _filled(row_address: str, fields: Mapping[str, Any]) -> str:
    name = re.search(r"\{(\w+)\}", row_address)
    value = fields.get(name[1]) if name else None
    return row_address.replace(f"{{{name[1]}}}", str(value)) if name and isinstance(value, (str, int)) else ""


def _entry(fields: dict[str, str]) -> ListEntry | None:
    url, title = fields.get("url", ""), unescape(_TAG.sub("", fields.get("title", ""))).strip()
    return ListEntry(url, title, find_date(fields.get("date", ""))) if title and _ADDRESS.match(url) else None


def _plain(written: str) -> str:
    """A string as it was before it was written into a script."""
    if "\\" not in written:
        return written
    try:
        return str(json.loads(f'"{written}"', strict=False))
    except ValueError:
        return written.replace("\\/", "/").replace("\\'", "'")
