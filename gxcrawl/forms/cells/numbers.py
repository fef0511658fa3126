"""Printed cells → numbers, with the reasons of docs/data.md. A number is right, or it is None with a reason."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from gxcrawl.forms.editions.shape import ColumnType
from gxcrawl.model import Amount, Value
from gxcrawl.model.reports import Reason
from gxcrawl.text.characters import normalise

_DASHES = frozenset("-‐‑‒–—―−﹣─━ー/∕⁄无")  # not 一: alone in a cell it may be a dash or the numeral one
_MINUS = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣", "-"))
_COUNTERS = "人次|人|个|件|项|条|次|篇|起|宗|例|笔|份|家|部|类"
_UNITS = {"元": 1, "万元": 10_000, "亿元": 100_000_000, "万": 10_000, "亿": 100_000_000}
_UNIT_NAMES = {"万": "万元", "亿": "亿元"}
# 12 · 1,203 · 1，203 after NFKC · 12.5 · -3 · +3
_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")
_SIGN_WORD = re.compile(r"(增加|增|减少|减|新增|净增|净减|↑|↓)(?:了)?:?(?=[\d+-])")  # 增加7 · 减少3项 · ↓3
_LESS = frozenset(("减少", "减", "净减", "↓"))
_COUNTER_END = re.compile(rf"\(?(?:{_COUNTERS})\)?$")  # 3件 · 3(件)
_UNIT_END = re.compile(r"\(?(亿元|万元|元|亿|万)(?:人民币)?\)?$")  # 46.3万元
_MOST_DIGITS = 15  # a longer run of digits is not a count, and databases cannot store it as a number
_PLAIN = re.compile(rf"0|[1-9][0-9]{{0,{_MOST_DIGITS - 1}}}")  # nearly every cell
# 收费金额（单位：万元） · 采购总金额/元 · 金额(万); none in 千元, 美元, or where the character before 元 is lost
_MONEY = re.compile(
    r"(?:^|[(\[〔【:/,;、]|单位|金额|总额|数额|人民币|[以按为计])(?:(亿元|万元|元)|(亿|万)(?=[)\]〕】]|$))"
)
# 处理决定数量（万件） · 单位：百件 · /千人次 · 统计数（万）; not the 十条 of 第二十条
_SCALE = re.compile(rf"(?:[(\[〔【:/]|单位)(?:[十百千万亿]+(?:{_COUNTERS})|[百千万亿]+[)\]〕】])")
_LEADING_ZERO = re.compile(r"0\d")
_DIGITS_APART = re.compile(r"\d\s+\d")
_ON_TWO_LINES = re.compile(r"\d[^\S\n]*\n\s*\d")  # readers insert a blank where a number was wrapped


@dataclass(frozen=True, slots=True)
class Reading:
    """The value of a cell. `reason` says why it was not a plain number; None for a plain number."""

    value: Value
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class _Printed:
    """The parts of a printed number: signed magnitude, text of the unit, and every reason found on the way."""

    number: Decimal
    unit: str | None
    reasons: tuple[Reason, ...]


def parse_cell(text: str, column_type: ColumnType, unit: str | None = None) -> Reading:
    """The value of one table cell, of its column's type. Never raises.

    text: as printed, may be empty. unit: the money unit named by the column header; one in the cell itself overrides
    it.
    """
    if column_type == "amount":
        return parse_amount(text, unit)
    return parse_count(text, signed=True) if column_type == "change" else parse_count(text)


@lru_cache(maxsize=4096)  # most cells contain one of a few texts
def parse_count(text: str, *, signed: bool = False) -> Reading:
    """A whole number; negative ones only if `signed`.

    >>> parse_count("1,203")
    Reading(value=1203, reason='thousands')
    >>> parse_count("减少3项", signed=True).value
    -3
    >>> parse_count("约20").value is None
    True
    """
    if _PLAIN.fullmatch(text):
        return Reading(int(text))
    special = _empty_or_dash(text)
    if special is not None:
        return special
    printed = _take_apart(text, signed=signed)
    if printed is None or printed.unit is not None or printed.number != printed.number.to_integral_value():
        return Reading(None, "text")
    if "." in normalise(text) or (printed.number < 0 and not signed):
        return Reading(None, "text")
    return Reading(int(printed.number), _first(printed.reasons))


@lru_cache(maxsize=4096)
def parse_amount(text: str, unit: str | None = None) -> Reading:
    """Money: the number as printed, its unit, and the same in yuan.

    >>> parse_amount("46.3万元").value
    Amount(value=46.3, unit='万元', yuan=463000)
    """
    special = _empty_or_dash(text)
    if special is not None:
        value = None if special.value is None else _amount(Decimal(0), unit)
        return Reading(value, special.reason)
    printed = _take_apart(text, signed=False)
    if printed is None or printed.number < 0:
        return Reading(None, "text")
    if printed.unit is None and "unit" in printed.reasons:  # 3项 counts fees, whatever unit of money its header names
        unit = None
    return Reading(_amount(printed.number, printed.unit or unit), _first(printed.reasons))


@lru_cache(maxsize=256)
def unit_in(label: str) -> str | None:
    """The money unit in a column header, such as 万元 in 本年收费金额（单位：万元）; None if there is none."""
    found = _MONEY.search(normalise(label))
    return None if found is None else found[1] or _UNIT_NAMES[found[2]]


@lru_cache(maxsize=2048)
def is_scaled(label: str) -> bool:
    """True if a label says that it counts in tens, hundreds or thousands: 单位：万件."""
    return _SCALE.search(normalise(label)) is not None


def _amount(number: Decimal, unit: str | None) -> Amount:
    name = _UNIT_NAMES.get(unit, unit) if unit else None
    yuan = None if name is None else _plain(number * _UNITS[name])
    return Amount(_plain(number), name, yuan)


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _empty_or_dash(text: str) -> Reading | None:
    compact = normalise(text)
    if not compact:
        return Reading(None, "blank")
    if all(char in _DASHES for char in compact):
        return Reading(0, "dash")
    return None


def _take_apart(text: str, *, signed: bool) -> _Printed | None:
    """The number in the cell; None if the cell contains anything else, such as a number on another line."""
    if _is_marked(text) or _ON_TWO_LINES.search(text):
        return None
    reasons: list[Reason] = []
    rest = normalise(text).translate(_MINUS)
    sign = 1
    if signed and (word := _SIGN_WORD.match(rest)):
        rest, reasons = rest[word.end() :], ["sign_word"]
        if rest[0] in "+-":  # 减少-3 may mean -3 or +3
            return None
        sign = -1 if word.group(1) in _LESS else 1
    rest, unit, counted = _strip_unit(rest)
    match = _NUMBER.fullmatch(rest)
    if match is None or len(match.group(2).replace(",", "")) > _MOST_DIGITS:
        return None
    if _LEADING_ZERO.match(match.group(2)) and _DIGITS_APART.search(text):
        return None  # 0 1: the numbers of two cells
    if counted:
        reasons.append("unit")
    reasons += _oddities(text, match)
    number = Decimal(match.group(0).replace(",", "")) * sign
    return _Printed(number, unit, tuple(reasons))


def _is_marked(text: str) -> bool:
    """True if the cell has a footnote mark (939① or 939²), which NFKC would turn into another digit."""
    return not text.isascii() and any(
        not char.isdecimal() and unicodedata.normalize("NFKC", char).strip("().").isdecimal() for char in text
    )


def _strip_unit(rest: str) -> tuple[str, str | None, bool]:
    """The number without its counter or money unit; the money unit; whether there was either."""
    if money := _UNIT_END.search(rest):
        return rest[: money.start()], money.group(1), True
    if counter := _COUNTER_END.search(rest):
        return rest[: counter.start()], None, True
    return rest, None, False


def _oddities(text: str, match: re.Match[str]) -> list[Reason]:
    """Why the digits are not plain, most important reason first."""
    whole = match.group(2)
    oddities: dict[Literal["thousands", "leading_zero", "split_digits", "fullwidth"], bool] = {
        "thousands": "," in whole,
        "leading_zero": _LEADING_ZERO.match(whole) is not None,
        "split_digits": _DIGITS_APART.search(unicodedata.normalize("NFKC", text)) is not None,
        "fullwidth": any(char.isdigit() and not char.isascii() for char in text),
    }
    return [reason for reason, met in oddities.items() if met]


def _first(reasons: tuple[Reason, ...]) -> Reason | None:
    return reasons[0] if reasons else None
