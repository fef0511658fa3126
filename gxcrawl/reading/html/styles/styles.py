"""The style sheets that a page carries in itself: their rules, as far as what is shown depends on them."""

import re
from collections.abc import Iterator

from lxml import etree

DISPLAY = re.compile(r"(?<![-\w])display\s*:\s*([-\w]+)", re.IGNORECASE)
# Of a colour; what sheets of pages hold is hostile.
_VARIABLE = re.compile(r"(?<![-\w])(--[-\w]++)\s*+:([^;{}]{1,60}+)(?=[;}])")
_USED = re.compile(r"var\(\s*+(--[-\w]++)[^()]*+\)")
_LAST_CLASS = re.compile(r"\.([-\w]+)$")  # .report .row


def sheets_of(root: etree._Element) -> str:
    """All style sheets of a page, one after the other."""
    return "\n".join(sheet.text or "" for sheet in root.iter("style"))


def with_variables(sheets: str) -> str:
    """Style sheets with the values of their variables, as the last of them says, in the place of their names."""
    if "var(" not in sheets:
        return sheets
    values = dict(_VARIABLE.findall(sheets))
    return _USED.sub(lambda used: values.get(used[1], used[0]), sheets)


def rules(sheets: str, *, inside: bool = False) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules outside @media and the like. In one pass: sheets can be hostile.

    inside: those inside too.
    """
    first, *commented = sheets.replace("<!--", " ").replace("-->", " ").split("/*")
    plain = first + " ".join(part.partition("*/")[2] for part in commented)
    depth = 0
    for piece in plain.split("}"):
        opened = piece.split("{")
        if len(opened) > 1 and (inside or (depth == 0 and len(opened) == 2)):
            yield opened[-2].rpartition(";")[2], opened[-1]  # @import "a.css"; .gone
        if depth or len(opened) != 2:
            depth = max(0, depth + len(opened) - 2)


def displays_by_class(root: etree._Element) -> dict[str, str]:
    """How elements of a class are laid out, by the last rule that says so."""
    displays: dict[str, str] = {}
    for selectors, body in rules(sheets_of(root)):
        said = DISPLAY.findall(body)
        classes = (_LAST_CLASS.search(selector.strip()) for selector in selectors.split(",")) if said else ()
        displays.update((found[1], said[-1].lower()) for found in classes if found)
    return displays
