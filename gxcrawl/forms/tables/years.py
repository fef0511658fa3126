"""Last year's numbers printed beside this year's, in columns or in rows of their own: they are none of the report's."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from gxcrawl.characters import normalise
from gxcrawl.forms.rows.lines import Extent, Line, Printed, cells_from_above, prints_number

_WHEN = re.compile(r"(?:(20\d\d)年|(上一?年|去年)|本年|今年)度?(?!项目)(.*)")  # 上一年项目数量 is of the form of 2019
_THIS_YEAR, _LAST_YEAR = 1, 0
_NAMED = 2  # cells that print something, of a header at least


def of_this_year(lines: Sequence[Line]) -> list[Line]:
    """The lines of one table without the columns and rows that its own labels say are of an earlier year.

    Only where the same is printed for both years: 2021年 beside 2022年, 上年处理决定数量 beside 本年处理决定数量.
    """
    if not lines or not lines[0].table.spans_known:
        return list(lines)
    return list(_without_rows(list(_without_columns(lines))))


@lru_cache(maxsize=2048)
def _when(text: str) -> tuple[int, str] | None:
    """The year that a label begins with, as one number or the other, and what follows."""
    found = _WHEN.fullmatch(normalise(text))
    if found is None:
        return None
    return int(found[1] or (_LAST_YEAR if found[2] else _THIS_YEAR)), found[3]


def _earlier(cells: Sequence[Printed]) -> list[Printed]:
    """Of cells that name the same for several years all but those of the latest; years and 上年 do not compare."""
    by_name: dict[str, list[tuple[int, Printed]]] = {}
    for cell in cells:
        if (when := _when(cell.text)) is not None:
            by_name.setdefault(when[1], []).append((when[0], cell))
    return [
        cell
        for dated in by_name.values()
        for year, cell in dated
        if year < (latest := max(dated)[0]) and (latest == _THIS_YEAR or year > _THIS_YEAR)
    ]


def _without_columns(lines: Sequence[Line]) -> Iterator[Line]:
    dropped: list[Extent] = []
    below = False
    for line in lines:
        if prints_number(line.cells):
            below = True
        elif sum(not cell.blank for cell in line.cells) >= _NAMED:
            dropped = [*(() if below else dropped), *((cell.column, cell.end) for cell in _earlier(line.cells))]
            below = False
        kept = line.with_cells(cell for cell in line.cells if not _is_within(cell, dropped)) if dropped else line
        if kept.cells:
            yield kept


def _is_within(cell: Printed, columns: Sequence[Extent]) -> bool:
    return any(start <= cell.column and cell.end <= end for start, end in columns)


def _without_rows(lines: Sequence[Line]) -> Iterator[Line]:
    """A row keeps no cell that says its year; the label that both years' rows share may begin in the other's."""
    named = [_year_at_left(line) for line in lines]
    earlier = {cell.text for cell in _earlier([cell for cell in named if cell is not None])}
    for line, cell in zip(lines, named, strict=True):
        if not earlier or cell is None:
            yield line
        elif cell.text not in earlier:
            labels = [above for above in cells_from_above(line) if not prints_number((above,))]
            yield line.with_cells(sorted(one for one in (*labels, *line.cells) if one != cell))


def _year_at_left(line: Line) -> Printed | None:
    """The cell of a row of numbers that says nothing but its year; it may begin in a row above."""
    if not prints_number(line.cells):
        return None
    dated = ((cell, _when(cell.text)) for cell in (*line.cells, *cells_from_above(line)))
    return next((cell for cell, when in dated if when is not None and not when[1]), None)
