"""Figures too long for their column: a second line is the end of the figure above, not a row."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from gxcrawl.model import Table
from gxcrawl.reading.spans import plain
from gxcrawl.reading.unruled.rows import Segment, TextRow
from gxcrawl.reading.unruled.words import begins_label, is_figure, is_numbered
from gxcrawl.reading.whitespace import LINE_BREAK, wrapped

_NEXT_LINE = 1.5  # of a line's height: the lines of one cell are less apart
_SAME_PLACE = 1.5  # points
_FEWEST_DIGITS = 4  # of a figure that a column is too narrow for
_MOST_DIGITS = 6  # of a figure that may be whole where the row below is complete and has a label


def join_wrapped(rows: Sequence[TextRow]) -> list[TextRow]:
    """The rows of a page; second lines of figures are appended to the first, with a line break between.

    If a row may be either a second line or a row of its own, its figures get a question mark.
    """
    joined = list(rows)
    for upper, lower in pairwise(number for number, row in enumerate(rows) if row.figures):
        above, below = rows[upper], rows[lower]
        ends = _ends(above, below, rows)
        if not ends:
            continue
        if joined[upper] is above and _goes_on(rows, upper, below, ends):
            whole = tuple(_with_end(one, ends.get(id(one))) for one in above.segments)
            bottom = above.bottom if above.labels else below.bottom  # a row with labels is placed at its first line
            joined[upper] = replace(above, segments=whole, bottom=bottom)
            joined[lower] = replace(below, segments=below.labels)
        elif not _has_room(above, rows):
            joined[upper] = _doubted(joined[upper], {id(one) for one in above.figures if id(one) in ends})
            joined[lower] = _doubted(below, set(map(id, below.figures)))
    return [row for row in joined if row.segments]


def join_cut_row(above: Table, below: Table) -> tuple[Table, Table | None]:
    """Joins a row cut by a page break: `above` ends with its upper part, `below` begins with its lower part.

    The lower part continues the label and has the ends of some figures; a new row begins differently. If they cannot be
    distinguished, the figures get a question mark. Rows of section 4 have no labels: there, the lower part has figures
    below only some of the others.
    """
    upper, lower = above.rows[-1], below.rows[0]
    if len(upper) == len(lower) and all(map(is_figure, upper)) and not all(lower):
        return _cut_row(above, below, _ends_below(upper, lower))
    if len(upper) != len(lower) or begins_label(lower[0]) or is_figure(lower[0]) or not lower[0]:
        return above, below
    ends = [(upper[column], text) for column, text in enumerate(lower) if column and text]
    if not ends:
        return _cut_row(above, below, lower) if is_numbered(upper[0]) else (above, below)
    if len(ends) + 1 == len(lower) or not all(_may_be_one(*parts) for parts in ends):
        return above, below
    if not _is_one_label(upper[0], lower[0]):
        doubted = [
            [f"{text}?" if end else text for text, end in zip(row[1:], lower[1:], strict=True)]
            for row in (upper, lower)
        ]
        own, following = [upper[0], *doubted[0]], [lower[0], *doubted[1]]
        return _plain([*above.rows[:-1], own], above), _plain([following, *below.rows[1:]], below)
    return _cut_row(above, below, lower)


def _cut_row(above: Table, below: Table, ends: Sequence[str]) -> tuple[Table, Table | None]:
    """The tables, with the row joined that is in both. ends: the part of each cell in the second table."""
    whole = [
        wrapped((first, end)).replace(LINE_BREAK, "\n") if end else first
        for first, end in zip(above.rows[-1], ends, strict=True)
    ]
    rest = _plain(below.rows[1:], below) if below.rows[1:] else None
    return _plain([*above.rows[:-1], whole], above), rest


def _ends_below(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """The ends of figures in a row without labels, with a question mark if it is uncertain that they are ends.

    Among equally narrow columns, the longest figures continue below; a single end may be the page number.
    """
    cut = [(figure, end) for figure, end in zip(upper, lower, strict=True) if end]
    known = len(cut) > 1 and _are_longest(cut, upper)
    return [end if known or not end else f"{end}?" for end in lower]


def _are_longest(cut: Sequence[tuple[str, str]], figures: Sequence[str]) -> bool:
    """True if the figures that seem to continue below are the longest beside them, and all are numbers."""
    longest = max(map(len, figures))
    return longest > 1 and all(
        len(figure) == longest >= len(end) and figure.isdecimal() and end.isdecimal() for figure, end in cut
    )


def _plain(rows: Sequence[Sequence[str]], of: Table) -> Table:
    return plain(rows, of.origin, spans_known=False)


def _may_be_one(figure: str, end: str) -> bool:
    return figure.isdecimal() and end.isdecimal() and len(figure) >= max(_FEWEST_DIGITS, len(end) + 1)


def _with_end(one: Segment, end: Segment | None) -> Segment:
    if end is None:
        return one
    return Segment(f"{one.text}\n{end.text}", min(one.x0, end.x0), max(one.x1, end.x1))


def _ends(above: TextRow, below: TextRow, rows: Sequence[TextRow]) -> dict[int, Segment]:
    """Segment → the second line of its figure; {} if the lower row is a row of its own."""
    if len(below.figures) > len(above.figures) or _is_apart(above, below):
        return {}
    if below.labels and begins_label(below.labels[-1].text):
        return {}
    fewer = len(below.figures) < len(above.figures)
    one_row = fewer and (not below.labels or _is_numbered(above))
    unlabelled = one_row and not above.labels
    ends: dict[int, Segment] = {}
    for end in below.figures:
        over = [one for one in above.figures if one.x0 < end.x1 and end.x0 < one.x1]
        if len(over) != 1 or not (unlabelled or _may_be_one(over[0].text, end.text)):
            return {}
        if not one_row and not _fills_its_column(over[0], rows):
            return {}
        ends[id(over[0])] = end
    long = all(len(one.text) >= _MOST_DIGITS for one in above.figures)
    return ends if fewer or not below.labels or long else {}


def _goes_on(rows: Sequence[TextRow], upper: int, below: TextRow, ends: Mapping[int, Segment]) -> bool:
    """True if the label of the lower row is certainly the rest of the label above.

    If there are no labels, as in section 4, True if the figures with a second line are the longest.
    """
    above = rows[upper]
    if not below.labels and not above.labels:
        cut = [(one.text, ends[id(one)].text) for one in above.figures if id(one) in ends]
        return all(_may_be_one(*parts) for parts in cut) or _are_longest(cut, [one.text for one in above.figures])
    if not below.labels or not above.labels:
        return not below.labels
    line, next_line = above.labels[-1], below.labels[-1]
    fills = next_line.x1 - next_line.x0 <= line.x1 - line.x0 + above.bottom - above.top
    return fills and _is_aligned(line, next_line) and _is_one_label(_first_line(rows, upper), next_line.text)


def _first_line(rows: Sequence[TextRow], number: int) -> str:
    """The beginning of a row's label: its own line or, if that has no number, a line without figures right above it."""
    line = rows[number].labels[-1]
    while not is_numbered(line.text) and number and not rows[number - 1].figures:
        before = rows[number - 1].segments[-1]
        if _is_apart(rows[number - 1], rows[number]) or not _is_aligned(before, line):
            break
        number, line = number - 1, before
    return line.text


def _is_one_label(upper: str, lower: str) -> bool:
    """True if a label begins above and none below; labels without numbers never show where they begin."""
    return is_numbered(upper) and not begins_label(lower)


def _has_room(above: TextRow, rows: Sequence[TextRow]) -> bool:
    """True if the row's label had room to continue on its line: other labels without a number are longer."""
    if not above.labels:
        return False
    upper = above.labels[-1]
    others = [row.labels[-1] for row in rows if row.figures and row.labels and not _is_numbered(row)]
    size = above.bottom - above.top
    return any(_is_aligned(one, upper) and one.x1 - one.x0 > upper.x1 - upper.x0 + size for one in others)


def _doubted(row: TextRow, figures: set[int]) -> TextRow:
    """The row with a question mark after the given figures (segments)."""
    segments = (replace(one, text=f"{one.text}?") if id(one) in figures else one for one in row.segments)
    return replace(row, segments=tuple(segments))


def _is_numbered(row: TextRow) -> bool:
    return bool(row.labels) and is_numbered(row.labels[-1].text)


def _is_apart(above: TextRow, below: TextRow) -> bool:
    return below.middle - above.middle > _NEXT_LINE * (above.bottom - above.top)


def _fills_its_column(figure: Segment, rows: Sequence[TextRow]) -> bool:
    """True if no figure in its column is longer."""
    column = (one for row in rows for one in row.figures if _is_aligned(one, figure))
    return all(len(one.text) <= len(figure.text) for one in column if one.text.isdecimal())


def _is_aligned(one: Segment, other: Segment) -> bool:
    """True if two segments stand in one column: left edges, right edges or centres agree."""
    begins, ends = one.x0 - other.x0, one.x1 - other.x1
    return min(abs(begins), abs(ends), abs(begins + ends) / 2) <= _SAME_PLACE
