"""Characters with their positions → lines of text, including rotated ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from gxcrawl.reading.pdf.glyphs import LOST, Glyph, Turn
from gxcrawl.reading.runs import runs_of
from gxcrawl.reading.whitespace import LINE_BREAK

_SAME_PLACE = 0.15  # of the size: the same character again so near is bold print made by printing twice
_GAP = 0.35  # of the size: a wider gap between two characters that are not Chinese was a blank
_TWO_CELLS = 1.0  # of the size: the line between two cells may be beyond the edge of the paper
_CELL_GAP = 1.5
_OVERLAP = 0.25  # of the size: digits of one number begin further apart even in the narrowest print
_OVERPRINT = 0.4  # of the width: Chinese characters of one line never overlap so much
_OVERPRINTED_LINE = 2  # pairs; a single one may be a seal's
_IDEOGRAPHS = "\u3400"  # tolerance for nearly equal sizes
_SMALL = 0.9  # times the size: the mark of a footnote, where it is raised
_TINY = 0.67  # times the size: not part of the number, wherever it stands
_RAISED = 0.15  # of the size
_BESIDE = 0.3  # of the size: consecutive lines overlap less
_APART = "| "
_MARGINS = 12.0  # points, of a cell at both sides: Word leaves 10.8
_OTHER_INK = 0.3  # in one of the three colours, of 1


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
    ink: tuple[float, ...] = ()  # of its first character


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines from top to bottom; rotated text from right to left if read downwards, else left to right."""
    lines: list[Line] = []
    for turn in ("upright", "down", "up"):
        turned = [glyph for glyph in glyphs if glyph.turn == turn]
        if turned:
            lines.extend(_line(group, turn) for group in _grouped(turned, turn) if any(g.text.strip() for g in group))
    return lines


def visible_groups(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The upright characters that are not blank, by line, each from left to right."""
    upright = [glyph for glyph in glyphs if glyph.turn == "upright" and glyph.text.strip()]
    return [_without_doubles(group, "upright") for group in _grouped(upright, "upright")]


def _across(glyph: Glyph, turn: Turn) -> float:
    """The coordinate across lines, growing in reading order."""
    x, y = glyph.middle
    return y if turn == "upright" else (-x if turn == "down" else x)


def _along(glyph: Glyph, turn: Turn) -> float:
    """The coordinate along a line, growing in reading order."""
    return glyph.x0 if turn == "upright" else (glyph.top if turn == "down" else -glyph.bottom)


def _grouped(glyphs: Iterable[Glyph], turn: Turn) -> list[list[Glyph]]:
    """Characters by line: their middles differ by less than half a character from the line's."""
    ordered = sorted(glyphs, key=lambda glyph: _across(glyph, turn))
    groups = runs_of(ordered, lambda line, glyph: _across(glyph, turn) - _across(line[-1], turn) <= glyph.size * 0.35)
    return [sorted(group, key=lambda glyph: _along(glyph, turn)) for group in groups]


def _line(glyphs: Sequence[Glyph], turn: Turn) -> Line:
    kept = _without_doubles(glyphs, turn)
    parts = [kept[0].text]
    for before, glyph in pairwise(kept):
        parts.append(_blank_between(before, glyph, turn) + glyph.text)
    if turn == "upright" and (lost := [n for n, pair in enumerate(pairwise(kept)) if _overprint(*pair)]):
        if len(lost) >= _OVERPRINTED_LINE:  # overlapping lines, as of labels too large for their cells
            lost = list(range(len(parts) - 1))
        for n in lost:
            parts[n : n + 2] = [LOST, LOST]
    visible = [glyph for glyph in kept if glyph.text.strip()]
    return Line(
        text="".join(parts),
        x0=min(glyph.x0 for glyph in visible),
        top=min(glyph.top for glyph in visible),
        x1=max(glyph.x1 for glyph in visible),
        bottom=max(glyph.bottom for glyph in visible),
        size=median(glyph.size for glyph in visible),
        font=visible[0].font,
        ink=visible[0].ink,
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


def _overprint(before: Glyph, glyph: Glyph) -> bool:
    """True if two characters overlap so that neither can be read."""
    narrow = min(before.x1 - before.x0, glyph.x1 - glyph.x0)
    over = min(before.x1, glyph.x1) - glyph.x0 > _OVERPRINT * narrow
    return over and before.text != glyph.text and _is_ideograph(before.text) and _is_ideograph(glyph.text)


def _is_ideograph(text: str) -> bool:
    return text >= _IDEOGRAPHS and text.isalpha()


def _are_of_two_numbers(before: Glyph, glyph: Glyph) -> bool:
    """True if two neighbouring digits overlap, or one is the footnote mark of the other.

    Digits of two colours are not one number either: one may belong to a watermark, or be added by a reader.
    """
    small, large = sorted((before.size, glyph.size))
    if are_of_two_inks(before, glyph):
        return True
    if glyph.x0 - before.x0 < _OVERLAP * small:
        return True
    raised = abs(before.bottom - glyph.bottom) > _RAISED * large
    return small <= _SMALL * large and (raised or small <= _TINY * large)


def are_of_two_inks(one: Glyph | Line, other: Glyph | Line) -> bool:
    """Whether the colours of both are known and differ."""
    return any(abs(part - beside) > _OTHER_INK for part, beside in zip(one.ink, other.ink, strict=False))


def joined(lines: Sequence[Line], width: float) -> str:
    """The lines of a cell of this width with LINE_BREAK between them, or a blank if a number continues in the next
    line.

    It continues if the line has no room for another digit. Digits that differ in size or colour, or of which one is
    raised, never belong to one number.
    """
    text = lines[0].text if lines else ""
    for before, line in pairwise(lines):
        small, large = sorted((before.size, line.size))
        digits = before.text[-1:].isdecimal() and line.text[:1].isdecimal()
        full = width - (before.x1 - before.x0) < _MARGINS + before.size / 2
        beside = line.top < before.bottom - _BESIDE * small
        apart = digits and (small <= _SMALL * large or beside or are_of_two_inks(before, line))
        goes_on = digits and full and not apart
        text += (" " if goes_on else LINE_BREAK + (_APART if apart else "")) + line.text
    return text


def _blank_between(before: Glyph, glyph: Glyph, turn: Turn) -> str:
    """A blank if the gap is wide enough for one that the writer did not print; several between two numbers."""
    if turn != "upright" or before.text.isspace() or glyph.text.isspace():
        return ""
    gap = glyph.x0 - before.x1
    digits = before.text.isdecimal() and glyph.text.isdecimal()
    if digits and (gap > _TWO_CELLS * glyph.size or _are_of_two_numbers(before, glyph)):
        return _APART
    wide = _GAP if before.text.isascii() and glyph.text.isascii() else _CELL_GAP
    return " " if gap > wide * glyph.size else ""
