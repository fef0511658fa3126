"""The xpaths of elements, computed in one pass; lxml counts the preceding siblings again for each."""

import re
from collections.abc import Sequence
from itertools import takewhile

from lxml import etree

_NAME = re.compile(r"[\w:.-]+")


def xpaths_of(elements: Sequence[etree._Element]) -> dict[etree._Element, str]:
    """Element → the path that finds it."""
    known: dict[etree._Element, str] = {}
    for element in elements:
        above = takewhile(lambda ancestor: ancestor not in known, element.iterancestors())
        for step in (*reversed([*above]), element):
            if step not in known:
                _add_alike(step, known)
    return {element: known[element] for element in elements}


def _add_alike(element: etree._Element, known: dict[etree._Element, str]) -> None:
    """Adds the paths of an element and of its siblings with the same name. Word's tags (o:p) have no namespace."""
    parent, tag = element.getparent(), str(element.tag)
    above = "" if parent is None else known[parent]
    if parent is None:
        alike, name = [element], tag
    elif _NAME.fullmatch(tag):
        alike, name = list(parent.iterchildren(tag)), f"*[name()='{tag}']" if ":" in tag else tag
    else:  # damaged pages have tags with control characters, which lxml parses but does not accept in a path
        alike, name = list(parent.iterchildren(etree.Element)), "*"
    for number, sibling in enumerate(alike, 1):
        known[sibling] = f"{above}/{name}" if len(alike) == 1 else f"{above}/{name}[{number}]"
