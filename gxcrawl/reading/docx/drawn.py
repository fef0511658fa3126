"""Drawings in number cells: a digit as a picture, a minus drawn as a line, an equation.

The digits beside a drawing are then not the whole number; the drawing becomes a character for unreadable text.
"""

import re

from lxml import etree

from gxcrawl.reading.docx import names
from gxcrawl.reading.docx.fields import LOST, is_in_cell

_WORDS = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_OF_SHAPES = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHAPE, _PROPERTIES = f"{_OF_SHAPES}wsp", f"{_OF_SHAPES}spPr"
_OUTLINE, _NO_FILL = f"{_DRAWING}ln", f"{_DRAWING}noFill"
_VML = "{urn:schemas-microsoft-com:vml}"
_DRAWN = (
    f"{_WORDS}inline",
    _SHAPE,
    *(_VML + name for name in ("shape", "line", "polyline", "rect", "oval")),
    names.OBJECT,
)
_FLOATS = re.compile(r"position:\s*absolute")
_NUMBER = re.compile(r"[\s\d,.，．+＋—－-]*")


def mark_drawn(body: etree._Element) -> None:
    """Inserts a character after each such drawing. Floating pictures, such as seals, are ignored."""
    numbers: dict[etree._Element, bool] = {}
    for drawn in list(body.iter(*_DRAWN)):
        run = next(drawn.iterancestors(names.RUN), None)
        if run is None or not is_in_cell(run) or _is_aside(drawn) or drawn.find(f".//{names.TEXT_BOX}") is not None:
            continue
        paragraph = next(run.iterancestors(names.P), run)
        if paragraph not in numbers:
            numbers[paragraph] = _is_number("".join(one.text or "" for one in paragraph.iter(names.TEXT)))
        if numbers[paragraph]:
            own = next(one for one in (drawn, *drawn.iterancestors()) if one.getparent() is run)
            mark = etree.Element(names.TEXT)
            mark.text = LOST
            own.addnext(mark)


def _is_number(text: str) -> bool:
    return any(map(str.isdecimal, text)) and _NUMBER.fullmatch(text) is not None


def _is_aside(drawn: etree._Element) -> bool:
    """True for a floating picture or an invisible shape; a line may strike digits out, so it counts."""
    if drawn.tag == _SHAPE:
        return drawn.find(f"{_PROPERTIES}/{_NO_FILL}") is not None and (
            drawn.find(f"{_PROPERTIES}/{_OUTLINE}/{_NO_FILL}") is not None
        )
    picture = drawn.find(f"{_VML}imagedata") is not None
    return picture and _FLOATS.search(drawn.get("style", "")) is not None
