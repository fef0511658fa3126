"""What stands apart from the text around it, or is not seen: by its own style, or by a style sheet of the page."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from gxcrawl.reading.html.selectors import Selectors, names_of, selectors_in
from gxcrawl.reading.html.styles import rules, sheets_of
from gxcrawl.reading.html.texts import text_of
from gxcrawl.short_texts import remembered

_WHITE = r"(?:white|#fff(?:fff)?|rgba?\(\s*255\s*,\s*255\s*,\s*255\b|rgba\((?:[^(),]*,){3}\s*0?\.?0\s*\))"
_NOT_MORE = r"(?![.\d]*[1-9])"
_APART = re.compile(
    r"(?<![-\w])(?:display\s*:\s*(?:inline-)?(?:block|flex|grid|table)|float\s*:\s*(?:left|right)"
    rf"|position\s*:\s*(?:absolute|fixed)|opacity\s*:\s*0{_NOT_MORE}|vertical-align\s*:\s*super"
    rf"|visibility\s*:\s*collapse|color\s*:\s*{_WHITE}(?!\w)|(?:text-indent|letter-spacing)\s*:\s*-\d{{2}}"
    rf"|font-size\s*:\s*(?:[0-2](?:\.\d+)?p[xt]|0?\.[0-2]\d*r?em)|font\s*:\s*0{_NOT_MORE}|zoom\s*:\s*0{_NOT_MORE}"
    rf"|transform\s*:\s*scale[xy]?\(\s*0\s*\)|(?:max-)?(?:width|height)\s*:\s*0{_NOT_MORE}"
    r"|content-visibility\s*:\s*hidden)",
    re.IGNORECASE,
)
# Of an element's own style these are looked at elsewhere: what they hide is taken out.
_HIDDEN = re.compile(
    rf"(?<![-\w])(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0{_NOT_MORE}|color\s*:\s*transparent)",
    re.IGNORECASE,
)
_COLOURS = re.compile(r"(?<![-\w])(background(?:-color)?|color)\s*:\s*([^;!]+)", re.IGNORECASE)
_IS_WHITE = re.compile(_WHITE, re.IGNORECASE)
_MARK = "data-apart"
_MOST_INSIDE = 200  # elements in a cell
_DEEPEST = 10  # tables around a cell


def stands_apart(element: etree._Element) -> bool:
    """Whether an element does."""
    if element.get(_MARK) is not None or looks_apart(element.get("style") or ""):
        return True
    return element.tag == "font" and _IS_WHITE.fullmatch(element.get("color") or "") is not None


@remembered(longest=500, most=1024)  # what Word writes repeats a few styles over and over
def looks_apart(style: str) -> bool:
    """Whether a style sets text apart or makes it unseen."""
    return _APART.search(style) is not None or _is_on_its_own_colour(style)


def _is_on_its_own_colour(style: str) -> bool:
    colours = {name.lower()[:5]: colour.strip().lower() for name, colour in _COLOURS.findall(style)}
    return len(colours) > 1 and colours["backg"] == colours["color"]


def mark_apart(root: etree._Element, lower: bytes) -> None:
    """Marks what style sheets of the page may set apart among the digits of a cell, or hide. lower: its source.

    Whether a rule applies only a browser knows, as it depends on what else is on the page. That digits stand apart
    costs a number, that they do not would make another of it.
    """
    tables = lower[max(lower.find(b"<table"), 0) : lower.rfind(b"</table") + 1 or None]
    selectors = _selectors(sheets_of(root)).written_in(tables)
    for table, cells in _cells_of_digits(root).items() if selectors else ():
        elements = [element for element in _in_cells(cells) if selectors.may_select(names_of(element))]
        if not elements:
            continue
        line = (table, *table.iterancestors(etree.Element), *table.iterdescendants(etree.Element))
        possible = selectors.within(frozenset().union(*set(map(names_of, line))))
        for element in elements if possible else ():
            if possible.may_select(names_of(element)):
                element.set(_MARK, "")


@remembered(longest=100_000, most=16)  # the pages of a portal have one style sheet
def _selectors(sheets: str) -> Selectors:
    """Of the rules that set apart or hide."""
    said = rules(sheets, inside=True)
    return selectors_in(names for names, body in said if looks_apart(body) or _HIDDEN.search(body))


def _cells_of_digits(root: etree._Element) -> dict[etree._Element, list[etree._Element]]:
    """The cells with elements around nothing but digits, by their table."""
    found: dict[etree._Element, list[etree._Element]] = {}
    for cell in root.iter("td", "th"):
        if not len(cell) or not text_of(cell).strip().isdigit():
            continue
        around = list(islice(cell.iterancestors("table"), _DEEPEST))
        if 0 < len(around) < _DEEPEST:
            found.setdefault(around[0], []).append(cell)
    return found


def _in_cells(cells: list[etree._Element]) -> Iterator[etree._Element]:
    for cell in cells:
        yield from islice(cell.iterdescendants(etree.Element), _MOST_INSIDE)
