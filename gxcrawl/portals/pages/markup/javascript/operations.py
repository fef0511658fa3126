"""Sums, conditions and other operations in scripts. A sum of unknown terms may be the address of a page of a list."""

import re
from collections.abc import Callable, Mapping, Sequence
from operator import ge, gt, le, lt

from tree_sitter import Node

from gxcrawl.portals.pages.markup.javascript.placeholders import PAGE, PAGE_NAME, rows_before
from gxcrawl.portals.pages.markup.javascript.scope import Scope, Value
from gxcrawl.portals.pages.markup.javascript.syntax import operator_of, terms_of, text_of
from gxcrawl.portals.pages.markup.words import is_number

_ENDS_WITH_PARAMETER = re.compile(r"[?&](\w+)=$")


def sum_of(scope: Scope, node: Node) -> Value:
    """A sum: of numbers, or the text built from its terms. An unknown term may be the page number: `'?page=' + n`."""
    return joined(scope, [scope.value(one) for one in terms_of(node)])


def joined(scope: Scope, values: Sequence[Value]) -> Value:
    """The sum of some values; see above."""
    numbers = [one for one in values if isinstance(one, int) and not isinstance(one, bool)]
    if values.count(PAGE) + len(numbers) == len(values):
        if PAGE not in values:
            return sum(numbers)
        scope.read.first[-1:] = [one + sum(numbers) for one in scope.read.first[-1:]]
        return PAGE
    text = ""
    for value in values:
        parameter = _ENDS_WITH_PARAMETER.search(text)
        if scope.paged and not isinstance(value, (str, list, dict)) and parameter and PAGE_NAME.fullmatch(parameter[1]):
            scope.read.first.append(1 if value is None else int(value))
            value = PAGE
        if value is None or isinstance(value, (list, dict)):
            return None
        text += str(value)
    return text


def binary(scope: Scope, node: Node) -> Value:
    """The value of an operation on two values."""
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    operator = operator_of(node)
    if operator == "+" or left is None or right is None:
        return sum_of(scope, node)
    first = scope.value(left)
    if operator in ("||", "??"):
        return first if first not in ("", None) else scope.value(right)
    if operator == "&&":
        return scope.value(right)
    second = scope.value(right)
    if operator == "-" and first == PAGE and isinstance(second, int):
        scope.read.first[-1:] = [one - second for one in scope.read.first[-1:]]
        return PAGE
    if operator == "-" and (numbers := [int(str(one)) for one in (first, second) if is_number(str(one))])[1:]:
        return numbers[0] - numbers[1]
    if operator == "*" and PAGE in (first, second):
        size = second if first == PAGE else first
        scope.read.first[-1:] = [0]
        return rows_before(size) if isinstance(size, int) else None
    return None


def template(scope: Scope, node: Node) -> Value:
    """The text of a template string: `/list_${page}.json`."""
    parts: list[Value] = []
    for one in node.named_children:
        held = one.named_children[0] if one.type == "template_substitution" and one.named_children else None
        parts.append(scope.value(held) if held else text_of(one) if one.type != "template_substitution" else None)
    return joined(scope, ["", *parts])


def unary(scope: Scope, node: Node) -> Value:
    """The value of `+x`."""
    argument = node.child_by_field_name("argument")
    value = scope.value(argument) if argument and operator_of(node) == "+" else None
    return int(value) if isinstance(value, str) and is_number(value) else value


_COMPARED: Mapping[str, Callable[[int, int], bool]] = {"<": lt, ">": gt, "<=": le, ">=": ge}


def truth(scope: Scope, node: Node) -> bool | None:
    """Whether a condition holds; None if unknown."""
    if node.type == "parenthesized_expression" and node.named_children:
        return truth(scope, node.named_children[-1])
    if node.type == "unary_expression" and operator_of(node) == "!":
        argument = node.child_by_field_name("argument")
        holds = truth(scope, argument) if argument else None
        return None if holds is None else not holds
    operator = operator_of(node)
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if operator in ("&&", "||") and left and right:
        parts = (truth(scope, left), truth(scope, right))
        decided = operator == "||"
        return decided if decided in parts else None if None in parts else not decided
    if left is None or right is None:
        value = scope.value(node)
        return None if value is None or value == PAGE else value not in ("", 0, False)
    first, second = scope.value(left), scope.value(right)
    if first is None or second is None or PAGE in (first, second):
        return None
    if operator in ("==", "===", "!=", "!=="):
        return (str(first) == str(second)) is (operator[0] == "=")
    if operator in _COMPARED and is_number(str(first)) and is_number(str(second)):
        return _COMPARED[operator](int(str(first)), int(str(second)))
    return None
