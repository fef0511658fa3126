"""Reads 政府信息公开情况统计表, the table of the edition of 2014: one indicator to a row, its unit, its number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from gxcrawl.forms.found import Found
from gxcrawl.forms.labels import bare, normalise, similarity, strip_numbering
from gxcrawl.forms.lines import Line, Printed
from gxcrawl.forms.numbers import Reading, parse_amount, parse_count
from gxcrawl.forms.statistics_2014 import PARTS, Indicator, Part
from gxcrawl.model import Amount, Cell, Note, Statistic

_LABEL, _UNIT, _VALUE = "统计指标", "单位", "统计数"
_ROLES = {
    _LABEL: _LABEL,
    "指标": _LABEL,
    "指标名称": _LABEL,
    _UNIT: _UNIT,
    "计量单位": _UNIT,
    _VALUE: _VALUE,
    "统计数据": _VALUE,
}
_PART = [(bare(part.label), part) for part in PARTS]
_HEADER_LINES = 6  # title, year and 填报单位 may stand above the header inside the table
_MIN_KNOWN = 8  # rows that only this form prints: enough to know it where its header is missing
_MIN_SIMILARITY = 0.75  # 制发规范性文件总数 against 制发规范性文件数: 0.95; two indicators of a part stay under 0.7


def is_statistics(lines: Sequence[Line]) -> bool:
    """Whether a table is this form: its header says so, or its rows do."""
    if any(_roles(line) for line in lines[:_HEADER_LINES]):
        return True
    known = _known_labels()
    return sum(indicator_label(line.texts[0]) in known for line in lines) >= _MIN_KNOWN


def read(lines: Sequence[Line], found: Found) -> None:
    """Adds every indicator of one table to `found`; a row that the form does not have gets the key None.

    A table may print two halves side by side: the header repeats, and each half is read by itself.
    """
    roles = next((roles for line in lines if (roles := _roles(line))), ())
    groups = _groups(roles) or [(0, (_LABEL, _UNIT, _VALUE))]
    for start, group in groups:
        part: Part | None = None
        for line in lines:
            row = _Row.of(line, start, group)
            if row is None or _roles(line):
                continue
            part = _part_of(row.label) or part
            if row.counts:
                _add(row, _indicator(row.label, part, found), found)


@dataclass(frozen=True, slots=True)
class _Row:
    """One printed row of one half."""

    line: Line
    label: str
    unit: str | None
    value: Printed | None

    @classmethod
    def of(cls, line: Line, start: int, group: Sequence[str]) -> "_Row | None":
        cells = line.cells[start : start + len(group)]
        by_role = dict(zip(group, cells, strict=False))
        label = by_role.get(_LABEL)
        if label is None or label.blank:
            return None
        unit = by_role.get(_UNIT)
        return cls(line, label.text.strip(), unit.text.strip() if unit else None, by_role.get(_VALUE))

    @property
    def counts(self) -> bool:
        """Whether the row counts something: a heading prints a dash for a unit and no number."""
        heading = self.unit is not None and not normalise(self.unit).strip("-—–")
        return self.value is not None and not (heading and not any(char.isdigit() for char in self.value.text))


@cache
def _known_labels() -> frozenset[str]:
    return frozenset(indicator_label(indicator.label) for part in PARTS for indicator in part.indicators)


@lru_cache(maxsize=4096)
def indicator_label(text: str) -> str:
    """A label without numbering and 其中, as indicators are compared.

    >>> indicator_label("其中：1.涉及国家秘密")
    '涉及国家秘密'
    """
    plain = strip_numbering(normalise(text)).removeprefix("其中").lstrip(":、,")
    return bare(plain)


def _roles(line: Line) -> tuple[str, ...]:
    """The role of each cell of a header line; empty for any other line."""
    roles = tuple(_ROLES.get(bare(text), "") for text in line.texts)
    return roles if _LABEL in roles and _VALUE in roles else ()


def _groups(roles: Sequence[str]) -> list[tuple[int, tuple[str, ...]]]:
    starts = [index for index, role in enumerate(roles) if role == _LABEL]
    ends = [*starts[1:], len(roles)] if starts else []
    return [(start, tuple(roles[start:end])) for start, end in zip(starts, ends, strict=True)]


def _part_of(label: str) -> Part | None:
    printed = bare(label)
    return next((part for name, part in _PART if printed == name), None)


def _indicator(label: str, part: Part | None, found: Found) -> Indicator | None:
    """The indicator of this label within its part, each once: labels repeat between parts."""
    taken = {row.key for row in found.statistics}
    candidates = [one for one in _indicators(part) if one.key not in taken]
    printed = indicator_label(label)
    exact = next((one for one in candidates if indicator_label(one.label) == printed), None)
    if exact is not None or part is None:
        return exact
    scored = sorted(
        ((similarity(printed, indicator_label(one.label)), one.key, one) for one in candidates), reverse=True
    )
    return scored[0][2] if scored and scored[0][0] >= _MIN_SIMILARITY else None


def _indicators(part: Part | None) -> Iterator[Indicator]:
    for one in PARTS if part is None else (part,):
        yield from one.indicators


def _add(row: _Row, indicator: Indicator | None, found: Found) -> None:
    unit = row.unit or None
    reading = _read(row.value, unit or (indicator.unit if indicator else None))
    path = f"statistics.{len(found.statistics)}.value"
    value = reading.value.value if isinstance(reading.value, Amount) else reading.value
    found.statistics.append(Statistic(indicator.key if indicator else None, row.label, unit, value))
    if row.value is not None:
        found.cells[path] = Cell(reading.value, row.line.at(row.value))
    if reading.reason is not None:
        found.notes.append(Note(path, "" if row.value is None else row.value.text.strip(), reading.reason))


def _read(cell: Printed | None, unit: str | None) -> Reading:
    if cell is None:
        return Reading(None, "unreadable")
    return parse_amount(cell.text, unit) if unit and "元" in unit else parse_count(cell.text)
