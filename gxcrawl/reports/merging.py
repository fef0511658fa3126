"""Merges several readings of one report: the fullest first, gaps filled from the others, differences reported.

A report may be on a page and again in its attachment, or its prose on the page and its tables in attachments.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gxcrawl.forms.names import name_of
from gxcrawl.model import Amount, Cell, Check, Form, Report, Value
from gxcrawl.reports.document import TABLES

_PARTS = (*TABLES, "statistics")
_STATISTICS = "statistics."
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged report, and for each of its tables the index of the reading from which it was taken."""

    report: Report
    table_owners: tuple[int, ...]


def merge(readings: Sequence[Report]) -> Merged:
    """The first reading, completed from the others in order. Nothing it contains is replaced.

    Each part of the form (an official table) is taken from one reading as a whole, never cell by cell.
    """
    merged = readings[0]
    owners = [0] * len(merged.tables)
    for index, other in enumerate(readings[1:], start=1):
        for part in _PARTS:
            if not _has(merged, part) and _has(other, part):
                merged, added = _with_part(merged, other, part)
                owners += [index] * added
    prose = max(readings, key=lambda report: (_sections_with_text(report), report is readings[0]))
    if prose is not readings[0]:
        merged = replace(merged, sections=prose.sections, preface=prose.preface, claims=prose.claims)
    return Merged(replace(merged, form=_form(readings)), tuple(owners))


def check_copies(readings: Sequence[Report]) -> tuple[Check, ...]:
    """One check, if several readings print the same cells: whether they print the same numbers.

    left, right: the number of cells that two readings share, and how many of them agree. disputed: an indicator of the
    edition of 2014 is named by its key, `statistics.<key>`.
    """
    printed, compared, agreeing = _values(readings[0]), 0, 0
    disputed: dict[str, str] = {}
    for other in readings[1:]:
        values = _values(other)
        for path in (path for path in values if path in printed):
            compared += 1
            agree = _agree(printed[path], values[path])
            agreeing += agree
            if not agree:
                told = f"{name_of(path)}（{_printed(printed[path])}与{_printed(values[path])}）"
                disputed.setdefault(path, told)
        printed = {**values, **printed}
    if not compared:
        return ()
    if not disputed:
        return (Check("copies.agreement", "pass", compared, compared, f"同一报告各副本的{compared}个数字一致。"),)
    more = f"等{len(disputed)}处" if len(disputed) > _SHOWN else ""
    message = f"同一报告的不同副本数字不一致，请核对：{'、'.join(list(disputed.values())[:_SHOWN])}{more}。"
    return (Check("copies.agreement", "fail", compared, agreeing, message, disputed=tuple(disputed)),)


def _agree(value: Value, other: Value) -> bool:
    """True if two copies print the same value: 3万元 and 30000元, or 3 if the header with its unit is lost."""
    if not (isinstance(value, Amount) and isinstance(other, Amount)):
        return value == other
    if value.yuan is None or other.yuan is None:
        return value.value == other.value
    return value.yuan == other.yuan


def _values(report: Report) -> dict[str, Value]:
    """The known values of a reading by path; indicators by key, because copies may have different rows."""
    values = {path: cell.value for path, cell in report.cells.items() if not path.startswith(_STATISTICS)}
    for place, one in enumerate(report.statistics):
        cell = report.cells.get(f"{_STATISTICS}{place}.value")
        if one.key is not None and cell is not None:
            values[f"{_STATISTICS}{one.key}"] = cell.value
    return {path: value for path, value in values.items() if value is not None}


def _has(report: Report, part: str) -> bool:
    return any(path.startswith(f"{part}.") for path in report.cells)


def _with_part(report: Report, donor: Report, part: str) -> tuple[Report, int]:
    """The report with one part of the donor's added, and the number of tables added."""
    prefix = f"{part}."
    mine = {path: cell for path, cell in donor.cells.items() if path.startswith(prefix)}
    used = sorted({cell.at[0] for cell in mine.values() if cell.at is not None})
    place = {old: len(report.tables) + new for new, old in enumerate(used)}
    cells = {path: _moved(cell, place) for path, cell in mine.items()}
    completed = replace(
        report,
        cells={**report.cells, **cells},
        notes=(*report.notes, *(note for note in donor.notes if note.path.startswith(prefix))),
        label_notes=(*report.label_notes, *(note for note in donor.label_notes if note.path.startswith(prefix))),
        unknown_rows=(
            *report.unknown_rows,
            *(replace(row, table=place[row.table]) for row in donor.unknown_rows if row.table in place),
        ),
        statistics=donor.statistics if part == "statistics" else report.statistics,
        tables=(*report.tables, *(donor.tables[index] for index in used)),
    )
    return completed, len(used)


def _moved(cell: Cell, place: dict[int, int]) -> Cell:
    return cell if cell.at is None else Cell(cell.value, (place[cell.at[0]], *cell.at[1:]))


def _sections_with_text(report: Report) -> int:
    return sum(bool(section.text) for section in report.sections)


def _form(readings: Sequence[Report]) -> Form:
    """The edition of the first reading with official tables."""
    return next((report.form for report in readings if report.form != "narrative"), "narrative")


def _printed(value: Value) -> str:
    return f"{value.value}{value.unit or ''}" if isinstance(value, Amount) else str(value)
