"""Other years' numbers printed beside this year's, in columns or rows of their own: they are none of the report's."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from gxcrawl.characters import normalise
from gxcrawl.forms.rows.lines import Line, Printed, cells_from_above, prints_number

_WHEN = re.compile(r"(?:(20\d\d)年|(上一?年|去年)|本年|今年)度?(?!项目)(.*)")  # 上一年项目数量 is of the form of 2019
_THIS_YEAR, _LAST_YEAR = 1, 0
_ANY_YEAR = re.compile(r"\d\s*年")
_NAMED = 2  # cells that print something, of a header at least


def names_year(texts: str) -> bool:
    """Whether some text of tables names a year, so that what they say may depend on the report's own."""
    return _ANY_YEAR.search(texts) is not None


def of_this_year(lines: Sequence[Line], own: int | None = None) -> list[Line]:
    """The lines of one table without the columns and rows that its own labels say are of another year.

    Only where the same is printed for several: 2021年 beside 2022年, 上年处理决定数量 beside 本年处理决定数量.
    own: the year of the report, as a copy that was printed later may have the next year too; the latest where it is
    not known. Years that its own is none of stay, and contradict each other.
    """
    if not lines or not lines[0].table.spans_known:
        return list(lines)
    return list(_without_rows(list(_without_columns(lines, own)), own))


@lru_cache(maxsize=2048)
def _when(text: str) -> tuple[int, str] | None:
    """The year that a label begins with, as one number or the other, and what follows."""
    found = _WHEN.fullmatch(normalise(text))
    if found is None:
        return None
    return int(found[1] or (_LAST_YEAR if found[2] else _THIS_YEAR)), found[3]


def _of_others(cells: Sequence[Printed], own: int | None) -> list[Printed]:
    """Of cells that name the same for several years all but those of one; years and 上年 need the own to compare."""
    by_name: dict[str, list[tuple[int, Printed]]] = {}
    for cell in cells:
        if (when := _when(cell.text)) is not None:
            by_name.setdefault(when[1], []).append((_in_full(when[0], own), cell))
    return [
        cell
        for dated in by_name.values()
        if (wanted := _wanted({year for year, _ in dated}, own)) is not None
        for year, cell in dated
        if year != wanted
    ]


def _in_full(year: int, own: int | None) -> int:
    """What 上年 and 本年 are in the report's own year."""
    return year if own is None or year > _THIS_YEAR else own + year - _THIS_YEAR


def _wanted(years: Collection[int], own: int | None) -> int | None:
    """Which of several years is the report's; None where that cannot be told."""
    if own is not None:
        return own if own in years else None
    latest = max(years)
    return latest if latest == _THIS_YEAR or min(years) > _THIS_YEAR else None


def _without_columns(lines: Sequence[Line], own: int | None) -> Iterator[Line]:
    dropped: dict[int, int] = {}  # each column, and where the one ends that it belongs to
    below = False
    for line in lines:
        if prints_number(line.cells):
            below = True
        elif sum(not cell.blank for cell in line.cells) >= _NAMED:
            dropped = {} if below else dropped
            others = _of_others(line.cells, own)
            for cell in others:
                dropped |= {column: max(cell.end, dropped.get(column, 0)) for column in range(cell.column, cell.end)}
            below = False
            line = _without_own_year(line) if others else line
        kept = (
            line.with_cells(cell for cell in line.cells if dropped.get(cell.column, 0) < cell.end) if dropped else line
        )
        if kept.cells:
            yield kept


def _without_own_year(line: Line) -> Line:
    """A row of labels without those that say nothing but a year below another label: 总计 above 2022年 and 2021年."""
    above = line.table.owners[line.row - 1] if line.row else ()
    return line.with_cells(
        cell
        for cell in line.cells
        if not above or above[cell.column] == above[0] or (when := _when(cell.text)) is None or when[1]
    )


def _without_rows(lines: Sequence[Line], own: int | None) -> Iterator[Line]:
    """A row keeps no cell that says its year; the label that both years' rows share may begin in the other's."""
    named = [_year_at_left(line) for line in lines]
    others = {cell.text for cell in _of_others([cell for cell in named if cell is not None], own)}
    for line, cell in zip(lines, named, strict=True):
        if not others or cell is None:
            yield line
        elif cell.text not in others:
            labels = [above for above in cells_from_above(line) if not prints_number((above,))]
            yield line.with_cells(sorted(one for one in (*labels, *line.cells) if one != cell))


def _year_at_left(line: Line) -> Printed | None:
    """The cell of a row of numbers that says nothing but its year; it may begin in a row above."""
    if not prints_number(line.cells):
        return None
    dated = ((cell, _when(cell.text)) for cell in (*line.cells, *cells_from_above(line)))
    return next((cell for cell, when in dated if when is not None and not when[1]), None)
