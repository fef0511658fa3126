"""The tables of a report, laid out as on the official form: stacked headers, groups down the side.

Rows that the report does not print are omitted and listed in `missing`; spans are computed for the rows present.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from gxcrawl.forms.editions.form_cells import disclosure_blocks
from gxcrawl.forms.editions.printed_form import (
    APPLICATIONS_HEAD,
    REVIEW_HEAD,
    REVIEW_LINE,
    FormLabel,
    FormLine,
    FormValue,
    Scope,
    applications_lines,
    disclosure_lines,
)
from gxcrawl.model import Cell
from gxcrawl.presenting.doubts.numbers import Doubts
from gxcrawl.presenting.tables.sheet import Sheet, SheetRow, Shown, Values
from gxcrawl.presenting.tables.sheets import sheets_of


@dataclass(frozen=True, slots=True)
class Label:
    """A header cell. bridged: damaged in the report and recognised by similarity."""

    text: str
    scope: Scope
    colspan: int = 1
    rowspan: int = 1
    bridged: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell with a value."""

    shown: Shown
    colspan: int = 1


TableRow = tuple[Label | Figure, ...]


@dataclass(frozen=True, slots=True)
class OfficialTable:
    """One table as laid out.

    key: its name in the report. head, body: its rows. missing: labels of the form's rows that are not printed.
    """

    key: str
    caption: str
    head: tuple[TableRow, ...]
    body: tuple[TableRow, ...]
    missing: tuple[str, ...] = ()


def official_tables(
    document: Mapping[str, Any], cells: Mapping[str, Cell], doubts: Doubts
) -> tuple[OfficialTable, ...]:
    """The tables that the report prints, in the order of the form.

    cells: the result of `cells_of`.
    """
    values = Values(document, cells, doubts)
    return tuple(_table(sheet, values) for sheet in sheets_of(document, cells, doubts))


def _table(sheet: Sheet, values: Values) -> OfficialTable:
    head, body = _laid_out(sheet, values)
    return OfficialTable(sheet.key, sheet.heading, _shown(head, values), _shown(body, values), sheet.missing)


def _laid_out(sheet: Sheet, values: Values) -> tuple[Iterable[FormLine], Iterable[FormLine]]:
    """Head and body."""
    match sheet.key:
        case "proactive_disclosure":
            blocks = disclosure_blocks(values.document["form"])
            return (), chain.from_iterable(disclosure_lines(block, values.cells) for block in blocks)
        case "applications":
            return APPLICATIONS_HEAD, applications_lines(values.cells)
        case "review_litigation":
            return REVIEW_HEAD, (REVIEW_LINE,)
        case _:
            return _STATISTICS_HEAD, map(_statistic, sheet.rows)


_STATISTICS_HEAD: tuple[FormLine, ...] = ((FormLabel("统计指标", "col"), FormLabel("统计数", "col")),)


def _statistic(row: SheetRow) -> FormLine:
    """An indicator of the edition of 2014, or the heading of a part."""
    if not row.cells:
        return (FormLabel(row.label, "rowgroup", 2),)
    return (FormLabel(row.label, "row"), *(FormValue(cell.path) for cell in row.cells))


def _shown(lines: Iterable[FormLine], values: Values) -> tuple[TableRow, ...]:
    return tuple(tuple(_cell(cell, values) for cell in line) for line in lines)


def _cell(cell: FormLabel | FormValue, values: Values) -> Label | Figure:
    if isinstance(cell, FormValue):
        return Figure(values.shown(cell.path), cell.columns)
    return Label(cell.text, cell.scope, cell.columns, cell.rows, cell.row in values.bridged)
