"""Characters with their places → lines of text, turned ones too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any, Literal

from gxcrawl.reading.whitespace import LINE_BREAK

Turn = Literal["upright", "down", "up"]  # a line of turned text is read downwards or upwards

_SAME_PLACE = 0.15  # of the size: the same character again so near is bold print made by printing twice
_GAP = 0.35  # of the size: a wider gap between two characters that are not Chinese was a blank
_CELL_GAP = 1.5
_OVERLAP = 0.25  # of the size: digits of one number begin further from each other, in the narrowest print, too
_SMALL = 0.9  # times the size: the mark of a footnote, where it is raised
_TINY = 0.6  # times the size: none of the number, wherever it stands
_RAISED = 0.15  # of the size
_APART = "| "
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

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """Characters on one line, in reading order."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    font: str


def is_slanted(char: dict[str, Any]) -> bool:
    """Whether one of pdfplumber's characters stands on a line that is neither level nor upright."""
    run, rise = abs(char["matrix"][0]), abs(char["matrix"][1])
    return bool(min(run, rise) > _SLANT * max(run, rise))


def quarter_turns(char: dict[str, Any]) -> int:
    """How often the page has to be turned by 90°, clockwise, for one of pdfplumber's characters to stand upright."""
    run, rise = char["matrix"][:2]
    if abs(run) >= abs(rise):
        return 0 if run > 0 else 2
    return 1 if rise > 0 else 3


def glyph_of(char: dict[str, Any]) -> Glyph:
    """One of pdfplumber's characters."""
    turn: Turn = "upright"
    if not char["upright"]:
        turn = "up" if char["matrix"][1] > 0 else "down"
    return Glyph(
        text=char["text"], x0=char["x0"], top=char["top"], x1=char["x1"], bottom=char["bottom"],
        size=char["size"], font=char["fontname"].partition("+")[2] or char["fontname"], turn=turn,
    )  # fmt: skip


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines from top to bottom; those of turned text from right to left (read downwards) or left to right."""
    lines: list[Line] = []
    for turn in ("upright", "down", "up"):
        turned = [glyph for glyph in glyphs if glyph.turn == turn]
        if turned:
            lines.extend(_line(group, turn) for group in _grouped(turned, turn) if any(g.text.strip() for g in group))
    return lines


def visible_groups(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The upright characters that print something, line by line, each from left to right."""
    upright = [glyph for glyph in glyphs if glyph.turn == "upright" and glyph.text.strip()]
    return [_without_doubles(group, "upright") for group in _grouped(upright, "upright")]


def _across(glyph: Glyph, turn: Turn) -> float:
    """The coordinate that parts lines from each other, growing in reading order."""
    x, y = glyph.middle
    return y if turn == "upright" else (-x if turn == "down" else x)


def _along(glyph: Glyph, turn: Turn) -> float:
    """The coordinate that grows along a line in reading order."""
    return glyph.x0 if turn == "upright" else (glyph.top if turn == "down" else -glyph.bottom)


def _grouped(glyphs: Iterable[Glyph], turn: Turn) -> list[list[Glyph]]:
    """Characters whose middles are less than half a character apart from the line's, line by line."""
    groups: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: _across(glyph, turn)):
        if groups and _across(glyph, turn) - _across(groups[-1][-1], turn) <= glyph.size * 0.35:
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    return [sorted(group, key=lambda glyph: _along(glyph, turn)) for group in groups]


def _line(glyphs: Sequence[Glyph], turn: Turn) -> Line:
    kept = _without_doubles(glyphs, turn)
    parts = [kept[0].text]
    for before, glyph in pairwise(kept):
        parts.append(_blank_between(before, glyph, turn) + glyph.text)
    visible = [glyph for glyph in kept if glyph.text.strip()]
    return Line(
        text="".join(parts),
        x0=min(glyph.x0 for glyph in visible),
        top=min(glyph.top for glyph in visible),
        x1=max(glyph.x1 for glyph in visible),
        bottom=max(glyph.bottom for glyph in visible),
        size=median(glyph.size for glyph in visible),
        font=visible[0].font,
    )


def _without_doubles(glyphs: Sequence[Glyph], turn: Turn) -> list[Glyph]:
    kept: list[Glyph] = []
    for glyph in glyphs:
        near = (before for before in kept[-3:] if before.text == glyph.text)
        if glyph.text.strip() and any(
            abs(_along(before, turn) - _along(glyph, turn)) <= glyph.size * _SAME_PLACE for before in near
        ):
            continue
        kept.append(glyph)
    return kept


def _are_of_two_numbers(before: Glyph, glyph: Glyph) -> bool:
    """Whether two digits beside each other overprint one another, or one is the mark of a footnote on the other."""
    small, large = sorted((before.size, glyph.size))
    if glyph.x0 - before.x0 < _OVERLAP * small:
        return True
    raised = abs(before.bottom - glyph.bottom) > _RAISED * large
    return small <= _SMALL * large and (raised or small <= _TINY * large)


def joined(lines: Sequence[Line]) -> str:
    """The lines of a cell with LINE_BREAK between them; digits of unlike size, one above the other, are no number."""
    text = lines[0].text if lines else ""
    for before, line in pairwise(lines):
        small, large = sorted((before.size, line.size))
        digits = before.text[-1:].isdecimal() and line.text[:1].isdecimal()
        text += LINE_BREAK + (_APART if digits and small <= _SMALL * large else "") + line.text
    return text


def _blank_between(before: Glyph, glyph: Glyph, turn: Turn) -> str:
    """A blank where the gap shows one that the writer did not print as a character; more between two numbers."""
    if turn != "upright" or before.text.isspace() or glyph.text.isspace():
        return ""
    if before.text.isdecimal() and glyph.text.isdecimal() and _are_of_two_numbers(before, glyph):
        return _APART
    wide = _GAP if before.text.isascii() and glyph.text.isascii() else _CELL_GAP
    return " " if glyph.x0 - before.x1 > wide * glyph.size else ""
