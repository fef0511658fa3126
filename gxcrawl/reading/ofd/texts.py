"""The characters of a text object with their positions."""

import math
import re
import unicodedata
from collections.abc import Iterator

from lxml import etree

from gxcrawl.reading.ofd.budget import Budget
from gxcrawl.reading.ofd.places import Placing, box_of, number, numbers, truth
from gxcrawl.reading.ofd.resources import Resources
from gxcrawl.reading.ofd.shapes import OPAQUE, color_of
from gxcrawl.reading.pdf.drawing.drawing import FAINT, UNSEEN
from gxcrawl.reading.pdf.pages import Printed

_ASCENT = 0.86  # of the font size, above the baseline; as for Chinese characters
_NARROW = 0.5  # of the font size: width of a digit
_REPEATED = "g"  # "g 3 5.6": 5.6 three times
_WORD = re.compile(r"\S+")
_UNMAPPED = "(cid:0)"  # pdfminer's text for a glyph code without a character


def chars_of(element: etree._Element, placing: Placing, resources: Resources, characters: Budget) -> Iterator[Printed]:
    """The characters of one text object in printing order. placing: that of the object."""
    fill = resources.fill(element)
    size = number(element, "Size", 0)
    turn = math.radians(number(element, "CharDirection", 0))
    read = math.radians(number(element, "ReadDirection", 0))
    wide = number(element, "HScale", 1)
    a, b, c, d = placing.matrix[:4]
    cos, sin = math.cos(turn), math.sin(turn)
    run, rise = a * cos + c * sin, b * cos + d * sin
    common = {
        "size": placing.length(size * math.hypot(c, d)),
        "fontname": resources.font(element),
        "upright": abs(rise) <= abs(run) and run > 0,
        "matrix": (run, -rise, 0.0, 0.0),  # pdfplumber's y counts upwards
        "non_stroking_color": color_of(fill),
        "tag": UNSEEN if _is_faint(element, fill) else None,
    }
    x = y = 0.0
    for code in element.iter("{*}TextCode"):
        x, y = number(code, "X", x), number(code, "Y", y)
        text = "".join(map(str, code.itertext()))
        characters.spend(len(text))
        steps = list(zip(_steps(code.get("DeltaX"), len(text)), _steps(code.get("DeltaY"), len(text)), strict=True))
        for character, (right, down) in zip(text, steps, strict=True):
            width = size * wide * (_NARROW if unicodedata.east_asian_width(character) in ("Na", "H", "N") else 1)
            if code.get("DeltaX") is None and code.get("DeltaY") is None:
                right, down = width * math.cos(read), width * math.sin(read)
            corners = [(0.0, -_ASCENT * size), (min(width, right) if right > 0 else width, (1 - _ASCENT) * size)]
            turned = [placing.point(x + u * cos - v * sin, y + u * sin + v * cos) for u, v in corners]
            yield {"text": _letter(character), **box_of(turned), **common}
            x, y = x + right, y + down


def _is_faint(element: etree._Element, fill: etree._Element | None) -> bool:
    """True if a text object is neither filled nor stroked, or as transparent as a watermark."""
    if not truth(element, "Fill", default=True) and not truth(element, "Stroke", default=False):
        return True
    return any(number(one, "Alpha", OPAQUE) <= FAINT * OPAQUE for one in (element, fill) if one is not None)


def _letter(character: str) -> str:
    return _UNMAPPED if "\ue000" <= character <= "\uf8ff" or character == "\ufffd" else character


def _steps(deltas: str | None, count: int) -> list[float]:
    """The distances between successive characters, padded with 0. count: the number of distances."""
    words = (match.group() for match in _WORD.finditer(deltas or ""))
    steps: list[float] = []
    while len(steps) < count and (word := next(words, None)) is not None:
        times = 1
        if word == _REPEATED:
            times, word = int(next(words, "")), next(words, _REPEATED)
            if times < 1:
                raise ValueError(f"a step that is taken {times} times")
        steps.extend(numbers(word) * min(times, count))
    return (steps + [0.0] * count)[:count]
