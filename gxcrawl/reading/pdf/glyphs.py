"""Characters of a page as drawn: place, size, font, colour, and their text."""

import re
from dataclasses import dataclass
from typing import Any, Literal

from gxcrawl.reading.whitespace import UNSEEN

Turn = Literal["upright", "down", "up"]  # a line of turned text is read downwards or upwards

LOST = "\ufffd"
"""In place of a character that is drawn and not known."""
_NO_TEXT = re.compile(f"[{UNSEEN}]*")
_NO_WIDTH = 0.1  # of the size
_PICTURE_FONT = re.compile("Dingbats|[Ww]ebdings|Wingdings|Marlett")  # in which a 4 is a tick
_OF_INKS = ("Separation", "DeviceN", "Indexed", "Pattern", "Lab")  # a colour model in which 1 is not white
_SLANT = 0.1  # rise over run: text that leans more is a watermark or stands in a seal


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    font: str
    turn: Turn
    ink: tuple[float, ...] = ()  # red, green and blue; () if unknown

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


def is_slanted(char: dict[str, Any]) -> bool:
    """True if a pdfplumber character stands on a line that is neither horizontal nor vertical."""
    run, rise = abs(char["matrix"][0]), abs(char["matrix"][1])
    return bool(min(run, rise) > _SLANT * max(run, rise))


def quarter_turns(char: dict[str, Any]) -> int:
    """The number of clockwise turns by 90° after which a pdfplumber character is upright."""
    run, rise = char["matrix"][:2]
    if abs(run) >= abs(rise):
        return 0 if run > 0 else 2
    return 1 if rise > 0 else 3


def glyph_of(char: dict[str, Any]) -> Glyph:
    """The Glyph of a pdfplumber character."""
    turn: Turn = "upright"
    if not char["upright"]:
        turn = "up" if char["matrix"][1] > 0 else "down"
    return Glyph(
        text=_text_of(char), x0=char["x0"], top=char["top"], x1=char["x1"], bottom=char["bottom"],
        size=char["size"], font=char["fontname"].partition("+")[2] or char["fontname"], turn=turn,
        ink=ink_of(numeric_color(char)),
    )  # fmt: skip


def _text_of(char: dict[str, Any]) -> str:
    """The text of a character, or a mark if the font does not give it, because it could be a digit.

    Fonts map their hyphen to a soft hyphen, which is invisible in text; when drawn it is a hyphen.
    """
    text = str(char["text"])
    if text.isdecimal():
        return LOST if _PICTURE_FONT.search(char["fontname"]) else text
    if (text and text.isprintable()) or abs(char["x1"] - char["x0"]) <= _NO_WIDTH * char["size"]:
        return text
    if text == "\u00ad":
        return "-"
    return LOST if _NO_TEXT.fullmatch(text) else text


def numeric_color(char: dict[str, Any]) -> tuple[float, ...]:
    """The parts of a character's colour in grey, RGB or CMYK; () for other colours."""
    return () if char.get("ncs") in _OF_INKS else parts_of(char.get("non_stroking_color"))


def parts_of(color: Any) -> tuple[float, ...]:
    """The parts of a colour as PDF operators give it; () for a pattern."""
    parts = color if isinstance(color, tuple) else (color,)
    return parts if all(isinstance(part, (int, float)) for part in parts) else ()


def ink_of(color: Any) -> tuple[float, ...]:
    """Red, green and blue of a colour in grey, RGB or CMYK; () for other colours."""
    match parts_of(color):
        case (grey,):
            return grey, grey, grey
        case (cyan, magenta, yellow, black):
            return tuple((1 - part) * (1 - black) for part in (cyan, magenta, yellow))
        case parts:
            return parts if len(parts) == 3 else ()
