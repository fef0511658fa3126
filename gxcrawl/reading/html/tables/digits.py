"""Digits in a cell that are not part of its number: small print, boxes and buttons, text set apart by style.

A number is often split into several spans. They form one number if all look alike: same surrounding elements, classes,
colour and vertical position, and no part much smaller. Otherwise a reader may see two numbers, and nothing says which
is the cell's.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from lxml import etree

from gxcrawl.reading.html.styles.apart import stands_apart

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
_CHANNELS = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})|rgba?\((\d+)[,\s]+(\d+)[,\s]+(\d+)[^)]*\)")
_NO_COLOUR = frozenset(("black", "windowtext", "inherit", "initial", "auto", "unset", "currentcolor", ""))
_DARKEST = 0x66  # greys up to this print like black
_USUAL_SIZE = 14.0  # pixels, where the page's own elements say nothing
_PIXELS = {"px": 1.0, "pt": 4 / 3, "em": _USUAL_SIZE, "rem": _USUAL_SIZE, "%": _USUAL_SIZE / 100}
_FONT_SIZES = {"1": 10.0, "2": 13.0, "3": 16.0, "4": 18.0, "5": 24.0, "6": 32.0, "7": 48.0}
_SMALLER = 0.75  # small print beside a number: 9px in 14px, not 10.5pt in 12pt

_LONGEST = 40  # more digits are not a figure, whether separated or not
Told = frozenset[object]
"""What tells a part of a cell's text from others: elements that stand apart, tags, classes, ids, heights, colours."""


def digits_of(cell: etree._Element, text: str) -> str:
    """The text of a cell that prints a figure; parts that look different from the rest are put in brackets."""
    parts = list(_parts(cell)) if len(text) <= _LONGEST else []
    if not parts or (len(parts) == 1 and not _is_reversed(parts[0][1], cell)):
        return text
    told = [("".join(part for part, _ in alike), how) for how, alike in groupby(_told(parts, cell), itemgetter(1))]
    if len(told) < 2:
        return f"[{text}]" if any(_is_reversed(element, cell) for _, element in parts) else text
    first = next((place for place, (_, how) in enumerate(told) if not how), 0)
    return "".join(part if place == first or not how else f"[{part}]" for place, (part, how) in enumerate(told))


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
    if len({(size, colour) for _, size, colour in own}) == 1:
        return [frozenset(told) for told, _, _ in own]
    size, colour = _print_around(cell)
    sizes = [size if own_size is None else own_size for _, own_size, _ in own]
    uneven = min(sizes) <= _SMALLER * max(sizes)
    prints = [
        (colour if own_colour is None else own_colour, own_size if uneven else None)
        for (_, _, own_colour), own_size in zip(own, sizes, strict=True)
    ]
    return [frozenset((*told, *filter(None, said))) for (told, _, _), said in zip(own, prints, strict=True)]


def _own_look(element: etree._Element, cell: etree._Element) -> tuple[list[object], float | None, str | None]:
    """What tells an element from its neighbours; its size and colour, None where nothing inside the cell says it."""
    told: list[object] = []
    size: float | None = None
    colour: str | None = None
    around, look = element, _look_of(element)
    while around is not cell and (parent := around.getparent()) is not None:
        outer = _look_of(parent)
        if look.apart or outer.parts_apart:
            told.append(around)
        told += look.told
        size, colour = look.size if size is None else size, look.colour if colour is None else colour
        around, look = parent, outer
    return told, size, colour


def _print_around(cell: etree._Element) -> tuple[float, str]:
    """The size in pixels and the colour of text in a cell, by the nearest element that says it; "" for black."""
    size: float | None = None
    colour: str | None = None
    around: etree._Element | None = cell
    while around is not None and around.tag != "table":
        look = _look_of(around)
        size, colour = look.size if size is None else size, look.colour if colour is None else colour
        around = around.getparent()
    return size or _USUAL_SIZE, colour or ""


def _up_to(cell: etree._Element, element: etree._Element) -> Iterator[etree._Element]:
    """An element and its ancestors inside the cell."""
    around: etree._Element | None = element
    while around is not None and around is not cell:
        yield around
        around = around.getparent()


class _Look(NamedTuple):
    """The effect of an element by its tag and attributes: set apart, boxes set apart inside it, other distinctions,
    size in pixels and colour of its text, both None where it says nothing of them.
    """

    apart: bool
    parts_apart: bool
    told: tuple[str, ...]
    size: float | None
    colour: str | None


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
        _size(style, said.get("size", "") if tag == "font" else ""),
        _colour(style, said.get("color") if tag == "font" else None),
    )


def _size(style: str, of_font: str) -> float | None:
    printed = _SIZE.findall(style)
    return float(printed[-1][0]) * _PIXELS[printed[-1][1].lower()] if printed else _FONT_SIZES.get(of_font.strip())


def _colour(style: str, of_font: str | None) -> str | None:
    """The colour as six hexadecimal digits where it is written in numbers, "" if it prints like black."""
    said = next(iter(_COLOUR.findall(style)[-1:]), of_font)
    if said is None:
        return None
    name = said.strip().lower()
    if (written := _CHANNELS.fullmatch(name)) is None:
        return "" if name in _NO_COLOUR else name
    digits = written[1] or "".join(f"{int(channel):02x}" for channel in written.groups()[1:])
    digits = digits if len(digits) > 3 else "".join(digit * 2 for digit in digits)
    return "" if max(bytes.fromhex(digits[:6])) <= _DARKEST else digits


def _is_reversed(element: etree._Element, cell: etree._Element) -> bool:
    """True if the text is shown in the opposite direction."""
    return any(
        (one.tag == "bdo" and (one.get("dir") or "").strip().lower() == "rtl")
        or "bidi-override" in (one.get("style") or "").lower()
        for one in _up_to(cell, element)
    )
