"""The fields sent by a request of a page's script, with placeholders for paging."""

import json
import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from gxcrawl.portals.pages.markup.words import is_number
from gxcrawl.portals.pages.scripts.script_values import (
    CURSOR,
    PAGE,
    PAGE_NAME,
    ROWS_BEFORE,
    Scripts,
    Value,
    inside,
    parts_of,
)

_AFTER = re.compile(r"(?:last|max|min|since|next|start)_?(?:id|key|cursor|token)|cursor", re.IGNORECASE)
_KEY = re.compile(r"[\"']?([\w$-]+)(?:\[\])?[\"']?\s*:\s*(.*)", re.DOTALL)
_ENCODED = re.compile(r"(?:JSON\.stringify|(?:Qs|qs|\$|jQuery)\.(?:stringify|param))\s*\((.*)\)", re.DOTALL)
_SIZE = re.compile(r"(?:page_?)?size|limit|per_?page|(?:page_?)?rows|page_?count", re.IGNORECASE)
_SIZE_GUESSED = 15
_OFFSET = re.compile(r"offset|skip|start(?:row|index)?|first(?:row|result)?", re.IGNORECASE)  # rows before the page
# what a visitor may type or choose, and need not
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
    """The fields sent by a script; None if one of them is unknown and may not be left empty."""
    encoded = _ENCODED.fullmatch(written)
    if encoded:
        return sent_fields(encoded[1].strip(), scripts)
    if not written:
        return {}
    if written.startswith("{"):
        fields = {name: _field(name, value, scripts) for name, value in fields_of(written).items()}
        size = next((value for name, value in fields.items() if _SIZE.fullmatch(name) and isinstance(value, int)), 0)
        fields |= {name: f"gxcrawlskip{size}x" for name in fields if size and _OFFSET.fullmatch(name)}
        return None if None in fields.values() else fields
    held = scripts.object_named(written.rsplit(".", 1)[-1])
    if held:
        return sent_fields(held, scripts)
    text = scripts.value(written)
    if not isinstance(text, str):
        return None
    return {name: value for name, _, value in (pair.partition("=") for pair in text.split("&"))}


def _field(name: str, written: str, scripts: Scripts) -> Value:
    if written.startswith("{"):
        return sent_fields(written, scripts)
    if PAGE_NAME.fullmatch(name):
        return PAGE
    if _AFTER.fullmatch(name):
        return CURSOR
    value = scripts.value(written)
    if value is None and _SIZE.fullmatch(name):
        return _SIZE_GUESSED
    if value in (None, ""):
        return "" if _OPTIONAL.fullmatch(name) else None
    return value


def beginnings(written: str, sent: str, scripts: Scripts) -> Iterator[int]:
    """The initial page numbers in the fields sent by a script and in its address."""
    encoded = _ENCODED.fullmatch(sent)
    for name, value in fields_of(encoded[1].strip() if encoded else sent).items():
        if _OFFSET.fullmatch(name):
            yield 0
        if PAGE_NAME.fullmatch(name):
            yield int(value) if is_number(value) else scripts.first_number(value)
    for term in parts_of(written, "+"):
        if scripts.value(term) == PAGE:
            yield scripts.first_number(term)


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
