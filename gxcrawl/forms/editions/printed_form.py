"""Sections 2 to 4 as the official form lays them out: headers above headers, groups down the side.

Rows that a report does not print are left out; spans follow what is there. In: the paths of its values.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from gxcrawl.forms.editions import applications, review
from gxcrawl.forms.editions.shape import CONTENT, FormBlock, Row

Scope = Literal["col", "row", "colgroup", "rowgroup"]


@dataclass(frozen=True, slots=True)
class FormLabel:
    """A label and its span. scope: what it heads, as in HTML. row: path of the row that it names, else ""."""

    text: str
    scope: Scope
    columns: int = 1
    rows: int = 1
    row: str = ""


@dataclass(frozen=True, slots=True)
class FormValue:
    """The place of the value with this path."""

    path: str
    columns: int = 1


FormLine = tuple[FormLabel | FormValue, ...]


def disclosure_lines(block: FormBlock, there: Container[str]) -> tuple[FormLine, ...]:
    """A block of section 2; none if none of its rows is printed. A narrow block's last column extends to the edge."""
    widths = (*(1,) * (len(block.columns) - 1), 4 - len(block.columns))
    rows: list[FormLine] = [
        (
            FormLabel(row.label, "row", row=f"proactive_disclosure.{row.key}"),
            *map(FormValue, _paths("proactive_disclosure", row, block), widths),
        )
        for row in _printed("proactive_disclosure", block, there)
    ]
    titles = (FormLabel(column.label, "col", width) for column, width in zip(block.columns, widths, strict=True))
    head = (FormLabel(block.header or "", "colgroup", 4),), (FormLabel(CONTENT, "col"), *titles)
    return (*head, *rows) if rows else ()


def _paths(table: str, row: Row, block: FormBlock) -> list[str]:
    return [f"{table}.{row.key}.{column.key}" for column in block.columns]


def _printed(table: str, block: FormBlock, there: Container[str]) -> list[Row]:
    return [row for row in block.rows if any(path in there for path in _paths(table, row, block))]


_PERSON, *_ORGANISATIONS, _TOTAL = (column.label for column in applications.COLUMNS)

APPLICATIONS_HEAD: tuple[FormLine, ...] = (
    (FormLabel(applications.BALANCE, "col", 3, 3), FormLabel(applications.APPLICANTS, "colgroup", 7)),
    (
        FormLabel(_PERSON, "col", rows=2),
        FormLabel(applications.ORGANISATIONS, "colgroup", 5),
        FormLabel(_TOTAL, "col", rows=2),
    ),
    tuple(FormLabel(label, "col") for label in _ORGANISATIONS),
)


def applications_lines(there: Container[str]) -> Iterator[FormLine]:
    """Section 3 below its head: the results in one group, kinds of result in groups inside it."""
    rows = _printed("applications", applications.BLOCK, there)
    results = [row for row in rows if row.key in applications.RESULT_ROWS]
    for group, members in groupby(rows, key=lambda row: row.group):
        together = list(members)
        for row in together:
            outer = (FormLabel(applications.RESULTS, "rowgroup", rows=len(results)),) if row in results[:1] else ()
            inner = (FormLabel(group, "rowgroup", rows=len(together)),) if group and row is together[0] else ()
            columns = 1 if group else 2 if row in results else 3
            label = FormLabel(row.label, "row", columns, row=f"applications.{row.key}")
            yield (*outer, *inner, label, *map(FormValue, _paths("applications", row, applications.BLOCK)))


REVIEW_HEAD: tuple[FormLine, ...] = (
    (FormLabel(review.REVIEW, "colgroup", 5), FormLabel(review.LITIGATION, "colgroup", 10)),
    (
        *(FormLabel(result.label, "col", rows=2) for result in review.RESULTS),
        FormLabel(review.DIRECT, "colgroup", 5),
        FormLabel(review.AFTER_REVIEW, "colgroup", 5),
    ),
    tuple(FormLabel(result.label, "col") for result in review.RESULTS * 2),
)
REVIEW_LINE: FormLine = tuple(
    FormValue(f"review_litigation.{block}.{result.key}") for block, _ in review.BLOCKS for result in review.RESULTS
)
"""Section 4: fifteen numbers in one row."""
