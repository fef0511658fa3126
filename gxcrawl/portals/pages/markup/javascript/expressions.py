"""The values of expressions in a page's scripts, as far as the page itself gives them. No script is run."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tree_sitter import Node

from gxcrawl.portals.pages.markup.javascript.elements import (
    OF_ELEMENT,
    attribute,
    attribute_name,
    elements,
    is_this,
    read_from_element,
)
from gxcrawl.portals.pages.markup.javascript.location import field_of_address, part_of_address
from gxcrawl.portals.pages.markup.javascript.operations import binary, joined, template, truth, unary
from gxcrawl.portals.pages.markup.javascript.placeholders import PAGE, PAGE_NAME
from gxcrawl.portals.pages.markup.javascript.scope import Expression, Scope, Value
from gxcrawl.portals.pages.markup.javascript.syntax import (
    arguments_of,
    callee_of,
    object_of,
    text_of,
    value_of,
)
from gxcrawl.portals.pages.markup.javascript.texts import METHODS, cut_text
from gxcrawl.portals.pages.markup.words import is_number

_LONGEST_NUMBER = 18
_SAME = ("encodeURIComponent", "encodeURI", "decodeURIComponent", "escape", "String", "Number", "parseInt", "stringify")
_SAME_OBJECT = ("toString", "trim", "valueOf")
_ENCODERS = ("stringify", "param")
BUILT = ("FormData", "URLSearchParams", "URL")
"""The constructors of what is sent, or where."""

_BRANCHES = frozenset(
    ("if_statement", "for_statement", "for_in_statement", "while_statement", "switch_statement", "try_statement")
)
_OF_THE_MOMENT = ("random", "now", "getTime", "valueOf")
_READS_ADDRESS = re.compile(r"\w*(?:param|query|request|urlvar)\w*", re.IGNORECASE)


def _number(_: Scope, node: Node) -> Value:
    written = text_of(node)
    if not (written.isdecimal() and written.isascii()):
        return None
    return int(written) if is_number(written, _LONGEST_NUMBER) else written


def _array(scope: Scope, node: Node) -> Value:
    items = [scope.value(one) for one in node.named_children if one.type != "comment"]
    return None if None in items else items


def _inner(scope: Scope, node: Node) -> Value:
    return scope.value(node.named_children[-1]) if node.named_children else None


def _assigned(scope: Scope, node: Node) -> Value:
    value = value_of(node)
    return scope.value(value) if value else None


def _either(scope: Scope, node: Node) -> Value:
    """A value that depends on a condition; if that is unknown, the only known value, or the one that both are."""
    condition = node.child_by_field_name("condition")
    ways = [node.child_by_field_name(name) for name in ("consequence", "alternative")]
    holds = truth(scope, condition) if condition else None
    if holds is not None:
        ways = [ways[0 if holds else 1]]
    known = {repr(value): value for one in ways if one and (value := scope.value(one)) is not None}
    return next(iter(known.values())) if len(known) == 1 else None


def _identifier(scope: Scope, node: Node) -> Value:
    name = text_of(node)
    given = scope.given.get(name)
    if scope.paged and PAGE_NAME.fullmatch(name):
        return _page(scope, node, name)
    if given is not None:
        scope.read.given.add(name)
        return given.value() if name not in scope.open else None
    if name in scope.open or name == "undefined":
        return None
    passed = scope.passed(name, node)
    if passed is None:
        found = scope.rules.encode(Expression(node, scope)) if is_built(scope, name) else scope.held(name)
        return _unknown(scope, node) if found is None else found
    if scope.number is not None:
        return _unknown(scope, node)
    closer = replace(scope, open=scope.open | {name})
    values = {repr(value): value for one in passed if one.node and (value := closer.value(one.node)) is not None}
    if len(values) != 1:
        return None
    [value] = values.values()
    if scope.paged and value in (0, 1) and not isinstance(value, bool):  # turn(1)
        scope.read.first.append(int(value))
        return PAGE
    return value


def _unknown(scope: Scope, node: Node) -> Value:
    """The number for what is unknown, if the scope has one."""
    if scope.number is not None:
        scope.read.unknown.add(text_of(node))
    return scope.number


def _is_passed(scope: Scope, node: Node | None) -> bool:
    """True for a path that begins with a parameter of a callback: `now.curr`, `api.getCurrent()`."""
    while node is not None and node.type != "identifier":
        node = callee_of(node) if node.type == "call_expression" else object_of(node)
    return node is not None and text_of(node) not in scope.given and scope.passed(text_of(node), node) is not None


def is_built(scope: Scope, name: str) -> bool:
    """True for the name of a form, query or address that a script builds: `new URLSearchParams(…)`."""
    values = map(value_of, scope.script.assignments.get(name, ()))
    return any(one and one.type == "new_expression" and scope.script.name(callee_of(one)) in BUILT for one in values)


def _page(scope: Scope, node: Node, name: str) -> Value:
    """The page number, by the name of a variable."""
    given, closer, noted = scope.given.get(name), replace(scope, open=scope.open | {name}), len(scope.read.first)
    passed = [] if given or name in scope.open else scope.passed(name, node) or []
    stated = [
        given.value() if given else None,
        *(closer.value(one.node) for one in passed if one.node),
        scope.held(name),
    ]
    del scope.read.first[noted:]
    scope.read.first.append(next((int(str(one)) for one in stated if is_number(str(one))), 1))
    return PAGE


def _member(scope: Scope, node: Node) -> Value:
    holder, name = object_of(node), scope.script.name(node)
    if scope.script.name(holder) == "location" or (holder and text_of(holder) == "location"):
        return part_of_address(scope.url, name)
    if scope.script.name(holder) == "dataset":
        return attribute(scope, object_of(holder), attribute_name(name))
    if name == "value" and scope.script.name(object_of(holder)) == "options":  # o.options[o.selectedIndex].value
        return attribute(scope, object_of(object_of(holder)), name)
    if name in ("value", "content", "id") and (is_this(scope, holder) or elements(scope, holder) is not None):
        return attribute(scope, holder, name)
    if scope.paged and PAGE_NAME.fullmatch(name):
        return _page(scope, node, name)
    if scope.number is not None and _is_passed(scope, node):
        return _unknown(scope, node)
    if _holds_fields(scope, holder):
        return field_of_address(scope.url, name)
    found = scope.held(name)
    return _unknown(scope, node) if found is None else found


def _subscript(scope: Scope, node: Node) -> Value:
    index, holder = node.child_by_field_name("index"), object_of(node)
    place = scope.value(index) if index else None
    if isinstance(place, str) and holder is not None:
        if _holds_fields(scope, holder):
            return field_of_address(scope.url, place)
        return scope.held(place)
    held = scope.value(holder) if holder else None
    return held[place] if isinstance(held, list) and isinstance(place, int) and place < len(held) else None


def _call(scope: Scope, node: Node) -> Value:
    callee, given = callee_of(node), arguments_of(node)
    holder, name = object_of(callee), scope.script.name(callee)
    if scope.number is not None and (_is_passed(scope, node) or name == "val"):
        return _unknown(scope, node)
    if name in _ENCODERS and given and not text_of(node).startswith("JSON"):
        return scope.rules.encode(Expression(given[0], scope))
    if name in _SAME and given:
        return scope.value(given[0])
    if name in _OF_THE_MOMENT and text_of(node).startswith(("Math.", "Date.", "new Date", "(new Date")):
        return "0"
    if name in _SAME_OBJECT and holder and not given:
        return scope.value(holder)
    if name in OF_ELEMENT and holder:
        return read_from_element(scope, holder, name, given)
    argument = scope.value(given[0]) if given else None
    if (
        holder
        and name in METHODS
        and (cut := cut_text(scope.value(holder), name, [*map(scope.value, given)])) is not None
    ):
        return cut
    if isinstance(argument, str):
        if name == "concat" and holder:
            return joined(scope, ["", scope.value(holder), *map(scope.value, given)])
        if name == "replace" and holder and len(given) > 1:
            text, by = scope.value(holder), scope.value(given[1])
            return text.replace(argument, str(by), 1) if isinstance(text, str) and by is not None else None
    in_address = _READS_ADDRESS.fullmatch(name) or (name == "get" and holder and _reads_address(scope, holder))
    read = field_of_address(scope.url, argument) if in_address and isinstance(argument, str) else None
    return _returned(scope, name, given) if read is None else read


def _holds_fields(scope: Scope, holder: Node | None) -> bool:
    """True for `GetRequest()`, and a variable with its result: the fields of the page's address by name."""
    if holder is not None and holder.type == "identifier":
        held = scope.script.assignments.get(text_of(holder), ())
        holder = value_of(held[0]) if len(held) == 1 else None
    if holder is None or holder.type != "call_expression":
        return False
    return _READS_ADDRESS.fullmatch(scope.script.name(callee_of(holder))) is not None


def _reads_address(scope: Scope, holder: Node) -> bool:
    """True for `new URLSearchParams(location.search)` and names such as `params`."""
    if holder.type == "new_expression":
        return scope.script.name(callee_of(holder)) == "URLSearchParams"
    return _READS_ADDRESS.fullmatch(scope.script.name(holder)) is not None


def _returned(scope: Scope, name: str, given: Sequence[Node]) -> Value:
    """What a function of the page returns."""
    functions = scope.script.functions_by_name.get(name, ())
    if len(functions) != 1 or name in scope.open:
        return None
    called = scope.called_with(functions[0], [Expression(one, scope) for one in given])
    closer = replace(called, open=scope.open | {name})
    result = returned_by(functions[0])
    return closer.value(result) if result else None


def returned_by(function: Node) -> Node | None:
    """The expression that a function returns; None if it has none, or several."""
    body = function.child_by_field_name("body")
    if body is None or body.type != "statement_block":
        return body
    statements = body.named_children
    returns = [one for one in statements if one.type == "return_statement" and one.named_children]
    branches = any(one.type in _BRANCHES for one in statements)
    return returns[0].named_children[0] if len(returns) == 1 and not branches else None


def _new(scope: Scope, node: Node) -> Value:
    name, given = scope.script.name(callee_of(node)), arguments_of(node)
    if name == "Date":
        return "0"
    return scope.rules.encode(Expression(node, scope)) if name in BUILT and given else None


def _updated(scope: Scope, node: Node) -> Value:
    argument = node.child_by_field_name("argument")
    return scope.value(argument) if argument else None


BY_KIND: Mapping[str, Callable[[Scope, Node], Value]] = {
    "string": lambda scope, node: scope.script.string(node),
    "template_string": template,
    "number": _number,
    "true": lambda *_: True,
    "false": lambda *_: False,
    "null": lambda *_: "",
    "array": _array,
    "parenthesized_expression": _inner,
    "sequence_expression": _inner,
    "await_expression": _inner,
    "assignment_expression": _assigned,
    "ternary_expression": _either,
    "binary_expression": binary,
    "unary_expression": unary,
    "update_expression": _updated,
    "identifier": _identifier,
    "shorthand_property_identifier": _identifier,
    "member_expression": _member,
    "subscript_expression": _subscript,
    "call_expression": _call,
    "new_expression": _new,
}
"""The evaluation of each kind of syntax node."""
