"""White space as documents carry it → lines and cells with clean ends.

A reader marks every line break that a person sees with LINE_BREAK; the line breaks of the source between them are
only layout.
"""

import re

LINE_BREAK = "\u2028"  # LINE SEPARATOR: a line break by its very meaning, and none that markup makes

_SOURCE_LAYOUT = re.compile(r"[ \t\r\n\f]+")
# control characters, soft hyphens, zero widths, direction marks, byte order marks, characters that are none
_UNSEEN = "\\x00-\\x08\\x0e-\\x1f\\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff"
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
_TO_CLEAN = re.compile(rf"[\s{_UNSEEN}]")  # most cells have none of these inside
_BLANKS_AT_BREAK = re.compile(r"[^\S\n]*\n\s*")


def clean_line(text: str) -> str:
    """One line: invisible characters gone, layout of the source folded, ends stripped (no-break spaces too)."""
    stripped = text.strip()
    if not _TO_CLEAN.search(stripped):
        return stripped
    return _SOURCE_LAYOUT.sub(" ", _INVISIBLE.sub("", stripped)).strip()


def clean_cell(text: str) -> str:
    """The text of one cell with LINE_BREAKs as "\\n"; blank lines in it are dropped."""
    stripped = text.strip()
    if stripped.isalnum() or not _TO_CLEAN.search(stripped):
        return stripped
    folded = _SOURCE_LAYOUT.sub(" ", _INVISIBLE.sub("", stripped))
    if LINE_BREAK in folded:
        folded = _BLANKS_AT_BREAK.sub("\n", folded.replace(LINE_BREAK, "\n"))
    return folded.strip()
