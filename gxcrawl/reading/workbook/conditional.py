"""Conditional formats that hide a number or show another one in its place."""

import operator
import re
from collections.abc import Callable

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles.fills import PatternFill
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.worksheet import Worksheet

from gxcrawl.errors import Unreadable
from gxcrawl.reading.workbook.formats import as_printed
from gxcrawl.reading.workbook.seen import is_pale

_COMPARED: dict[str | None, Callable[[float, float], bool]] = {
    "equal": operator.eq, "=": operator.eq, "notEqual": operator.ne, "<>": operator.ne,
    "lessThan": operator.lt, "<": operator.lt, "lessThanOrEqual": operator.le, "<=": operator.le,
    "greaterThan": operator.gt, ">": operator.gt, "greaterThanOrEqual": operator.ge, ">=": operator.ge,
}  # fmt: skip
_CONSTANT = re.compile(r"-?\d+(?:\.\d+)?")
_OF_ITSELF = re.compile(r"([A-Z]+)(\d+)\s*(=|<>|<=?|>=?)\s*(-?\d+(?:\.\d+)?)")  # B5=0, in a range that begins at B5
_OF_NO_NUMBER = re.compile(r"IS(?:ERROR|ERR|NA|BLANK|TEXT)\([A-Z]+\d+\)|LEN\(TRIM\([A-Z]+\d+\)\)=0", re.IGNORECASE)
_NEVER_OF_NUMBERS = ("containsErrors", "containsBlanks")
_MOST = 1_000  # conditions on one sheet
_LONGEST = 100  # characters; longer conditions are not evaluated


class Conditions:
    """The conditional formats of one sheet that change how a number looks; most sheets have none."""

    def __init__(self, sheet: Worksheet) -> None:
        self._rules = [
            (part.bounds, area.sqref, rule)
            for area in sheet.conditional_formatting
            for rule in area.rules
            if _hides(rule) or (rule.dxf is not None and rule.dxf.numFmt is not None)
            for part in area.sqref.ranges
        ]
        if len(self._rules) > _MOST:
            raise Unreadable(f"sheet {sheet.title} has more than {_MOST} conditions that hide numbers; no report has")

    def seen(self, cell: Cell | MergedCell, text: str, number: float) -> str:
        """The cell's text, marked if a condition may hide it or show another one. Hidden zeros stay zeros."""
        for (left, top, right, bottom), area, rule in self._rules:
            here = top <= cell.row <= bottom and left <= cell.column <= right
            if here and _may_hold(rule, area, number):
                if number and _hides(rule):
                    return f"[{text}]"
                if rule.dxf is not None and rule.dxf.numFmt is not None:
                    text = as_printed(text, str(rule.dxf.numFmt.formatCode))
        return text


def _hides(rule: Rule) -> bool:
    """True if a rule shows a bar or icon instead of the number, strikes it out or gives it the background's colour."""
    if any(one is not None and one.showValue is False for one in (rule.dataBar, rule.iconSet)):
        return True
    font, fill = (None, None) if rule.dxf is None else (rule.dxf.font, rule.dxf.fill)
    if font is None:
        return False
    ground = fill.bgColor if isinstance(fill, PatternFill) else None
    if font.color is not None and ground is not None and font.color == ground:
        return True
    return bool(font.strike) or (is_pale(font.color) and (ground is None or is_pale(ground)))


def _may_hold(rule: Rule, area: MultiCellRange, number: float) -> bool:
    """True if a number meets a rule's condition, or if that cannot be determined."""
    if rule.type in _NEVER_OF_NUMBERS:
        return False
    formulas = [str(one).strip() for one in rule.formula or () if len(str(one)) <= _LONGEST]
    constants = [float(one) for one in formulas if _CONSTANT.fullmatch(one)]
    if rule.type == "cellIs" and constants and len(constants) == len(formulas):
        if rule.operator in ("between", "notBetween"):
            return (min(constants) <= number <= max(constants)) == (rule.operator == "between")
        compared = _COMPARED.get(rule.operator)
        return compared is None or compared(number, constants[0])
    if rule.type == "expression" and len(formulas) == 1:
        return _may_be_true(formulas[0], area, number)
    return True


def _may_be_true(formula: str, area: MultiCellRange, number: float) -> bool:
    if _OF_NO_NUMBER.fullmatch(formula):
        return False
    own = _OF_ITSELF.fullmatch(formula)
    first = next(iter(area.ranges), None)
    if own is None or first is None or len(area.ranges) > 1 or f"{own[1]}{own[2]}" != first.coord.partition(":")[0]:
        return True
    return _COMPARED[own[3]](number, float(own[4]))
