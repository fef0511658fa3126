"""Text that is set apart from the text around it, or hidden, by its own style or by a style sheet of the page."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

from lxml import etree

from gxcrawl.reading.html.styles.selectors import Selectors, names_of, selectors_in
from gxcrawl.reading.html.styles.styles import rules, sheets_of, with_variables
from gxcrawl.reading.html.texts import FIGURE, put_text, text_of
from gxcrawl.text.short_texts import remembered

_WHITE = (
    r"(?:white|#fff(?:fff)?|rgba?\(\s*255[,\s]+255[,\s]+255\b|rgba\((?:[^(),]*,){3}\s*0?\.?0\s*\)"
    r"|hsla?\([^()%]*%[,\s]*100%)"
)
_NOT_MORE = r"(?![.\d]*[1-9])"
_APART = re.compile(
    r"(?<![-\w])(?:display\s*:\s*(?:inline-)?(?:block|flex|grid|table)|float\s*:\s*(?:left|right)"
    rf"|position\s*:\s*(?:absolute|fixed)|opacity\s*:\s*0{_NOT_MORE}|vertical-align\s*:\s*super"
    rf"|visibility\s*:\s*collapse|color\s*:\s*{_WHITE}(?!\w)|(?:text-indent|letter-spacing)\s*:\s*-\d{{2}}"
    rf"|font-size\s*:\s*(?:[0-2](?:\.\d+)?p[xt]|0?\.[0-2]\d*r?em)|font\s*:\s*0{_NOT_MORE}|zoom\s*:\s*0{_NOT_MORE}"
    rf"|transform\s*:\s*scale[xy]?\(\s*0\s*\)|(?:max-)?(?:width|height)\s*:\s*0{_NOT_MORE}"
    r"|content-visibility\s*:\s*hidden|unicode-bidi\s*:\s*bidi-override"
    r"|(?:margin|padding)-(?:left|right)\s*:\s*(?!0*+\.?+0*+(?![\d.]))[\d.])",
    re.IGNORECASE,
)
# In an element's own style these are handled elsewhere (`hiding`), which removes what they hide.
_HIDDEN = re.compile(
    rf"(?<![-\w])(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0{_NOT_MORE}|color\s*:\s*transparent)",
    re.IGNORECASE,
)
_COLOURS = re.compile(r"(?<![-\w])(background(?:-color)?|color)\s*:\s*([^;!]+)", re.IGNORECASE)
_IS_WHITE = re.compile(_WHITE, re.IGNORECASE)
_CLASSES: Any = etree.XPath("descendant::*/@class", smart_strings=False)
_GENERATED = re.compile(r"::?(?:before|after)", re.IGNORECASE)
_WITH_DIGIT = re.compile(r"(?<![-\w])content\s*:\s*(['\"])[^'\"\\;]*\d", re.IGNORECASE)  # no "\e601" of icons
_MARK = "data-apart"
_MOST_INSIDE = 200  # elements in a cell
_DEEPEST = 10  # tables around a cell


def stands_apart(tag: str, attributes: Mapping[str, str]) -> bool:
    """True if the element is set apart or hidden by its own style."""
    if _MARK in attributes or looks_apart(attributes.get("style", "")):
        return True
    return tag == "font" and _IS_WHITE.fullmatch(attributes.get("color", "")) is not None


@remembered(longest=500, most=1024)  # Word repeats a few styles in thousands of elements
def looks_apart(style: str) -> bool:
    """True if a style sets text apart or hides it."""
    return _APART.search(style) is not None or _is_on_its_own_colour(style)


def _is_on_its_own_colour(style: str) -> bool:
    colours = {name.lower()[:5]: colour.strip().lower() for name, colour in _COLOURS.findall(style)}
    return len(colours) > 1 and colours["backg"] == colours["color"]


def mark_apart(root: etree._Element) -> None:
    """Marks elements among the digits of a cell that style sheets of the page may set apart or hide, or add digits to.

    Whether a rule applies depends on the whole page and only a browser knows. Wrongly splitting digits loses a number;
    wrongly joining them invents one. So we split.
    """
    apart, adding = _selectors(with_variables(sheets_of(root)))
    for element in _selected_among_digits(root, *apart):
        element.set(_MARK, "")
    for element in _selected_among_digits(root, *adding, cells=True):
        put_text(element, f"[…]{element.text or ''}")


def _selected_among_digits(
    root: etree._Element, selectors: Selectors, rough: Selectors, *, cells: bool = False
) -> Iterator[etree._Element]:
    met = rough.with_classes(_classes_in_tables(root)) if rough else rough
    for table, elements in _among_digits(root, met, cells=cells).items() if met else ():
        line = (table, *table.iterancestors(etree.Element), *table.iterdescendants(etree.Element))
        possible = selectors.within(frozenset().union(*set(map(names_of, line))))
        if possible:
            yield from (element for element in elements if possible.may_select(names_of(element)))


@remembered(longest=100_000, most=16)  # the pages of a portal have one style sheet
def _selectors(sheets: str) -> tuple[tuple[Selectors, Selectors], tuple[Selectors, Selectors]]:
    """The selectors of rules that set apart or hide, and of rules that add digits; each also reduced to tag and
    class.
    """
    said = list(rules(sheets, inside=True))
    apart = selectors_in(names for names, body in said if looks_apart(body) or _HIDDEN.search(body))
    generated = (names for names, body in said if _WITH_DIGIT.search(body) and _GENERATED.search(names))
    adding = selectors_in(_GENERATED.sub("", names) for names in generated)
    return (apart, apart.by_tag_and_class()), (adding, adding.by_tag_and_class())


def _classes_in_tables(root: etree._Element) -> set[str]:
    """The classes used inside tables; most rules of a page concern other elements."""
    found, inner = set[str](), set[etree._Element]()
    for table in root.iter("table"):
        if table not in inner:
            inner.update(table.iterdescendants("table"))
            found.update(_CLASSES(table))
    return {one for name in found for one in name.split()}


def _among_digits(root: etree._Element, rough: Selectors, *, cells: bool) -> dict[etree._Element, list[etree._Element]]:
    """Table → elements in its cells of digits that the selectors may match. cells: include the cells themselves."""
    found: dict[etree._Element, list[etree._Element]] = {}
    may_select = cache(lambda tag, classes: rough.may_select(frozenset((tag, *(f".{one}" for one in classes.split())))))
    for cell in root.iter("td", "th"):
        inside = islice(cell.iter(etree.Element), 0 if cells else 1, _MOST_INSIDE) if cells or len(cell) else ()
        elements = [element for element in inside if may_select(element.tag, element.get("class", ""))]
        if not elements or not FIGURE.fullmatch(text_of(cell).strip()):
            continue
        around = list(islice(cell.iterancestors("table"), _DEEPEST))
        if 0 < len(around) < _DEEPEST:
            found.setdefault(around[0], []).extend(elements)
    return found
