"""Leaves out other years' numbers that stand beside this year's, in columns or rows of their own."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from gxcrawl.forms.cells.labels import bare
from gxcrawl.forms.rows.lines import Line, Printed, cells_from_above, prints_number
from gxcrawl.text.characters import normalise

_WHEN = re.compile(r"(?:(20\d\d)年|(上一?年|去年)|本年|今年)度?(?!项目)(.*)")  # 上一年项目数量 is in the form of 2019
_THIS_YEAR, _LAST_YEAR = 1, 0
_ANY_YEAR = re.compile(r"\d\s*年")
_SHORTEST_LABEL = 4  # characters; shorter words (——, 不涉及) stand for a number
_NAMED = 2  # cells that print something, of a header at least


def names_year(texts: str) -> bool:
    """True if a text names a year, so that the reading may depend on the year of the report."""
    return _ANY_YEAR.search(texts) is not None


def of_this_year(tables: Sequence[Sequence[Line]], own: int | None = None) -> list[list[Line]]:
    """The lines of each table without the columns and rows whose labels name another year.

    Only if a table prints the same thing for several years: 2021年 beside 2022年, 上年处理决定数量 beside
    本年处理决定数量. own: the year of the report (a copy printed later may show the next year too); None if unknown,
    then the latest year is kept. If no column is for the report's year, all are kept and reported as conflicting.
    """
    kept: list[list[Line]] = []
    above: _Columns | None = None
    for lines in tables:
        if lines and lines[0].table.spans_known:
            columns = _Columns.continued(above, lines)
            kept.append(list(_without_rows(list(_without_columns(lines, own, columns)), own)))
            above = columns
        else:
            kept.append(list(lines))
            above = None
    return kept


@dataclass(slots=True)
class _Columns:
    """The columns of several years in a table.

    width: of its grid. dropped: grid column of another year → end of the header cell that covers it. dated: grid
    columns below labels of years. below: whether numbers were printed below these labels.
    """

    width: int
    dropped: dict[int, int] = field(default_factory=dict)
    dated: range = range(0)
    below: bool = False

    @classmethod
    def continued(cls, above: "_Columns | None", lines: Sequence[Line]) -> "_Columns":
        """Those of a table; of the table above if this one goes on below its numbers, as on the next page."""
        width = len(lines[0].table.owners[0])
        if above is None or above.width != width or not prints_number(lines[0].cells):
            return cls(width)
        return replace(above, below=True)


@lru_cache(maxsize=2048)
def _when(text: str) -> tuple[int, str] | None:
    """The year that a label begins with, as printed or as `_THIS_YEAR` or `_LAST_YEAR`, and the rest of the label."""
    found = _WHEN.fullmatch(normalise(text))
    if found is None:
        return None
    return int(found[1] or (_LAST_YEAR if found[2] else _THIS_YEAR)), found[3]


def _of_others(cells: Sequence[Printed], own: int | None) -> list[Printed]:
    """The cells of other years, among cells with the same name for several years.

    own: needed to compare a printed year with 上年 or 本年.
    """
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
    """The year in four digits, 本年 and 上年 counted from the report's year if that is known."""
    return year if own is None or year > _THIS_YEAR else own + year - _THIS_YEAR


def _wanted(years: Collection[int], own: int | None) -> int | None:
    """The one of several years that the report is about; None if it cannot be determined."""
    if own is not None:
        return own if own in years else None
    latest = max(years)
    return latest if latest == _THIS_YEAR or min(years) > _THIS_YEAR else None


def _without_columns(lines: Sequence[Line], own: int | None, columns: _Columns) -> Iterator[Line]:
    """The lines without columns of other years. columns: those known above the first line; changed by each header."""
    for line in lines:
        if prints_number(line.cells):
            columns.below = True
        elif sum(not cell.blank for cell in line.cells) >= _NAMED:
            columns.dropped = {} if columns.below else columns.dropped
            others = _of_others(line.cells, own)
            columns.dated = _dated(line.cells) if others else columns.dated
            for cell in others:
                ends = {
                    column: max(cell.end, columns.dropped.get(column, 0)) for column in range(cell.column, cell.end)
                }
                columns.dropped |= ends
            columns.below = False
            line = _without_own_year(line) if others else line
        kept = line
        if columns.dropped and not (columns.below and _is_moved(line, columns.dated)):
            kept = line.with_cells(cell for cell in line.cells if columns.dropped.get(cell.column, 0) < cell.end)
        if kept.cells:
            yield kept


def _dated(cells: Sequence[Printed]) -> range:
    years = [cell for cell in cells if _when(cell.text) is not None]
    return range(years[0].column, years[-1].end)


def _is_moved(line: Line, dated: range) -> bool:
    """True if a wrong span above moved the cells of a row, so that other years' columns hold this year's numbers.

    Its numbers then leave the last of these columns empty, or a label stands in the first.
    """
    owners = line.table.owners[line.row]
    first = next((cell for cell in line.cells if cell.column == dated[0]), None)
    is_label = first is not None and len(bare(first.text)) >= _SHORTEST_LABEL and not prints_number((first,))
    return owners[dated[-1]] is None or is_label


def _without_own_year(line: Line) -> Line:
    """A row of labels without those that are only a year below another label: 总计 above 2022年 and 2021年."""
    above = line.table.owners[line.row - 1] if line.row else ()
    return line.with_cells(
        cell
        for cell in line.cells
        if not above or above[cell.column] == above[0] or (when := _when(cell.text)) is None or when[1]
    )


def _without_rows(lines: Sequence[Line], own: int | None) -> Iterator[Line]:
    """The lines without rows of other years and without the cells that name the year.

    The label shared by both years' rows may begin in the row left out, so cells from above are added.
    """
    named = [_year_at_left(line) for line in lines]
    others = {cell.text for cell in _of_others([cell for cell in named if cell is not None], own)}
    for line, cell in zip(lines, named, strict=True):
        if not others or cell is None:
            yield line
        elif cell.text not in others:
            labels = [above for above in cells_from_above(line) if not prints_number((above,))]
            yield line.with_cells(sorted(one for one in (*labels, *line.cells) if one != cell))


def _year_at_left(line: Line) -> Printed | None:
    """The cell of a row of numbers that names only its year, or None; it may begin in a row above."""
    if not prints_number(line.cells):
        return None
    dated = ((cell, _when(cell.text)) for cell in (*line.cells, *cells_from_above(line)))
    return next((cell for cell, when in dated if when is not None and not when[1]), None)
