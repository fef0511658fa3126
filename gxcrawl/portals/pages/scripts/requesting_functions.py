"""The requests that clicks and selections make: functions of the page, called by a handler with arguments."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from scrapy.http import TextResponse
from tree_sitter import Node

from gxcrawl.portals.pages.markup.javascript.clicks import Click, bound_to, clicks_of
from gxcrawl.portals.pages.markup.javascript.elements import attributes_of, elements
from gxcrawl.portals.pages.markup.javascript.scope import Expression, Read, Scope
from gxcrawl.portals.pages.markup.javascript.syntax import (
    Script,
    arguments_of,
    callee_of,
    target_of,
    value_of,
    within,
)
from gxcrawl.portals.pages.markup.links import base_address
from gxcrawl.portals.pages.scripts.calls import calls_in, scope_of
from gxcrawl.portals.pages.scripts.requests import Call, requests

_DEEPEST = 3  # functions that call each other


class RequestingFunctions:
    """The functions of a page that make requests, and the requests of their calls: `loadList('nb7')`."""

    def __init__(self, page: TextResponse) -> None:
        self._scope = scope_of(page)
        self._base = base_address(page)

    def call_chosen(self, menu: Any, value: str) -> Call | None:
        """The first request made when a value of a menu is selected. menu: lxml's `select` element."""
        names = {one for one in (menu.get("id"), menu.get("name")) if one}
        element = {**attributes_of(menu), "value": value}
        filled = dict.fromkeys(names, value)
        if handler := menu.get("onchange"):
            return self.first_call(handler, filled, element)
        scope = replace(self._scope, element=element, filled=filled)
        for holder, _, function in bound_to("change", self._scope):
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
        for click in self._clicks:
            scope = replace(self._scope, element=attributes, called=click.called, read=Read())
            call = self._first_in(click.function, scope)
            if call and scope.read.own and all(scope.read.own.values()):
                return call
        return None

    @cached_property
    def _clicks(self) -> list[Click]:
        return clicks_of(self._scope)

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
