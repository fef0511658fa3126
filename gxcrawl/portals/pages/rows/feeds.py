"""Lists in XML: RSS, a `list.xml` requested by a script, a column rendered by an XSL style sheet."""

from typing import Any

from parsel import Selector

_START = 1024  # characters, in which HTML is recognised
_MOST = 5000  # elements


def is_feed(text: str) -> bool:
    """True if a text is XML but neither HTML nor XHTML."""
    start = text[:_START].lstrip("\ufeff \t\r\n").lower()
    return start.startswith("<?xml") and "<html" not in start and "<!doctype html" not in start


def feed_objects(text: str) -> list[dict[str, str]]:
    """Each element as an object of its attributes and of the texts of its descendants without children."""
    root: Any = Selector(text=text, type="xml").root
    elements = (one for one in root.iter("*") if len(one) or one.attrib)
    return [_fields(one) for _, one in zip(range(_MOST), elements, strict=False)]


def _fields(element: Any) -> dict[str, str]:
    below = (one for one in element.iterchildren("*") if not len(one))
    inside = {_name(one.tag): (one.text or one.get("href") or "").strip() for one in below}
    return {_name(name): value for name, value in element.attrib.items()} | inside


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]
