"""Digits in a cell that are none of its number: small print, what boxes and buttons hold, what a style sets apart.

A number is often cut into several spans, so that only what an element is, repeats or looks like tells.
"""

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from gxcrawl.reading.html.apart import stands_apart
from gxcrawl.reading.html.texts import text_of

_APART_INSIDE = re.compile(r"(?<![-\w])display\s*:\s*(?:inline-)?(?:flex|grid)", re.IGNORECASE)
# Classes that libraries style, whose style sheets are files of their own: layui-badge, sr-only
_APART_CLASS = re.compile(
    r"(?<![^\s_-])(?:badge|tooltip|popover|sr-only|visually-hidden|screen-reader-text|footnote)(?![^\s_-])",
    re.IGNORECASE,
)
_BOXES = frozenset(
    ("sub", "small", "bdo", "button", "textarea", "label", "progress", "meter", "dialog", "title", "datalist", "canvas",
     "video", "audio", "map", "noframes")
)  # fmt: skip
_MOST_DIGITS = 24  # of a number that stands in a cell twice


def digits_of(cell: etree._Element, text: str) -> str:
    """The text of a cell, all digits, with those in brackets that stand apart from the others."""
    for element in cell.iterdescendants(etree.Element):
        if not _is_apart(element):
            continue
        inside = text_of(element).strip()
        if inside == text and _is_reversed(element):
            return f"[{text}]"
        if inside and inside != text:
            rest = text.removesuffix(inside)
            return f"{rest}[{inside}]" if rest != text else f"[{inside}]{text.removeprefix(inside)}"
    half = text[: len(text) // 2]
    return f"{half}[{half}]" if text == half * 2 and _stands_twice(cell, half) else text


def _stands_twice(cell: etree._Element, number: str) -> bool:
    """Whether a cell prints one number in two elements of other classes, for wide screens and for small ones."""
    parts = list(islice(_parts(cell), 3)) if len(number) * 2 <= _MOST_DIGITS else []
    return [text for text, _ in parts] == [number, number] and parts[0][1] != parts[1][1]


def _parts(cell: etree._Element) -> Iterator[tuple[str, str]]:
    """The parts of a cell's text, each with the class of the innermost element around it that has one."""
    for element in cell.iter():
        around = element.getparent()
        if isinstance(element.tag, str) and element.text and element.text.strip():
            yield element.text.strip(), _class_around(element, cell)
        if element is not cell and around is not None and element.tail and element.tail.strip():
            yield element.tail.strip(), _class_around(around, cell)


def _class_around(element: etree._Element, cell: etree._Element) -> str:
    around: etree._Element | None = element
    while around is not None and around is not cell:
        if name := (around.get("class") or "").strip():
            return name
        around = around.getparent()
    return ""


def _is_reversed(element: etree._Element) -> bool:
    """Whether text is shown in the other direction."""
    if element.tag == "bdo":
        return (element.get("dir") or "").strip().lower() == "rtl"
    return "bidi-override" in (element.get("style") or "").lower()


def _is_apart(element: etree._Element) -> bool:
    if element.tag in _BOXES or (element.tag == "a" and element.get("href")):
        return True
    if _APART_CLASS.search(element.get("class") or "") or element.get("aria-hidden") == "true":
        return True
    parent = element.getparent()
    around = None if parent is None else parent.get("style")
    return stands_apart(element) or (around is not None and _APART_INSIDE.search(around) is not None)
