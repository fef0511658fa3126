"""The statements of a script that open an address: `location.href = …`, `window.open(…)`."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, takewhile

from tree_sitter import Node

from gxcrawl.portals.pages.markup.javascript.syntax import (
    Script,
    arguments_of,
    callee_of,
    contains,
    is_function,
    object_of,
    target_of,
    value_of,
    within,
)

_OPENS = ("open", "assign", "replace", "load", "attr", "prop")
_SELECTING = ("call_expression", "subscript_expression")


def opened_in(root: Node, script: Script) -> Iterator[Node]:
    """The expressions of addresses that statements open, in the order of the text."""
    found = all_opened(script)
    first = bisect_left(found, root.start_byte, key=lambda one: one[0].start_byte)
    later = takewhile(lambda one: one[0].start_byte < root.end_byte, islice(found, first, None))
    return (value for place, value in later if contains(root, place))


@lru_cache(maxsize=8)
def all_opened(script: Script) -> Sequence[tuple[Node, Node]]:
    """The statements of a script that open an address, each with its expression."""
    found = [*_assigned(script), *_called(script)]
    return sorted(found, key=lambda one: one[0].start_byte)


def is_location(place: Node, script: Script) -> bool:
    """True if a statement opens another page in place of this one."""
    target = callee_of(place) if place.type == "call_expression" else target_of(place)
    return script.name(target) == "location" or script.name(object_of(target)) == "location"


def _assigned(script: Script) -> Iterator[tuple[Node, Node]]:
    """`location.href = …`, `location = …`, `frame.src = …`, `link.href = …` of a link that a script clicks."""
    clicked = {_name(object_of(callee_of(call)), script) for call in script.calls_by_name.get("click", ())} - {""}
    for name in ("location", "href", "search", "src"):
        for node in script.assignments.get(name, ()):
            target, value = target_of(node), value_of(node)
            if value is None or target is None or node.type != "assignment_expression":
                continue
            holder = object_of(target)
            of_location = name in ("href", "search") and script.name(holder) == "location"
            of_link = name == "href" and _name(holder, script) in clicked
            of_frame = (
                name == "src" and holder is not None and holder.type in ("call_expression", "subscript_expression")
            )
            if name == "location" or of_location or of_link or of_frame:
                yield node, value


def _called(script: Script) -> Iterator[tuple[Node, Node]]:
    """`window.open(…)`, `location.replace(…)`, `$('#frame').attr('src', …)`, `$('#part').load(…)`."""
    for name in _OPENS:
        for call in script.calls_by_name.get(name, ()):
            holder, given = object_of(callee_of(call)), arguments_of(call)
            if not given or is_function(given[0]):
                continue
            of = script.name(holder)
            if of == "layer":  # "layer.open({type: 2, content: '/d/' + id})"
                contents = within(script.assignments.get("content", []), call)
                yield from ((call, value) for node in contents if (value := value_of(node)) is not None)
            elif name in ("attr", "prop"):
                if len(given) > 1 and script.name(given[0]) == "src":
                    yield call, given[1]
            elif (
                (name == "open" and (of == "window" or (holder is None and "open" not in script.functions_by_name)))
                or (name in ("assign", "replace") and of == "location")
                or (name == "load" and holder is not None and holder.type == "call_expression")
            ):
                yield call, given[0]


def _name(holder: Node | None, script: Script) -> str:
    return script.name(holder) if holder is not None and holder.type == "identifier" else ""
