"""Identifies the rows of section 3 by their label, their group, and the rows above and below."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from gxcrawl.forms.cells.labels import bare, whole
from gxcrawl.forms.cells.numbers import parse_count
from gxcrawl.forms.cells.vocabulary import Vocabulary, most_similar
from gxcrawl.forms.editions import applications as form
from gxcrawl.forms.editions.shape import Row
from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.rows.lines import Line, Printed, prints_number
from gxcrawl.forms.sections.applications_header import APPLICANTS, COLUMNS, ORGANISATIONS
from gxcrawl.text.characters import normalise

PREFIX = "applications"
SECTION = 3
ROWS = Vocabulary(form.ROWS)
COLUMN_BY_KEY = {column.key: column for column in form.COLUMNS}
PATHS = tuple(tuple(f"{PREFIX}.{row.key}.{column.key}" for column in form.COLUMNS) for row in form.ROWS)
"""The paths of the values of each row."""
ORDER = {row.key: position for position, row in enumerate(form.ROWS)}
OTHER, TOTAL = "other_handling.other", "result_total"
_UNDIVIDED = next(row for row in form.ROWS if row.key == form.UNDIVIDED)
_SIXTH = re.compile(r"\W*六\W")  # （六）其他 · 六、其他情形
_BY_WHOLE_LABEL = {whole(row.label): row for row in form.ROWS if not row.short}
_GROUPS = {bare(group): group for group in form.GROUPS}
_GROUP_NAMES = "|".join(_GROUPS).replace("年", "年度?")
_LEADING_GROUP = re.compile(rf"[^\w]*(?:[一二三四五六七八九十\d][^\w]*)?(?:{_GROUP_NAMES})[^\w]*(?=.)")
_SUBGROUPS = tuple((name, group) for name, group in _GROUPS.items() if group != form.RESULTS)
_HEADER_MARKS = {APPLICANTS, ORGANISATIONS}
_SHORTEST_LABEL = 4  # characters: 逾期不补; shorter words (暂无, 未统计) stand for a number


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line, the row its label names (None: unknown) and the cells after that label.

    is_header: True if the line names columns instead.
    """

    line: Line
    row: Row | None
    values: tuple[Printed, ...]
    is_header: bool = False

    @property
    def key(self) -> str | None:
        """The key of the row, or None."""
        return self.row.key if self.row else None


def labelled(line: Line) -> Labelled:
    """The line with the row that its last label names; labels of groups stand before that label.

    （六）其他处理 before other words is the group of a row whose own label lost characters.
    """
    found = row_among(line.texts)
    if found is not None and found[1].key == form.UNDIVIDED and _is_label(line.texts[found[0] + 1 :]):
        return Labelled(line, None, ())
    if found is None:
        return Labelled(line, None, (), is_header=_names_columns(line.texts) and not _is_of_numbers(line))
    position, row = found
    return Labelled(line, row, line.cells[position + 1 :])


def _is_label(texts: tuple[str, ...]) -> bool:
    """True if words stand before the numbers; a mark in place of a number, such as ×, is too short to be a label."""
    return bool(texts) and len(bare(texts[0])) >= _SHORTEST_LABEL and parse_count(texts[0]).value is None


@lru_cache(maxsize=2048)  # called twice for every line, and many reports share the same lines
def row_among(texts: tuple[str, ...]) -> tuple[int, Row] | None:
    """Index of the last cell that names a row, and that row; None for 总计 and 其他 in a header, which name columns."""
    for position in range(len(texts) - 1, -1, -1):
        row = row_named(texts[position])
        if row is not None:
            return None if row.short and _names_columns(texts) else (position, row)
    return None


def row_named(text: str) -> Row | None:
    """The row that a label names, with or without the labels of its groups before it; None if it names none.

    （六）其他 is （六）其他处理 cut short, because the 其他 inside that group is its third.
    """
    row = ROWS.find(text) or ROWS.find(_without_groups(text))
    return _UNDIVIDED if row is not None and row.key == OTHER and _SIXTH.match(text) else row


@lru_cache(maxsize=2048)
def columns_among(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The columns that the cells of a line name."""
    return tuple(filter(None, map(COLUMNS.key_of, texts)))


def is_marked(texts: tuple[str, ...]) -> bool:
    """True if a line prints a header over several columns: 申请人情况, 法人或其他组织."""
    return any(bare(text) in _HEADER_MARKS for text in texts)


def _is_of_numbers(line: Line) -> bool:
    """True if a line has more numbers than labels: an applicant's row, in a table with applicants as rows."""
    return sum(parse_count(text).value is not None for text in line.texts) > len(columns_among(line.texts))


def _names_columns(texts: tuple[str, ...]) -> bool:
    return len(set(columns_among(texts))) >= 2 or is_marked(texts)


def _without_groups(label: str) -> str:
    """A label without the labels of its groups, if one cell prints them all: （三）不予公开1.属于国家秘密."""
    lines = label.split("\n")
    while len(lines) > 1 and bare(lines[0]) in _GROUPS:
        del lines[0]
    rest = "\n".join(lines)
    plain = "" if ROWS.names_several(rest) else normalise(rest)
    while group := _LEADING_GROUP.match(plain):
        plain = plain[group.end() :]
    return plain


def without_misplaced(items: Sequence[Labelled]) -> list[Labelled]:
    """The rows; 其他 and 总计 become unknown if their group has no such row in the form.

    其他 belongs to （六） only: in another group, an agency added it. A total that is followed by more result rows is
    the sum of the group above it.
    """
    placed: list[Labelled] = []
    for position, (item, group) in enumerate(zip(items, _groups_above(items), strict=True)):
        stray = group not in (None, form.OTHER_HANDLING) if item.key == OTHER else False
        if item.key == TOTAL and group is not None:
            below = next((other.key for other in items[position + 1 :] if other.row), None)
            stray = below in form.RESULT_PARTS
        placed.append(replace(item, row=None) if stray else item)
    return placed


def _groups_above(items: Sequence[Labelled]) -> Iterator[str | None]:
    """For each line, the group it stands in: that of the group label or row printed last."""
    group: str | None = None
    for item in items:
        before = item.line.texts[: len(item.line.texts) - len(item.values)]
        group = next((named for text in reversed(before) if (named := _subgroup(text))), group)
        yield group
        if item.row is not None and item.key not in (OTHER, TOTAL):
            group = form.OTHER_HANDLING if item.key == form.UNDIVIDED else item.row.group


@lru_cache(maxsize=1024)
def _subgroup(text: str) -> str | None:
    label = bare(text)
    return next((group for name, group in _SUBGROUPS if label.startswith(name)), None)


def join_cut_labels(items: Sequence[Labelled]) -> list[Labelled]:
    """The rows; one whose label a page break cuts, with its numbers beside the rest of the label, is one row."""
    joined: list[Labelled] = []
    for item in items:
        label = None if item.row or item.is_header or not joined else _label_of_data(item.line)
        row = None if label is None else _row_cut(joined[-1].line, item.line, label)
        if row is None or label is None:
            joined.append(item)
        else:
            joined[-1] = Labelled(item.line, row, item.line.cells[label + 1 :])
    return joined


def _row_cut(above: Line, line: Line, label: int) -> Row | None:
    """The row whose label, word for word, is the last text of the line above and the label of this one."""
    filled = [cell for cell in above.cells if not cell.blank]
    if above.table_index != line.table_index or prints_number(filled):
        return None
    return _BY_WHOLE_LABEL.get(whole(filled[-1].text + line.texts[label]))


def choose_other_handling(items: Sequence[Labelled]) -> list[Labelled]:
    """Decides whether （六）其他处理 is a row or a group: it is the group if its three rows are printed.

    If it is the group, numbers right after its label belong to a row whose label is lost, or are a sum that the form
    does not have.
    """
    if not any(item.row and item.row.group == form.OTHER_HANDLING for item in items):
        return list(items)
    return [
        replace(item, row=None) if item.key == form.UNDIVIDED else item
        for item in items
        if item.key != form.UNDIVIDED or not all(cell.blank for cell in item.values)
    ]


def bridge_damaged(items: Sequence[Labelled], found: Found) -> list[Labelled]:
    """Names rows whose label lost characters, by similarity to the form's rows that belong between their neighbours."""
    bridged: list[Labelled] = []
    last = -1
    for position, item in enumerate(items):
        label = None if item.row or item.is_header else _label_of_data(item.line)
        if label is not None:
            below = min((ORDER[other.row.key] for other in items[position:] if other.row), default=len(form.ROWS))
            item = _bridged(item.line, label, form.ROWS[last + 1 : below], found) or item
        if item.row is not None:
            last = max(last, ORDER[item.row.key])
        bridged.append(item)
    return bridged


def _bridged(line: Line, label: int, candidates: Sequence[Row], found: Found) -> Labelled | None:
    printed = line.cells[label].text
    match = None if ROWS.names_several(printed) else most_similar(printed, candidates)
    row = found.bridge(PREFIX, printed, match)
    return None if row is None else Labelled(line, row, line.cells[label + 1 :])


def _label_of_data(line: Line) -> int | None:
    """Index of the last cell of words before the numbers begin; None if no number follows."""
    position = None
    for index, cell in enumerate(line.cells):
        if cell.blank:
            continue
        if parse_count(cell.text).value is not None:
            break
        position = index
    return position if position is not None and prints_number(line.cells[position + 1 :]) else None
