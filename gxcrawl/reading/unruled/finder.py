"""Finds tables without ruling lines among rows of text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from gxcrawl.reading.unruled.columns import Extent, Header, figure_columns, read_header
from gxcrawl.reading.unruled.doubt import LooseTable, as_printed
from gxcrawl.reading.unruled.labels import Fragment, Groups, begun_level, join_labels, with_blank_rows
from gxcrawl.reading.unruled.rows import Segment, TextRow, with_blank_figures
from gxcrawl.reading.unruled.words import begins_label, is_column, is_corner, is_figure, is_numbered
from gxcrawl.text.characters import normalise

_MOST_BETWEEN = 8  # lines of labels between two rows of figures
_NEXT_LINE = 1.8  # of a line's height: the lines of one label are less apart
_SAME_PLACE = 1.5  # points
_APART = 0.8  # of a line's height
_LABEL_GAP = 2.5  # of a line's height: a label's lines below the last figures are less apart


class Finder:
    """Finds tables page by page; a table cut by a page break continues under the header of the page before."""

    def __init__(self) -> None:
        self._header: Header | None = None
        self._above: Sequence[TextRow] = ()  # last rows of the page before
        self._unread = False  # they are a table whose figures cannot be assigned to columns
        self._labelled = True  # the rows of the last table have labels
        self._first = ""  # text of the first row of the page before, without its numbers

    def tables(self, rows: Sequence[TextRow], rules: Sequence[float] = ()) -> Iterator[LooseTable]:
        """The tables of one page.

        rules: heights of the horizontal lines drawn on it.
        """
        begin = self._end_of_running_header(rows)
        kept = with_blank_figures(rows)
        places = [number for number, row in enumerate(kept) if row.segments and number >= begin]
        for found in self._tables([kept[number] for number in places], rules):
            yield replace(found, first=places[found.first], end=places[found.end - 1] + 1)

    def _end_of_running_header(self, rows: Sequence[TextRow]) -> int:
        """The index of the first row after a running header, 0 if there is none.

        It is a line at the top of a page, wider than the figure columns below, and either set apart or the same as on
        the page before. Browsers print date and title there.
        """
        before, self._first = self._first, _without_numbers(rows[0]) if rows else ""
        left = next((row.figures[0].x0 for row in rows[1:] if row.figures), None)
        if left is None or rows[0].figures or _is_header(rows[0]) or rows[0].segments[-1].x1 <= left:
            return 0
        is_apart = rows[1].top - rows[0].bottom > _APART * (rows[0].bottom - rows[0].top)
        return int(is_apart or self._first == before)

    def _tables(self, rows: Sequence[TextRow], rules: Sequence[float]) -> Iterator[LooseTable]:
        """The same, after the page's running header is removed."""
        floor = at = 0
        while at < len(rows):
            if not rows[at].figures:
                at += 1
                continue
            end = _end_of_run(rows, at)
            cut_off = (self._unread or self._header is not None) and floor == 0
            found = self._table(rows, floor, at, end, rules)
            self._unread = False
            if found is None:
                found = as_printed(rows, range(floor, end), goes_on=cut_off)
                self._unread = found is not None
            if found is not None:
                yield found
                end = found.end
            floor = at = end
        self._above = rows[floor:]

    def _table(
        self, rows: Sequence[TextRow], floor: int, at: int, end: int, rules: Sequence[float]
    ) -> LooseTable | None:
        """The table with these rows of figures; None if it cannot be read.

        floor: first row that may belong to its header. It cannot be read if a column has no known label, a figure
        stands below no label, or a line may belong to two labels.
        """
        figures = _without_page_number([row for row in rows[at:end] if row.figures], rows)
        if _are_side_by_side(figures):
            return None
        left = min(row.figures[0].x0 for row in figures)
        columns = figure_columns(figures)
        own = read_header(rows[floor:at], columns)
        goes_on = all(row.segments[-1].x1 <= left for row in rows[floor:at])
        if own is None and floor == 0:  # the header may stand at the end of the page before
            own = self._on_page_before(rows[floor:at], columns)
        header, self._header = own or (self._header if goes_on else None), None
        if header is None:
            return None
        first = floor + header.first if own else at
        last = _end_of_labels(rows, end, left, _x_of_labels(figures))
        within = range(floor + own.end if own else floor, last)
        labelled = bool(own) or self._labelled or any(row.labels for row in figures)
        fragments = _fragments(rows, within, figures, left) if labelled else []
        body = _body(header, figures, fragments, rules)
        if body is None:
            return None
        if own is None:
            body = [*_rest_of_label(fragments, body), *body]
        self._header, self._labelled = header, any(row.label for row in body)
        first = min([first, *(one.row for one in body[0].label)])
        end = max([end, *(one.row + 1 for one in body[-1].label)])
        return LooseTable(first, end, _cells(header if own else None, body))

    def _on_page_before(self, above: Sequence[TextRow], columns: Sequence[Extent]) -> Header | None:
        header = read_header([*self._above, *above], columns)
        return None if header is None else replace(header, first=0, end=0)


class _Row(NamedTuple):
    """The lines of a row's label, and the text of each column."""

    label: list[Fragment]
    texts: list[str]


def _body(
    header: Header, figures: Sequence[TextRow], fragments: Sequence[Fragment], rules: Sequence[float]
) -> list[_Row] | None:
    """The rows below the header; None if a figure stands below no label, or a line may belong to two rows' labels."""
    placed = {row.middle: texts for row in figures if (texts := header.place(row.figures)) is not None}
    if len(placed) < len(figures):
        return None
    if not fragments and not any(row.labels for row in figures):
        return [_Row([], texts) for texts in placed.values()]
    found = _labels(fragments, list(placed), rules)
    if found is None:
        return None
    blank = [""] * len(header.extents)
    return [_Row(label, placed.get(anchor, blank)) for anchor, label in zip(*found, strict=True)]


def _rest_of_label(fragments: Sequence[Fragment], body: Sequence[_Row]) -> list[_Row]:
    """A row of the lines before the first label, if they continue the label that the page break cut."""
    first = min((one.row for one in body[0].label), default=0)
    rest = [one for one in fragments if one.row < first]
    return [] if not rest or begins_label(rest[0].text) else [_Row(rest, [""] * len(body[0].texts))]


def _labels(
    fragments: Sequence[Fragment], figures: Sequence[float], rules: Sequence[float]
) -> tuple[list[float], Groups] | None:
    """The heights of all rows, including rows without a figure, and the lines of their labels; None if ambiguous."""
    for anchors in with_blank_rows(fragments, figures):
        labels = join_labels(fragments, anchors, rules)
        if labels is not None:
            return anchors, labels
    return begun_level(fragments, figures)


def _cells(header: Header | None, body: Sequence[_Row]) -> tuple[tuple[str, ...], ...]:
    """The rows of a table, after those of its header if it prints one; without the label column if it has none."""
    named = any(row.label for row in body)
    rows = [(*("\n".join(one.text for one in row.label),) * named, *row.texts) for row in body]
    if header is None:
        return tuple(rows)
    blocks = [header.blocks] if header.blocks else []
    return (*blocks, ((header.corner,) * named + header.labels), *rows)


def _end_of_run(rows: Sequence[TextRow], at: int) -> int:
    """The index after the last row of figures that continues from this one."""
    left = rows[at].figures[0].x0
    end, place = at + 1, at + 1
    while place < len(rows) and place - end <= _MOST_BETWEEN:
        row = rows[place]
        if row.figures:
            left, end = min(left, row.figures[0].x0), place + 1
        elif row.segments[-1].x1 > left or _is_header(row):
            break
        place += 1
    return end


def _without_numbers(row: TextRow) -> str:
    return re.sub(r"\d+", "#", "".join(one.text for one in row.segments))


def _is_header(row: TextRow) -> bool:
    return any(is_column(text) or is_corner(text) for text in (normalise(one.text) for one in row.segments))


def _are_side_by_side(figures: Sequence[TextRow]) -> bool:
    """True if figures of another table stand left of the labels; a single 无 begins the group label 无法提供."""
    left = [text for row in figures for one in row.labels if is_figure(text := one.text.strip())]
    return bool(left) and left != ["无"]


def _x_of_labels(figures: Sequence[TextRow]) -> float:
    """The left edge of the rows' own labels; labels of groups stand further left."""
    return max((row.labels[-1].x0 for row in figures if row.labels), default=0.0)


def _end_of_labels(rows: Sequence[TextRow], end: int, left: float, inner: float) -> int:
    """The index after the last row that may belong to the last label; labels of rows without a figure may follow."""
    while end < len(rows) and not rows[end].figures and rows[end].segments[-1].x1 <= left and not _is_header(rows[end]):
        before, row = rows[end - 1], rows[end]
        label = row.segments[-1]
        if row.middle - before.middle > _LABEL_GAP * (row.bottom - row.top):
            break
        if begins_label(label.text) and label.x0 > inner - _SAME_PLACE:
            break
        end += 1
    return end


def _fragments(rows: Sequence[TextRow], within: range, figures: Sequence[TextRow], left: float) -> list[Fragment]:
    """The lines of the rows' own labels, without those of groups, which end further left.

    A line that stands beside a line of an inner label belongs to a group, such as （五） between 3.要求提供公 and
    开出版物.
    """
    inner = _x_of_labels(figures)
    with_figures = set(map(id, figures))
    labels = [(rows[number], one) for number in within if (one := _last_left_of(left, rows[number])) is not None]
    of_inner = [row.middle for row, label in labels if label.x1 > inner]
    found: list[Fragment] = []
    before: tuple[TextRow, Segment] | None = None
    for number in within:
        row = rows[number]
        label = _last_left_of(left, row)
        if label is None:
            continue
        alone = id(row) in with_figures and not _stands_beside(row, of_inner)
        own = label.x1 > inner or (alone and is_numbered(label.text))
        if own or (before is not None and _goes_on(*before, row, label)):
            found.append(Fragment(row.middle, row.bottom - row.top, label.text.strip(), number))
            before = row, label
    return found


def _last_left_of(left: float, row: TextRow) -> Segment | None:
    return next((one for one in reversed(row.labels) if one.x1 <= left), None)


def _stands_beside(row: TextRow, heights: Sequence[float]) -> bool:
    """True if text at one of these heights overlaps the row vertically, which rows of a table never do."""
    return any(abs(middle - row.middle) < _APART * (row.bottom - row.top) for middle in heights)


def _goes_on(above: TextRow, line: Segment, below: TextRow, next_line: Segment) -> bool:
    """True if a line is right below another, and begins or is centred at the same place."""
    if below.middle - above.middle > _NEXT_LINE * (above.bottom - above.top) or begins_label(next_line.text):
        return False
    begins = abs(line.x0 - next_line.x0) <= _SAME_PLACE
    return begins or abs(line.x0 + line.x1 - next_line.x0 - next_line.x1) <= 2 * _SAME_PLACE


def _without_page_number(figures: Sequence[TextRow], rows: Sequence[TextRow]) -> list[TextRow]:
    """The rows without a lone number or Page 1 at either end; a number beside a label's lines belongs to its row."""
    kept = list(figures)
    lines = [row.middle for row in rows if not row.figures]
    for place in (0, -1):
        row = kept[place]
        labelled = any(not one.text.isascii() for one in row.labels)
        if len(kept) > 1 and not labelled and len(row.figures) == 1 and not _stands_beside(row, lines):
            del kept[place]
    return kept
