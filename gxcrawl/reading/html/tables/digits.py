"""Digits in a cell that are not part of its number: small print, boxes and buttons, text set apart by style.

A number is often split into several spans. They form one number if all look alike: same surrounding elements, classes,
colour and vertical position, and no part much smaller. Otherwise a reader may see two numbers, and nothing says which
is the cell's.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from lxml import etree

from gxcrawl.reading.html.styles.apart import Sheets, stands_apart

_APART_INSIDE = re.compile(r"(?<![-\w])display\s*:\s*(?:inline-)?(?:flex|grid)", re.IGNORECASE)
_BOXES = frozenset(
    ("sub", "small", "bdo", "button", "textarea", "label", "progress", "meter", "dialog", "title", "datalist", "canvas",
     "video", "audio", "map", "noframes")
)  # fmt: skip
# What editors write around a part of a number as well as around all of it; prefixed ones are Word's: o:p, st1:chmetcnv
_PLAIN = frozenset(("span", "font", "b", "strong", "u", "ins", "a", "nobr", "wbr", "big", "p", "div", "section"))
_PROOFED = frozenset(("GramE", "SpellE", "msoIns"))  # of Word: proofing marks and tracked insertions
_LEVEL = re.compile(r"(?<![-\w])(?:vertical-align|top|bottom|mso-text-raise)\s*:\s*([^;\s!]+)", re.IGNORECASE)
_ON_THE_LINE = re.compile(r"baseline|auto|inherit|initial|middle|[-+]?0?\.?0*(?:[a-z]+|%)?", re.IGNORECASE)
_SIZE = re.compile(r"(?<![-\w])font-size\s*:\s*([\d.]+)\s*(px|pt|r?em|%)", re.IGNORECASE)
_COLOUR = re.compile(r"(?<![-\w])color\s*:\s*([^;!]+)", re.IGNORECASE)
# of #f00f and #ff0000ff without the last channel; the # may lack in <font color=ff0000>
_CHANNELS = re.compile(
    r"#?(?:([0-9a-f]{3})[0-9a-f]?|([0-9a-f]{6})(?:[0-9a-f]{2})?)|rgba?\(\s*(\d+)[,\s]+(\d+)[,\s]+(\d+)[^)%]*\)"
)
_LIKE_AROUND = frozenset(("inherit", "unset", "currentcolor"))
_NAMED = {
    "black": "",
    "windowtext": "",
    "initial": "",
    "auto": "",
    "red": "ff0000",
    "blue": "0000ff",
    "green": "008000",
}
_DARKEST = 0x66  # greys up to this print like black
_USUAL_SIZE = 14.0  # pixels, where the page's own elements say nothing
_PIXELS = {"px": 1.0, "pt": 4 / 3, "rem": _USUAL_SIZE}
_SHARES = {"em": 1.0, "%": 0.01}
_FONT_SIZES = {"1": 10.0, "2": 13.0, "3": 16.0, "4": 18.0, "5": 24.0, "6": 32.0, "7": 48.0}
_SMALLER = 0.75  # small print beside a number: 9px in 14px, not 10.5pt in 12pt

_LONGEST = 40  # more digits are not a figure, whether separated or not
Told = frozenset[object]
"""What tells a part of a cell's text from others: elements that stand apart, tags, classes, ids, heights, colours."""


def digits_of(cell: etree._Element, text: str, sheets: Sheets) -> str:
    """The text of a cell that prints a figure; parts that look different from the rest are put in brackets."""
    parts = list(_parts(cell)) if len(text) <= _LONGEST else []
    if not parts:
        return text
    elements = [element for _, element in parts]
    if len(parts) == 1 or _are_alike(elements, cell, sheets):
        return f"[{text}]" if _is_reversed(elements[0], cell) else text
    sheets.mark_apart(cell)
    told = [("".join(part for part, _ in alike), how) for how, alike in groupby(_told(parts, cell), itemgetter(1))]
    if len(told) < 2:
        return f"[{text}]" if any(_is_reversed(element, cell) for _, element in parts) else text
    first = next((place for place, (_, how) in enumerate(told) if not how), 0)
    return "".join(part if place == first or not how else f"[{part}]" for place, (part, how) in enumerate(told))


def _are_alike(elements: Sequence[etree._Element], cell: etree._Element, sheets: Sheets) -> bool:
    """True if all elements stand side by side with the same tag and attributes, and none is set apart.

    Word splits most numbers like that.
    """
    first, around = elements[0], elements[0].getparent()
    if first is cell or around is None:
        return False
    tag, attributes = first.tag, first.items()
    if any(one.getparent() is not around or one.tag != tag or one.items() != attributes for one in elements[1:]):
        return False
    return not (_look_of(first).apart or _look_of(around).parts_apart or sheets.may_set_apart(first))


def _parts(cell: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The parts of a cell's text, each with its innermost element."""
    for element in cell.iter():
        around = element.getparent()
        if isinstance(element.tag, str) and element.text and (text := element.text.strip()):
            yield text, element
        if element is not cell and around is not None and element.tail and (text := element.tail.strip()):
            yield text, around


def _told(parts: list[tuple[str, etree._Element]], cell: etree._Element) -> Iterator[tuple[str, Told]]:
    """The parts with their look; a part that begins with no digit continues the one before: 12 件, 1 ,203."""
    how: Told | None = None
    for (text, _), seen in zip(parts, _seen([element for _, element in parts], cell), strict=True):
        if how is None or text[0].isdigit():
            how = seen
        yield text, how


def _seen(elements: Sequence[etree._Element], cell: etree._Element) -> list[Told]:
    """The look of each element of a cell."""
    own = [_own_look(element, cell) for element in elements]
    if len({ink for _, ink in own}) == 1:
        return [frozenset(told) for told, _ in own]
    around = _ink_around(cell)
    inks = [ink.inside(around) for _, ink in own]
    uneven = _are_uneven([ink.height for ink in inks])
    return [
        frozenset((*told, *filter(None, (ink.colour, ink.height if uneven else None))))
        for (told, _), ink in zip(own, inks, strict=True)
    ]


def _are_uneven(heights: Sequence[float | None]) -> bool:
    """True if some print is much smaller than the rest; print of unknown size (None) may be as large as any other."""
    known = [height for height in heights if height is not None]
    largest = max([*known, _USUAL_SIZE] if len(known) < len(heights) else known)
    return bool(known) and min(known) <= _SMALLER * largest


def _own_look(element: etree._Element, cell: etree._Element) -> tuple[list[object], "_Ink"]:
    """What tells an element from its neighbours, and its print as far as elements inside the cell state it."""
    told: list[object] = []
    ink = _Ink()
    around, look = element, _look_of(element)
    while around is not cell and (parent := around.getparent()) is not None:
        outer = _look_of(parent)
        if look.apart or outer.parts_apart:
            told.append(around)
        told += look.told
        ink = ink.inside(look.ink)
        around, look = parent, outer
    return told, ink


def _ink_around(cell: etree._Element) -> "_Ink":
    """The print of text in a cell, as far as the cell and the elements around it in the table state it."""
    ink = _Ink()
    around: etree._Element | None = cell
    while around is not None and around.tag != "table":
        ink = ink.inside(_look_of(around).ink)
        around = around.getparent()
    return ink


def _up_to(cell: etree._Element, element: etree._Element) -> Iterator[etree._Element]:
    """An element and its ancestors inside the cell."""
    around: etree._Element | None = element
    while around is not None and around is not cell:
        yield around
        around = around.getparent()


class _Ink(NamedTuple):
    """Size and colour of text. pixels: None if only a share of the surrounding size is stated. colour: "" is black."""

    pixels: float | None = None
    share: float = 1.0
    colour: str | None = None

    def inside(self, outer: "_Ink") -> "_Ink":
        """What text with this print looks like inside an element with print of its own."""
        colour = outer.colour if self.colour is None else self.colour
        if self.pixels is not None:
            return _Ink(self.pixels, 1.0, colour)
        if outer.pixels is not None:
            return _Ink(outer.pixels * self.share, 1.0, colour)
        return _Ink(None, self.share * outer.share, colour)

    @property
    def height(self) -> float | None:
        """The size in pixels; None if nothing states it, unless it is less than that around it."""
        return self.pixels if self.pixels is not None or self.share >= 1 else self.share * _USUAL_SIZE


class _Look(NamedTuple):
    """The effect of an element by its tag and attributes: set apart, boxes set apart inside it, other distinctions,
    and its print.
    """

    apart: bool
    parts_apart: bool
    told: tuple[str, ...]
    ink: _Ink


def _look_of(element: etree._Element) -> _Look:
    return _look(str(element.tag), tuple(element.items()))


@lru_cache(maxsize=256)  # Word repeats a few elements thousands of times
def _look(tag: str, attributes: tuple[tuple[str, str], ...]) -> _Look:
    said = dict(attributes)
    style = said.get("style", "")
    boxed = tag in _BOXES or (tag == "a" and said.get("href")) or said.get("aria-hidden") == "true"
    kind = [] if tag in _PLAIN or ":" in tag else [tag]
    classes = set(said.get("class", "").split()) - _PROOFED
    name = [f"#{said['id']}"] if tag != "a" and said.get("id") else []
    levels = (level.lower() for level in _LEVEL.findall(style) if not _ON_THE_LINE.fullmatch(level))
    return _Look(
        bool(boxed) or stands_apart(tag, said),
        _APART_INSIDE.search(style) is not None,
        (*kind, *classes, *name, *levels),
        _ink(style, said if tag == "font" else {}),
    )


def _ink(style: str, font: Mapping[str, str]) -> _Ink:
    """The print that a style states, or the attributes of a <font>."""
    colour = _colour(next(iter(_COLOUR.findall(style)[-1:]), font.get("color", "")))
    if not (stated := _SIZE.findall(style)):
        return _Ink(_FONT_SIZES.get(font.get("size", "").strip()), colour=colour)
    number, unit = float(stated[-1][0]), stated[-1][1].lower()
    return (
        _Ink(share=number * _SHARES[unit], colour=colour)
        if unit in _SHARES
        else _Ink(number * _PIXELS[unit], 1.0, colour)
    )


def _colour(written: str) -> str | None:
    """The colour as six hexadecimal digits or by its name, "" if it prints like black; None if it cannot be read."""
    name = written.strip().lower()
    if (channels := _CHANNELS.fullmatch(name)) is None:
        return _NAMED.get(name, name) if name.isalpha() and name not in _LIKE_AROUND else None
    digits = channels[1] or channels[2] or "".join(f"{int(channel):02x}" for channel in channels.groups()[2:])
    digits = digits if len(digits) > 3 else "".join(digit * 2 for digit in digits)
    return "" if max(bytes.fromhex(digits[:6])) <= _DARKEST else digits


def _is_reversed(element: etree._Element, cell: etree._Element) -> bool:
    """True if the text is shown in the opposite direction."""
    return any(
        (one.tag == "bdo" and (one.get("dir") or "").strip().lower() == "rtl")
        or "bidi-override" in (one.get("style") or "").lower()
        for one in _up_to(cell, element)
    )
