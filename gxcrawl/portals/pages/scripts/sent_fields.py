"""The fields sent by a request of a page's script, with placeholders for paging."""

import json
import re
from collections.abc import Mapping
from urllib.parse import urlencode

from gxcrawl.portals.pages.markup.javascript.placeholders import CURSOR, PAGE, PAGE_NAME, ROWS_BEFORE, rows_before
from gxcrawl.portals.pages.markup.javascript.scope import Expression, Value
from gxcrawl.portals.pages.markup.javascript.syntax import arguments_of, callee_of, value_of
from gxcrawl.portals.pages.markup.words import is_number
from gxcrawl.portals.pages.scripts.objects import ENCODERS, Fields, added_to, fields_of, sent

_AFTER = re.compile(r"(?:last|max|min|since|next|start)_?(?:id|key|cursor|token)|cursor", re.IGNORECASE)
_SIZE = re.compile(r"(?:page_?)?size|limit|per_?page|(?:page_?)?rows|page_?count", re.IGNORECASE)
_OFFSET_ALONE = re.compile(r"offset|skip", re.IGNORECASE)
_MOST_ROWS = 200
_SIZE_GUESSED = 15
_SIZE_BESIDE_OFFSET = re.compile(rf"{_SIZE.pattern}|num|n|count", re.IGNORECASE)
_OFFSET = re.compile(r"offset|skip|start(?:row|index)?|first(?:row|result)?", re.IGNORECASE)  # rows before the page
# optional fields that a visitor may fill in
_OPTIONAL = re.compile(
    r"\w*(?:key|word|title|search|query|name|begin|start|end|date|time|year|sort|order|status|author|number)\w*"
    r"|code_?id|kw|q|wd|type|tag|t|v|_",
    re.IGNORECASE,
)


def sent_fields(expression: Expression) -> dict[str, Value] | None:
    """The fields that a script sends; None if one of them is unknown and cannot be left empty."""
    fields = sent(expression)
    return None if fields is None else values_of(fields)


def values_of(fields: Fields) -> dict[str, Value] | None:
    """The values of fields, with placeholders for page number and offset."""
    values = {name: _field(name, expression) for name, expression in fields.items()}
    offsets = {name: value for name, value in values.items() if _OFFSET.fullmatch(name)}
    for name, value in offsets.items():
        if size := _rows_of_a_page(values) or _rows_shown(name, value):
            values[name] = rows_before(size)
            _note_first(fields[name], 0)
    return None if None in values.values() else values


def _rows_of_a_page(fields: Mapping[str, Value]) -> int:
    """The number of rows of a page, sent beside the number of rows before it; 0 if it is not sent."""
    sizes = (str(value) for name, value in fields.items() if _SIZE_BESIDE_OFFSET.fullmatch(name))
    return next((int(size) for size in sizes if is_number(size)), 0)


def _rows_shown(name: str, offset: Value) -> int:
    """The number of rows of a page by the first offset alone: those that the page shows; 0 if this may be a year."""
    rows = int(str(offset)) if is_number(str(offset)) else 0
    return rows if rows <= _MOST_ROWS and _OFFSET_ALONE.fullmatch(name) else 0


def _field(name: str, expression: Expression) -> Value:
    node, scope = expression.node, expression.scope
    if node is None or scope is None:
        return _constant(name, expression)
    if node.type == "object":
        return sent_fields(expression)
    if node.type == "array" and any(one.type == "object" for one in node.named_children):
        several = [sent_fields(Expression(one, scope)) for one in node.named_children]
        return None if None in several else [*several]
    encoded = node.type == "call_expression" and scope.script.name(callee_of(node)) in ENCODERS
    inner = fields_of(expression) if encoded or expression.value() is None else None
    if inner is not None:  # an object, or JSON in one field of a form
        known = values_of(inner)
        return json_of(known) if encoded and known is not None else known
    value = expression.value()
    if isinstance(value, str) and ROWS_BEFORE.fullmatch(value):
        return value
    if PAGE_NAME.fullmatch(name):
        if is_number(str(value)):
            scope.read.first.append(int(str(value)))
        return PAGE
    if _AFTER.fullmatch(name):
        return CURSOR
    if value is None and _SIZE.fullmatch(name):
        return _SIZE_GUESSED
    if value in (None, ""):
        is_empty = node.type == "string" and value == "" and not _is_filled_later(name, expression)
        return "" if is_empty or _OPTIONAL.fullmatch(name) else None
    return value


def _constant(name: str, expression: Expression) -> Value:
    value = expression.constant
    if not PAGE_NAME.fullmatch(name):
        return value
    if is_number(str(value)):
        _note_first(expression, int(str(value)))
    return PAGE


def _is_filled_later(name: str, expression: Expression) -> bool:
    """True if the scripts set this field of an object after it is created: `query.dept = …`."""
    added = expression.scope.script.fields_added if expression.scope else {}
    return any(key == name for fields in added.values() for key, _ in fields)


def _note_first(expression: Expression, number: int) -> None:
    if expression.scope is not None:
        expression.scope.read.first.insert(0, number)


def with_counted_rows(url: str) -> str:
    """An address whose offset is replaced by the placeholder for the number of rows before a page:
    `?limit=20&offset=0`, or `?offset=20`, where the first page shows 20.
    """
    path, _, query = url.partition("?")
    fields = [pair.partition("=") for pair in query.split("&")]
    size = _rows_of_a_page({name: value for name, _, value in fields})
    offsets = [(name, value) for name, _, value in fields if _OFFSET.fullmatch(name) and is_number(value)]
    sizes = {name: size or _rows_shown(name, value) for name, value in offsets if int(value) in (0, size) or not size}
    counted = {name: rows_before(rows) for name, rows in sizes.items() if rows}
    written = (f"{name}{equals}{counted.get(name, value)}" for name, equals, value in fields)
    return f"{path}?{'&'.join(written)}" if counted else url


def json_of(fields: Mapping[str, Value]) -> str:
    """Fields as JSON, in which the page's number is a number."""
    written = json.dumps(fields, ensure_ascii=False).replace(f'"{PAGE}"', PAGE)
    return re.sub(rf'"({ROWS_BEFORE.pattern})"', r"\1", written)


def encoded(expression: Expression) -> str | None:
    """An object as the text of a form, or the address that a script builds: `new URL('/list', base)`."""
    node, scope = expression.node, expression.scope
    if node is None or scope is None:
        return None
    name = scope.script.name(node)
    held = (value_of(one) for one in scope.script.assignments.get(name, ())) if node.type == "identifier" else (node,)
    made = next((one for one in held if one and one.type == "new_expression"), None)
    if made is None or scope.script.name(callee_of(made)) != "URL":
        values = sent_fields(expression)
        return None if values is None else form_of(values)
    begin = scope.value(arguments_of(made)[0]) if arguments_of(made) else None
    values = values_of(added_to(name, scope))
    if not isinstance(begin, str) or values is None:
        return None
    return f"{begin}{'&' if '?' in begin else '?'}{form_of(values)}" if values else begin


def form_of(fields: Mapping[str, Value]) -> str:
    """Fields as a form sends them; lists as jQuery does: `channel[]=7`."""
    pairs = []
    for name, value in fields.items():
        several = value if isinstance(value, list) else [value]
        named = f"{name}[]" if isinstance(value, list) else name
        pairs += [(named, str(one).lower() if isinstance(one, bool) else str(one)) for one in several]
    return urlencode(pairs)
