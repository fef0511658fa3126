"""The text of elements, with the line breaks that a person sees."""

from lxml import etree

from gxcrawl.reading.whitespace import LINE_BREAK

_BLOCK_TAGS = (
    "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "section", "article", "ul", "ol", "dl", "center",
    "blockquote", "hr", "pre", "form", "ucapcontent",
)  # fmt: skip
_TABLE_TAGS = ("table", "caption", "tr", "td", "th")
_TYPED = ("text", "number", "tel")


def text_of(element: etree._Element) -> str:
    """All text inside an element, as it stands in the source."""
    if not len(element):
        return element.text or ""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def mark_line_breaks(container: etree._Element) -> None:
    """Puts a LINE_BREAK wherever a person sees the text begin a new line, cells of tables aside."""
    _break_around(container, _BLOCK_TAGS)
    for element in container.iter("br"):
        element.tail = LINE_BREAK + (element.tail or "")


def mark_cells(container: etree._Element) -> None:
    """The same for the tables still in a container, whose cells lay prose out."""
    _break_around(container, _TABLE_TAGS)


def _break_around(container: etree._Element, tags: tuple[str, ...]) -> None:
    for element in container.iter(*tags):
        element.text = LINE_BREAK + (element.text or "")
        if element.tail:
            element.tail = LINE_BREAK + element.tail


def show_typed(container: etree._Element) -> None:
    """Makes what fields are filled in with part of the text: inputs, and the chosen options of selections."""
    for field in container.iter("input"):
        if (field.get("type") or "text").lower() in _TYPED:
            field.tail = (field.get("value") or "") + (field.tail or "")
    for selection in container.iter("select"):
        options = list(selection.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None] or options[:1]
        shown = "".join(text_of(option) for option in chosen)
        tail = selection.tail
        selection.clear()
        selection.text, selection.tail = shown, tail
