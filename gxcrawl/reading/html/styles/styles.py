"""The style sheets inside a page: their rules, as far as they affect what is shown."""

import re
from collections.abc import Iterator

from lxml import etree

DISPLAY = re.compile(r"(?<![-\w])display\s*:\s*([-\w]+)", re.IGNORECASE)
# Length of a colour value: the contents of style sheets may be hostile.
_VARIABLE = re.compile(r"(?<![-\w])(--[-\w]++)\s*+:([^;{}]{1,60}+)(?=[;}])")
_USED = re.compile(r"var\(\s*+(--[-\w]++)[^()]*+\)")
_LAST_CLASS = re.compile(r"\.([-\w]+)$")  # .report .row


def sheets_of(root: etree._Element) -> str:
    """All style sheets of a page, concatenated."""
    return "\n".join(sheet.text or "" for sheet in root.iter("style"))


def with_variables(sheets: str) -> str:
    """The style sheets with variables replaced by their values; the last definition counts."""
    if "var(" not in sheets:
        return sheets
    values = dict(_VARIABLE.findall(sheets))
    return _USED.sub(lambda used: values.get(used[1], used[0]), sheets)


def rules(sheets: str, *, inside: bool = False) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules outside @media and the like, or of all rules if `inside`.

    In a single pass, because style sheets may be hostile.
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
    """Class → its `display` value, by the last rule that sets it."""
    displays: dict[str, str] = {}
    for selectors, body in rules(sheets_of(root)):
        said = DISPLAY.findall(body)
        classes = (_LAST_CLASS.search(selector.strip()) for selector in selectors.split(",")) if said else ()
        displays.update((found[1], said[-1].lower()) for found in classes if found)
    return displays
