"""Fonts whose encoding uses meaningless character names: /g17 at ASCII 1 need not be the digit 1."""

import re
from collections.abc import Iterator
from typing import Any

from pdfminer.encodingdb import name2unicode
from pdfminer.pdffont import PDFSimpleFont
from pdfminer.psparser import PSLiteral

from gxcrawl.reading.pdf.drawing.objects import listed, mapping

_DONE = "names_are_known"
_MOST_NAMES = 512  # of 256 codes, each given before its name
_OWN_CODE = re.compile(r"[A-Za-z]{1,4}(\d{1,3}|[0-9A-Fa-f]{2})")  # /a49, /c49 and /G31 name the character 49


def forget_unnamed(font: Any, spec: Any) -> None:
    """Removes the characters that pdfminer assumes for meaningless names (those of a standard encoding).

    Characters from the font's ToUnicode table stay.
    """
    if isinstance(font, PDFSimpleFont) and _DONE not in vars(font):
        vars(font)[_DONE] = True  # called for each form on a page
        for code, name in _named(mapping(mapping(spec).get("Encoding")).get("Differences")):
            if not _is_known(name, code):
                font.cid2unicode.pop(code, None)


def _named(differences: Any) -> Iterator[tuple[int, str]]:
    """The (code, name) pairs of an encoding's Differences array: a code, followed by the names from that code on."""
    code = 0
    for one in listed(differences)[:_MOST_NAMES]:
        if isinstance(one, int):
            code = one
        elif isinstance(one, PSLiteral):
            yield code, str(one.name)
            code += 1


def _is_known(name: str, code: int) -> bool:
    try:
        return bool(name2unicode(name))
    except (KeyError, ValueError):
        own = _OWN_CODE.fullmatch(name)
        return own is not None and str(code) in (own[1], str(int(own[1], 16)))
