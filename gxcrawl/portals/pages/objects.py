"""Rows that stand as objects in a script or in JSON: `{title: '…', url: '…'}`, in whatever nesting, quoted or not."""

import json
import re
from collections.abc import Iterator

from gxcrawl.dates import find_date
from gxcrawl.portals.pages.shapes import ListEntry

# a brace, or a field: "docTitle": "…", url:'/nb/'
_TOKEN = re.compile(
    r"([{}])|[\"']?\b([A-Za-z_]\w*)[\"']?\s*:\s*(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)')", re.DOTALL
)
_TITLE = re.compile(r"(?:\w*title|name|text|label|caption|bt)", re.IGNORECASE)
_URL = re.compile(r"\w*(?:url|href|link)|path", re.IGNORECASE)
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


def _entry(fields: dict[str, str]) -> ListEntry | None:
    url, title = fields.get("url", ""), _TAG.sub("", fields.get("title", "")).strip()
    return ListEntry(url, title, find_date(fields.get("date", ""))) if title and _ADDRESS.match(url) else None


def _plain(written: str) -> str:
    """A string as it was before it was written into a script."""
    if "\\" not in written:
        return written
    try:
        return str(json.loads(f'"{written}"', strict=False))
    except ValueError:
        return written.replace("\\/", "/").replace("\\'", "'")
