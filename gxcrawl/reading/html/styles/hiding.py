"""Hidden parts of a page: by an attribute, by a style, or by a class in its style sheets."""

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

from lxml import etree

from gxcrawl.reading.html.styles.panes import panes_among
from gxcrawl.reading.html.styles.styles import DISPLAY, rules, sheets_of
from gxcrawl.reading.html.texts import put_tail, put_text
from gxcrawl.text.short_texts import remembered

_AWAY = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
# Keeps its place in the layout, and its contents can be shown by a style of their own.
_INVISIBLE = re.compile(
    r"(?<![-\w])(?:visibility\s*:\s*hidden|font-size\s*:\s*0(?:\.0+)?(?:[a-z]+|%)?(?![.\w])|color\s*:\s*transparent)",
    re.IGNORECASE,
)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)  # cannot be undone inside
_RESTYLING = ("style", "class", "size", "color")
_MOST_INSIDE = 200  # elements; larger parts are not a hidden digit, cell or row
_STYLES: Any = etree.XPath("descendant::*/@style", smart_strings=False)  # far faster than the elements
_HAS_HIDDEN: Any = etree.XPath("boolean(descendant::*/@hidden)")
_MAYBE_HIDDEN: Any = etree.XPath("descendant::*[@style or @hidden]")
_CELLS = ("td", "th")

_BY_CLASS = re.compile(r"([a-z][a-z0-9]*)?\.([-\w]+)", re.IGNORECASE)  # .gone, td.gone
_CLASS_NAME = re.compile(r"\.([-\w]+)")

Selector = tuple[str, str]
"""A tag, "" for any, and a class."""
NO_TABLES: Mapping[etree._Element, str] = {}


def mark_hidden_by_class(root: etree._Element) -> None:
    """Gives elements that a style sheet of the page hides by class the attribute `hidden`.

    Only rows and cells of tables and elements in cells: larger parts that start hidden are opened by scripts.
    """
    sheets = sheets_of(root)
    selectors = _hiding_selectors(sheets) if sheets else frozenset()
    for element in _in_rows(root) if selectors else ():
        if _is_selected(element, selectors):
            element.set("hidden", "")


def _in_rows(root: etree._Element) -> dict[etree._Element, None]:
    """The rows of tables and all elements in them, each once; an XPath union of the two takes minutes to sort."""
    found: dict[etree._Element, None] = {}
    for row in root.iter("tr"):
        if row not in found:
            found.update(dict.fromkeys(row.iter(etree.Element)))
    return found


@remembered(longest=100_000, most=16)  # the pages of a portal have one style sheet
def _hiding_selectors(sheets: str) -> frozenset[Selector]:
    """The simple class selectors that hide; without classes that another rule shows again, since scripts switch
    those.
    """
    hiding: set[Selector] = set()
    shown: set[str] = set()
    for selectors, body in rules(sheets):
        displays = DISPLAY.findall(body)
        if not displays:
            continue
        if displays[-1].lower() != "none":
            shown.update(_CLASS_NAME.findall(selectors))
            continue
        plain = (_BY_CLASS.fullmatch(selector.strip()) for selector in selectors.split(","))
        hiding.update(((match[1] or "").lower(), match[2]) for match in plain if match)
    return frozenset(selector for selector in hiding if selector[1] not in shown)


def _is_selected(element: etree._Element, selectors: frozenset[Selector]) -> bool:
    classes = (element.get("class") or "").split()
    if not any((tag, name) in selectors for name in classes for tag in ("", element.tag)):
        return False
    return _some_inside(element) is not None and not DISPLAY.search(_style(element))


def drop_hidden(container: etree._Element, tables: Mapping[etree._Element, str] = NO_TABLES) -> bool:
    """Removes hidden elements from a container, but not the container itself; returns True if there were any.

    A cell that is only invisible or struck out keeps its place, empty. tables: those of a report, with their text;
    hidden panes that contain them stay.
    """
    if not any(map(_hides, set(_STYLES(container)))) and not _HAS_HIDDEN(container):
        return False
    elements: list[etree._Element] = _MAYBE_HIDDEN(container)
    away = [element for element in elements if element.get("hidden") is not None or _is_away(_style(element))]
    if away and (panes := panes_among(away, tables)):
        away = [element for element in away if element not in panes]
    invisible = [element for element in elements if _is_invisible(_style(element)) and not _is_restyled(element)]
    for element in away:
        _drop(element)
    struck = [element for element in elements if _is_struck(_style(element)) and _some_inside(element) is not None]
    for element in (*invisible, *struck):
        if element.tag in _CELLS:
            del element[:]
            element.text = None
        else:
            _drop(element)
    return bool(away or invisible or struck)


def _style(element: etree._Element) -> str:
    return element.get("style") or ""


def _hides(style: str) -> bool:
    return _is_away(style) or _is_invisible(style) or _is_struck(style)


@remembered(longest=500, most=1024)  # Word repeats a few styles in thousands of elements
def _is_away(style: str) -> bool:
    return _AWAY.search(style) is not None


@remembered(longest=500, most=1024)
def _is_invisible(style: str) -> bool:
    return _INVISIBLE.search(style) is not None


@remembered(longest=500, most=1024)
def _is_struck(style: str) -> bool:
    return _STRUCK.search(style) is not None


def _is_restyled(element: etree._Element) -> bool:
    """True if something inside may be visible again; font-size:0, for example, also closes gaps between boxes."""
    inside = _some_inside(element)
    return inside is None or any(_is_styled(one) and not _is_invisible(_style(one)) for one in inside)


def _is_styled(element: etree._Element) -> bool:
    return any(element.get(name) is not None for name in _RESTYLING)


def _some_inside(element: etree._Element) -> list[etree._Element] | None:
    """The descendants of an element; None if it is a table, or holds too many to be hidden one by one."""
    inside = list(islice(element.iterdescendants(), _MOST_INSIDE + 1))
    return None if len(inside) > _MOST_INSIDE or any(one.tag == "table" for one in inside) else inside


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is None:
            put_text(parent, (parent.text or "") + element.tail)
        else:
            put_tail(previous, (previous.tail or "") + element.tail)
    parent.remove(element)
