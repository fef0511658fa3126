"""The runs of a Word paragraph → the text that is printed."""

import re
from collections.abc import Iterator

from lxml import etree

from gxcrawl.reading.docx import names
from gxcrawl.reading.docx.fields import LOST
from gxcrawl.reading.whitespace import LINE_BREAK

_RUNS = frozenset({names.RUN, names.MATH_TEXT, names.TEXT_BOX})
_PIECES = frozenset(
    {names.TEXT, names.MATH_TEXT, names.SYMBOL, names.NO_BREAK_HYPHEN, names.TEXT_BOX, *names.TABS, *names.BREAKS}
)

_PROPERTIES = {names.P: "pPr", names.CELL: "tcPr", names.TABLE: "tblPr"}
_PALE = re.compile("[Ff][0-9A-Fa-f]" * 3)  # indistinguishable from white
_WHITE, _BLACK = "FFFFFF", "000000"
_BACKGROUND = ("background1", "bg1")  # white in nearly every theme
_FILL = f"{names.w('rPr')}/{names.W14}textFill"  # Word's newer colour of print, which counts where both are there
_NOTES = (names.w("footnoteReference"), names.w("endnoteReference"))
_DIGITS = range(0x30, 0x3A)
_UNTOLD = "\u00ad"  # what a picture font draws; the soft hyphen itself, which Word prints and other programs do not
_BEFORE_DIGITS = re.compile(rf"(?<!{_UNTOLD}){_UNTOLD}++(?=\s*\d)")
_USUAL_SIZE = 21  # half points
_SMALLEST_SIZE = 4
_TINY = 0.67  # times the size of what stands beside


def printed_text(paragraph: etree._Element) -> str:
    """The paragraph's own text, line breaks as LINE_BREAK; without text boxes anchored to it."""
    text = ""
    before: etree._Element | None = None
    for run in _shown_runs(paragraph):
        printed = "".join(map(_piece, _pieces(run)))
        if printed[:1].isdigit() and (
            _is_aside(run, before, text) or (printed.isdigit() and _is_unseen(run, before, text))
        ):
            printed = f"[{printed}]"  # a footnote mark: 939 with a raised 1 is neither 9391 nor 1
        text += printed
        before = run
    return _BEFORE_DIGITS.sub(LOST, text).replace(_UNTOLD, "") if _UNTOLD in text else text


def _is_aside(run: etree._Element, before: etree._Element | None, text: str) -> bool:
    """True if a run of digits is raised or lowered: an exponent, or the footnote mark of a number.

    False if the run is the whole number, which some people move to the middle of its cell; but a superscript alone is a
    mark.
    """
    if run.tag == names.MATH_TEXT:  # within one part of a formula they stand side by side
        return before is not None and text[-1:].isdigit() and _part_of_formula(run) is not _part_of_formula(before)
    if any(one.get(names.w("customMarkFollows")) in ("1", "true", "on") for one in run.iterchildren(*_NOTES)):
        return True
    align = names.value(run, "rPr/vertAlign")
    superscript = align == "superscript"
    if text[-1:].isdigit():
        return superscript or align == "subscript" or _lift(run) != _lift(before)
    return superscript and not text.strip()


def _part_of_formula(run: etree._Element) -> etree._Element | None:
    """The element that holds a run of a formula: a numerator, an exponent, or the formula itself."""
    own = run.getparent()
    return own.getparent() if run.tag == names.MATH_TEXT and own is not None else None


def _lift(run: etree._Element | None) -> int:
    return names.number(names.value(run, "rPr/position")) or 0


def _is_unseen(run: etree._Element, before: etree._Element | None, text: str) -> bool:
    """True if digits are white on white, in their background's colour, too small to read, or drawn as pictures.

    Also if digits of twice the size stand beside them: then they are not part of one number.
    """
    beside = text[-1:].isdigit()
    if names.PICTURE_FONT.search(names.value(run, "rPr/rFonts", "ascii") or ""):
        return True
    if _size(run) <= _SMALLEST_SIZE or _is_lost_on(_ground(run), run, beside=beside):
        return True
    if not beside or before is None:
        return False
    small, large = sorted((_size(run), _size(before)))
    return small <= _TINY * large


def _size(run: etree._Element) -> int:
    return names.number(names.value(run, "rPr/sz")) or _USUAL_SIZE


def _is_lost_on(ground: str | None, run: etree._Element, *, beside: bool) -> bool:
    """True if a run has the colour of its background; white beside other colours counts as lost on any background."""
    color, theme = names.value(run, "rPr/color"), names.value(run, "rPr/color", "themeColor")
    if (fill := run.find(_FILL)) is not None:
        if fill.find(f"{names.W14}noFill") is not None:
            return True
        color = next((one.get(f"{names.W14}val") for one in fill.iter(f"{names.W14}srgbClr")), None)
        theme = next((one.get(f"{names.W14}val") for one in fill.iter(f"{names.W14}schemeClr")), None)
    if color is None or color == "auto":
        pale = theme in _BACKGROUND
        color = _BLACK if names.value(run, "rPr/highlight") is not None else None  # over shades it changes by itself
    else:
        pale = _PALE.fullmatch(color) is not None
    if pale:
        return beside or ground is None or _PALE.fullmatch(ground) is not None
    return color is not None and color.upper() == ground


def _ground(run: etree._Element) -> str | None:
    """The colour behind a run: its highlighting, or the shading of run, paragraph, cell or table; None if unset."""
    if (highlight := names.value(run, "rPr/highlight")) not in (None, "none"):
        return {"white": _WHITE, "black": _BLACK}.get(highlight or "", highlight)
    fills = [names.value(run, "rPr/shd", "fill")]
    for place in run.iterancestors(names.P, names.CELL, names.TABLE):
        fills.append(names.value(place, f"{_PROPERTIES[place.tag]}/shd", "fill"))
    return next((fill.upper() for fill in fills if fill is not None and fill.upper() != "AUTO"), None)


def _shown_runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The printed runs: not hidden, not struck out, and not part of a field's instruction.

    An instruction, between the marks `begin` and `separate`, may contain fields with results, which are not shown.
    """
    shown = []
    instructions = 0  # depth; counted from the end, so that a field without `separate` hides nothing
    for run in reversed(list(names.descend(paragraph, _RUNS))):
        if run.tag == names.TEXT_BOX:
            continue
        for mark in run.iterchildren(names.FIELD_MARK, reversed=True):
            kind = mark.get(names.w("fldCharType"))
            instructions = max(0, instructions + (kind == "separate") - (kind == "begin"))
        if not instructions and not names.is_on(run.find(names.w("rPr")), "vanish", "strike", "dstrike"):
            shown.append(run)
    return reversed(shown)


def _pieces(run: etree._Element) -> Iterator[etree._Element]:
    return iter((run,)) if run.tag == names.MATH_TEXT else names.descend(run, _PIECES)


def _piece(piece: etree._Element) -> str:
    if piece.tag in (names.TEXT, names.MATH_TEXT):
        return piece.text or ""
    if piece.tag in names.BREAKS:
        return LINE_BREAK
    if piece.tag in names.TABS:
        return "\t"
    if piece.tag == names.NO_BREAK_HYPHEN:
        return "-"
    return _symbol(piece) if piece.tag == names.SYMBOL else ""


def _symbol(piece: etree._Element) -> str:
    """A character given by its code in a font; codes of the private area are no text.

    A symbol-font character may be a digit or an arrow (↓ = decrease), so it is kept as unknown. So is the code of a
    digit, which the font may draw as something else; only Symbol is known to keep ASCII signs in place.
    """
    try:
        code = int(piece.get(names.w("char")) or "", 16)
    except ValueError:
        return _UNTOLD
    own = code - 0xF000 if 0xF020 <= code <= 0xF07E else code
    if piece.get(names.w("font")) == "Symbol":
        code = own
    elif own in _DIGITS:
        return LOST
    return chr(code) if 0x20 <= code < 0xD800 or 0xF900 <= code <= 0xFFFD else _UNTOLD


def is_bold_throughout(paragraph: etree._Element) -> bool:
    """True if every printed run is bold."""
    runs = [run for run in _shown_runs(paragraph) if "".join(map(_piece, _pieces(run))).strip()]
    return bool(runs) and all(names.is_on(run.find(names.w("rPr")), "b") for run in runs)
