"""Section 3 with rows and columns swapped: results of applications above the numbers, applicants at their left."""

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

_FEWEST = 5  # names of rows in one line; the official form has one row and two group labels in a line


def is_turned(lines: Sequence[Line]) -> bool:
    """True if a line above the numbers names so many rows of the form that they must be the table's columns."""
    above = takewhile(lambda line: not line.texts[-1].isdigit(), lines)
    return any(len(line.texts) > _FEWEST and _count_named(line) >= _FEWEST for line in above)


def _count_named(line: Line) -> int:
    return len({row.key for text in line.texts if (row := row_named(text))})


def read_turned(lines: Sequence[Line], found: Found) -> None:
    """Stores the numbers of such a table in `found`; reports rows that do not say what they count."""
    body = next((n for n, line in enumerate(lines) if prints_number(line.cells)), len(lines))
    rows = [(line, *_applicant(line)) for line in lines[body:]]
    header = _header(lines[:body])
    if header is not None:
        header = settled(header, [values for _, _, values in rows])
    if header is not None and not _fills_table(header, lines[0].table):  # the rows contradict it
        header = None
    for line, applicant, values in rows:
        if header is not None and applicant is not None and _stands_below(values, header):
            paths = tuple(f"{key}.{applicant}" for key in header.keys)
            columns = dict.fromkeys(paths, COLUMN_BY_KEY[applicant])
            found.put_row(PREFIX, line, values, replace(header, keys=paths), columns)
        elif prints_number(line.cells):
            found.report_row(line, SECTION)


def _header(lines: Sequence[Line]) -> Header | None:
    """The columns, each a row of the form; None unless every column up to the right edge is one, in order."""
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
    """The key of the lowest label over a column, if it names a row of the form."""
    lowest = next((text for text in reversed(stack) if text.strip()), "")
    row = row_named(lowest)
    return None if row is None else row.key


def _is_divided(header: Header) -> bool:
    return sum(key.startswith("other_handling.") for key in header.keys) > 1


def _fills_table(header: Header, table: Table) -> bool:
    """True if every column from the first to the right edge has a label, or if the document records no grid."""
    if not table.spans_known:
        return True
    extents = header.extents
    if extents is None or extents[-1][1] != header.width:
        return False
    return is_gapless(extents)


def _stands_below(values: Sequence[Printed], header: Header) -> bool:
    """True if the row has as many cells as the header, each below its label; False if they are shifted."""
    if header.extents is None or len(values) != len(header.keys):
        return True
    return tuple((cell.column, cell.end) for cell in values) == header.extents


def _applicant(line: Line) -> tuple[str | None, tuple[Printed, ...]]:
    """The applicant named by the last of a row's labels, and the cells after it."""
    labels = next((n for n, cell in enumerate(line.cells) if cell.blank or prints_number((cell,))), len(line.cells))
    return COLUMNS.key_of(line.texts[labels - 1]) if labels else None, line.cells[labels:]
