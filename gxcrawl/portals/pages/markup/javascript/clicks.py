"""What scripts bind to events of elements: `$('#list').on('click', 'li', function(){ … })`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from tree_sitter import Node

from gxcrawl.portals.pages.markup.javascript.elements import attribute_name, elements, selected_by
from gxcrawl.portals.pages.markup.javascript.scope import Scope
from gxcrawl.portals.pages.markup.javascript.syntax import (
    Script,
    arguments_of,
    callee_of,
    is_function,
    object_of,
    target_of,
    text_of,
    value_of,
    within,
)

_BINDS = ("on", "bind", "live", "delegate", "addEventListener")
_MOST_CLICKS = 20
_MOST_BOUND = 500


@dataclass(frozen=True, slots=True)
class Click:
    """A function that a script binds to clicks.

    selected: the elements of the page; None if unknown. called: their name in the function.
    """

    function: Node
    selected: frozenset[Any] | None
    called: str


def clicks_of_one(scope: Scope, matters: Callable[[Node], bool]) -> list[Click]:
    """The functions that scripts bind to the click of one element: `$('#nb').click(function(){ … })`."""
    bound = islice(bound_to("click", scope), _MOST_BOUND)
    needed = (one for one in bound if not _depends_on_element(one[2], "") and matters(one[2]))
    clicks = (
        Click(function, _selected(holder, call, scope), "") for holder, call, function in islice(needed, _MOST_CLICKS)
    )
    return [click for click in clicks if click.selected and len(click.selected) == 1]


def clicks_of(scope: Scope, matters: Callable[[Node], bool] = lambda _: True) -> list[Click]:
    """The functions that scripts bind to clicks and that depend on what is clicked. matters: tells which are needed."""
    found = (
        (holder, call, function, _name(holder, scope.script))
        for holder, call, function in islice(bound_to("click", scope), _MOST_BOUND)
    )
    needed = (one for one in found if _depends_on_element(one[2], one[3]) and matters(one[2]))
    return [
        Click(function, _selected(holder, call, scope), called)
        for holder, call, function, called in islice(needed, _MOST_CLICKS)
    ]


def _depends_on_element(function: Node, called: str) -> bool:
    return any(word in text_of(function) for word in ("this", "arget", called or "this"))  # event.target, currentTarget


def bound_to(event: str, scope: Scope) -> Iterator[tuple[Node | None, Node, Node]]:
    """What scripts bind to an event: the expression of the elements, the binding call, and the function."""
    script = scope.script
    bound = [*script.calls_by_name.get(event, ())]
    for name in _BINDS:
        calls = script.calls_by_name.get(name, ())
        bound += [one for one in calls if scope.value(next(iter(arguments_of(one)), one)) == event]
    for call in bound:
        for one in reversed(arguments_of(call)):
            named = script.functions_by_name.get(script.name(one), ()) if one.type == "identifier" else ()
            if function := one if is_function(one) else next(iter(named), None):
                yield object_of(callee_of(call)), call, function
                break
    for node in script.assignments.get(f"on{event}", ()):
        if is_function(value := value_of(node)):
            yield object_of(target_of(node)), node, value


def _name(holder: Node | None, script: Script) -> str:
    return script.name(holder) if holder is not None and holder.type == "identifier" else ""


def _selected(holder: Node | None, call: Node, scope: Scope) -> frozenset[Any] | None:
    """The elements to which a click is bound; None if unknown. `$('#list').on('click', 'li', …)`: those inside."""
    selectors = [one for one in arguments_of(call)[1:] if one.type == "string"]
    inner = scope.script.string(selectors[0]) if selectors else ""
    found = selected_by(scope.page, inner) if inner and scope.page else elements(scope, holder)
    return None if found is None else frozenset(found)


def attributes_read(script: Script, function: Node) -> Iterator[str]:
    """The attributes that a function reads of what is clicked."""
    for name in ("data", "attr", "getAttribute"):
        for call in within(script.calls_by_name.get(name, []), function):
            given = arguments_of(call)
            if len(given) == 1 and given[0].type == "string":
                read = script.string(given[0])
                yield attribute_name(read) if name == "data" else read
    for path in within(script.paths, function):
        holder = object_of(path)
        if script.name(holder) == "dataset":
            yield attribute_name(script.name(path))
        elif holder is not None and holder.type == "this" and script.name(path) == "id":
            yield "id"
