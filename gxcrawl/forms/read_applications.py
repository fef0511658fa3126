"""Reads section 3, 收到和处理政府信息公开申请情况, from the rows of whatever tables print it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from gxcrawl.forms import applications as form
from gxcrawl.forms.applications_header import COLUMNS, ORGANISATIONS, find_header
from gxcrawl.forms.found import Found
from gxcrawl.forms.labels import bare, normalise
from gxcrawl.forms.lines import Header, Line, Printed, prints_number
from gxcrawl.forms.numbers import parse_count
from gxcrawl.forms.placing import settled
from gxcrawl.forms.shape import Row
from gxcrawl.forms.vocabulary import Vocabulary, most_similar
from gxcrawl.model import LabelNote

PREFIX = "applications"
SECTION = 3
ROWS = Vocabulary(form.ROWS)
_COLUMN_BY_KEY = {column.key: column for column in form.COLUMNS}
_GROUPS = {bare(group) for group in form.GROUPS}
_LEADING_GROUP = re.compile(rf"[^\w]*[一二三四五六七八九十\d]?[^\w]*(?:{'|'.join(_GROUPS)})[^\w]*(?=.)")
_HEADER_MARKS = {bare("申请人情况"), ORGANISATIONS}


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A line with the row its label names (None: not known) and the cells after that label."""

    line: Line
    row: Row | None
    values: tuple[Printed, ...]


def belongs(line: Line) -> bool:
    """Whether the line can only be of this section: its header, or a row whose label says so."""
    row = _last_label(line)
    if row is not None:
        return not row[1].short
    return len(_columns_among(line.texts)) >= 4 or any(bare(text) in _HEADER_MARKS for text in line.texts)


def read(lines: Sequence[Line], found: Found) -> None:
    """Puts every row of the section's lines into `found`; rows of unknown label are reported there."""
    labelled = [_labelled(line) for line in lines]
    headers = _headers(labelled, found)
    matched = _bridge_damaged(labelled, found)
    matched = _choose_other_handling(matched)
    headers = _settled(headers, matched)
    for item in matched:
        header = headers[id(item.line)]
        if item.row is not None:
            found.put_row(f"{PREFIX}.{item.row.key}", item.line, item.values, header, _COLUMN_BY_KEY)
        elif prints_number(item.line.cells) and not _is_header(item):
            found.report_row(item.line, SECTION)


def _labelled(line: Line) -> _Labelled:
    label = _last_label(line)
    if label is None:
        return _Labelled(line, None, ())
    position, row = label
    return _Labelled(line, row, line.cells[position + 1 :])


def _last_label(line: Line) -> tuple[int, Row] | None:
    """Position and row of the last cell that names a row: the labels of its groups stand before it."""
    return _label_among(line.texts)


@lru_cache(maxsize=2048)  # asked for twice of every line, and many reports have many lines alike
def _label_among(texts: tuple[str, ...]) -> tuple[int, Row] | None:
    for position in range(len(texts) - 1, -1, -1):
        row = ROWS.find(texts[position]) or ROWS.find(_without_groups(texts[position]))
        if row is not None:
            # 总计 and 其他 are also column labels: in a line of the header they are no rows
            return None if row.short and _names_columns(texts) else (position, row)
    return None


def _without_groups(label: str) -> str:
    """A label without the labels of its groups, where one cell prints them all: （三）不予公开1.属于国家秘密."""
    plain = normalise(label)
    while group := _LEADING_GROUP.match(plain):
        plain = plain[group.end() :]
    return plain


@lru_cache(maxsize=2048)
def _columns_among(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The columns that the cells of a line name."""
    return tuple(column.key for text in texts if (column := COLUMNS.find(text)) is not None)


def _names_columns(texts: tuple[str, ...]) -> bool:
    return len(set(_columns_among(texts))) >= 2 or any(bare(text) in _HEADER_MARKS for text in texts)


def _is_header(item: _Labelled) -> bool:
    return item.row is None and _names_columns(item.line.texts)


def _headers(items: Sequence[_Labelled], found: Found) -> dict[int, Header | None]:
    """For each line the header above it; a table without one goes on under the header of the table before."""
    headers: dict[int, Header | None] = {}
    current: Header | None = None
    pending: list[Line] = []
    for item in items:
        if pending and not _is_header_going_on(pending[-1], item):
            current, pending = find_header(pending, found) or current, []
        if _is_header(item):
            pending.append(item.line)
        elif pending:
            current, pending = find_header(pending, found) or current, []
        headers[id(item.line)] = current
    return headers


def _is_header_going_on(last: Line, item: _Labelled) -> bool:
    """Whether the line is of the same header as the line before: in its table, or at the top of the next page."""
    if last.table_index == item.line.table_index:
        return True
    at_break = last.row == len(last.table.rows) - 1 and item.line.row == 0
    return at_break and _is_header(item) and len(last.table.rows[0]) == len(item.line.table.rows[0])


def _settled(headers: dict[int, Header | None], items: Sequence[_Labelled]) -> dict[int, Header | None]:
    """The headers as the rows of each table below them bear them out."""
    borne_out = dict(headers)
    for _, group in groupby(items, lambda item: (item.line.table_index, id(headers[id(item.line)]))):
        below = list(group)
        header = headers[id(below[0].line)]
        if header is not None:
            header = settled(header, [item.values for item in below if item.row is not None])
            borne_out.update((id(item.line), header) for item in below)
    return borne_out


def _bridge_damaged(items: Sequence[_Labelled], found: Found) -> list[_Labelled]:
    """Names rows whose label lost characters: the form's rows between their neighbours, by likeness."""
    order = {row.key: position for position, row in enumerate(form.ROWS)}
    bridged = list(items)
    for position, item in enumerate(items):
        if item.row is not None or _is_header(item) or not _looks_like_data(item.line):
            continue
        before = max((order[other.row.key] for other in bridged[:position] if other.row), default=-1)
        after = min((order[other.row.key] for other in items[position:] if other.row), default=len(form.ROWS))
        label_position = _label_position(item.line)
        if label_position is None:
            continue
        printed = item.line.cells[label_position].text
        match = most_similar(printed, form.ROWS[before + 1 : after])
        if match is None:
            continue
        row, likeness = match
        bridged[position] = _Labelled(item.line, row, item.line.cells[label_position + 1 :])
        found.label_notes.append(LabelNote(f"{PREFIX}.{row.key}", printed.strip(), row.label, round(likeness, 2)))
    return bridged


def _label_position(line: Line) -> int | None:
    """The last cell of words before the numbers begin."""
    position = None
    for index, cell in enumerate(line.cells):
        if cell.blank:
            continue
        if parse_count(cell.text).value is not None:
            break
        position = index
    return position


def _looks_like_data(line: Line) -> bool:
    """Words, and after them at least one number."""
    position = _label_position(line)
    if position is None:
        return False
    return prints_number(line.cells[position + 1 :])


def _choose_other_handling(items: Sequence[_Labelled]) -> list[_Labelled]:
    """（六）其他处理 is a row of its own or the group of three; where its three rows are printed it is the group.

    Numbers right behind the group's label are then of a row whose own label is lost, or a sum the form does not have.
    """
    divided = any(item.row and item.row.group == form.OTHER_HANDLING for item in items)
    if not divided:
        return list(items)
    chosen = []
    for item in items:
        is_group = item.row is not None and item.row.key == "other_handling.undivided"
        if not is_group:
            chosen.append(item)
        elif not all(cell.blank for cell in item.values):
            chosen.append(_Labelled(item.line, None, item.values))
    return chosen
