"""Names of WordprocessingML elements and attributes, and how its flags are read."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"

P: Final = f"{_W}p"
TABLE: Final = f"{_W}tbl"
ROW: Final = f"{_W}tr"
CELL: Final = f"{_W}tc"
RUN: Final = f"{_W}r"
TEXT: Final = f"{_W}t"
_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MATH_TEXT: Final = f"{_M}t"
BREAKS: Final = frozenset({f"{_W}br", f"{_W}cr"})
TABS: Final = frozenset({f"{_W}tab", f"{_W}ptab"})
NO_BREAK_HYPHEN: Final = f"{_W}noBreakHyphen"
SYMBOL: Final = f"{_W}sym"
FIELD_MARK: Final = f"{_W}fldChar"
CHUNK: Final = f"{_W}altChunk"
RELATION_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
TEXT_BOX: Final = f"{_W}txbxContent"
OBJECT: Final = f"{_W}object"
OLE_OBJECT: Final = "{urn:schemas-microsoft-com:office:office}OLEObject"
PICTURES: Final = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
ALTERNATE: Final = f"{_MC}AlternateContent"
CHOICE: Final = f"{_MC}Choice"
FALLBACK: Final = f"{_MC}Fallback"
PICTURE_FONT: Final = re.compile("dings|Marlett|MT Extra", re.IGNORECASE)
"""Fonts whose digits are drawn as something else."""
# Not printed: deleted and moved text, field codes, properties, phonetic guides, embedded files.
UNPRINTED: Final = frozenset(
    f"{_W}{name}"
    for name in ("del", "moveFrom", "delText", "delInstrText", "instrText", "pPr", "rPr", "tblPr", "tblGrid", "trPr",
                 "tcPr", "sdtPr", "sdtEndPr", "rt", "object", "commentReference", "footnoteReference",
                 "endnoteReference")
)  # fmt: skip


def w(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return _W + name


def value(element: etree._Element | None, path: str, attribute: str = "val") -> str | None:
    """An attribute of the element at a path of plain names ("tcPr/gridSpan"); None if either is missing."""
    if element is None:
        return None
    found = element.find("/".join(map(w, path.split("/"))))
    return None if found is None else found.get(w(attribute))


def number(text: str | None) -> int | None:
    """An attribute as a whole number; None if it is missing or not a number."""
    return int(text) if text is not None and text.lstrip("+-").isascii() and text.lstrip("+-").isdigit() else None


def is_on(properties: etree._Element | None, *names: str) -> bool:
    """True if one of these flags is present and not switched off by its value."""
    if properties is None:
        return False
    flags = (properties.find(w(name)) for name in names)
    return any(flag is not None and flag.get(w("val")) not in ("0", "false", "off", "none") for flag in flags)


def descend(parent: etree._Element, wanted: frozenset[str]) -> Iterator[etree._Element]:
    """The wanted elements below a parent in order, none inside another; other elements between are searched too.

    Of alternate contents, only the first that Word would show is used.
    """
    pending: list[Iterator[etree._Element]] = [iter(parent)]
    while pending:
        child = next(pending[-1], None)
        if child is None:
            pending.pop()
        elif child.tag in wanted:
            yield child
        elif child.tag == ALTERNATE:
            pending.append(iter(_shown_alternative(child)))
        elif child.tag not in UNPRINTED:
            pending.append(iter(child))


def _shown_alternative(alternate: etree._Element) -> list[etree._Element]:
    """The first alternative that contains text; the first of all if none does."""
    options = [*alternate.findall(CHOICE), *alternate.findall(FALLBACK)]
    return next(([option] for option in options if option.find(f".//{TEXT}") is not None), options[:1])
