"""Scripts as syntax trees, parsed with tree-sitter. No script is run."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice, takewhile
from typing import TypeGuard

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

_JAVASCRIPT = Language(tree_sitter_javascript.language())
_AT_MOST = 1_000_000  # microseconds: a script that takes longer is hostile
_PARSER = Parser(_JAVASCRIPT, timeout_micros=_AT_MOST)
_FOUND = _JAVASCRIPT.query(
    """
    [(call_expression) (new_expression)] @call
    [(variable_declarator) (assignment_expression) (augmented_assignment_expression) (assignment_pattern) (pair)
     (field_definition)] @assignment
    [(function_declaration) (function_expression) (arrow_function) (method_definition)] @function
    (update_expression) @update
    (member_expression) @path
    """
)
_FOUND.set_timeout_micros(_AT_MOST)
_LONGEST = 2_000_000  # characters
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r?\n)|(.))", re.DOTALL)
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_NAMES = ("identifier", "property_identifier", "shorthand_property_identifier", "private_property_identifier")


class Script:
    """The syntax tree of a script, with its assignments, functions and calls in the order of the text."""

    def __init__(self, text: str) -> None:
        self.source = text[:_LONGEST]

    @cached_property
    def root(self) -> Node:
        """The whole script; parsed only when it is needed: most pages need nothing from their scripts."""
        return _parsed(_closed(self.source))

    @cached_property
    def _found(self) -> Mapping[str, list[Node]]:
        return _FOUND.captures(self.root)

    def name(self, node: Node | None) -> str:
        """The last name of an identifier or path (`this.query.cid`), or the name that a key prints; "" for others."""
        if node is None:
            return ""
        if node.type in _NAMES:
            return text_of(node)
        if node.type == "member_expression":
            return self.name(node.child_by_field_name("property"))
        if node.type == "subscript_expression":
            return self.name(node.child_by_field_name("index"))
        return self.string(node) if node.type == "string" else ""

    def string(self, node: Node) -> str:
        """The value of a string literal."""
        return _ESCAPE.sub(_unescaped, text_of(node)[1:-1])

    @cached_property
    def calls(self) -> list[Node]:
        """The calls of functions and constructors."""
        return _in_order(self._found.get("call", []))

    @cached_property
    def paths(self) -> list[Node]:
        """The paths: `this.dataset.id`."""
        return _in_order(self._found.get("path", []))

    @cached_property
    def updates(self) -> list[Node]:
        """The increments and decrements: `page++`."""
        return _in_order(self._found.get("update", []))

    @cached_property
    def functions(self) -> list[Node]:
        """All functions, outer ones first."""
        return _in_order(self._found.get("function", []))

    @cached_property
    def assignments(self) -> Mapping[str, list[Node]]:
        """Name → the nodes that assign to it: variables, fields of objects, keys, defaults of parameters."""
        assigned = defaultdict[str, list[Node]](list)
        for node in _in_order(self._found.get("assignment", [])):
            if target := self.name(target_of(node)):
                assigned[target].append(node)
        return assigned

    @cached_property
    def functions_by_name(self) -> Mapping[str, list[Node]]:
        """Name → functions declared, assigned or defined as a method under it."""
        named = defaultdict[str, list[Node]](list)
        for function in self.functions:
            if name := self.name(function.child_by_field_name("name")):
                named[name].append(function)
        for name, nodes in self.assignments.items():
            for node in nodes:
                if is_function(value := value_of(node)):
                    named[name].append(value)
        return named

    @cached_property
    def calls_by_name(self) -> Mapping[str, list[Node]]:
        """Name → the calls of functions and methods of this name."""
        named = defaultdict[str, list[Node]](list)
        for call in self.calls:
            named[self.name(callee_of(call))].append(call)
        return named

    @cached_property
    def fields_added(self) -> Mapping[str, list[tuple[str, Node]]]:
        """Name of an object → key and value of what is added to it: `query.cid = 7`, `form.append('cid', 7)`."""
        added = defaultdict[str, list[tuple[str, Node]]](list)
        for key, nodes in self.assignments.items():
            for node in nodes:
                target, value = target_of(node), value_of(node)
                if value and target and target.type in ("member_expression", "subscript_expression"):
                    added[self.name(target.child_by_field_name("object"))].append((key, value))
        for name in ("append", "set"):
            for call in self.calls_by_name.get(name, ()):
                holder, given = object_of(callee_of(call)), arguments_of(call)
                if len(given) > 1 and given[0].type == "string":
                    is_of_url = self.name(holder) == "searchParams"
                    added[self.name(object_of(holder) if is_of_url else holder)].append((self.name(given[0]), given[1]))
        return added

    @cached_property
    def _names_of_functions(self) -> Mapping[int, str]:
        return {one.id: name for name, nodes in self.functions_by_name.items() for one in nodes}

    def name_of_function(self, function: Node) -> str:
        """The name of a function; "" if it has none."""
        return self._names_of_functions.get(function.id, "")

    def functions_around(self, node: Node) -> Iterator[Node]:
        """The functions that contain a node, inner ones first."""
        last = bisect_right(self.functions, node.start_byte, key=lambda one: one.start_byte)
        return (one for one in reversed(self.functions[:last]) if one.end_byte >= node.end_byte and one != node)

    def parameters(self, function: Node) -> list[str]:
        """The names of a function's parameters; "" for a destructured one."""
        single = function.child_by_field_name("parameter")  # n => …
        holder = function.child_by_field_name("parameters")
        nodes = [single] if single else holder.named_children if holder else []
        return [self.name(target_of(one) if one.type == "assignment_pattern" else one) for one in nodes]


def _parsed(text: str) -> Node:
    try:
        return _PARSER.parse(text.encode("utf-8", "replace")).root_node
    except ValueError:  # it takes too long
        _PARSER.reset()
        return _PARSER.parse(b"").root_node


def text_of(node: Node) -> str:
    """The source of a node."""
    return (node.text or b"").decode("utf-8", "replace")


def _in_order(nodes: list[Node]) -> list[Node]:
    return sorted(nodes, key=lambda node: (node.start_byte, -node.end_byte))


def _closed(text: str) -> str:
    """A script in which no comment is open at its end: the search for its end would be repeated at each of them."""
    head, end, tail = text.rpartition("*/")
    return f"{head}{end}{tail.replace('/*', '/ *')}"


def _unescaped(found: re.Match[str]) -> str:
    code, line_break, sign = found[1] or found[2] or found[3], found[4], found[5]
    if code:
        return chr(min(int(code, 16), 0x10FFFF))
    return "" if line_break else _CONTROLS.get(sign, sign)


def contains(outer: Node, inner: Node) -> bool:
    """True if one node lies within another, or is the same."""
    return outer.start_byte <= inner.start_byte and inner.end_byte <= outer.end_byte


def is_function(node: Node | None) -> TypeGuard[Node]:
    """True for a function without a name of its own, such as `n => …`."""
    return node is not None and node.type in ("function_expression", "arrow_function")


def callee_of(call: Node) -> Node | None:
    """What a call calls: an identifier or a path."""
    return call.child_by_field_name("constructor" if call.type == "new_expression" else "function")


def object_of(path: Node | None) -> Node | None:
    """What a path begins with: `this.query` of `this.query.cid`."""
    return path.child_by_field_name("object") if path else None


def arguments_of(call: Node) -> list[Node]:
    """The arguments of a call."""
    holder = call.child_by_field_name("arguments")
    return [one for one in holder.named_children if one.type != "comment"] if holder else []


def target_of(node: Node) -> Node | None:
    """What an assignment assigns to."""
    for field in ("name", "left", "key", "property"):
        if found := node.child_by_field_name(field):
            return found
    return None


def value_of(node: Node) -> Node | None:
    """What an assignment assigns."""
    return node.child_by_field_name("right") or node.child_by_field_name("value")


def within(nodes: Sequence[Node], outer: Node) -> Iterator[Node]:
    """The nodes that lie within another, of nodes in the order of the text."""
    first = bisect_left(nodes, outer.start_byte, key=lambda node: node.start_byte)
    later = takewhile(lambda node: node.start_byte < outer.end_byte, islice(nodes, first, None))
    return (node for node in later if node.end_byte <= outer.end_byte)


def terms_of(node: Node, most: int = 200) -> list[Node]:
    """The terms of a sum in order: `a + b + c`. Its tree is as deep as it has terms."""
    terms: list[Node] = []
    while node.type == "binary_expression" and operator_of(node) == "+" and len(terms) < most:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None:
            break
        terms.append(right)
        node = left
    return [node, *islice(reversed(terms), most)]


def operator_of(node: Node) -> str:
    """The operator of an expression: `+`, `||`."""
    operator = node.child_by_field_name("operator")
    return operator.type if operator else ""
