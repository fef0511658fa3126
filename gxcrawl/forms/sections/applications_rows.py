"""Which row of section 3 a printed row is: by its label, its group, and the rows above and below it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from gxcrawl.characters import normalise
from gxcrawl.forms.cells.labels import bare
from gxcrawl.forms.cells.numbers import parse_count
from gxcrawl.forms.cells.vocabulary import Vocabulary, most_similar
from gxcrawl.forms.editions import applications as form
from gxcrawl.forms.editions.shape import Row
from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.rows.lines import Line, Printed, prints_number
from gxcrawl.forms.sections.applications_header import APPLICANTS, COLUMNS, ORGANISATIONS

PREFIX = "applications"
SECTION = 3
ROWS = Vocabulary(form.ROWS)
COLUMN_BY_KEY = {column.key: column for column in form.COLUMNS}
ORDER = {row.key: position for position, row in enumerate(form.ROWS)}
OTHER, TOTAL = "other_handling.other", "result_total"
_GROUPS = {bare(group): group for group in form.GROUPS}
_GROUP_NAMES = "|".join(_GROUPS).replace("年", "年度?")
_LEADING_GROUP = re.compile(rf"[^\w]*(?:[一二三四五六七八九十\d][^\w]*)?(?:{_GROUP_NAMES})[^\w]*(?=.)")
_SUBGROUPS = tuple((name, group) for name, group in _GROUPS.items() if group != form.RESULTS)
_HEADER_MARKS = {APPLICANTS, ORGANISATIONS}
_SHORTEST_LABEL = 4  # 逾期不补; 暂无 and 未统计 stand in the place of a number


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line with the row its label names (None: not known) and the cells after that label.

    is_header: whether it names columns instead.
    """

    line: Line
    row: Row | None
    values: tuple[Printed, ...]
    is_header: bool = False

    @property
    def key(self) -> str | None:
        """Of its row."""
        return self.row.key if self.row else None


def labelled(line: Line) -> Labelled:
    """The line with the row that its last label names: the labels of its groups stand before it.

    （六）其他处理 before other words is the group of a row whose label lost characters.
    """
    found = row_among(line.texts)
    if found is not None and found[1].key == form.UNDIVIDED and _is_label(line.texts[found[0] + 1 :]):
        return Labelled(line, None, ())
    if found is None:
        return Labelled(line, None, (), is_header=_names_columns(line.texts) and not _is_of_numbers(line))
    position, row = found
    return Labelled(line, row, line.cells[position + 1 :])


def _is_label(texts: tuple[str, ...]) -> bool:
    """Whether words stand before numbers; a sign that is none, as ×, is too short."""
    return bool(texts) and len(bare(texts[0])) >= _SHORTEST_LABEL and parse_count(texts[0]).value is None


@lru_cache(maxsize=2048)  # asked for twice of every line, and many reports have many lines alike
def row_among(texts: tuple[str, ...]) -> tuple[int, Row] | None:
    """Position and row of the last cell that names one; 总计 and 其他 in a header name columns and no row."""
    for position in range(len(texts) - 1, -1, -1):
        row = row_named(texts[position])
        if row is not None:
            return None if row.short and _names_columns(texts) else (position, row)
    return None


def row_named(text: str) -> Row | None:
    """The row that a label names, with or without the labels of its groups before it."""
    return ROWS.find(text) or ROWS.find(_without_groups(text))


@lru_cache(maxsize=2048)
def columns_among(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The columns that the cells of a line name."""
    return tuple(filter(None, map(COLUMNS.key_of, texts)))


def is_marked(texts: tuple[str, ...]) -> bool:
    """Whether a line prints what stands over several columns: 申请人情况, 法人或其他组织."""
    return any(bare(text) in _HEADER_MARKS for text in texts)


def _is_of_numbers(line: Line) -> bool:
    """Whether a line counts more than it names: an applicant's row, in a table that prints applicants as rows."""
    return sum(parse_count(text).value is not None for text in line.texts) > len(columns_among(line.texts))


def _names_columns(texts: tuple[str, ...]) -> bool:
    return len(set(columns_among(texts))) >= 2 or is_marked(texts)


def _without_groups(label: str) -> str:
    """A label without the labels of its groups, where one cell prints them all: （三）不予公开1.属于国家秘密."""
    lines = label.split("\n")
    while len(lines) > 1 and bare(lines[0]) in _GROUPS:
        del lines[0]
    rest = "\n".join(lines)
    plain = "" if ROWS.names_several(rest) else normalise(rest)
    while group := _LEADING_GROUP.match(plain):
        plain = plain[group.end() :]
    return plain


def without_misplaced(items: Sequence[Labelled]) -> list[Labelled]:
    """The rows, 其他 and 总计 unknown where they are of a group that the form gives no such row.

    其他 is a row of （六） only: below the label or a row of another group it is one that an agency added. A total
    with more rows of the results below is the sum of the group above it.
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
    """For each line the group of rows it stands in: the one whose label or row was printed last."""
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


def choose_other_handling(items: Sequence[Labelled]) -> list[Labelled]:
    """（六）其他处理 is a row of its own or the group of three; where its three rows are printed it is the group.

    Numbers right behind the group's label are then of a row whose own label is lost, or a sum the form does not have.
    """
    if not any(item.row and item.row.group == form.OTHER_HANDLING for item in items):
        return list(items)
    return [
        replace(item, row=None) if item.key == form.UNDIVIDED else item
        for item in items
        if item.key != form.UNDIVIDED or not all(cell.blank for cell in item.values)
    ]


def bridge_damaged(items: Sequence[Labelled], found: Found) -> list[Labelled]:
    """Names rows whose label lost characters: the form's rows between their neighbours, by likeness."""
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
    """Position of the last cell of words before the numbers begin; None where no number follows."""
    position = None
    for index, cell in enumerate(line.cells):
        if cell.blank:
            continue
        if parse_count(cell.text).value is not None:
            break
        position = index
    return position if position is not None and prints_number(line.cells[position + 1 :]) else None
