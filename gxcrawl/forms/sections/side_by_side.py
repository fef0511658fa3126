"""Parts of section 2 printed side by side in one table: 信息内容 and its numbers occur more than once in a row."""

from collections.abc import Sequence
from itertools import pairwise

from gxcrawl.forms.cells.labels import bare
from gxcrawl.forms.editions.shape import CONTENT
from gxcrawl.forms.rows.lines import Line

_CONTENT = bare(CONTENT)


def parts_of(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of one table, split wherever a header begins again to the right of another; unsplit if none does."""
    starts = next((columns for line in lines if len(columns := _contents(line)) > 1), None)
    if starts is None or not lines[0].table.spans_known:
        return [list(lines)]
    bounds = [0, *starts[1:], len(lines[0].table.rows[0])]
    return [[part for line in lines if (part := _between(line, *bound)).cells] for bound in pairwise(bounds)]


def _contents(line: Line) -> list[int]:
    return [cell.column for cell in line.cells if bare(cell.text) == _CONTENT]


def _between(line: Line, start: int, end: int) -> Line:
    return line.with_cells(cell for cell in line.cells if start <= cell.column < end)
