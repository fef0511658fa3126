"""A column 备注 (remarks) at the right of sections 3 and 4, not in the official form; its cells are no values."""

from collections.abc import Iterator, Sequence

from gxcrawl.forms.cells.labels import bare
from gxcrawl.forms.cells.numbers import parse_count
from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.rows.lines import Line, Printed, by_table

_TITLES = frozenset(("备注", "说明", "备注说明"))


def without_remarks(lines: Sequence[Line], section: int, found: Found) -> list[Line]:
    """The lines of a section without the cells of the remarks column.

    If rows print a remark cell, a row without one may lack a number instead: it is reported in `found` and left out.
    """
    return [line for of_table in by_table(lines).values() for line in _of_one_table(of_table, section, found)]


def _of_one_table(lines: Sequence[Line], section: int, found: Found) -> Iterator[Line]:
    title = _title(lines)
    if title is None:
        yield from lines
        return
    remarks = {line.row for line in lines if (line.cells[-1].column, line.cells[-1].end) == (title.column, title.end)}
    printed = any(line.row in remarks for line in lines if _holds_number(line))
    for line in lines:
        if line.row in remarks:
            if len(line.cells) > 1:  # otherwise the row prints only its remark
                yield line.with_cells(line.cells[:-1])
        elif printed and _holds_number(line) and line.table.owners[line.row][title.column] is None:
            found.report_row(line, section)
        else:
            yield line


def _title(lines: Sequence[Line]) -> Printed | None:
    """The header cell of the remarks column, or None.

    It counts only at the table's right edge: a row moved by a wrong span would reach beyond it.
    """
    for line in lines:
        last = line.cells[-1]
        if bare(last.text) not in _TITLES or _holds_number(line):
            continue
        if last.column and line.table.spans_known and last.end == len(line.table.owners[line.row]):
            return last
    return None


def _holds_number(line: Line) -> bool:
    """True if a cell begins with a digit and is a count; 无 among remarks is not."""
    return any(cell.text.strip()[:1].isdigit() and parse_count(cell.text).value is not None for cell in line.cells)
