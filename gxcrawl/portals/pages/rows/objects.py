"""Rows written as objects in a script or in JSON, at any nesting, quoted or not: `{title: '…', url: '…'}`."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import unescape
from typing import Any

from gxcrawl.portals.bodies.words import agency_like, is_uploader
from gxcrawl.portals.pages.markup.places import YEAR
from gxcrawl.portals.pages.markup.shapes import ListEntry
from gxcrawl.portals.pages.rows.unnamed_links import names_no_body
from gxcrawl.portals.pages.scripts.json_text import read_json
from gxcrawl.portals.titles import judge_title
from gxcrawl.text.dates import find_date
from gxcrawl.text.years import years_in

# a brace, or a field: "docTitle": "…", url:'/nb/', id: 7
_TOKEN = re.compile(
    r"([{}])|[\"']?\b([A-Za-z_]\w*)[\"']?\s*:\s*(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|(\d+)\b)", re.DOTALL
)
_TITLE = re.compile(r"(?:\w*title(?:html)?|\w*name|text|label|caption|bt)", re.IGNORECASE)
# "deptName", "orgName", "fbjg": the body of a row, and its title if it has no other
_BODY = re.compile(
    r"(?:publish\w{0,4}_?)?(?:dept|department|org|organ|organization|unit|bm|dw|jg)_?(?:name|mc|title)?|fbjg\w*|fwjg\w*",
    re.IGNORECASE,
)
_YEAR_FIELD = re.compile(r"(?:report_?)?year|nd|niandu|nianfen", re.IGNORECASE)
_URL = re.compile(
    r"(?!img|image|pic|thumb|icon|logo|cover)\w*(?:url|href|link)s?|(?:file|pdf|doc)?_?path|file|pdf", re.IGNORECASE
)
_DATE = re.compile(r"\w*(?:date|time|rq)", re.IGNORECASE)
# the date of an edit, not of publication: "updateTime" stands beside "publishDate"
_TOUCHED = re.compile(
    r"(?:(?:last_?)?(?:updated?|modif\w{0,6}|edit\w{0,3})|created?|insert|sys|index|sync)_?(?:at|on|date|time|rq)",
    re.IGNORECASE,
)
_KINDS = (("url", _URL), ("title", _TITLE), ("title", _BODY), ("date", _DATE))
_ADDRESS = re.compile(r"https?://|\.{0,2}/|[\w./-]+\.\w{2,5}(?:\?|$)|[\w./-]+/$|\?")
_NO_ADDRESS = re.compile(r"[\s<>\u4e00-\u9fff]|\.(?:png|jpe?g|gif|css|js)$")
_TEXT = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'")
_ONE = r"(?:\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'|[\w.+-]++)"
# "new Array('某局2020年…年报', '/nb/1.html', '2021-01-25')", "tree.add(7, 1, '…', '/nb/1.html')": adjacent texts
_SEQUENCE = re.compile(rf"[\[(]\s*({_ONE}(?:\s*,\s*{_ONE}){{1,12}})\s*[\])]")
# "t[7] = '某局2020年…年报'; u[7] = '/nb/1.html'": texts with the same index in two lists
_NUMBERED = re.compile(r"\b[A-Za-z_]\w{0,30}\[(\d{1,4})\]\s?=\s?(\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+')")
_NODES = re.compile(r"\bpId\b[\"']?\s*:")  # zTree: "{id: 11, pId: 1, name: '县教育局', url: '/nb/11/'}"
# "{name: '县教育局', children: [{name: '2020年', url: …}]}", "{dept: '县教育局', reports: [{year: 2020, path: …}]}"
_YEARS = re.compile(r"[\"'](?:19|20)\d{2}年度?[\"']|\b(?:report_?)?[yY]ear[\"']?\s?:\s?[\"']?(?:19|20)\d{2}\b")
_NEXT_ROW = re.compile(r"(?:next|last|end)_?(?:cursor|id|key|token)", re.IGNORECASE)
_FIELD_OF_ROW = re.compile(r"\{(\w+)\}")
_TAG = re.compile(r"<[^>]+>")
_DEEPEST = 40  # levels of nesting; a hostile response may be deeper
# a script without any of these, escaped or not, lists no reports and no column of them
_SUBJECTS = ("年报", "年度报告", "信息公开", "\\u5e74", "\\u5E74", "\\u4fe1", "\\u4FE1")


def may_list_reports(text: str) -> bool:
    """True if a text contains a word from the names of reports and their columns."""
    return any(word in text for word in _SUBJECTS)


def may_name_years(text: str) -> bool:
    """Whether a text has objects that are called a year, below a body or the other way, or that are parts of a tree."""
    return bool(("pId" in text and _NODES.search(text)) or _YEARS.search(text))


def object_entries(text: str, row_address: str = "") -> Iterator[ListEntry]:
    """One entry per object with a title and an address, which is returned as written, relative or absolute.

    row_address: address for objects without one, such as `/detail?id={id}`.
    """
    if not (may_list_reports(text) or may_name_years(text)):
        return
    yield from (entry for found in _SEQUENCE.findall(text) if (entry := _row_of_values(_texts_in(found))))
    numbered: dict[str, list[str]] = {}
    for number, value in _NUMBERED.findall(text):
        numbered.setdefault(number, []).append(_plain(value[1:-1]))
    yield from (entry for values in numbered.values() if (entry := _row_of_values(values)))
    open_objects: list[dict[str, str]] = []
    for brace, field, double, single, number in _TOKEN.findall(text):
        if brace == "{":
            open_objects.append({})
        elif brace:
            entry = _row(open_objects.pop(), row_address) if open_objects else None
            if entry is not None:
                yield _below(entry, lambda: [told_by(one).get("title", "") for one in open_objects])
        elif open_objects and (double or single or number):
            open_objects[-1].setdefault(field, number or _plain(double or single))


def rows_among(answer: Any, row_address: str = "", above: tuple[str, ...] = ()) -> Iterator[ListEntry | str]:
    """The rows of a JSON answer, at any nesting: entries as from `object_entries`, or pieces of markup.

    row_address: address for rows without one, such as `/detail?id={id}`. above: names of the enclosing objects.
    """
    if isinstance(answer, str):
        markup = unescape(answer) if "&lt;a " in answer else answer
        if "<a " in markup or "<li" in markup:
            yield markup
        elif answer[:1] in ("{", "[") and len(above) < _DEEPEST:  # JSON in JSON: {"d": "[{…}]"}
            yield from rows_among(read_json(answer), row_address, (*above, "", ""))
    elif isinstance(answer, Mapping):
        entry = _row(answer, row_address)
        if entry is not None:
            yield _below(entry, lambda: above)
        name = told_by(answer).get("title", "")
        # of a row only its children, as in a tree: its texts hold its body
        for key, value in answer.items():
            if entry is None or isinstance(value, list):
                yield from rows_among(value, row_address, (*above, name, key))
    elif isinstance(answer, list):
        if entry := _row_of_values([one for one in answer if isinstance(one, str)]):
            yield entry
        for one in answer:
            yield from rows_among(one, row_address, above)


def _below(entry: ListEntry, names: Callable[[], Sequence[str]]) -> ListEntry:
    """A row named only by a year or a body, completed by the enclosing names: 2020年 below 县教育局, or the reverse.

    names: of the enclosing objects, outermost first.
    """
    if year := YEAR.fullmatch(entry.title):
        body = next((name for name in reversed(names()) if agency_like(name)), None)
        return replace(entry, agency=body, year=int(year[1])) if body else entry
    if entry.year is None and agency_like(entry.title):
        years = (YEAR.fullmatch(name) for name in reversed(names()))
        return replace(entry, year=next((int(one[1]) for one in years if one), None))
    return entry


def last_row(answer: Any) -> str:
    """The identifier of the last row in a JSON answer: `nextCursor` or `lastId`, otherwise that row's id; "" if
    none.
    """
    named = [value for name, value in _scalars(answer) if _NEXT_ROW.fullmatch(name)]
    ids = [value for name, value in _scalars(answer) if name.lower() in ("id", "_id")]
    return next((value for value in (*named[:1], *ids[-1:]) if value), "")


def _scalars(answer: Any) -> Iterator[tuple[str, str]]:
    """The names and values of a response that are texts or numbers, in order."""
    if isinstance(answer, list):
        answer = {str(number): one for number, one in enumerate(answer)}
    for name, value in answer.items() if isinstance(answer, Mapping) else ():
        if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
            yield name, str(value)
        else:
            yield from _scalars(value)


def _row(fields: Mapping[str, Any], row_address: str) -> ListEntry | None:
    """The entry of one object: its title, its address (or one built from its fields), its date; None if incomplete."""
    told = told_by(fields)
    if "title" not in told and "url" in told and (year := _year_among(fields)):
        told["title"] = f"{year}年"  # {year: 2020, path: "/nb/1.html"}, below the body that they are of
    if "title" not in told:
        return _row_of_values([value for value in fields.values() if isinstance(value, str)])
    if row_address.startswith("{") and (whole := _filled(row_address, fields)):
        told["url"] = whole  # the row's own address is a part of it: {_url}?node={id}
    elif not _ADDRESS.match(told.get("url", "")):
        told["url"] = _address_inside(told.get("url", "")) or _filled(row_address, fields) or _address_below(fields)
    entry = _entry(told)
    return replace(entry, agency=_body_in(fields, entry.title), year=_year_in(fields, entry.title)) if entry else None


def _row_of_values(texts: Sequence[str]) -> ListEntry | None:
    """The entry of unnamed adjacent texts: exactly one title of a report or column, and one address."""
    titles = {text for text in texts if "报" in text and judge_title(text) in ("report", "column")}
    addresses = {text for text in texts if _ADDRESS.match(text) and not _NO_ADDRESS.search(text)}
    if len(titles) != 1 or len(addresses - titles) != 1:
        return None
    day = next((text for text in texts if find_date(text) and text not in titles | addresses), "")
    return _entry({"title": titles.pop(), "url": (addresses - titles).pop(), "date": day})


def _texts_in(sequence: str) -> list[str]:
    return [_plain(double or single) for double, single in _TEXT.findall(sequence)]


def told_by(fields: Mapping[str, Any]) -> dict[str, str]:
    """The values of an object by meaning: `title`, `url`, `date`; a name with "title" has priority, one of a body comes
    last.
    """
    told: dict[str, str] = {}
    for name, value in sorted(fields.items(), key=lambda field: _rank(field[0])):
        kind = next((kind for kind, pattern in _KINDS if pattern.fullmatch(name)), None)
        text = value.get("rendered") if isinstance(value, Mapping) else value  # WordPress: {"rendered": "…"}
        if kind and isinstance(text, str) and text.strip():
            told.setdefault(kind, text)
    return told


def _rank(name: str) -> int:
    if _BODY.fullmatch(name) or _TOUCHED.fullmatch(name):
        return 3
    return 2 if "title" not in name.lower() else 1 if "sub" in name.lower() else 0


def _body_in(fields: Mapping[str, Any], title: str) -> str | None:
    """The body named in an object whose report title names none."""
    named = (value for name, value in fields.items() if isinstance(value, str) and _BODY.fullmatch(name))
    body = next((one for one in named if agency_like(one) and not is_uploader(one)), None)
    return body if body and names_no_body(title) else None


def _year_in(fields: Mapping[str, Any], title: str) -> int | None:
    """The year that an object names beside the title of a report without one."""
    year = _year_among(fields)
    return year if year and not years_in(title) and judge_title(title, in_column=True) in ("report", "column") else None


def _year_among(fields: Mapping[str, Any]) -> int | None:
    named = (YEAR.fullmatch(str(value)) for name, value in fields.items() if _YEAR_FIELD.fullmatch(name))
    return next((int(found[1]) for found in named if found), None)


def _address_inside(text: str) -> str:
    """The first address in a text that is itself JSON: `{"pc": "/nb/1.html", "phone": ""}`."""
    inside = (match[1] for match in re.finditer(r"\"([^\"]+)\"", text)) if text.startswith(("{", "[")) else ()
    return next((one.replace("\\/", "/") for one in inside if _ADDRESS.match(one.replace("\\/", "/"))), "")


def _address_below(fields: Mapping[str, Any]) -> str:
    """The address in an object nested in this one: `{"text": "…", "attributes": {"url": "/nb/"}}`."""
    below = (item for value in fields.values() if isinstance(value, Mapping) for item in value.items())
    found = (value for name, value in below if _URL.fullmatch(name) and isinstance(value, str))
    return next((value for value in found if _ADDRESS.match(value)), "")


def _filled(row_address: str, fields: Mapping[str, Any]) -> str:
    """The address of a row, from its fields; "" if one of them is missing."""
    values = {name: fields.get(name) for name in _FIELD_OF_ROW.findall(row_address)}
    if not (values and all(isinstance(value, (str, int)) for value in values.values())):
        return ""
    return _FIELD_OF_ROW.sub(lambda hole: str(values[hole[1]]), row_address)


def _entry(fields: dict[str, str]) -> ListEntry | None:
    url, title = fields.get("url", ""), unescape(_TAG.sub("", fields.get("title", ""))).strip()
    return ListEntry(url, title, find_date(fields.get("date", ""))) if title and _ADDRESS.match(url) else None


def _plain(written: str) -> str:
    """A string without the escapes with which it was written into a script."""
    if "\\" not in written:
        return written
    try:
        return str(json.loads(f'"{written}"', strict=False))
    except ValueError:
        return written.replace("\\/", "/").replace("\\'", "'")
