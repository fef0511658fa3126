"""Reads 政府信息公开情况统计表, the table of the edition of 2014: one indicator to a row, its unit, its number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from gxcrawl.forms.cells.labels import bare, contradicts, similarity, strip_numbering
from gxcrawl.forms.cells.numbers import Reading, parse_amount, parse_count, unit_in
from gxcrawl.forms.editions.statistics_2014 import PARTS, Indicator, Part
from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.rows.lines import Line, Printed, cells_from_above
from gxcrawl.forms.sections.statistics_header import LABEL, UNIT, VALUE, exact_roles, groups_of, roles_of
from gxcrawl.model import Amount, Cell, Note, Statistic
from gxcrawl.text.characters import normalise

_PART = [(bare(part.label), part) for part in PARTS]
_HEADER_LINES = 6  # title, year and 填报单位 may stand above the header inside the table
FEWEST_ROWS = 8  # that only this form prints: enough to recognise it without its header
_AROUND = re.compile(r"(?:单位负责人|审核人|填报人|填表人|填报单位|填报日期|联系电话|联系人|备注|注|说明)(?:[:(]|$)")
_MIN_SIMILARITY = 0.75  # 制发规范性文件总数 against 制发规范性文件数: 0.95
# to the next best: enough between 同意公开答复数 and 不同意公开答复数 for 同意公开数; 规范性文件数 stays ambiguous
_MARGIN = 0.06


def is_statistics(lines: Sequence[Line]) -> bool:
    """True if a table is this form, recognised by its header or by its rows."""
    if any(exact_roles(line) for line in lines[:_HEADER_LINES]):
        return True
    return sum(map(_names_indicator, lines)) >= FEWEST_ROWS


def goes_on(lines: Sequence[Line]) -> bool:
    """True if a table after this form's is its continuation on the next page: most of its rows belong to the form."""
    known = sum(_names_indicator(line) or any(map(_part_of, line.texts)) for line in lines)
    return known * 2 > len(lines)


def _names_indicator(line: Line) -> bool:
    return any(names_indicator(text) for text in line.texts if not text.isspace())


def names_indicator(text: str) -> bool:
    """True if a label is one of the form's."""
    return indicator_label(text) in _known_labels()


def read(lines: Sequence[Line], found: Found, above: Sequence[str] = ()) -> tuple[str, ...]:
    """Adds every indicator of one table to `found` (key None if the form has no such row); returns the cell roles.

    above: the roles returned for the table that this one continues; used if this one has no header. A table may print
    two halves side by side: the header repeats, and each half is read by itself. In the continuation of such a table,
    it is unknown to which part of the form the first rows of a half belong.
    """
    header = next((place for place, line in enumerate(lines[:_HEADER_LINES]) if roles_of(line)), None)
    roles = tuple(above) if header is None else roles_of(lines[header])
    lines = lines if header is None else _within_edge(lines)
    groups = groups_of(roles) or [(0, (LABEL, UNIT, VALUE))]
    for start, group in groups:
        part = None if header is None and len(groups) > 1 else _last_part(found)
        for line in lines[0 if header is None else header :]:
            row = _Row.of(line, start, group, width=len(roles) if len(groups) == 1 else 0)
            if row is None or roles_of(line):
                continue
            part = next((of for text in (row.label, *row.before) if (of := _part_of(text))), part)
            if row.counts:
                indicator = _indicator(row.label, part, found)
                _add(row, indicator, found)
                part = _part_with(indicator.key) if indicator else part  # the heading of the part may be lost
    return roles


def _within_edge(lines: Sequence[Line]) -> list[Line]:
    """The lines without the blank cells right of everything printed, which Word adds to tables on some pages."""
    edge = max((cell.end for line in lines for cell in line.cells if not cell.blank), default=0)
    return [
        line.with_cells(cell for cell in line.cells if cell.column < edge) if line.cells[-1].column >= edge else line
        for line in lines
    ]


def withdraw_ambiguous(found: Found) -> None:
    """Sets the key to None where several parts print the same label, unless each of these parts has a row of its own.

    If only reviews are found, 被依法纠错数 could just as well be the last remaining row of the lawsuits.
    """
    keys = [row.key for row in found.statistics if row.key]
    present = {_part_with(key).label for key in keys if len(_keys_alike(key)) == 1}
    doubtful = {key for key in keys if not {_part_with(alike).label for alike in _keys_alike(key)} <= present}
    for place, row in enumerate(found.statistics):
        if row.key in doubtful:
            found.statistics[place] = replace(row, key=None)


@cache
def _keys_alike(key: str) -> frozenset[str]:
    """The keys of all indicators that have the same label as this one."""
    labels = {one.key: indicator_label(one.label) for one in _indicators(None)}
    return frozenset(other for other, label in labels.items() if label == labels[key])


@dataclass(frozen=True, slots=True)
class _Row:
    """One printed row of one half of the table.

    before: the texts at the left of its label.
    """

    line: Line
    label: str
    unit: str | None
    value: Printed | None
    before: tuple[str, ...] = ()

    @classmethod
    def of(cls, line: Line, start: int, group: Sequence[str], width: int) -> "_Row | None":
        """The row of a line, or None if it has no label of the form.

        start: index of the half's first cell. group: the roles of its cells. width: number of cells in the header; 0 if
        unknown. The first row of a part has one more cell if the part's label stands at the left of all its rows.
        """
        start += max(len(line.cells) - width, 0) if width else 0
        printed: Sequence[Printed] = line.cells
        if len(printed) < start + len(group):  # a unit or the label of a part is merged over several rows
            printed = sorted((*printed, *cells_from_above(line)))
        cells = printed[start : start + len(group)]
        by_role = dict(zip(group, cells, strict=False))
        label = by_role.get(LABEL)
        if label is None or label.blank or _AROUND.match(normalise(label.text)):
            return None
        unit = by_role.get(UNIT)
        before = line.texts[:start] if width else ()
        return cls(line, label.text.strip(), unit.text.strip() if unit else None, by_role.get(VALUE), before)

    @property
    def is_merged(self) -> bool:
        """True if a number other than 0 is merged over rows: it may belong to either of them or be their sum."""
        if self.value is None or self.value.blank or parse_count(self.value.text).value == 0:
            return False
        table, row, column = self.line.table, self.line.row, self.value.column
        owner = table.owners[row][column]
        if owner is None or owner[0] < row:
            return owner is not None
        reaches_down = row + 1 < len(table.rows) and table.owners[row + 1][column] == owner
        return reaches_down and len(list(table.own_cells(row + 1))) < len(self.line.cells)

    @property
    def counts(self) -> bool:
        """True if the row is an indicator; a heading prints a dash as unit and no number, or at most a 0."""
        no_unit = not normalise(self.unit or "").strip("-—–")
        if self.value is None:
            return not no_unit
        no_number = not any(char.isdigit() and char != "0" for char in self.value.text)
        return not (no_unit and no_number and (self.unit or bare(self.label).endswith("情况")))


@cache
def _known_labels() -> frozenset[str]:
    return frozenset(name for one in _indicators(None) for name in _names_of(one))


@cache
def _names_of(indicator: Indicator) -> frozenset[str]:
    return frozenset(map(indicator_label, (indicator.label, *indicator.aliases)))


@lru_cache(maxsize=4096)
def indicator_label(text: str) -> str:
    """A label without numbering and 其中, as indicators are compared.

    >>> indicator_label("其中：1.涉及国家秘密")
    '涉及国家秘密'
    """
    plain = strip_numbering(normalise(text)).removeprefix("其中").lstrip(":、,")
    return bare(plain)


def _last_part(found: Found) -> Part | None:
    """The part of the form in which the tables before this one ended; None if unknown."""
    return next((_part_with(row.key) for row in reversed(found.statistics) if row.key), None)


def _part_with(key: str) -> Part:
    return next(part for part in PARTS if any(one.key == key for one in part.indicators))


def names_part(text: str) -> bool:
    """True for the heading of a part of the form: 三、依申请公开情况."""
    return _part_of(text) is not None


def _part_of(label: str) -> Part | None:
    printed = bare(label)
    return next((part for name, part in _PART if printed == name), None)


def _indicator(label: str, part: Part | None, found: Found) -> Indicator | None:
    """The indicator with this label within the part, or None; each is used once, because labels repeat in parts.

    None also if several lines of the label name an indicator each: two rows without a border between them.
    """
    if sum(indicator_label(line) in _known_labels() for line in label.split("\n")) > 1:
        return None
    taken = {row.key for row in found.statistics}
    candidates = [one for one in _indicators(part) if one.key not in taken]
    printed = indicator_label(label)
    exact = [one for one in candidates if printed in _names_of(one)]
    if exact or part is None:
        return exact[0] if exact and (part is not None or len(exact) == 1) else None
    elsewhere = [one for one in _indicators(None) if printed in _names_of(one)]
    if elsewhere:  # an exact label of another part or of a row read already, so it is no damaged label
        return elsewhere[0] if len(elsewhere) == 1 and elsewhere[0].key not in taken else None
    return _most_alike(printed, part, candidates)


def _most_alike(printed: str, part: Part, candidates: Sequence[Indicator]) -> Indicator | None:
    """The indicator that a label with lost or added characters stands for; None if it cannot be determined.

    Replaced characters make it another label: 废止规范性文件总数, 全职人员数, 撤销具体行政行为数. None also if another
    indicator of the part is nearly as similar: 政务新媒体公开政府信息数.
    """
    scored = sorted((similarity(printed, indicator_label(one.label)), one.key, one) for one in part.indicators)
    (likeness, _, best), others = scored[-1], scored[:-1]
    label = indicator_label(best.label)
    if likeness < _MIN_SIMILARITY or best not in candidates or contradicts(printed, label):
        return None
    if any(likeness - other < _MARGIN for other, _, _ in others):
        return None
    replaced = any(step.tag == "replace" for step in Levenshtein.editops(printed, label))
    return None if replaced else best


def _indicators(part: Part | None) -> Iterator[Indicator]:
    for one in PARTS if part is None else (part,):
        yield from one.indicators


def _add(row: _Row, indicator: Indicator | None, found: Found) -> None:
    unit = row.unit or None
    reading = _read(None if row.is_merged else row.value, unit or (indicator.unit if indicator else None))
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
    money = unit_in(unit or "")
    return parse_amount(cell.text, money) if money else parse_count(cell.text)
