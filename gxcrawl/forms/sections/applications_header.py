"""The column header of section 3: which applicant each column of numbers counts.

It is read in two ways that check each other: by the grid, which knows what stands below what but depends on every span;
and by the printed order of the labels, which no wrong span can change.
"""

from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter

from gxcrawl.forms.cells.labels import bare
from gxcrawl.forms.cells.numbers import parse_count
from gxcrawl.forms.cells.vocabulary import Vocabulary, missing_one
from gxcrawl.forms.editions import applications as form
from gxcrawl.forms.editions.shape import Column
from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.rows.lines import UNKNOWN, Header, Line, Printed, header_by_stack, header_of_labels

COLUMNS = Vocabulary(form.COLUMNS)
ORGANISATIONS = bare(form.ORGANISATIONS)
APPLICANTS = bare(form.APPLICANTS)
_OFFICIAL = [column.key for column in form.COLUMNS]
_LONGEST_LABEL = 8  # 社会公益组织 has 6
_SERIAL = "序号"
_CORNERS = frozenset((_SERIAL, "项目", "类别", "事项", "指标", "内容", "名称", "办理情况", "申请情况"))
_SUMS = "勾稽关系"  # the official corner: a note on how the rows add up
_SUBTOTAL = "小计"
_FEWEST = 3  # labels of a header


def find_header(lines: Sequence[Line], found: Found) -> Header | None:
    """The header formed by these rows of one table; None if the columns cannot be determined.

    A label that lost characters is matched by similarity and leaves a note in `found`.
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
        return None  # grid and order give different headers of the same length: no reason to prefer one
    return readings[0]


def _is_pushed_away(lines: Sequence[Line]) -> bool:
    """True if the grid puts a column printed right of 申请人情况 (占比, for example) to the left of some applicants.

    This happens if that column spans a row too many or 申请人情况 a grid column too few: the labels below then begin
    behind it, so grid and printed order contradict each other.
    """
    for line in lines:
        title = next((cell for cell in line.cells if bare(cell.text) == APPLICANTS), None)
        if title is not None and line.table.spans_known:
            below = (cell for other in lines if other is not line for cell in other.cells)
            rightmost = max((cell.column for cell in below if COLUMNS.find(cell.text)), default=0)
            # in a table without spans, 申请人情况 may be printed above every applicant
            others = [cell for cell in line.cells if not cell.blank and bare(cell.text) != APPLICANTS]
            return any(title.column < cell.column < rightmost for cell in others)
    return False


def _is_moved(header: Header, last: Line) -> bool:
    """A header cell was deleted and a blank appended, so labels after the gap stand one column too far left.

    True if the row shows it: a label is missing although no cell there is blank, and a column of numbers has no label
    although none is missing there. last: the last row of the header.
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
    """The key of the lowest label in a grid column."""
    return next(filter(None, map(COLUMNS.key_of, reversed(stack))), None)


def _in_official_order(header: Header) -> bool:
    positions = [_OFFICIAL.index(key) for key in header.keys if not key.startswith(UNKNOWN)]
    return positions == sorted(positions)


def _in_printed_order(lines: Sequence[Line], found: Found) -> Header | None:
    """The labels in printed order, 法人或其他组织 replaced by the labels below it; None if one occurs twice."""
    named = _without_corners([(cell, COLUMNS.find(cell.text)) for cell in _leaves(lines)])
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


def _without_corners(named: list[tuple[Printed, Column | None]]) -> list[tuple[Printed, Column | None]]:
    """The labels of columns without those above the row labels; 序号 behind one of these is a column of numbers."""
    left = 0
    while left < len(named) and named[left][1] is None and _is_corner(named[left][0]):
        if left and bare(named[left][0].text) == _SERIAL:
            break
        left += 1
    return named[left:]


def _is_corner(cell: Printed) -> bool:
    """True if a header cell stands above the row labels, which begin at the left edge.

    False for an applicant that lost characters, even if the corner itself is not printed.
    """
    if bare(cell.text) in _CORNERS or _SUMS in cell.text:
        return True
    return cell.column == 0 and missing_one(cell.text, form.COLUMNS) is None


def _leaves(lines: Sequence[Line]) -> list[Printed]:
    """The lowest labels, left to right: the row with 法人或其他组织, that cell replaced by the row below it.

    Includes labels of other header rows beside them that the official form does not have: 行次, 占比.
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
    aside = _standing_aside(lower, upper) if lines[0].table.spans_known else []
    inside = {*upper, *lower} - {*aside}
    others = [cell for line in lines for cell in line.cells if cell not in inside]
    leaves = [cell for cell in others if cell.end <= upper[0].column]
    for cell in upper:
        leaves += [one for one in lower if one in inside] if bare(cell.text) == ORGANISATIONS else [cell]
    leaves += [cell for cell in others if cell.column >= upper[-1].end]
    return [cell for cell in leaves if not cell.blank and bare(cell.text) != APPLICANTS]


def _standing_aside(lower: Sequence[Printed], upper: Sequence[Printed]) -> list[Printed]:
    """The labels of the lower row below no label of the upper row, as 同比 in a column of its own.

    None if an applicant stands there too, because 法人或其他组织 spans too few columns. 小计 belongs to the
    organisations, even if a wrong span puts it elsewhere.
    """
    beyond = [cell for cell in lower if cell.end <= upper[0].column or cell.column >= upper[-1].end]
    if any(COLUMNS.find(cell.text) for cell in beyond):
        return []
    return [cell for cell in beyond if not bare(cell.text).endswith(_SUBTOTAL)]
