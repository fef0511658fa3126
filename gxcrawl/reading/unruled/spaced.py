"""Tables copied from a document as text: one row per line, cells separated by blanks.

Blank cells are lost that way and nothing shows where a figure stood, so only the order of the cells counts, and only
below a header whose labels are all complete.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gxcrawl.reading.unruled.doubt import APART
from gxcrawl.reading.unruled.words import counts, is_figure, is_numbered, is_of_header, is_result
from gxcrawl.text.characters import normalise

_LONGEST_LABEL = 60  # characters; a longer line is prose
_LONGEST_WORD = 8  # characters of a word in a header; the note on the sums is longer
_FEWEST_WORDS = 2
_FEWEST_FIGURES = 3
_MOST_BLANK_LINES = 1
_MOST_BETWEEN = 12  # lines between two rows of figures
_AHEAD = 4  # lines
_HEADING_ENDS = ("情况", "事项")
_FIGURE_ENDS = frozenset("-－—–―/／无条件个次人篇期元项份")
_SENTENCE_ENDS = ("。", "；", "！")

Row = list[str]


class SpacedTable(NamedTuple):
    """The cells, row by row, and the number of lines that print them."""

    rows: list[Row]
    lines: int


def read_spaced(lines: Sequence[str], begin: int = 0) -> SpacedTable | None:
    """The table that begins with the first of these lines; None if there is none, as after a line of a single word."""
    if len(lines[begin].split()) < _FEWEST_WORDS or not any(
        map(_may_end_in_figure, lines[begin : begin + _MOST_BETWEEN + 1])
    ):
        return None
    headed = sum(map(is_of_header, lines[begin].split())) >= _FEWEST_WORDS
    if not headed and not _begins_below_header(lines[begin : begin + _MOST_BLANK_LINES + 2]):
        return None
    table = _Table(whole=headed)
    end, blanks = begin, 0
    for number in range(begin, len(lines)):
        tokens = lines[number].split()
        blanks = 0 if tokens else blanks + 1
        if blanks > _MOST_BLANK_LINES or number - end > _MOST_BETWEEN or _is_prose(lines[number : number + _AHEAD]):
            break
        if tokens and table.put(tokens):
            end = number + 1
    return SpacedTable(table.rows, end - begin) if end > begin else None


def spaced_runs(lines: Sequence[str]) -> Iterator[tuple[int, int, list[Row]]]:
    """All lines in runs [first, end), each with the rows of its table; lines outside tables one by one, without rows.

    Lines found not to be a table are not tried again from each of their lines, because hostile texts could make that
    slow.
    """
    at = 0
    while at < len(lines):
        found = read_spaced(lines, at)
        end = at + (found.lines if found else 1)
        yield at, end, found.rows if found else []
        at = end


def _may_end_in_figure(line: str) -> bool:
    last = line.rstrip()[-1:]
    return last.isdecimal() or last in _FIGURE_ENDS


def _begins_below_header(lines: Sequence[str]) -> bool:
    """True if rows of the form begin here, below a header whose labels are broken into words that cannot be joined."""
    rows = [tokens for line in lines if (tokens := line.split())][:2]
    return len(rows) > 1 and all(is_numbered(tokens[0]) and _tail(tokens) >= _FEWEST_FIGURES for tokens in rows)


def _is_prose(lines: Sequence[str]) -> bool:
    """True if the first line belongs to no table: it is a sentence, or the heading of another section."""
    text = normalise(lines[0])
    if not text or _tail(lines[0].split()):
        return False
    if text.endswith(_SENTENCE_ENDS) or len(text) > _LONGEST_LABEL:
        return True
    below = next((tokens for other in lines[1:] if (tokens := other.split())), [])
    return is_numbered(text) and text.endswith(_HEADING_ENDS) and not _tail(below)


def _tail(tokens: Sequence[str]) -> int:
    """The number of figures, and of units beside them, at the end of a line."""
    start = len(tokens)
    while start and counts(tokens[start - 1]):
        start -= 1
    tail = tokens[start:]
    fits = len("".join(tokens[:start])) <= _LONGEST_LABEL
    return len(tail) if fits and any(map(is_figure, tail)) else 0


@dataclass(slots=True)
class _Table:
    """A table to which lines are added one by one."""

    rows: list[Row] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)  # lines since the last row of figures
    whole: bool = True  # the header above prints every label as one word
    below_header: bool = False
    above_labels: bool = False  # figures stand right below the header: those below a label may be the next row's

    def put(self, tokens: Sequence[str]) -> bool:
        """Adds one line; returns True if it is a row of figures."""
        figures = _tail(tokens)
        if figures:
            self._put_figures(tokens[: len(tokens) - figures], tokens[len(tokens) - figures :])
        elif any(map(is_of_header, tokens)):
            self._put_header(tokens)
        else:
            self.whole = self.whole and not (self.below_header and len(tokens) >= _FEWEST_WORDS)
            self.pending.append("".join(tokens))
        return bool(figures)

    def _put_header(self, tokens: Sequence[str]) -> None:
        self._end_label(next_is_numbered=True)
        broken = any(not is_of_header(token) and len(token) <= _LONGEST_WORD for token in tokens)
        self.whole = not broken and (self.whole or not self.below_header)
        self.below_header, self.above_labels = True, False
        self.rows.append(list(tokens))

    def _put_figures(self, label: Sequence[str], figures: Sequence[str]) -> None:
        cells = _labels(label)
        numbered = bool(cells) and is_numbered(cells[-1])
        begun = self._end_label(next_is_numbered=numbered)
        if begun:
            cells = [*cells[:-1], begun + (cells[-1] if cells else "")]
        if not cells and self.below_header:
            self.above_labels = not any(is_result(normalise(label)) for label in self.rows[-1])
        if self.above_labels:
            figures = [f"{text}?" if is_figure(text) else text for text in figures]
        self.rows.append([*cells, *(figures if self.whole else [APART.join(figures)])])
        self.below_header = False

    def _end_label(self, *, next_is_numbered: bool) -> str:
        """Assigns the lines before a row; returns the beginning of that row's label if it stands above the row.

        A line without a number continues the label above; one with a number begins a label: that of the row below, or,
        if the row begins its own, that of a group of rows.
        """
        numbered = next((n for n, text in enumerate(self.pending) if is_numbered(text)), len(self.pending))
        going_on, begun = self.pending[:numbered], self.pending[numbered:]
        self.pending = []
        if not next_is_numbered and not begun:
            going_on, begun = [], going_on
        labelled = bool(self.rows) and not self.below_header and is_numbered(self.rows[-1][0])
        if going_on and labelled:
            place = max(n for n, text in enumerate(self.rows[-1]) if is_numbered(text))
            self.rows[-1][place] += "".join(going_on)
        elif going_on:
            self.rows.append(["".join(going_on)])
        if next_is_numbered:
            self.rows.extend([text] for text in begun)
            return ""
        return "".join(begun)


def _labels(tokens: Sequence[str]) -> list[str]:
    """The labels before the figures; a blank separates two only if the second begins with its number."""
    cells: list[str] = []
    for token in tokens:
        if cells and not is_numbered(token):
            cells[-1] += token
        else:
            cells.append(token)
    return cells
