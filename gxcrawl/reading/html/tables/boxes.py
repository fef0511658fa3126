"""Tables without table elements: boxes with the style or role of rows and cells become table elements."""

from collections.abc import Mapping
from typing import Any

from lxml import etree

from gxcrawl.reading.html.styles.styles import DISPLAY, displays_by_class
from gxcrawl.reading.html.tables.elements import is_report_text
from gxcrawl.reading.html.texts import squeezed_text

WORD = b"table-cell"
_TAGS = {"table": "table", "inline-table": "table", "table-row": "tr", "table-cell": "td"}
_BOXES = ("div", "span", "ul", "ol", "li", "p", "dl", "dt", "dd", "section", "a", "label")
ROLE = b'role="row"'
_ROWS_AND_CELLS: Any = etree.XPath("//*[@role='row' or @role='cell' or @role='gridcell' or contains(@role, 'header')]")
_OF_TABLES = ("table", "thead", "tbody", "tfoot", "tr", "td", "th")


def make_boxes(root: etree._Element) -> None:
    """Renames elements that have the role of a row or cell: they are boxes whatever their tag."""
    for element in _ROWS_AND_CELLS(root):
        if element.tag not in _OF_TABLES:
            element.tag = "div"


def make_tables(root: etree._Element) -> None:
    """Renames the boxes of every such table that has words of an official form; page layout stays as it is."""
    by_class = displays_by_class(root)
    looks = {box: tag for box in root.iter(*_BOXES) if (tag := _TAGS.get(_display(box, by_class)))}
    tables = [box for box, tag in looks.items() if tag == "table" and is_report_text(squeezed_text(box))]
    for table in tables:
        inside = [box for box in table.iterdescendants() if box in looks]
        if next(table.iterdescendants("table"), None) is None and not any(looks[box] == "table" for box in inside):
            for box in (table, *inside):
                box.tag = looks[box]


def _display(box: etree._Element, by_class: Mapping[str, str]) -> str:
    """The `display` value of a box: from its own style, otherwise from the style sheet by its classes."""
    own = DISPLAY.findall(box.get("style") or "")
    classes = (by_class.get(name) for name in (box.get("class") or "").split())
    return own[-1].lower() if own else next(filter(None, classes), "")
