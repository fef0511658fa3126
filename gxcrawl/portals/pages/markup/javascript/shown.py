"""Which statements of a script run as soon as its page is shown."""

from collections.abc import Iterator

from tree_sitter import Node

from gxcrawl.portals.pages.markup.javascript.syntax import Script, arguments_of, callee_of, contains, text_of, value_of

_AT_ONCE = ("$", "jQuery", "ready", "setTimeout", "addEventListener", "onload")
_SHOWN_EVENTS = ("load", "DOMContentLoaded", "pageshow", "readystatechange")


def runs_at_once(node: Node, script: Script) -> bool:
    """True if a statement runs as soon as a page is shown: it is in no function, or in one that is called at once."""
    seen: set[int] = set()
    waiting = [node]
    while waiting:
        around = next(script.functions_around(waiting.pop()), None)
        if around is None:
            return True
        if around.id in seen:
            continue
        seen.add(around.id)
        name = script.name_of_function(around)
        if name in _AT_ONCE or (not name and _is_called_at_once(around, script)):
            waiting.append(around)
        elif name:
            calls = [one for one in script.calls_by_name.get(name, ()) if not contains(around, one)]
            waiting += [*calls, *_mentions(name, script)]
    return False


def _is_called_at_once(function: Node, script: Script) -> bool:
    """True for `$(function(){ … })`, `setTimeout(() => …)` and functions that are called where they are written."""
    call = function.parent
    while call is not None and call.type in ("parenthesized_expression", "arguments", "unary_expression"):
        call = call.parent
    if call is None or call.type != "call_expression":
        return False
    return _is_callee(function, call) or _calls_at_once(call, script)


def _calls_at_once(call: Node, script: Script) -> bool:
    """True if a call makes the functions given to it run as soon as the page is shown; not if it waits for a click."""
    name, given = script.name(callee_of(call)), arguments_of(call)
    if name != "addEventListener":
        return name in _AT_ONCE
    return bool(given) and given[0].type == "string" and script.string(given[0]) in _SHOWN_EVENTS


def _is_callee(function: Node, call: Node) -> bool:
    """True if a call calls a function that is written in it: `(function(){ … })()`."""
    callee = callee_of(call)
    return callee is not None and contains(callee, function)


def _mentions(name: str, script: Script) -> Iterator[Node]:
    """Where a function is passed on by its name: `window.onload = send`, `$(send)`."""
    for node in script.assignments.get("onload", ()):
        if script.name(value_of(node)) == name:
            yield node
    for called in _AT_ONCE:
        yield from (
            call
            for call in script.calls_by_name.get(called, ())
            if _calls_at_once(call, script)
            and any(one.type == "identifier" and text_of(one) == name for one in arguments_of(call))
        )
