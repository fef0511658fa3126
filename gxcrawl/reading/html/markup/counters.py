"""Numbers that a script counts up to when the page is shown; the source contains 0 or nothing."""

import re
from typing import Any

from lxml import etree

from gxcrawl.reading.html.texts import put_text, text_of

_NAMES = ("to", "count", "counter", "countup", "num", "number", "value", "target", "end", "final")
_COUNTED = re.compile(rb"data-(?:%b)\s*=" % "|".join(_NAMES).encode())
_FIND: Any = etree.XPath(f"descendant-or-self::*[{' or '.join(f'@data-{name}' for name in _NAMES)}]")
_NOTHING_YET = re.compile(r"[\s0.\-—–－]*")
_NUMBER = re.compile(r"\d[\d,.]*")
_OF_TABLES = ("table", "thead", "tbody", "tfoot", "tr", "td", "th")
_CELLS = ("td", "th")


def may_count(lower: bytes) -> bool:
    """True if a page has such an attribute. lower: the page in lower case."""
    return _COUNTED.search(lower) is not None


def show_counted(container: etree._Element) -> None:
    """Appends the number that a script would count up to, in brackets, to a printed 0 or blank: 0[12] is no number."""
    for element in _FIND(container):
        if _holds_cells(element):
            continue
        printed = text_of(element)
        end = next((end for name in _NAMES if _NUMBER.fullmatch(end := element.get(f"data-{name}", "").strip())), "")
        if end.strip("0,.") and len(printed) < len(end) + 50 and _NOTHING_YET.fullmatch(printed):
            del element[:]
            put_text(element, f"{printed.strip()}[{end}]")


def _holds_cells(element: etree._Element) -> bool:
    """True if an element contains more than one number: then a row is numbered, not counted up."""
    inside = element.iterdescendants(*_OF_TABLES)
    return (element.tag in _OF_TABLES and element.tag not in _CELLS) or next(inside, None) is not None
