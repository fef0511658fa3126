"""The text of elements, with the line breaks that a reader sees."""

import re

from lxml import etree

from gxcrawl.reading.whitespace import LINE_BREAK

_BLOCK_TAGS = (
    "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "section", "article", "ul", "ol", "dl", "center",
    "blockquote", "hr", "pre", "form", "details", "summary", "ucapcontent",
)  # fmt: skip
_TABLE_TAGS = ("table", "caption", "tr", "td", "th")
_NOT_XML = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
TABLE_MARK = "\ufdd0"  # not a character: no text has it, so it can stand for a table inside text
HEADING_MARK = "\ufdd1"  # the same; marks a line as a heading
FIGURE = re.compile(r"[-+－]?\d[\d,.，\s]*[^\W\d_]{0,2}")
"""A number as printed in cells, with its counter or unit."""
_TYPED = ("text", "number", "tel")


def text_of(element: etree._Element) -> str:
    """All text inside an element, as in the source."""
    if not len(element):
        return element.text or ""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def squeezed_text(element: etree._Element) -> str:
    """The same without any white space."""
    return "".join(text_of(element).split())


def put_text(element: etree._Element, text: str) -> None:
    """Sets the text of an element. The parser accepts characters that lxml rejects here: they are dropped."""
    try:
        element.text = text
    except ValueError:
        element.text = _NOT_XML.sub("", text)


def put_tail(element: etree._Element, text: str) -> None:
    """The same for the text that follows an element."""
    try:
        element.tail = text
    except ValueError:
        element.tail = _NOT_XML.sub("", text)


def replace_with_text(element: etree._Element, text: str) -> None:
    """Replaces the contents of an element by this text; the text after it stays."""
    tail = element.tail
    element.clear()
    put_text(element, text)
    if tail:
        put_tail(element, tail)


def mark_line_breaks(container: etree._Element) -> None:
    """Inserts a LINE_BREAK wherever the text visibly begins a new line, except in cells of tables."""
    _break_around(container, _BLOCK_TAGS)
    for element in container.iter("br"):
        put_tail(element, LINE_BREAK + (element.tail or ""))


def mark_cells(container: etree._Element) -> None:
    """The same for tables still in a container, whose cells only lay out prose."""
    _break_around(container, _TABLE_TAGS)


def _break_around(container: etree._Element, tags: tuple[str, ...]) -> None:
    for element in container.iter(*tags):
        put_text(element, LINE_BREAK + (element.text or ""))
        if element.tail:
            put_tail(element, LINE_BREAK + element.tail)


def set_off_marks(container: etree._Element) -> None:
    """Brackets footnote marks, alone or after a number: 939<sup>1</sup> is not 9391."""
    for mark in container.iter("sup"):
        before, inside = _text_before(mark).rstrip(), text_of(mark).strip()
        if (not before or before[-1].isdigit()) and inside[:1].isdigit():
            put_text(mark, f"[{mark.text or ''}")
            put_tail(mark, f"]{mark.tail or ''}")


def _text_before(element: etree._Element) -> str:
    """The text right before an element: of its parent, or of elements around or before it."""
    while (previous := element.getprevious()) is None:
        parent = element.getparent()
        if parent is None or parent.tag in (*_BLOCK_TAGS, *_TABLE_TAGS):
            return "" if parent is None else parent.text or ""
        if parent.text and parent.text.strip():
            return parent.text
        element = parent
    return previous.tail if previous.tail and previous.tail.strip() else text_of(previous)


def show_typed(container: etree._Element) -> None:
    """Adds the contents of form fields to the text: inputs, and the selected options of selections."""
    for field in container.iter("input"):
        if (field.get("type") or "text").lower() in _TYPED:
            before = field.getprevious()
            apart = LINE_BREAK if before is not None and before.tag == "input" else ""
            put_tail(field, f"{apart}{field.get('value') or ''}{field.tail or ''}")
    for selection in container.iter("select"):
        options = list(selection.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None] or options[:1]
        shown = "".join(text_of(option) for option in chosen)
        replace_with_text(selection, shown)
