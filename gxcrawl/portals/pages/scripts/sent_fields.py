"""The fields sent by a request of a page's script, with placeholders for paging."""

import json
import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from gxcrawl.portals.pages.markup.words import is_number
from gxcrawl.portals.pages.scripts.script_texts import inside, parts_of, read_json
from gxcrawl.portals.pages.scripts.script_values import (
    CURSOR,
    PAGE,
    PAGE_NAME,
    ROWS_BEFORE,
    Scripts,
    Value,
    rows_before,
)

_AFTER = re.compile(r"(?:last|max|min|since|next|start)_?(?:id|key|cursor|token)|cursor", re.IGNORECASE)
_KEY = re.compile(r"[\"']?([\w$-]+)(?:\[\])?[\"']?\s*:\s*(.*)", re.DOTALL)
_AS_FORM = r"(?:(?:Qs|qs|\$|jQuery)\.(?:stringify|param)|new\s+URLSearchParams)"
AS_FORM = re.compile(rf"{_AS_FORM}\s*\(")
ENCODED = re.compile(rf"(?:JSON\.stringify|{_AS_FORM})\s*\((.*)\)", re.DOTALL)
# "$.extend({}, base, {page: n})", "Object.assign({}, base, {page: n})"
MERGED = re.compile(r"(?:(?:\$|jQuery)\.extend|Object\.assign)\s*\((.*)\)", re.DOTALL)
# "$('#f').serialize()": the fields of a form
SERIALIZED = re.compile(r"(?:\$|jQuery)\s*\(\s*[\"']#([\w-]+)[\"']\s*\)\.serialize(?:Array)?\(\s*\)")
_SIZE = re.compile(r"(?:page_?)?size|limit|per_?page|(?:page_?)?rows|page_?count", re.IGNORECASE)
_SIZE_GUESSED = 15
_OFFSET = re.compile(r"offset|skip|start(?:row|index)?|first(?:row|result)?", re.IGNORECASE)  # rows before the page
# optional fields that a visitor may fill in
_OPTIONAL = re.compile(
    r"\w*(?:key|word|title|search|query|name|begin|start|end|date|time|year|sort|order|status|author|number)\w*"
    r"|code_?id|kw|q|wd|type|tag|t|v|_",
    re.IGNORECASE,
)


def fields_of(written: str) -> dict[str, str]:
    """The fields of an object literal; `{page}` is short for `{page: page}`."""
    if not written.startswith("{"):
        return {}
    keyed = ((_KEY.fullmatch(part), part) for part in parts_of(inside(written, 1)))
    return {key[1] if key else part: key[2] if key else part for key, part in keyed if key or part.isidentifier()}


def sent_fields(written: str, scripts: Scripts) -> dict[str, Value] | None:
    """The fields that a script sends; None if one of them is unknown and cannot be left empty."""
    encoded = ENCODED.fullmatch(written)
    if encoded:
        return sent_fields(encoded[1].strip(), scripts)
    if not written:
        return {}
    if merged := MERGED.fullmatch(written):
        several = [sent_fields(one, scripts) for one in parts_of(merged[1]) if one != "true"]
        return None if None in several else {name: value for one in several if one for name, value in one.items()}
    if form := SERIALIZED.fullmatch(written):
        filled = scripts.fields_of_form(form[1])
        return {name: PAGE if PAGE_NAME.fullmatch(name) else value for name, value in filled.items()} or None
    if written.startswith("{"):
        fields = {name: _field(name, value, scripts) for name, value in fields_of(written).items()}
        size = next((value for name, value in fields.items() if _SIZE.fullmatch(name) and isinstance(value, int)), 0)
        fields |= {name: rows_before(size) for name in fields if size and _OFFSET.fullmatch(name)}
        return None if None in fields.values() else fields
    held = scripts.object_named(written.rsplit(".", 1)[-1])
    if held:
        return sent_fields(held, scripts)
    text = scripts.value(written)
    if not isinstance(text, str):
        return None
    if text.startswith("{"):  # JSON as a script joins it: "{'channel': 'nb', 'page': '" + page + "'}"
        told = read_json(text.replace("'", '"'))
        return told if isinstance(told, dict) else None
    return {name: value for name, _, value in (pair.partition("=") for pair in text.split("&"))}


def _field(name: str, written: str, scripts: Scripts) -> Value:
    if written.startswith("{"):
        return sent_fields(written, scripts)
    if written.startswith("[{"):
        several = [sent_fields(one, scripts) for one in parts_of(inside(written, 1))]
        return None if None in several else [*several]
    encoded = ENCODED.fullmatch(written)
    inner = sent_fields(encoded[1].strip(), scripts) if encoded else None
    if inner is not None:  # JSON in one field of a form
        return json_of(inner)
    value = scripts.value(written)
    if isinstance(value, str) and ROWS_BEFORE.fullmatch(value):
        return value
    if PAGE_NAME.fullmatch(name):
        return PAGE
    if _AFTER.fullmatch(name):
        return CURSOR
    if value is None and _SIZE.fullmatch(name):
        return _SIZE_GUESSED
    if value in (None, ""):
        is_empty = written in ("''", '""') and not scripts.is_filled_later(name)
        return "" if is_empty or _OPTIONAL.fullmatch(name) else None
    return value


def beginnings(written: str, sent: str, scripts: Scripts) -> Iterator[int]:
    """The first page number, in the fields that a script sends and in its address."""
    for name, value in _all_fields(sent, scripts):
        counted = scripts.value(value)
        if _OFFSET.fullmatch(name) or (isinstance(counted, str) and ROWS_BEFORE.fullmatch(counted)):
            yield 0
        elif PAGE_NAME.fullmatch(name):
            yield int(value) if is_number(value) else scripts.first_number(value)
    for term in parts_of(written, "+"):
        if scripts.value(term) == PAGE:
            yield scripts.first_number(term)


def _all_fields(written: str, scripts: Scripts, deeper: int = 2) -> Iterator[tuple[str, str]]:
    """The fields of the sent data, and of objects in it: name → expression as written."""
    encoded = ENCODED.fullmatch(written)
    plain = encoded[1].strip() if encoded else written
    if not plain.startswith("{"):
        plain = scripts.object_named(plain.rsplit(".", 1)[-1]) or "" if plain.replace(".", "").isidentifier() else ""
    for name, value in fields_of(plain).items():
        yield name, value
        if deeper and value.startswith(("{", "JSON.")):
            yield from _all_fields(value, scripts, deeper - 1)


def with_counted_rows(url: str) -> str:
    """An address whose offset is replaced by the placeholder for the number of rows before a page:
    `?limit=20&offset=0`.
    """
    path, _, query = url.partition("?")
    fields = [pair.partition("=") for pair in query.split("&")]
    size = next((value for name, _, value in fields if _SIZE.fullmatch(name) and is_number(value)), None)
    if size is None:
        return url
    counted = {name: rows_before(int(size)) for name, _, value in fields if value == "0" and _OFFSET.fullmatch(name)}
    return f"{path}?{'&'.join(f'{name}{equals}{counted.get(name, value)}' for name, equals, value in fields)}"


def json_of(fields: Mapping[str, Value]) -> str:
    """Fields as JSON, in which the page's number is a number."""
    written = json.dumps(fields, ensure_ascii=False).replace(f'"{PAGE}"', PAGE)
    return re.sub(rf'"({ROWS_BEFORE.pattern})"', r"\1", written)


def form_of(fields: Mapping[str, Value]) -> str:
    """Fields as a form sends them; lists as jQuery does: `channel[]=7`."""
    pairs = []
    for name, value in fields.items():
        several = value if isinstance(value, list) else [value]
        named = f"{name}[]" if isinstance(value, list) else name
        pairs += [(named, str(one).lower() if isinstance(one, bool) else str(one)) for one in several]
    return urlencode(pairs)
