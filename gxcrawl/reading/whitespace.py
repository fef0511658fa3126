"""White space in documents → lines and cells without white space at their ends.

A reader marks every visible line break with LINE_BREAK; other line breaks of the source are only layout. Invisible
characters are removed; radicals are replaced by the characters that they look like.
"""

import re
import unicodedata
from collections.abc import Iterable

from gxcrawl.text.short_texts import remembered

LINE_BREAK = "\u2028"  # LINE SEPARATOR: a line break by definition, not one of the markup

_SOURCE_LAYOUT = re.compile(r"[ \t\r\n\f]+")
# control characters, soft hyphens, zero widths, direction marks except the one that reverses digits, byte order marks,
# noncharacters
UNSEEN = "\\x00-\\x08\\x0e-\\x1f\\x7f\u00ad\u200b-\u200f\u202a-\u202d\u2060\ufeff\ufffe\uffff"
# PDFs printed by browsers contain ⼀ (Kangxi radical one) and ⻚ (radical leaf) for 一 and 页, and so does text copied
# from them: the fonts draw both alike. Unicode maps the former to characters, but few of the latter.
_KANGXI = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2E80, 0x2FD6)}
_OTHERS = (
    "⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⼾⾭",
    "民虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙户青",
)
_DASHES = {"⸺": "——", "⸻": "———"}  # one shape that the font has for several dashes
_MEANT = _KANGXI | _DASHES | dict(zip(*_OTHERS, strict=True))
_RADICALS = "\u2e80-\u2fd5⸺⸻"
_ODD = re.compile(f"[{UNSEEN}{_RADICALS}]")
_TO_CLEAN = re.compile(rf"[\s{UNSEEN}{_RADICALS}]")  # most cells have none of these inside
_BLANKS_AT_BREAK = re.compile(r"[^\S\n]*\n\s*")


def _meant(odd: re.Match[str]) -> str:
    return _MEANT.get(odd[0], "")


def clean_line(text: str) -> str:
    """One line: without invisible characters, white space collapsed, ends stripped (no-break spaces too)."""
    stripped = text.strip()
    if not _TO_CLEAN.search(stripped):
        return stripped
    return _SOURCE_LAYOUT.sub(" ", _ODD.sub(_meant, stripped)).strip()


def wrapped(lines: Iterable[str]) -> str:
    """The lines of one cell with LINE_BREAK between them, or a blank if a number continues in the next line."""
    text = ""
    for line in lines:
        goes_on = text[-1:].isdecimal() and line[:1].isdecimal()
        text += (" " if goes_on else LINE_BREAK if text else "") + line
    return text


@remembered(longest=60, most=4096)
def clean_cell(text: str) -> str:
    """The text of one cell with LINE_BREAKs as "\\n"; blank lines in it are dropped."""
    stripped = text.strip()
    if stripped.isalnum() or not _TO_CLEAN.search(stripped):
        return stripped
    folded = _SOURCE_LAYOUT.sub(" ", _ODD.sub(_meant, stripped))
    if LINE_BREAK in folded:
        folded = _BLANKS_AT_BREAK.sub("\n", folded.replace(LINE_BREAK, "\n"))
    return folded.strip()
