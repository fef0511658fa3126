"""Text that is set apart from the text around it, or hidden, by its own style or by a style sheet of the page."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

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


class Sheets:
    """The style sheets of a page, as far as they set apart or hide elements among the digits of a cell.

    Whether a rule applies depends on the whole page and only a browser knows. Wrongly splitting digits loses a number;
    wrongly joining them invents one. So we split.
    """

    def __init__(self, root: etree._Element) -> None:
        self._apart, self._adding = _selectors(sheets_of(root))
        self._known: dict[tuple[etree._Element, Selectors], Selectors] = {}

    def may_set_apart(self, element: etree._Element) -> bool:
        """False if the style sheets certainly leave the element where it is."""
        return bool(self._apart) and self._apart.may_select(names_of(element))

    def mark_apart(self, cell: etree._Element) -> None:
        """Marks the elements in a cell of digits that the style sheets may set apart or hide."""
        for element in self._selected(cell, self._apart, 1) if self._apart else ():
            element.set(_MARK, "")

    def mark_added(self, root: etree._Element) -> None:
        """Adds a mark to the cells of digits, and to elements in them, to which the style sheets may add digits."""
        for cell in root.iter("td", "th") if self._adding else ():
            if FIGURE.fullmatch(text_of(cell).strip()):
                for element in list(self._selected(cell, self._adding, 0)):
                    put_text(element, f"[…]{element.text or ''}")

    def _selected(self, cell: etree._Element, selectors: Selectors, first: int) -> Iterator[etree._Element]:
        """The elements of a cell that the selectors may match; the cell itself is the first."""
        inside = islice(cell.iter(etree.Element), first, _MOST_INSIDE)
        likely = [element for element in inside if selectors.may_select(names_of(element))]
        around = list(islice(cell.iterancestors("table"), _DEEPEST)) if likely else []
        if 0 < len(around) < _DEEPEST:
            possible = self._possible(around[0], selectors)
            yield from (element for element in likely if possible.may_select(names_of(element)))

    def _possible(self, table: etree._Element, selectors: Selectors) -> Selectors:
        """The selectors whose names all occur in a table or around it."""
        if (table, selectors) not in self._known:
            line = (table, *table.iterancestors(etree.Element), *table.iterdescendants(etree.Element))
            self._known[table, selectors] = selectors.within(frozenset().union(*set(map(names_of, line))))
        return self._known[table, selectors]


@remembered(longest=100_000, most=16)  # the pages of a portal have one style sheet
def _selectors(sheets: str) -> tuple[Selectors, Selectors]:
    """The selectors of rules that set apart or hide, and of rules that add digits."""
    said = list(rules(with_variables(sheets), inside=True))
    apart = selectors_in(names for names, body in said if looks_apart(body) or _HIDDEN.search(body))
    generated = (names for names, body in said if _WITH_DIGIT.search(body) and _GENERATED.search(names))
    return apart, selectors_in(_GENERATED.sub("", names) for names in generated)
