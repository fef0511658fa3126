"""The requests that clicks and selections make: functions of the page, called by a handler with arguments."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import Any

from scrapy.http import TextResponse
from tree_sitter import Node

from gxcrawl.portals.pages.markup.javascript.elements import elements
from gxcrawl.portals.pages.markup.javascript.scope import Expression, Read, Scope
from gxcrawl.portals.pages.markup.javascript.syntax import (
    Script,
    arguments_of,
    callee_of,
    is_function,
    object_of,
    target_of,
    value_of,
    within,
)
from gxcrawl.portals.pages.markup.links import base_address
from gxcrawl.portals.pages.scripts.calls import calls_in, scope_of
from gxcrawl.portals.pages.scripts.requests import Call, requests

_MOST_CLICKS = 20
_DEEPEST = 3  # functions that call each other
_BINDS = ("on", "bind", "live", "delegate", "addEventListener")


class AskingFunctions:
    """The functions of a page that make requests, and the requests of their calls: `loadList('nb7')`."""

    def __init__(self, page: TextResponse) -> None:
        self._scope = scope_of(page)
        self._base = base_address(page)

    def call_chosen(self, menu: Any, value: str) -> Call | None:
        """The first request made when a value of a menu is selected. menu: lxml's `select` element."""
        names = {one for one in (menu.get("id"), menu.get("name")) if one}
        element = {**menu.attrib, "value": value}
        filled = dict.fromkeys(names, value)
        if handler := menu.get("onchange"):
            return self.first_call(handler, filled, element)
        scope = replace(self._scope, element=element, filled=filled)
        for holder, function in self._bound_to("change"):
            chosen = elements(scope, holder) or ()
            if any(one.get("id") in names or one.get("name") in names for one in chosen):
                return self._first_in(function, scope)
        return None

    def first_call(
        self, handler: str, fields: Mapping[str, str] | None = None, element: Mapping[str, str] | None = None
    ) -> Call | None:
        """The first request made by a handler; None if it calls no such function.

        fields: filled in by a visitor. element: attributes of the handler's element.
        """
        if not handler or not self._scope.script.calls:
            return None
        own = replace(self._scope, element=element or {}, filled=fields or {}, read=Read(), detached=True)
        script = self._scope.script
        for call in Script(handler.removeprefix("javascript:")).calls:
            for function in script.functions_by_name.get(script.name(callee_of(call)), ())[:1]:
                given = [Expression(one, own) for one in arguments_of(call)]
                scope = own.called_with(function, given)
                if found := self._first_in(function, scope):
                    return found
        return None

    def call_clicked(self, attributes: Mapping[str, str]) -> Call | None:
        """The first request made by a click on an element with these attributes, to which a script binds the click:
        `$('.tabs a').click(function(){ load($(this).data('id')) })`.
        """
        for holder, function in self._clicks:
            called = self._scope.script.name(holder) if holder and holder.type == "identifier" else ""
            scope = replace(self._scope, element=attributes, called=called, read=Read())
            call = self._first_in(function, scope)
            if call and scope.read.own and all(scope.read.own.values()):
                return call
        return None

    @cached_property
    def _clicks(self) -> list[tuple[Node | None, Node]]:
        return list(islice(self._bound_to("click"), _MOST_CLICKS))

    def _bound_to(self, event: str) -> Iterator[tuple[Node | None, Node]]:
        """The elements to which a script binds an event, and the handlers: `$('#dept').change(function(){ … })`."""
        script = self._scope.script
        bound = [*script.calls_by_name.get(event, ())]
        for name in _BINDS:
            calls = script.calls_by_name.get(name, ())
            bound += [one for one in calls if self._scope.value(next(iter(arguments_of(one)), one)) == event]
        for call in bound:
            for one in reversed(arguments_of(call)):
                named = script.functions_by_name.get(script.name(one), ()) if one.type == "identifier" else ()
                if function := one if is_function(one) else next(iter(named), None):
                    yield object_of(callee_of(call)), function
                    break

    def _first_in(self, function: Node, scope: Scope, depth: int = 0) -> Call | None:
        """The first request in a function, or in a function that it calls."""
        script = scope.script
        inside = replace(scope, inside=function)
        calls = list(within(script.calls, function))
        found = next(calls_in([one for one in calls if requests(one, inside)], inside, self._base, clicked=True), None)
        if found or depth == _DEEPEST:
            return found
        for call in calls:
            for called in script.functions_by_name.get(script.name(callee_of(call)), ())[:1]:
                given = [Expression(one, inside) for one in arguments_of(call)]
                deeper = _with_assigned(function, inside).called_with(called, given)
                if called != function and (found := self._first_in(called, deeper, depth + 1)):
                    return found
        return None


def _with_assigned(function: Node, scope: Scope) -> Scope:
    """The scope with what a function assigns to variables of the page before it calls another: `cid = id`."""
    assigned = {
        name: Expression(value, scope)
        for name, nodes in scope.script.assignments.items()
        for node in within(nodes, function)
        if (value := value_of(node)) is not None and (target := target_of(node)) and target.type == "identifier"
    }
    return replace(scope, given={**assigned, **scope.given})
