"""The tables of a report laid out as the official form prints them: headers above headers, groups down the side.

Rows that the report does not print are left out and named in `missing`; spans follow what is there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from gxcrawl.forms.editions import applications, review
from gxcrawl.forms.editions.form_cells import disclosure_blocks
from gxcrawl.forms.editions.shape import CONTENT, FormBlock, Row
from gxcrawl.model import Cell
from gxcrawl.presenting.doubts import Doubts
from gxcrawl.presenting.sheet import Sheet, SheetRow, Shown, Values
from gxcrawl.presenting.sheets import sheets_of

Scope = Literal["col", "row", "colgroup", "rowgroup"]


@dataclass(frozen=True, slots=True)
class Label:
    """A header cell. bridged: damaged in the report, recognised by likeness."""

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
    """key: name of the table in the report. head, body: its rows. missing: rows of the form that are not printed."""

    key: str
    caption: str
    head: tuple[TableRow, ...]
    body: tuple[TableRow, ...]
    missing: tuple[str, ...] = ()


def official_tables(
    document: Mapping[str, Any], cells: Mapping[str, Cell], doubts: Doubts
) -> tuple[OfficialTable, ...]:
    """The tables that the report prints, in the order of the form. cells: those of `cells_of`."""
    values = Values(document, cells, doubts)
    return tuple(_table(sheet, values) for sheet in sheets_of(document, cells, doubts))


def _table(sheet: Sheet, values: Values) -> OfficialTable:
    head, body = _laid_out(sheet, values)
    return OfficialTable(sheet.key, sheet.heading, head, body, sheet.missing)


def _laid_out(sheet: Sheet, values: Values) -> tuple[tuple[TableRow, ...], tuple[TableRow, ...]]:
    """Head and body."""
    match sheet.key:
        case "proactive_disclosure":
            return (), tuple(_disclosure(values))
        case "applications":
            return _APPLICATIONS_HEAD, tuple(_applications(values))
        case "review_litigation":
            return _REVIEW_HEAD, (_review(values),)
        case _:
            return _STATISTICS_HEAD, tuple(map(_statistic, sheet.rows))


def _disclosure(values: Values) -> Iterator[TableRow]:
    """Section 2: block after block; the last column of a narrow block reaches to the edge."""
    for block in disclosure_blocks(values.document["form"]):
        rows = [values.row(f"proactive_disclosure.{row.key}", row.label, block.columns) for row in block.rows]
        printed = [row for row in rows if row is not None]
        if printed:
            yield from _disclosure_block(block, printed)


def _disclosure_block(block: FormBlock, printed: Sequence[SheetRow]) -> Iterator[TableRow]:
    widths = [1] * (len(block.columns) - 1) + [4 - len(block.columns)]
    yield (Label(block.header or "", "colgroup", colspan=4),)
    titles = (Label(column.label, "col", width) for column, width in zip(block.columns, widths, strict=True))
    yield (Label(CONTENT, "col"), *titles)
    for row in printed:
        figures = (Figure(cell, width) for cell, width in zip(row.cells, widths, strict=True))
        yield (Label(row.label, "row", bridged=row.bridged), *figures)


_APPLICANTS = {column.key: column.label for column in applications.COLUMNS}
_APPLICATIONS_HEAD: tuple[TableRow, ...] = (
    (Label(applications.BALANCE, "col", colspan=3, rowspan=3), Label(applications.APPLICANTS, "colgroup", colspan=7)),
    (
        Label(_APPLICANTS["natural_person"], "col", rowspan=2),
        Label(applications.ORGANISATIONS, "colgroup", colspan=5),
        Label(_APPLICANTS["total"], "col", rowspan=2),
    ),
    tuple(Label(label, "col") for key, label in _APPLICANTS.items() if key not in ("natural_person", "total")),
)


def _applications(values: Values) -> Iterator[TableRow]:
    """Section 3: the results in one group, kinds of result in groups inside it."""
    rows = [
        (row, shown)
        for row in applications.ROWS
        if (shown := values.row(f"applications.{row.key}", row.label, applications.COLUMNS)) is not None
    ]
    for is_result, together in groupby(rows, key=lambda pair: pair[0].key in applications.RESULT_ROWS):
        part = list(together)
        if not is_result:
            for _, shown in part:
                yield (_label(shown, colspan=3), *_figures(shown))
            continue
        outer: tuple[Label, ...] = (Label(applications.RESULTS, "rowgroup", rowspan=len(part)),)
        for inner, shown in _grouped(part):
            yield (*outer, *inner, *_figures(shown))
            outer = ()


def _grouped(part: Sequence[tuple[Row, SheetRow]]) -> Iterator[tuple[tuple[Label, ...], SheetRow]]:
    """The labels of each row of the results, a group's label in its first row."""
    for group, together in groupby(part, key=lambda pair: pair[0].group):
        members = [shown for _, shown in together]
        inner: tuple[Label, ...] = () if group is None else (Label(group, "rowgroup", rowspan=len(members)),)
        for shown in members:
            yield (*inner, _label(shown, colspan=2 if group is None else 1)), shown
            inner = ()


def _label(row: SheetRow, colspan: int = 1) -> Label:
    return Label(row.label, "row", colspan, bridged=row.bridged)


def _figures(row: SheetRow) -> tuple[Figure, ...]:
    return tuple(Figure(cell) for cell in row.cells)


_REVIEW_HEAD: tuple[TableRow, ...] = (
    (Label(review.REVIEW, "colgroup", colspan=5), Label(review.LITIGATION, "colgroup", colspan=10)),
    (
        *(Label(result.label, "col", rowspan=2) for result in review.RESULTS),
        Label(review.DIRECT, "colgroup", colspan=5),
        Label(review.AFTER_REVIEW, "colgroup", colspan=5),
    ),
    tuple(Label(result.label, "col") for _ in range(2) for result in review.RESULTS),
)


def _review(values: Values) -> TableRow:
    """Section 4: fifteen numbers in one row."""
    paths = [f"review_litigation.{block}.{result.key}" for block, _ in review.BLOCKS for result in review.RESULTS]
    return tuple(Figure(values.shown(path)) for path in paths)


_STATISTICS_HEAD: tuple[TableRow, ...] = ((Label("统计指标", "col"), Label("统计数", "col")),)


def _statistic(row: SheetRow) -> TableRow:
    """An indicator of the edition of 2014, or the heading of a part."""
    if not row.cells:
        return (Label(row.label, "rowgroup", colspan=2),)
    return (_label(row), *_figures(row))
