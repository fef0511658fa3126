"""The fields of objects in a page's scripts: literals, and what is added to them or merged into them."""

from dataclasses import replace

from tree_sitter import Node

from gxcrawl.portals.pages.markup.javascript.elements import elements
from gxcrawl.portals.pages.markup.javascript.expressions import returned_by
from gxcrawl.portals.pages.markup.javascript.scope import Expression, Scope
from gxcrawl.portals.pages.markup.javascript.syntax import arguments_of, callee_of, is_function, object_of, value_of
from gxcrawl.portals.pages.scripts.forms import controls
from gxcrawl.portals.pages.scripts.json_text import read_json

Fields = dict[str, Expression]

ENCODERS = ("stringify", "param", "toString")
"""The functions that write an object as a text: `JSON.stringify`, `Qs.stringify`, `$.param`."""

_BUILT = ("FormData", "URLSearchParams", "Object")
_OBJECTS = ("object", "new_expression", "call_expression", "function_expression", "arrow_function")
_MERGES = ("extend", "assign")


def fields_of(expression: Expression) -> Fields | None:
    """The fields of an object, by name; None if an expression is no object, or a part of it is unknown."""
    node, scope = expression.node, expression.scope
    if node is None or scope is None:
        known = expression.constant
        return (
            {name: Expression(None, None, value) for name, value in known.items()} if isinstance(known, dict) else None
        )
    if not scope.read.goes_on():
        return None
    if node.type == "object":
        return _of_literal(node, scope)
    if node.type in ("parenthesized_expression", "await_expression"):
        return fields_of(Expression(node.named_children[-1], scope)) if node.named_children else None
    if node.type in ("identifier", "shorthand_property_identifier", "member_expression", "this"):
        return _of_name(node, scope)
    if node.type == "new_expression":
        given = arguments_of(node)
        if scope.script.name(callee_of(node)) not in _BUILT:
            return None
        return fields_of(Expression(given[0], scope)) or _of_text(Expression(given[0], scope)) if given else {}
    if node.type == "call_expression":
        return _of_call(node, scope)
    if is_function(node) or node.type == "method_definition":
        result = returned_by(node)
        return fields_of(Expression(result, scope)) if result else None
    return None


def _of_literal(node: Node, scope: Scope) -> Fields | None:
    fields: Fields = {}
    for one in node.named_children:
        key = scope.script.name(one.child_by_field_name("key")).removesuffix("[]")
        value = one.child_by_field_name("value")
        if one.type == "pair" and key and value:
            fields[key] = Expression(value, scope)
        elif one.type == "shorthand_property_identifier":
            fields[scope.script.name(one)] = Expression(one, scope)
        elif one.type == "method_definition":
            fields[scope.script.name(one.child_by_field_name("name"))] = Expression(one, scope)
        elif one.type == "spread_element" and one.named_children:
            merged = fields_of(Expression(one.named_children[0], scope))
            if merged is None:
                return None
            fields |= merged
    return fields


def _of_name(node: Node, scope: Scope) -> Fields | None:
    name = scope.script.name(node)
    if name in scope.open or not name:
        return None
    inner = replace(scope, open=scope.open | {name})
    if node.type != "member_expression":
        given = scope.given.get(name)
        passed = [given] if given else scope.passed(name, node)
        if passed is not None:
            found = [fields for one in passed if (fields := fields_of(replace(one, scope=inner))) is not None]
            return found[0] if found and all(one.keys() == found[0].keys() for one in found) else None
    nodes = scope.script.assignments.get(name, ())
    held = (value for one in nodes if (value := value_of(one)) is not None and value.type in _OBJECTS)
    objects = (fields_of(Expression(one, inner)) for one in held)
    known = next((fields for fields in objects if fields is not None), None)
    if known is None:
        return None
    return known | added_to(name, inner)


def added_to(name: str, scope: Scope) -> Fields:
    """The fields added to an object one by one; none with a value that is unknown or differs."""
    given: dict[str, dict[str, Expression]] = {}
    for key, value in scope.script.fields_added.get(name, ()):
        text = (value.text or b"").decode()
        given.setdefault(key, {}).setdefault(text, Expression(value, scope))
    single = {key: one for key, ways in given.items() if len(ways) == 1 for one in ways.values()}
    return {key: one for key, one in single.items() if fields_of(one) or one.value() not in (None, "")}


def _of_call(node: Node, scope: Scope) -> Fields | None:
    name, given = scope.script.name(callee_of(node)), arguments_of(node)
    holder = object_of(callee_of(node))
    if name in ENCODERS and (given or holder):
        return fields_of(Expression(given[0] if given else holder, scope))
    if name in _MERGES:
        several = [fields_of(Expression(one, scope)) for one in given if one.type != "true"]
        return None if None in several else {key: one for fields in several if fields for key, one in fields.items()}
    if name in ("serialize", "serializeArray"):
        forms = elements(scope, holder) or []
        filled = {key: value for form in forms for key, value in controls(form)}
        return {key: Expression(None, scope, value) for key, value in filled.items()} or None
    functions = scope.script.functions_by_name.get(name, ())
    if len(functions) == 1 and name not in scope.open:
        called = scope.called_with(functions[0], [Expression(one, scope) for one in given])
        return fields_of(Expression(functions[0], replace(called, open=scope.open | {name})))
    return None


def _of_text(expression: Expression) -> Fields | None:
    """The fields in a text: a query, or JSON as a script joins it."""
    text = expression.value()
    if not isinstance(text, str):
        return None
    if text.startswith("{"):  # "{'channel': 'nb', 'page': '" + page + "'}"
        fields = read_json(text.replace("'", '"'))
    else:
        fields = {name: value for name, _, value in (pair.partition("=") for pair in text.split("&"))}
    known = fields.items() if isinstance(fields, dict) else ()
    return {name: Expression(None, expression.scope, value) for name, value in known} or None


def sent(expression: Expression) -> Fields | None:
    """The fields of what a script sends: an object, or a text."""
    fields = fields_of(expression)
    return _of_text(expression) if fields is None else fields
