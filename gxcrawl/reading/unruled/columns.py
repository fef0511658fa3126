"""The columns of a table without ruling lines: where its figures stand, and the labels above them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from gxcrawl.reading.unruled.rows import Segment, TextRow
from gxcrawl.reading.unruled.words import (
    ends_column,
    is_block,
    is_column,
    is_corner,
    is_numbered,
    stands_above,
)
from gxcrawl.text.characters import normalise

MOST_HEADER_ROWS = 14  # labels of narrow columns are broken after every second character
_SENTENCE_END = "。；"

Extent = tuple[float, float]


@dataclass(slots=True)
class _Stack:
    """The lines of one label, read from the lowest upwards."""

    x0: float
    x1: float
    text: str  # normalised
    printed: str

    def meets(self, other: "Segment | _Stack") -> bool:
        return self.x0 < other.x1 and other.x0 < self.x1

    def put_above(self, segment: Segment, text: str) -> None:
        self.x0, self.x1 = min(self.x0, segment.x0), max(self.x1, segment.x1)
        self.text = text + self.text
        self.printed = f"{segment.text}\n{self.printed}"


@dataclass(frozen=True, slots=True)
class Header:
    """The labels of all columns, the position of each column, and the text above the row labels.

    blocks: texts that stand over several columns and say what they count. first, end: range of its rows among the rows
    above.
    """

    labels: tuple[str, ...]
    extents: tuple[Extent, ...]
    corner: str = ""
    blocks: tuple[str, ...] = ()
    first: int = 0
    end: int = 0

    def place(self, figures: Sequence[Segment]) -> list[str] | None:
        """The text of each column in a row of figures; None if a figure stands below no label, or two below one."""
        texts = [""] * len(self.extents)
        for figure in figures:
            under = [n for n, (x0, x1) in enumerate(self.extents) if x0 < figure.x1 and figure.x0 < x1]
            if len(under) != 1 or texts[under[0]]:
                return None
            texts[under[0]] = figure.text.strip()
        return texts


def figure_columns(rows: Sequence[TextRow]) -> list[Extent]:
    """The columns in which figures stand below each other, left to right."""
    columns: list[Extent] = []
    for segment in sorted((one for row in rows for one in row.figures), key=lambda one: one.x0):
        if columns and segment.x0 < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], segment.x1)
        else:
            columns.append((segment.x0, segment.x1))
    return columns


def read_header(above: Sequence[TextRow], columns: Sequence[Extent]) -> Header | None:
    """The header at the end of the rows above the figures; None if a column has no label known from the forms."""
    stacks: list[_Stack] = []
    places = range(len(above) - 1, max(len(above) - 1 - MOST_HEADER_ROWS, -1), -1)
    used = [place for place in places if _put_row(stacks, above[place])]
    stacks = [one for one in stacks if is_column(one.text) or one.x1 > columns[0][0]]
    stacks.sort(key=lambda one: one.x0)
    extents = _extents(stacks, columns)
    if extents is None or not all(is_column(one.text) for one in stacks):
        return None
    first = _begin(above, used[-1], stacks[0].x0)
    printed = [one for row in above[first:] for one in row.segments]
    blocks = sorted((one for one in printed if is_block(normalise(one.text))), key=lambda one: one.x0)
    return Header(
        labels=tuple(one.printed for one in stacks),
        extents=extents,
        corner=next((one.text for one in printed if is_corner(normalise(one.text))), ""),
        blocks=tuple(one.text for one in blocks),
        first=first,
        end=used[0] + 1,
    )


def _put_row(stacks: list[_Stack], row: TextRow) -> bool:
    """Adds the labels of a row to the stacks; returns False if the row prints none."""
    met = False
    for segment in row.segments:
        text = normalise(segment.text)
        over = [one for one in stacks if one.meets(segment)]
        if len(over) == 1 and ends_column(text + over[0].text):
            over[0].put_above(segment, text)
        elif not over and ends_column(text):
            stacks.append(_Stack(segment.x0, segment.x1, text, segment.text))
        else:
            continue
        met = True
    return met


def _extents(stacks: Sequence[_Stack], columns: Sequence[Extent]) -> tuple[Extent, ...] | None:
    """The position of each column, labels and figures together; None if columns overlap."""
    if not stacks or len(columns) > len(stacks):
        return None
    owners = range(len(columns)) if len(columns) == len(stacks) else [_only_under(stacks, one) for one in columns]
    if None in owners or len(set(owners)) < len(columns):
        return None
    extents = [(one.x0, one.x1) for one in stacks]
    for owner, (x0, x1) in zip(owners, columns, strict=True):
        if owner is not None:
            extents[owner] = min(extents[owner][0], x0), max(extents[owner][1], x1)
    return None if any(before[1] > after[0] for before, after in pairwise(extents)) else tuple(extents)


def _only_under(stacks: Sequence[_Stack], column: Extent) -> int | None:
    under = [n for n, one in enumerate(stacks) if one.x0 < column[1] and column[0] < one.x1]
    return under[0] if len(under) == 1 else None


def _begin(above: Sequence[TextRow], first: int, left: float) -> int:
    """The first row of the header: rows above the labels belong to it if they print only texts over several columns."""
    while first and _is_upper(above[first - 1], left):
        first -= 1
    return first


def _is_upper(row: TextRow, left: float) -> bool:
    if is_numbered(row.segments[0].text) or row.segments[-1].text.rstrip().endswith(tuple(_SENTENCE_END)):
        return False
    return all(stands_above(normalise(one.text)) or one.x1 <= left for one in row.segments)
