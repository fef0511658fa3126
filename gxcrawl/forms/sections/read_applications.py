"""Reads section 3, 收到和处理政府信息公开申请情况, from the rows of whatever tables print it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from gxcrawl.forms.cells.labels import counts_itself
from gxcrawl.forms.editions import applications as form
from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.rows.lines import UNKNOWN, Header, Line, by_table, prints_number
from gxcrawl.forms.rows.placing import settled
from gxcrawl.forms.sections.applications_header import find_header
from gxcrawl.forms.sections.applications_rows import (
    COLUMN_BY_KEY,
    PREFIX,
    Labelled,
    bridge_damaged,
    choose_other_handling,
    columns_among,
    is_marked,
    join_cut_labels,
    labelled,
    row_among,
    without_misplaced,
)
from gxcrawl.forms.sections.applications_rows import SECTION as SECTION
from gxcrawl.forms.sections.applications_turned import is_turned, read_turned

_FIGURES_BEHIND = re.compile(r"\D(?:\s+\d[\d,]*){3,}$")  # one cell with a label and all numbers of its row
_LONGEST_ROW = 200  # characters of the numbers of a row
_TOTAL = "total"
_APPLICANTS = frozenset(column.key for column in form.COLUMNS) - {_TOTAL}
_FEWEST_BEFORE = 2  # numbers before a label; a single one may be the row's serial number


def belongs(line: Line) -> bool:
    """True if the line can belong to this section only: its header, or a row identified by its label."""
    named = row_among(line.texts)
    if named is not None:
        return not named[1].short
    return len(set(columns_among(line.texts))) >= 4 or is_marked(line.texts)  # section 4 repeats 其他 and 总计


def read(lines: Sequence[Line], found: Found) -> None:
    """Stores every row of the section's lines in `found` and reports rows with an unknown label there."""
    upright: list[Line] = []
    for of_table in by_table(lines).values():
        if is_turned(of_table):
            read_turned(of_table, found)
        else:
            upright += of_table
    _read_upright(upright, found)


def _read_upright(lines: Sequence[Line], found: Found) -> None:
    """Does the same for tables in the official layout, with applicants above the numbers."""
    printed = join_cut_labels([labelled(line) for line in lines])
    headers = _headers(printed, found)
    rows = choose_other_handling(bridge_damaged(without_misplaced(printed), found))
    headers = _without_part_totals(_settled(headers, rows))
    last: Labelled | None = None
    for item in rows:
        header = headers[id(item.line)]
        if _prints_more(item):
            found.report_row(item.line, SECTION)
        elif item.row is not None:
            found.put_row(f"{PREFIX}.{item.row.key}", item.line, item.values, header, COLUMN_BY_KEY)
            last = item
        elif prints_number(item.line.cells) and not item.is_header:
            found.report_row(item.line, SECTION)
            if last is not None and last.row is not None and _shares_label(item.line, last):
                found.doubt_row(f"{PREFIX}.{last.row.key}", item.line)


def _shares_label(line: Line, above: Labelled) -> bool:
    """True if a row above has the same label cell: 局机关 and 下属单位 beside one label."""
    label = above.line.cells[len(above.line.cells) - len(above.values) - 1]
    owner = (above.line.row, label.column)
    return line.table_index == above.line.table_index and line.table.owners[line.row][label.column] == owner


def _prints_more(item: Labelled) -> bool:
    """True if numbers stand where none is read: in the label's cell, or before it (another row side by side)."""
    if not item.values:
        return _FIGURES_BEHIND.search(item.line.texts[-1][-_LONGEST_ROW:]) is not None
    label = len(item.line.texts) - len(item.values) - 1
    before = item.line.texts[:label]
    return counts_itself(item.line.texts[label]) or sum(text.isdigit() for text in before) >= _FEWEST_BEFORE


def may_be_row(line: Line) -> bool:
    """True if a line that could also belong to another section prints a number for each applicant: 总计, 其他."""
    item = labelled(line)
    return item.row is not None and len(item.values) >= len(form.COLUMNS) - 1 and prints_number(item.values)


def _headers(items: Sequence[Labelled], found: Found) -> dict[int, Header | None]:
    """For each line, the header above it; a table without a header continues under that of the table before."""
    headers: dict[int, Header | None] = {}
    current: Header | None = None
    pending: list[Line] = []
    for item in items:
        if pending and not _is_header_going_on(pending[-1], item):
            current, pending = find_header(pending, found) or current, []
        if item.is_header or _ends_header(pending, item):
            pending.append(item.line)
        elif pending:
            current, pending = find_header(pending, found) or current, []
        headers[id(item.line)] = current
    return headers


def _ends_header(above: Sequence[Line], item: Labelled) -> bool:
    """True if a line below other header lines prints applicants only, even a single one: 自然人 below 申请人情况."""
    printed = tuple(text for text in item.line.texts if text.strip())
    if not above or above[-1].table_index != item.line.table_index or item.row is not None:
        return False
    return len(columns_among(printed)) == len(printed)


def _is_header_going_on(last: Line, item: Labelled) -> bool:
    """True if the line continues the header of the line before: in the same table, or at the top of the next page."""
    if last.table_index == item.line.table_index:
        return True
    at_break = last.row == len(last.table.rows) - 1 and item.line.row == 0
    return at_break and item.is_header and len(last.table.rows[0]) == len(item.line.table.rows[0])


def _without_part_totals(headers: dict[int, Header | None]) -> dict[int, Header | None]:
    """The headers without the 总计 of a table cut between columns: it may be the total of one part or of both."""
    named = {header.keys: _APPLICANTS & set(header.keys) for header in headers.values() if header is not None}
    parts = {keys for keys, own in named.items() if own and any(one and one.isdisjoint(own) for one in named.values())}
    return {
        line: header
        if header is None or header.keys not in parts
        else replace(header, keys=tuple(UNKNOWN if key == _TOTAL else key for key in header.keys))
        for line, header in headers.items()
    }


def _settled(headers: dict[int, Header | None], items: Sequence[Labelled]) -> dict[int, Header | None]:
    """The headers, each checked against the rows below it in its table."""
    borne_out = dict(headers)
    for _, group in groupby(items, lambda item: (item.line.table_index, id(headers[id(item.line)]))):
        below = list(group)
        header = headers[id(below[0].line)]
        if header is not None:
            borne_out |= dict.fromkeys(
                (id(item.line) for item in below),
                settled(header, [item.values for item in below if item.row is not None]),
            )
    return borne_out
