"""Rows and headers cut by a page break: the lower part is moved back to the upper part.

Word breaks rows across pages unless told not to: half of a label stands above the break and half below, and each number
in one of the two parts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gxcrawl.reading.pdf.paragraphs import PlacedLine
from gxcrawl.reading.pdf.tables.frames import Box
from gxcrawl.reading.pdf.tables.grids import Grid
from gxcrawl.reading.pdf.tables.strays import Item

_SAME_PLACE = 3.0  # points
_CELL_PADDING = 8.0
_SIDE_MARGIN = 6.0  # Word leaves 5.4 at either side of a cell
# 2.重复申请, （五）不予处理, 三、本年度办理结果: what begins a label, never the middle of one
_NUMBERED = re.compile(
    r"^\s*(?:\d{1,2}\s*[.．、]|[（(]\s*[一二三四五六七八九十]{1,2}\s*[）)]|[一二三四五六七八九十]{1,2}\s*、)"
)
_AFTER_NUMBER = re.compile(r"\s*[.．、]")  # the rest of a label that the break cuts behind its number
_UNITS = r"(?:[个件项条次份人篇起宗例笔家部类]|人次|[万亿]?元)"
# 12 · 3,985 · — · 无 · 12件 · 46.3⏎万元; not 4.无, the first line of 4.无正当理由大量反复申请
_FIGURE = re.compile(rf"^(?:\s*无\s*|[\s\d.,，%\-—－/]+(?:{_UNITS}\s*)?)$")
_UNIT = re.compile(rf"^\s*{_UNITS}\s*$")


@dataclass(frozen=True, slots=True)
class _Halves:
    """The texts above and below the break in the same columns. above: number of the upper cell in its grid."""

    above: int
    upper: str
    lower: str


def mend_cut_row(above: Grid, below: Grid) -> bool:
    """Joins the first row of a grid to the last row of the grid before the break, if they are one row; returns True if
    so.

    Both must have the same columns. A label is joined only if its upper part fills its line, or is a number without
    words, and its lower part does not begin another label. A figure is joined only if its upper part fills its cell,
    beside such a label or one that is complete above. A repeated header may stand between the two rows.
    """
    first = _header_printed_again(above, below)
    halves = _matched(above, below, first)
    if len(halves) < 2 or not _are_one_row(halves, above):
        return False
    for one in halves:
        if one.lower:
            above.continuations[one.above] = one.lower
    below.drop_row(first)
    return True


def with_overflow(items: Sequence[Item]) -> Iterator[Item]:
    """The items; the line right below a table that goes on after the page break is put into the cells that it ends."""
    for before, item, after in zip([None, *items], items, [*items[1:], None], strict=False):
        if isinstance(before, tuple) and isinstance(item, PlacedLine) and isinstance(after, tuple):
            (page, above), (next_page, below) = before, after
            of_line = [one for _, one in above.overflow if item.line.top <= one.middle[1] <= item.line.bottom]
            if of_line and page == item.page == next_page - 1 and _are_equally_wide(above, below):
                above.take_overflow()
                continue
        yield item


def join_header(above: Grid, below: Grid) -> bool:
    """Puts a grid that holds only the header rows before a page break above the next grid; returns True if so.

    Both must be equally wide, and the header must not be repeated after the break. A label continues after the break if
    its cell there is blank, or if it was cut as in a row.
    """
    upper_texts, lower_texts = above.texts(), below.texts()
    if len(above.lefts) < 2 or any(_FIGURE.match(text) for text in upper_texts if text):
        return False
    if not _are_equally_wide(above, below):
        return False
    if upper_texts[0] == lower_texts[0] != "":
        return False
    below.put_above(above, _crossing_labels(above, below, upper_texts, lower_texts))
    return True


def _are_equally_wide(above: Grid, below: Grid) -> bool:
    return all(abs(above.box[side] - below.box[side]) <= _SAME_PLACE for side in (0, 2))


def _crossing_labels(
    above: Grid, below: Grid, upper_texts: Sequence[str], lower_texts: Sequence[str]
) -> dict[int, int]:
    """Cell above → cell below, for labels of a header cut by the break. Empty if the header ends at the break."""
    first = [number for number, box in enumerate(below.cells) if box[1] == below.tops[0]]
    if any(lower_texts[number] and _FIGURE.match(lower_texts[number]) for number in first):
        return {}
    last = [number for number, box in enumerate(above.cells) if above.box[3] - box[3] <= _SAME_PLACE]
    crossing = {}
    for lower in first:
        upper = _same_columns(below.cells[lower], last, above.cells)
        if upper is not None and upper_texts[upper]:
            halves = _Halves(upper, upper_texts[upper], lower_texts[lower])
            if not halves.lower or _is_one_label(halves, above):
                crossing[upper] = lower
    return crossing


def _header_printed_again(above: Grid, below: Grid) -> int:
    """The number of rows that Word repeated at the top of the next page; 0 if the grids are equal in all rows."""
    count = 0
    while count < min(len(above.tops), len(below.tops)):
        row = below.row_texts(count)
        if row != above.row_texts(count) or not any(row) or any(map(_FIGURE.match, filter(None, row))):
            break
        count += 1
    return count if count < len(below.tops) else 0


def _matched(above: Grid, below: Grid, first: int) -> list[_Halves]:
    """The pairs of cells that meet at the break; [] if a cell of the lower row has no cell above in the same columns.

    first: index of the row below the break in its grid.
    """
    uppers = [number for number, box in enumerate(above.cells) if above.box[3] - box[3] <= _SAME_PLACE]
    top, *rest = below.tops[first:]
    second = rest[0] if rest else below.box[3]
    lowers = [n for n, box in enumerate(below.cells) if box[1] == top and box[3] <= second]
    upper_texts, lower_texts = above.texts(), below.texts()
    halves = []
    for lower in lowers:
        upper = _same_columns(below.cells[lower], uppers, above.cells)
        if upper is None:
            return []
        halves.append(_Halves(upper, upper_texts[upper], lower_texts[lower]))
    return halves


def _same_columns(box: Box, numbers: Sequence[int], cells: Sequence[Box]) -> int | None:
    for number in numbers:
        if abs(cells[number][0] - box[0]) <= _SAME_PLACE and abs(cells[number][2] - box[2]) <= _SAME_PLACE:
            return number
    return None


def _are_one_row(halves: Sequence[_Halves], above: Grid) -> bool:
    shared = [one for one in halves if one.upper and one.lower]
    labels = [one for one in shared if not _is_figure(one)]
    if shared:
        return (bool(labels) or _only_figures_go_on(halves)) and all(
            _is_one_label(one, above) if one in labels else _fills_its_cell(one, above) for one in shared
        )
    upper = [place for place, one in enumerate(halves) if one.upper]
    lower = [place for place, one in enumerate(halves) if one.lower]
    # the label stands on one side of the break, all figures on the other
    return bool(upper and lower) and (max(upper) < min(lower) or max(lower) < min(upper))


def _only_figures_go_on(halves: Sequence[_Halves]) -> bool:
    """True if the lower row has neither label nor figures of its own, beside a label above."""
    return all(one.upper for one in halves if one.lower) and any(
        one.upper and not _FIGURE.match(one.upper) for one in halves
    )


def _is_figure(one: _Halves) -> bool:
    return bool(_FIGURE.match(one.upper) and (_FIGURE.match(one.lower) or _UNIT.match(one.lower)))


def _is_one_label(one: _Halves, above: Grid) -> bool:
    if _FIGURE.match(one.lower) or _NUMBERED.match(one.lower):
        return False
    if _NUMBERED.fullmatch(one.upper) or (one.upper.isdecimal() and _AFTER_NUMBER.match(one.lower)):
        return True
    return not _FIGURE.match(one.upper) and _fills_its_line(one, above)


def _fills_its_line(one: _Halves, above: Grid) -> bool:
    """True if the last line above the break has no room for another character."""
    last = above.last_line(one.above)
    return above.cells[one.above][2] - last.x1 <= last.size + _CELL_PADDING


def _fills_its_cell(one: _Halves, above: Grid) -> bool:
    """The same for a figure, which may be centred or right-aligned in its cell."""
    last, box = above.last_line(one.above), above.cells[one.above]
    printed = last.x1 - last.x0
    one_digit = printed / max(len(last.text), 1)
    return box[2] - box[0] - printed <= one_digit + 2 * _SIDE_MARGIN
