"""Digits in a cell that are none of its number: small print, what boxes and buttons hold, what a style sets apart.

A number is often cut into several spans, so that only what an element is or how it looks tells.
"""

import re

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
    return text


def _is_reversed(element: etree._Element) -> bool:
    """Whether text is shown in the other direction."""
    if element.tag == "bdo":
        return (element.get("dir") or "").strip().lower() == "rtl"
    return "bidi-override" in (element.get("style") or "").lower()


def _is_apart(element: etree._Element) -> bool:
    if element.tag in _BOXES or (element.tag == "a" and element.get("href")):
        return True
    if _APART_CLASS.search(element.get("class") or ""):
        return True
    parent = element.getparent()
    around = None if parent is None else parent.get("style")
    return stands_apart(element) or (around is not None and _APART_INSIDE.search(around) is not None)
