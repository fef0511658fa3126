"""The tables of a report with the rows, groups and labels of the official form.

Section 4, fifteen numbers in one row, is shown as one row for each of its three blocks, so that it fits any screen.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gxcrawl.forms.editions import applications, review
from gxcrawl.forms.editions.form_cells import disclosure_blocks
from gxcrawl.forms.editions.shape import Row
from gxcrawl.forms.editions.statistics_2014 import PARTS, Part
from gxcrawl.model import Cell
from gxcrawl.presenting.doubts.numbers import Doubts
from gxcrawl.presenting.tables.sheet import Sheet, SheetRow, Values

_ON_SOME_PORTALS = frozenset({"other_proactive_documents"})
_PART_OF = {indicator.key: part for part in PARTS for indicator in part.indicators}

Printed = Sequence[tuple[Row, SheetRow | None]]


def sheets_of(document: Mapping[str, Any], cells: Mapping[str, Cell], doubts: Doubts) -> tuple[Sheet, ...]:
    """The tables that the report prints, in the order of the form.

    cells: the result of `cells_of`.
    """
    values = Values(document, cells, doubts)
    sheets = (_disclosure(values), _applications(values), _review(values), _statistics(values))
    return tuple(sheet for sheet in sheets if any(row.cells for row in sheet.rows))


def _disclosure(values: Values) -> Sheet:
    """Section 2: one block after another, each below its own column labels."""
    rows: list[SheetRow] = []
    missing: list[str] = []
    for block in disclosure_blocks(values.document["form"]):
        printed = [(row, values.row(f"proactive_disclosure.{row.key}", row.label, block.columns)) for row in block.rows]
        shown = [row for _, row in printed if row is not None]
        if shown:
            rows += [SheetRow(block.header or "", titles=tuple(column.label for column in block.columns)), *shown]
        missing += _missing(printed)
    return Sheet("proactive_disclosure", (), tuple(rows), tuple(missing))


def _applications(values: Values) -> Sheet:
    """Section 3: seven columns, the kinds of result indented below their groups."""
    columns = applications.COLUMNS
    printed = [
        (row, values.row(f"applications.{row.key}", row.label, columns, depth=_depth(row))) for row in applications.ROWS
    ]
    titles = tuple(column.label for column in columns)
    missing = tuple(_missing(_in_one_shape(printed)))
    return Sheet("applications", titles, tuple(_with_groups(printed)), missing)


def _depth(row: Row) -> int:
    if row.group:
        return 2
    return 1 if row.key in applications.RESULT_ROWS else 0


def _with_groups(printed: Printed) -> Iterator[SheetRow]:
    """The printed rows, each group of the form below a heading with its label."""
    entered: set[str] = set()
    for row, shown in printed:
        if shown is None:
            continue
        groups = ((applications.RESULTS, 0), (row.group, 1)) if row.key in applications.RESULT_ROWS else ()
        for group, depth in groups:
            if group is not None and group not in entered:
                entered.add(group)
                yield SheetRow(group, depth)
        yield shown


def _in_one_shape(printed: Printed) -> Printed:
    """The rows expected in this report: （六）其他处理 as one row or as three."""
    undivided = any(shown is not None and row.key == applications.UNDIVIDED for row, shown in printed)
    if undivided:
        return [(row, shown) for row, shown in printed if row.group != applications.OTHER_HANDLING]
    return [(row, shown) for row, shown in printed if row.key != applications.UNDIVIDED]


def _missing(printed: Printed) -> Iterator[str]:
    """Labels of the form's rows that the report does not print."""
    return (row.label for row, shown in printed if shown is None and row.key not in _ON_SOME_PORTALS)


def _review(values: Values) -> Sheet:
    """Section 4: blocks down the side, results across."""
    rows: list[SheetRow] = []
    for block, label in review.BLOCKS:
        of_a_suit = label != review.REVIEW
        shown = values.row(f"review_litigation.{block}", label, review.RESULTS, depth=int(of_a_suit))
        if shown is None:
            continue
        if of_a_suit and not any(row.label == review.LITIGATION for row in rows):
            rows.append(SheetRow(review.LITIGATION))
        rows.append(shown)
    return Sheet("review_litigation", tuple(column.label for column in review.RESULTS), tuple(rows))


def _statistics(values: Values) -> Sheet:
    """The table of the edition of 2014: one indicator per row, below the heading of its part."""
    rows: list[SheetRow] = []
    part: Part | None = None
    for index, statistic in enumerate(values.document.get("statistics") or ()):
        entered = _PART_OF.get(statistic["key"], part)
        if entered is not None and entered is not part and not _counts_itself(entered):
            rows.append(SheetRow(entered.label))
        part = entered
        label = f"{statistic['label']}（{statistic['unit']}）" if statistic["unit"] else statistic["label"]
        rows.append(SheetRow(label, _indent(statistic, part), (values.shown(f"statistics.{index}.value"),)))
    return Sheet("statistics", ("统计数",), tuple(rows))


def _counts_itself(part: Part) -> bool:
    """True if the heading of the part is also its first indicator."""
    return part.label == part.indicators[0].label


def _indent(statistic: Mapping[str, Any], part: Part | None) -> int:
    if part is not None and _counts_itself(part) and statistic["key"] == part.indicators[0].key:
        return 0
    return 1 if statistic["label"].startswith(("（", "(")) else 2
