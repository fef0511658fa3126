"""The column header of section 3: which applicant each column of numbers counts.

Two ways to read it check each other: the grid, which knows what stands below what but believes every span, and the
order in which the labels are printed, which no wrong span can disturb.
"""

from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter

from gxcrawl.forms.cells.labels import bare
from gxcrawl.forms.cells.numbers import parse_count
from gxcrawl.forms.cells.vocabulary import Vocabulary, missing_one
from gxcrawl.forms.editions import applications as form
from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.rows.lines import UNKNOWN, Header, Line, Printed, header_by_stack, header_of_labels

COLUMNS = Vocabulary(form.COLUMNS)
ORGANISATIONS = bare(form.ORGANISATIONS)
APPLICANTS = bare(form.APPLICANTS)
_OFFICIAL = [column.key for column in form.COLUMNS]
_LONGEST_LABEL = 8  # 社会公益组织 has 6
_CORNERS = frozenset(("序号", "项目", "类别", "事项", "指标", "内容", "名称", "办理情况", "申请情况"))
_SUMS = "勾稽关系"  # the official corner: a note on how the rows add up
_SUBTOTAL = "小计"
_FEWEST = 3  # fewer labels are no header


def find_header(lines: Sequence[Line], found: Found) -> Header | None:
    """The header that these rows of one table form; None where it cannot be told which column is which.

    A label that lost characters is bridged by likeness and leaves a note in `found`.
    """
    if _is_pushed_away(lines):
        return None
    grid = header_by_stack(lines, _key_of_stack)
    printed = _in_printed_order(lines, found)
    if grid is not None and _is_moved(grid, lines[-1]):
        return None
    if grid is not None and printed is not None and grid.keys == printed.keys:
        return grid
    readings = [header for header in (grid, printed) if header is not None and _in_official_order(header)]
    readings.sort(key=lambda header: -len(header.keys))
    if not readings or len(readings[0].keys) < _FEWEST:
        return None
    if len(readings) == 2 and len(readings[0].keys) == len(readings[1].keys):
        return None  # as many labels, others of them: neither is more right
    return readings[0]


def _is_pushed_away(lines: Sequence[Line]) -> bool:
    """Whether a label printed at the right of 申请人情况, as 占比, stands at the left of applicants by the grid.

    Where that spans a row too many, or a column too few, those below it begin behind such a column: order and grid
    contradict each other about it.
    """
    for line in lines:
        title = next((cell for cell in line.cells if bare(cell.text) == APPLICANTS), None)
        if title is not None and line.table.spans_known:
            below = (cell for other in lines if other is not line for cell in other.cells)
            rightmost = max((cell.column for cell in below if COLUMNS.find(cell.text)), default=0)
            return any(title.column < cell.column < rightmost and not cell.blank for cell in line.cells)
    return False


def _is_moved(header: Header, last: Line) -> bool:
    """Whether a row of labels lost one and was filled up with a blank cell at its end, as editors do.

    Then a label is missing where none is blank, and a column of numbers has none where none is missing; the labels
    between the two stand over the numbers of their neighbours. last: the last row of the header.
    """
    if header.extents is None:
        return False
    labels = [(_OFFICIAL.index(key), *extent) for key, extent in zip(header.keys, header.extents, strict=True)]
    numbers = last.table.rows[last.row + 1 :]
    lost = blank = False
    for (place, _, end), (following, start, _) in pairwise(sorted(labels, key=itemgetter(1))):
        is_blank = any(parse_count(row[column]).value is not None for row in numbers for column in range(end, start))
        lost = lost or (following > place + 1 and not is_blank)
        blank = blank or (following == place + 1 and is_blank)
    return lost and blank


def _key_of_stack(stack: tuple[str, ...]) -> str | None:
    """The lowest label of a grid column."""
    return next(filter(None, map(COLUMNS.key_of, reversed(stack))), None)


def _in_official_order(header: Header) -> bool:
    positions = [_OFFICIAL.index(key) for key in header.keys if not key.startswith(UNKNOWN)]
    return positions == sorted(positions)


def _in_printed_order(lines: Sequence[Line], found: Found) -> Header | None:
    """The labels as printed, those below 法人或其他组织 in its place; None where one stands twice."""
    named = [(cell, COLUMNS.find(cell.text)) for cell in _leaves(lines)]
    while named and named[0][1] is None and _is_corner(named[0][0]):
        named = named[1:]
    missing = [column for column in form.COLUMNS if all(other is not column for _, other in named)]
    keys: list[str] = []
    labels: list[Printed] = []
    for cell, column in named:
        if column is None and len(bare(cell.text)) > _LONGEST_LABEL:
            continue  # the note on the sums
        if column is None:
            column = found.bridge("applications.*", cell.text, missing_one(cell.text, missing))
        keys.append(f"{UNKNOWN}{len(keys)}" if column is None else column.key)
        labels.append(cell)
    if len(set(keys)) != len(keys) or all(key.startswith(UNKNOWN) for key in keys):
        return None
    return header_of_labels(keys, labels, lines)


def _is_corner(cell: Printed) -> bool:
    """Whether a header cell stands over the labels of the rows, which begin at the left edge.

    An applicant that lost characters is none, even where the corner itself is not printed.
    """
    if bare(cell.text) in _CORNERS or _SUMS in cell.text:
        return True
    return cell.column == 0 and missing_one(cell.text, form.COLUMNS) is None


def _leaves(lines: Sequence[Line]) -> list[Printed]:
    """The lowest labels, left to right: of the row with 法人或其他组织, that cell replaced by the row below it.

    Beside them what other rows of the header print there: 行次, 占比, which the official form does not have.
    """
    upper: tuple[Printed, ...] = ()
    lower: tuple[Printed, ...] = ()
    for line in lines:
        if any(bare(text) == ORGANISATIONS for text in line.texts):
            upper = tuple(cell for cell in line.cells if not cell.blank)
        elif any(COLUMNS.find(text) for text in line.texts):
            lower = line.cells
    if not upper:
        return [cell for cell in lower if not cell.blank]
    aside = [cell for cell in lower if lines[0].table.spans_known and _stands_aside(cell, upper)]
    inside = {*upper, *lower} - {*aside}
    others = [cell for line in lines for cell in line.cells if cell not in inside]
    leaves = [cell for cell in others if cell.end <= upper[0].column]
    for cell in upper:
        leaves += [one for one in lower if one in inside] if bare(cell.text) == ORGANISATIONS else [cell]
    leaves += [cell for cell in others if cell.column >= upper[-1].end]
    return [cell for cell in leaves if not cell.blank and bare(cell.text) != APPLICANTS]


def _stands_aside(cell: Printed, upper: Sequence[Printed]) -> bool:
    """Whether a label of the lower row stands below none of the upper one, as 同比 in a column of its own.

    小计 is of the organisations, whatever a wrong span says of its place.
    """
    beyond = cell.end <= upper[0].column or cell.column >= upper[-1].end
    return beyond and COLUMNS.find(cell.text) is None and not bare(cell.text).endswith(_SUBTOTAL)
