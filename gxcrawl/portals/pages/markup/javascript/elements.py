"""The elements of a page that its scripts select, and what they read from them."""

from collections.abc import Sequence
from typing import Any

from cssselect import SelectorError
from lxml.etree import XPathError
from scrapy.http import TextResponse
from tree_sitter import Node

from gxcrawl.portals.pages.markup.javascript.scope import Scope, Value
from gxcrawl.portals.pages.markup.javascript.syntax import arguments_of, callee_of, object_of, text_of, value_of
from gxcrawl.portals.pages.markup.words import words_in

OF_ELEMENT = ("val", "attr", "prop", "data", "getAttribute", "text", "html")
"""The methods of jQuery and the DOM that read from an element."""

_SELECTS = ("$", "jQuery", "querySelector", "querySelectorAll", "getElementById", "getElementsByName")
_SAME_ELEMENT = ("closest", "parent", "parents", "eq", "first")
_MOST_ASSIGNED = 8  # values of one name


def read_from_element(scope: Scope, holder: Node, method: str, given: Sequence[Node]) -> Value:
    """What a method reads from the element that an expression selects."""
    if method == "val":
        return None if given else attribute(scope, holder, "value")
    if method in ("text", "html"):
        return None if given else next(map(words_in, elements(scope, holder) or ()), None)
    name = scope.value(given[0]) if len(given) == 1 else None
    if not isinstance(name, str):
        return None
    return attribute(scope, holder, attribute_name(name) if method == "data" else name)


def attribute(scope: Scope, holder: Node | None, name: str) -> Value:
    """The attribute of the element that an expression selects."""
    if scope.element is not None and is_this(scope, holder):
        own = scope.around if _climbs(scope, holder) else scope.element
        scope.read.own[name] = name in own
        return own.get(name)
    selected = elements(scope, holder) or []
    if name == "value":
        named = [one.get(key) for one in selected for key in ("id", "name") if one.get(key)]
        scope.read.fields.update(named)
        chosen = next((scope.filled[one] for one in named if one in scope.filled), None)
        return chosen if chosen is not None else next(map(_value_in, selected), None)
    return _carried(scope.page, selected, name)


def _value_in(element: Any) -> str:
    """The value of a form field; of a menu, that of the entry that it shows."""
    if element.tag != "select":
        return element.get("value") or ""
    options = list(element.iter("option"))
    shown = next((one for one in options if one.get("selected") is not None), next(iter(options), None))
    return "" if shown is None else shown.get("value") or words_in(shown)


def _climbs(scope: Scope, holder: Node | None) -> bool:
    """True for an element around the one that was clicked: `$(this).closest('li')`."""
    callee = callee_of(holder) if holder is not None and holder.type == "call_expression" else None
    return scope.script.name(callee) in ("closest", "parent", "parents")


def _carried(page: TextResponse | None, selected: Sequence[Any], name: str) -> str | None:
    """The attribute of the first of some elements.

    If they have none, and it is one for scripts (`data-…`), the value that all elements with this attribute share.
    """
    own = next((value for one in selected if (value := attributes_of(one).get(name))), None)
    if own is not None or page is None or not name.startswith("data-"):
        return own
    values = {*page.xpath("//@*[name()=$name]", name=name).getall()}
    return values.pop() if len(values) == 1 else None


def attributes_of(element: Any) -> dict[str, str]:
    """The attributes of an lxml element by name. Its own mapping fails on names that lxml refuses: `<li {if $top}>`."""
    return dict(element.attrib.items())


def attribute_name(of_script: str) -> str:
    """The attribute that `dataset` or jQuery's `data` read: `siteId` → `data-site-id`."""
    return "data-" + "".join(f"-{one.lower()}" if one.isupper() else one for one in of_script)


def is_this(scope: Scope, node: Node | None) -> bool:
    """True for the element that a click or selection is about: `this`, `$(this).closest('li')`, `event.target`."""
    if node is None or node.type == "this":
        return node is not None
    if node.type == "identifier":
        given = scope.given.get(text_of(node))
        return text_of(node) == scope.called or (
            given is not None and given.node is not None and given.node.type == "this"
        )
    if node.type == "member_expression":
        return scope.script.name(node) in ("target", "currentTarget")
    if node.type != "call_expression":
        return False
    name, given_to = scope.script.name(callee_of(node)), arguments_of(node)
    if name in _SAME_ELEMENT:
        return is_this(scope, object_of(callee_of(node)))
    return name in ("$", "jQuery") and len(given_to) == 1 and is_this(scope, given_to[0])


def elements(scope: Scope, node: Node | None) -> list[Any] | None:
    """The elements of the page that an expression selects; None if it does not select any."""
    if node is None:
        return None
    if node.type == "subscript_expression":
        return elements(scope, object_of(node))
    if node.type == "identifier":
        held = (value_of(one) for one in scope.script.assignments.get(text_of(node), ())[:_MOST_ASSIGNED])
        selecting = (one for one in held if one is not None and one.type != "identifier")
        return next((found for one in selecting if (found := elements(scope, one))), None)
    if node.type != "call_expression":
        return None
    name, given = scope.script.name(callee_of(node)), arguments_of(node)
    if name in _SAME_ELEMENT:
        return elements(scope, object_of(callee_of(node)))
    selector = scope.value(given[0]) if name in _SELECTS and given else None
    if not isinstance(selector, str) or scope.page is None:
        return None
    return _named(scope.page, selector) if name.startswith("getElement") else selected_by(scope.page, selector)


def _named(page: TextResponse, name: str) -> list[Any]:
    """The elements with this id or name."""
    return [one.root for one in page.xpath("//*[@id=$name or @name=$name]", name=name)]


def selected_by(page: TextResponse, selector: str) -> list[Any] | None:
    """The elements that a CSS selector selects; None for one that is invalid or only jQuery's own.

    The value of a menu is that of its selected entry.
    """
    selector = selector.removesuffix(" option:selected").removesuffix(" :selected")
    if selector[:1] == "#" and selector[1:].replace("-", "_").isidentifier():
        return _named(page, selector[1:])
    try:
        return [one.root for one in page.css(selector)]
    except (SelectorError, XPathError, ValueError):
        return None
