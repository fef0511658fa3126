"""Section 3 turned round: what became of the applications stands above the numbers, who applied at their left."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from gxcrawl.forms.editions.applications import UNDIVIDED
from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.rows.lines import Header, Line, Printed, header_by_stack, header_of_labels, prints_number
from gxcrawl.forms.rows.placing import is_gapless, settled
from gxcrawl.forms.sections.applications_header import COLUMNS
from gxcrawl.forms.sections.applications_rows import COLUMN_BY_KEY, ORDER, PREFIX, SECTION, row_named
from gxcrawl.model import Table

_FEWEST = 5  # rows named in one line; the official form names one, with two labels of groups before it


def is_turned(lines: Sequence[Line]) -> bool:
    """Whether a line above the numbers of one table names so many rows that they can only be its columns."""
    above = takewhile(lambda line: not line.texts[-1].isdigit(), lines)
    return any(len(line.texts) > _FEWEST and _count_named(line) >= _FEWEST for line in above)


def _count_named(line: Line) -> int:
    return len({row.key for text in line.texts if (row := row_named(text))})


def read_turned(lines: Sequence[Line], found: Found) -> None:
    """Puts the numbers of such a table into `found`; what does not say what it counts is reported."""
    body = next((n for n, line in enumerate(lines) if prints_number(line.cells)), len(lines))
    rows = [(line, *_applicant(line)) for line in lines[body:]]
    header = _header(lines[:body])
    if header is not None:
        header = settled(header, [values for _, _, values in rows])
    if header is not None and not _fills_table(header, lines[0].table):  # the rows speak against it
        header = None
    for line, applicant, values in rows:
        if header is not None and applicant is not None and _stands_below(values, header):
            paths = tuple(f"{key}.{applicant}" for key in header.keys)
            columns = dict.fromkeys(paths, COLUMN_BY_KEY[applicant])
            found.put_row(PREFIX, line, values, replace(header, keys=paths), columns)
        elif prints_number(line.cells):
            found.report_row(line, SECTION)


def _header(lines: Sequence[Line]) -> Header | None:
    """The rows of the form that the columns are; None unless every column to the right edge is one, in order."""
    header = _of_one_line(lines[0]) if len(lines) == 1 else header_by_stack(lines, _key_of_stack)
    if header is None or not lines or (UNDIVIDED in header.keys and _is_divided(header)):
        return None
    positions = [ORDER[key] for key in header.keys]
    return header if positions == sorted(positions) and _fills_table(header, lines[0].table) else None


def _of_one_line(line: Line) -> Header | None:
    named = [(row_named(cell.text), cell) for cell in line.cells]
    first = next((n for n, (row, _) in enumerate(named) if row), len(named))
    rows = [row for row, _ in named[first:] if row]
    if not rows or len(rows) < len(named) - first or len({row.key for row in rows}) < len(rows):
        return None
    return header_of_labels([row.key for row in rows], [cell for _, cell in named[first:]], [line])


def _key_of_stack(stack: tuple[str, ...]) -> str | None:
    """The lowest label over a column, where it names a row."""
    lowest = next((text for text in reversed(stack) if text.strip()), "")
    row = row_named(lowest)
    return None if row is None else row.key


def _is_divided(header: Header) -> bool:
    return sum(key.startswith("other_handling.") for key in header.keys) > 1


def _fills_table(header: Header, table: Table) -> bool:
    """Whether no column from the first to the right edge lacks a label; True where no grid tells."""
    if not table.spans_known:
        return True
    extents = header.extents
    if extents is None or extents[-1][1] != header.width:
        return False
    return is_gapless(extents)


def _stands_below(values: Sequence[Printed], header: Header) -> bool:
    """Whether as many cells as the header has columns stand in them; where one too few moved, they do not."""
    if header.extents is None or len(values) != len(header.keys):
        return True
    return tuple((cell.column, cell.end) for cell in values) == header.extents


def _applicant(line: Line) -> tuple[str | None, tuple[Printed, ...]]:
    """Who a row is about, as the last of its labels says, and the cells behind it."""
    labels = next((n for n, cell in enumerate(line.cells) if cell.blank or prints_number((cell,))), len(line.cells))
    return COLUMNS.key_of(line.texts[labels - 1]) if labels else None, line.cells[labels:]
