"""A sentence of the prose as the phrases expect it: one width, one script, no blanks. Also Chinese numerals."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from gxcrawl.text.characters import normalise
from gxcrawl.text.numerals import parse_chinese, years_in_figures

_TRADITIONAL = re.compile(r"[請訴復複議訟開結轉發產無沒條個兩數總計區縣貳參陸]")
_WIDE = str.maketrans(
    {chr(0xFF10 + digit): str(digit) for digit in range(10)} | {"（": "(", "）": ")", '"': "”", "＂": "”", ";": "；"}
)
_STOP = re.compile(r"\.(?!\d)")  # for 。
_COMMA = re.compile(r",(?!\d{3})|(?<!\d),")  # for ，; not that of 1,046
_BLANK = re.compile(r"[^\S\n]")
_ABOUT = re.compile(r"[一二三四五六七八九]{2,3}")  # 二三件: about two or three


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence as the phrases expect it, the sentence before it, and where its characters stand in the section.

    start: offset in `plain` of the sentence's own first character. lead: offset where its statement begins; earlier
    than `start` if the sentence continues one from the line above.
    """

    plain: str
    start: int
    lead: int
    positions: Sequence[int]

    @classmethod
    def of(cls, printed: str, before: int, start: int, end: int, *, goes_on: bool) -> "Text":
        """Normalises the section text from `before` to `end`; the sentence itself begins at `start`."""
        text = printed[before:end].translate(_WIDE)
        if _TRADITIONAL.search(text):
            text = "".join(map(_simplified, text))
        if "年" in text:
            text = years_in_figures(text)
        if "." in text:
            text = _STOP.sub("。", text)
        if "," in text:
            text = _COMMA.sub("，", text)
        positions: Sequence[int] = range(before, end)
        if _BLANK.search(text) or (goes_on and "\n" in text):
            kept = [at for at, char in enumerate(text) if not char.isspace() or (char == "\n" and not goes_on)]
            text, positions = "".join(text[at] for at in kept), [before + at for at in kept]
        own = bisect_left(positions, start)
        return cls(text, own, 0 if goes_on else own, positions)

    def span(self, match: re.Match[str]) -> slice:
        """The slice of the section, as printed, that a match covers."""
        return slice(self.positions[match.start()], self.positions[match.end() - 1] + 1)


def parse_numeral(text: str) -> int | None:
    """12 · 1,046 · 十二 · 一百零五 · 贰拾叁; None if it is no number, such as 十百, or an approximate one (二三).

    >>> parse_numeral("二十"), parse_numeral("1,046"), parse_numeral("两")
    (20, 1046, 2)
    """
    digits = text.replace(",", "").replace("，", "")
    if digits.isascii():
        return int(digits) if digits.isdigit() else None
    return None if _ABOUT.fullmatch(digits) else parse_chinese(digits)


def _simplified(char: str) -> str:
    plain = normalise(char)
    return plain if len(plain) == 1 else char
