"""Addresses that a page's scripts open: `location.href='list.jsp?year='+this.value`, `showInfo(12)`, clicks on rows."""

import re
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any

from tree_sitter import Node

from gxcrawl.portals.pages.markup.javascript.clicks import Click, attributes_read, clicks_of, clicks_of_one
from gxcrawl.portals.pages.markup.javascript.elements import attributes_of
from gxcrawl.portals.pages.markup.javascript.expressions import returned_by
from gxcrawl.portals.pages.markup.javascript.opened import all_opened, is_location, opened_in
from gxcrawl.portals.pages.markup.javascript.operations import truth
from gxcrawl.portals.pages.markup.javascript.scope import Expression, Read, Scope
from gxcrawl.portals.pages.markup.javascript.shown import runs_at_once
from gxcrawl.portals.pages.markup.javascript.syntax import (
    Script,
    arguments_of,
    callee_of,
    contains,
    text_of,
    within,
)

_OPENING_WORDS = ("location", "open(", ".src", ".attr(", ".load(", ".href")
_OF_TELEPHONES = re.compile(r"\b(?:m|wap|mobile|phone|3g)\b", re.IGNORECASE)
_DEEPEST = 3  # functions that call each other
_HOLDERS = 3  # elements around one, from which a click may read
_MOST_OPENED = 100  # addresses in one function


class Openers:
    """What opens addresses on a page: its functions and the clicks bound by its scripts."""

    def __init__(self, scope: Scope) -> None:
        self._scope = replace(scope, paged=False)

    def address(self, handler: str, element: Mapping[str, str], value: str = "") -> str:
        """The address that a handler opens; "" if it opens none, or it cannot be determined.

        element: attributes of the handler's element. value: `this.value` in it.
        """
        if "(" not in handler and "=" not in handler:
            return ""
        script = parsed_handler(handler)
        own = {**element, "value": value} if value else element
        scope = replace(self._scope, element=own, read=Read(), detached=True)
        return _text(self._first(script.root, script, scope))

    def of_click(self, element: Any) -> str:
        """The address that a click on an lxml element opens, if it depends on the element, or is bound to it alone."""
        for click in self._clicks:
            if not self._may_be_clicked(element, click):
                continue
            holders = (attributes_of(one) for one in islice(element.iterancestors(), _HOLDERS))
            own = attributes_of(element)
            around = ChainMap(own, *holders)
            scope = replace(self._scope, element=own, around=around, called=click.called, read=Read())
            found = self._first(click.function, scope.script, replace(scope, inside=click.function))
            if found and any(scope.read.own.values()):
                return _text(found)
        return self.of_own_click.get(element, "")

    @cached_property
    def of_own_click(self) -> Mapping[Any, str]:
        """The addresses that clicks open, by lxml element, if a script binds them to this element alone."""
        clicks = clicks_of_one(self._scope, self._may_open) if self._binds_clicks else []
        scope = replace(self._scope, read=Read())
        opened = (
            (click, self._first(click.function, scope.script, replace(scope, inside=click.function)))
            for click in clicks
        )
        return {element: _text(found) for click, found in opened if found for element in click.selected or ()}

    @cached_property
    def clicked_attributes(self) -> frozenset[str]:
        """The attributes from which clicks build addresses: data-id, id."""
        return frozenset(name for click in self._clicks for name in attributes_read(self._scope.script, click.function))

    def returned(self, call: str) -> str:
        """The address that a call of a function returns; "" if it returns none."""
        calls = parsed_handler(call).calls
        value = replace(self._scope, read=Read(), detached=True).value(calls[0]) if calls else None
        return _text(value)

    def forwarded(self) -> str:
        """The address that a page opens as soon as it is shown; "" if it opens none.

        The first of several, but one for mobile phones comes last.
        """
        script = self._scope.script
        coded = [one for call in script.calls_by_name.get("setTimeout", ()) for one in arguments_of(call)[:1]]
        later = [Script(script.string(one)) for one in coded if one.type == "string"]
        found = [
            value for place, value in all_opened(script) if is_location(place, script) and runs_at_once(place, script)
        ]
        found += [value for one in later for place, value in all_opened(one) if is_location(place, one)]
        scope = replace(self._scope, read=Read())
        addresses = filter(None, (_text(scope.value(value)) for value in found))
        return next(iter(sorted(addresses, key=lambda one: _OF_TELEPHONES.search(one) is not None)), "")

    def depending_on_fields(self, handlers: Iterable[str]) -> Iterator[tuple[frozenset[str], Expression]]:
        """The addresses that scripts and handlers build from fields of the page: ids or names, and the expression."""
        roots = [(self._scope.script, replace(self._scope, read=Read()))] if self._opens else []
        roots += [(parsed_handler(one), replace(self._scope, read=Read(), detached=True)) for one in handlers]
        for script, scope in roots:
            for node, expression in all_opened(script):
                inside = next(scope.script.functions_around(node), None) if not scope.detached else None
                own = replace(scope, inside=inside, read=Read())
                if isinstance(own.value(expression), str) and own.read.fields:
                    yield frozenset(own.read.fields), Expression(expression, own)

    def turned_by(self, words: Any, number: int) -> Iterator[str]:
        """The addresses that functions open with a number as their only variable. words: pattern of their names."""
        for name, functions in self._scope.script.functions_by_name.items() if self._opens else ():
            if words.search(name):
                yield self.with_number(functions[0], number)

    def with_number(self, function: Node, number: int) -> str:
        """The address that a function opens, with a number for its only variable; "" if there is none."""
        return self._with_number(function, number, opened_in(function, self._scope.script))

    def returned_with_number(self, function: Node, number: int) -> str:
        """The same of a function that returns an address: `getLink: function(n){ return '?page=' + n; }`."""
        returned = returned_by(function)
        return self._with_number(function, number, [returned] if returned else [])

    def _with_number(self, function: Node, number: int, addresses: Iterable[Node]) -> str:
        scope = replace(self._scope, number=number, read=Read(), inside=function)
        for node in islice(addresses, _MOST_OPENED):
            scope.read.unknown.clear()
            found = _text(scope.value(node))
            if found and len(scope.read.unknown) == 1:
                return found
        return ""

    def _first(self, root: Node, script: Script, scope: Scope, depth: int = 0) -> str:
        """The address opened by the statements of a function or handler, or by a function that they call.

        Of several, one whose conditions hold; then one that depends on an argument, as the first page may be special.
        """
        scope = _counted(root, script, scope)
        found: list[tuple[bool, str, dict[str, bool]]] = []
        for node in islice(opened_in(root, script), _MOST_OPENED):
            scope.read.given.clear()
            scope.read.own.clear()
            address = scope.value(node) if _is_reached(node, root, scope) else None
            if isinstance(address, str) and address:
                found.append((bool(scope.read.given or scope.read.own), address, dict(scope.read.own)))
        if found or depth == _DEEPEST:
            _, address, own = next((one for one in found if one[0]), found[0] if found else (False, "", {}))
            scope.read.own.update(own)
            return address
        known = scope.script.functions_by_name if self._opens else {}
        for call in within(script.calls, root):
            for function in known.get(script.name(callee_of(call)), ())[:1]:
                if depth == 0 and not self._may_open(function):
                    continue
                given = [Expression(one, scope) for one in arguments_of(call)]
                called = scope.called_with(function, given)
                if address := self._first(function, scope.script, called, depth + 1):
                    return address
        return ""

    def _may_be_clicked(self, element: Any, click: Click) -> bool:
        """True if a click is bound to an element, or may be once the page inserts it: elements of a response."""
        if click.selected is None or element in click.selected:
            return True
        return not click.selected and element.getroottree().getroot() is not self._root

    @cached_property
    def _root(self) -> Any:
        return self._scope.page.selector.root.getroottree().getroot() if self._scope.page else None

    def _may_open(self, function: Node) -> bool:
        """True if a function opens an address, or calls a function of the page."""
        script = self._scope.script
        if any(True for _ in opened_in(function, script)):
            return True
        return any(script.name(callee_of(call)) in script.functions_by_name for call in within(script.calls, function))

    @cached_property
    def _opens(self) -> bool:
        return any(word in self._scope.script.source for word in _OPENING_WORDS)

    @cached_property
    def _clicks(self) -> Sequence[Click]:
        return clicks_of(self._scope, self._may_open) if self._binds_clicks else ()

    @cached_property
    def _binds_clicks(self) -> bool:
        return self._opens and "click" in self._scope.script.source


def _is_reached(node: Node, root: Node, scope: Scope) -> bool:
    """False if a condition around a statement is known not to hold."""
    below, around = node, node.parent
    while around is not None and around != root:
        if around.type == "if_statement" and (condition := around.child_by_field_name("condition")):
            consequence = around.child_by_field_name("consequence")
            holds = truth(scope, condition)
            if holds is not None and holds is not (consequence is not None and contains(consequence, below)):
                return False
        below, around = around, around.parent
    return True


def _counted(root: Node, script: Script, scope: Scope) -> Scope:
    """The scope after the counters of a function were increased: `page++; location.href = 'list_' + page`."""
    counted: dict[str, Expression] = {}
    for node in within(script.updates, root):
        argument = node.child_by_field_name("argument")
        held = scope.value(argument) if argument is not None else None
        if argument is not None and isinstance(held, int):
            step = 1 if "++" in text_of(node) else -1
            counted[script.name(argument)] = Expression(None, None, held + step)
    return replace(scope, given={**scope.given, **counted}) if counted else scope


@lru_cache(maxsize=512)  # rows and pagers repeat few handlers
def parsed_handler(written: str) -> Script:
    """The script of a handler: `javascript:show(12)`."""
    return Script(written.strip().removeprefix("javascript:"))


def _text(address: object) -> str:
    """An address; "" for a number: "list.load(2)"."""
    return address if isinstance(address, str) and not address.isdecimal() else ""
