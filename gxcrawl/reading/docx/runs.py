"""The runs of a Word paragraph → the text that is printed."""

import re
from collections.abc import Iterator

from lxml import etree

from gxcrawl.reading.docx import names
from gxcrawl.reading.whitespace import LINE_BREAK

_RUNS = frozenset({names.RUN, names.MATH_TEXT, names.TEXT_BOX})
_PIECES = frozenset(
    {names.TEXT, names.MATH_TEXT, names.SYMBOL, names.NO_BREAK_HYPHEN, names.TEXT_BOX, *names.TABS, *names.BREAKS}
)

_PROPERTIES = {names.P: "pPr", names.CELL: "tcPr", names.TABLE: "tblPr"}
_WHITE = "FFFFFF"
_PALE = re.compile("[Ff][0-9A-Fa-f]" * 3)  # nobody tells it from white
_BACKGROUND = ("background1", "bg1")  # white in nearly every theme
_USUAL_SIZE = 21  # half points
_TINY = 0.5  # times the size of what stands beside


def printed_text(paragraph: etree._Element) -> str:
    """The paragraph's own text, line breaks as LINE_BREAK; not the text boxes that hang on it."""
    text = ""
    before: etree._Element | None = None
    for run in _shown_runs(paragraph):
        printed = "".join(map(_piece, _pieces(run)))
        if printed[:1].isdigit() and (_is_aside(run, text) or (printed.isdigit() and _is_unseen(run, before, text))):
            printed = f"[{printed}]"  # the mark of a footnote: 939 and a raised 1 are not 9391, nor is it 1 alone
        text += printed
        before = run
    return text


def _is_aside(run: etree._Element, before: str) -> bool:
    """Whether a run of digits stands above or below the line: an exponent, the mark of a footnote on a number.

    Not where the run is the whole number, which people move to the middle of its cell; a superscript alone is a mark.
    """
    if run.tag == names.MATH_TEXT:
        return next(run.iterancestors(*names.MATH_ASIDE), None) is not None
    align = names.value(run, "rPr/vertAlign")
    superscript = align == "superscript"
    if before[-1:].isdigit():
        return superscript or align == "subscript" or (names.number(names.value(run, "rPr/position")) or 0) > 0
    return superscript and not before.strip()


def _is_unseen(run: etree._Element, before: etree._Element | None, text: str) -> bool:
    """Whether digits are white on white, or beside others of a print so small that one of the two is not read."""
    beside = text[-1:].isdigit()
    if _is_pale(run) and (beside or not _is_shaded(run)):
        return True
    if not beside or before is None:
        return False
    small, large = sorted(names.number(names.value(one, "rPr/sz")) or _USUAL_SIZE for one in (run, before))
    return small <= _TINY * large


def _is_pale(run: etree._Element) -> bool:
    """Whether a run is printed in white, or nearly so."""
    color = names.value(run, "rPr/color")
    if color is None or color == "auto":
        return names.value(run, "rPr/color", "themeColor") in _BACKGROUND
    return _PALE.fullmatch(color) is not None


def _is_shaded(run: etree._Element) -> bool:
    """Whether the run, its paragraph, cell or table has a ground of its own."""
    fills = [names.value(run, "rPr/shd", "fill")]
    for place in run.iterancestors(names.P, names.CELL, names.TABLE):
        fills.append(names.value(place, f"{_PROPERTIES[place.tag]}/shd", "fill"))
    highlighted = names.value(run, "rPr/highlight") is not None
    return highlighted or any(fill is not None and fill.upper() not in ("AUTO", _WHITE) for fill in fills)


def _shown_runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The runs that are printed: neither hidden nor struck out, nor part of a field's instruction.

    An instruction, between the marks `begin` and `separate`, may hold fields with results, which nobody sees.
    """
    shown = []
    instructions = 0  # around the run; told from the end, so that a field never separated hides nothing
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
    """A character given by its code in a font; those of picture fonts (private area) are no text."""
    try:
        code = int(piece.get(names.w("char")) or "", 16)
    except ValueError:
        return ""
    if 0xF020 <= code <= 0xF07E and piece.get(names.w("font")) == "Symbol":
        code -= 0xF000  # the Symbol font keeps digits and signs where ASCII has them
    return chr(code) if 0x20 <= code < 0xD800 or 0xF900 <= code <= 0xFFFD else ""


def is_bold_throughout(paragraph: etree._Element) -> bool:
    """Whether every run that prints something is bold."""
    runs = [run for run in _shown_runs(paragraph) if "".join(map(_piece, _pieces(run))).strip()]
    return bool(runs) and all(names.is_on(run.find(names.w("rPr")), "b") for run in runs)
