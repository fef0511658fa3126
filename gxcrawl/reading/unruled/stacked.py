"""Tables whose cells stand one below the other: flattened pages, lists of terms, output of text extractors.

Row by row from left to right, each cell stands on its own line, or several are separated by semicolons. Blank cells are
lost, as in lines with cells separated by blanks; so the lines are converted to that form and `read_spaced` reads them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gxcrawl.reading.unruled.words import counts, is_corner, is_figure, is_numbered, is_of_header, stands_above
from gxcrawl.text.characters import normalise

_BELOW_OTHERS = ("商业企业", "结果维持")  # first column below a label that spans several columns
_LONGEST_PART = 6  # characters of a label's part on a line of its own: 商业, 企业
_MOST_PARTS = 3
_SEMICOLON = re.compile("[；;]")


@dataclass(slots=True)
class Joined:
    """A line of a table, and the range [first, end) of lines on which its cells stood."""

    first: int
    end: int
    is_header: bool
    cells: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The cells, separated by blanks."""
        return " ".join(self.cells)

    @property
    def has_figures(self) -> bool:
        """True if the line has figures so far."""
        return bool(self.cells) and counts(self.cells[-1])


def join_stacked(lines: Sequence[str]) -> list[Joined]:
    """The lines, with the cells of one table row joined: a label with its figures, or the labels of neighbouring
    columns.
    """
    joined: list[Joined] = []
    for first, end, cells in _cells(lines):
        for cell in cells:
            is_word = is_of_header(cell)
            if not (joined and _goes_on(joined[-1], cell, is_word=is_word)):
                joined.append(Joined(first, end, is_header=is_word))
            joined[-1].cells.append(cell)
            joined[-1].end = end
    return joined


def _cells(lines: Sequence[str]) -> Iterator[tuple[int, int, list[str]]]:
    """The cells of each line without their inner blanks, with the range [first, end) of lines on which they stand."""
    at = 0
    while at < len(lines):
        line = "".join(lines[at].split())  # 1 87 is 187: a blank would split it
        parts = _SEMICOLON.split(line)
        if len(parts) > 1 and (_is_row(parts) or all(map(counts, parts[1:]))):  # 规章；0；0；0
            yield at, at + 1, parts
            at += 1
            continue
        cell, end = _joined_label(lines, at, line)
        yield at, end, [cell]
        at = end


def _is_row(parts: Sequence[str]) -> bool:
    return all(counts(part) or is_numbered(part) or is_of_header(part) for part in parts)


def _joined_label(lines: Sequence[str], at: int, line: str) -> tuple[str, int]:
    """A column label that begins on this line and may be broken into short lines; and the index of the next line."""
    if len(line) <= _LONGEST_PART and not is_of_header(line):
        label = line
        for end in range(at + 1, min(at + _MOST_PARTS, len(lines))):
            label += "".join(lines[end].split())
            if is_of_header(label):
                return label, end + 1
    return line, at + 1


def _goes_on(before: Joined, cell: str, *, is_word: bool) -> bool:
    """True if a cell belongs to the same line of the table as the one before."""
    if is_word:
        above = any(stands_above(normalise(one)) for one in before.cells)
        begins = is_corner(normalise(cell)) or (above and normalise(cell) in _BELOW_OTHERS)
        return before.is_header and not begins
    return counts(cell) and not before.is_header and (before.has_figures or is_figure(cell))
