"""Fields in table cells whose printed text differs from the result stored in the file.

Word draws some from their instruction (EQ), shows the chosen entry of a list (FORMDROPDOWN), and recalculates others
when it opens the file: those marked dirty, and all sums if the settings say so.
"""

import re
from dataclasses import dataclass

from lxml import etree

from gxcrawl.reading.docx import names

LOST = "\ufffd"
"""Placeholder for printed text that is unknown."""

_INSTRUCTION, _SIMPLE, _TURNED = names.w("instrText"), names.w("fldSimple"), names.w("bdo")
_SUM = "="
_DRAWN = "EQ"
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class _Field:
    begin: etree._Element
    instruction: str = ""
    has_result: bool = False


def settle_fields(body: etree._Element, settings: etree._Element | None) -> None:
    """Writes the displayed value of such fields into their cells.

    Digits whose displayed value is unknown are bracketed, like hidden ones. The same is done for text with reversed
    direction (w:bdo).
    """
    recounted = names.is_on(settings, "updateFields")
    around: list[_Field] = []
    for one in body.iter(names.FIELD_MARK, _INSTRUCTION, names.TEXT, _SIMPLE, _TURNED):
        if one.tag == names.FIELD_MARK:
            _follow(one, around)
        elif one.tag == _INSTRUCTION:
            if around:
                around[-1].instruction += one.text or ""
        elif one.tag == names.TEXT:
            if any(field.has_result and _is_stale(field.begin, field.instruction, recounted) for field in around):
                bracket_digits(one)
        elif one.tag == _TURNED:
            if one.get(names.w("val")) == "rtl":
                bracket_digits(*one.iter(names.TEXT))
        elif _is_stale(one, one.get(names.w("instr"), ""), recounted):
            bracket_digits(*one.iter(names.TEXT))


def _follow(mark: etree._Element, around: list[_Field]) -> None:
    """Tracks the beginning, the result and the end of fields."""
    kind = mark.get(names.w("fldCharType"))
    if kind == "begin":
        around.append(_Field(mark))
        if (chosen := _chosen(mark)) is not None:
            _print(mark, chosen)
    elif around and kind == "separate":
        around[-1].has_result = True
    elif around and kind == "end":
        field = around.pop()
        if field.instruction.split()[:1] and field.instruction.split()[0].upper() == _DRAWN:
            _print(field.begin, LOST)


def _chosen(mark: etree._Element) -> str | None:
    """The displayed entry of a drop-down list; None if the field is no list."""
    listed = mark.find(f"{names.w('ffData')}/{names.w('ddList')}")
    if listed is None:
        return None
    entries = [one.get(names.w("val"), "") for one in listed.iterfind(names.w("listEntry"))]
    place = names.number(names.value(listed, "result") or names.value(listed, "default")) or 0
    return entries[place] if 0 <= place < len(entries) else LOST


def _is_stale(field: etree._Element, instruction: str, recounted: bool) -> bool:
    on = (None, "0", "false", "off")
    if field.get(names.w("fldLock")) not in on:
        return False
    return field.get(names.w("dirty")) not in on or (recounted and instruction.lstrip().startswith(_SUM))


def _print(mark: etree._Element, text: str) -> None:
    run = mark.getparent()
    if run is not None and is_in_cell(mark):
        etree.SubElement(run, names.TEXT).text = text


def bracket_digits(*texts: etree._Element) -> None:
    """Marks digits in cells as not displayed."""
    for one in texts:
        if one.text and is_in_cell(one):
            one.text = _DIGITS.sub(r"[\g<0>]", one.text)


def is_in_cell(element: etree._Element) -> bool:
    """Whether an element is in a cell of a table."""
    return next(element.iterancestors(names.CELL), None) is not None
