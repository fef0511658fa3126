"""Tables whose numbers are uncertain: their presence must be visible, but no number counts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gxcrawl.reading.unruled.columns import MOST_HEADER_ROWS
from gxcrawl.reading.unruled.rows import TextRow
from gxcrawl.reading.unruled.words import is_figure, is_numbered, is_of_header

_FEWEST_WORDS = 2  # of the form's in a header
_FEWEST_FIGURES = 3
_FEWEST_NUMBERED = 2  # rows of the form, to know a table whose header is not there
APART = " | "  # between figures whose columns are unknown


@dataclass(frozen=True, slots=True)
class LooseTable:
    """The cells of a table, row by row, and the rows of text [first, end) that print it."""

    first: int
    end: int
    cells: tuple[tuple[str, ...], ...]


def doubted(found: LooseTable) -> LooseTable:
    """The table with a question mark after each figure, so that none is read as a number."""
    cells = tuple(tuple(f"{text}?" if is_figure(text) else text for text in row) for row in found.cells)
    return replace(found, cells=cells)


def as_printed(rows: Sequence[TextRow], near: range, *, goes_on: bool) -> LooseTable | None:
    """A table of the form whose cells cannot be assigned to columns; None if nothing shows that it is one.

    The figures of a row stay in one cell that belongs to no column. near: the rows of figures, and those above that may
    be their header. goes_on: True if the page before ended with such a table.
    """
    figures = [number for number in near if rows[number].figures]
    above = range(max(near.start, figures[0] - MOST_HEADER_ROWS), figures[0])
    words = {number: sum(is_of_header(one.text) for one in rows[number].segments) for number in above}
    head = [number for number in above if words[number]]
    if sum(words.values()) < _FEWEST_WORDS and not goes_on and not _is_of_form(rows[near.start : near.stop]):
        return None
    cells = [tuple(one.text for one in rows[number].segments) for number in head]
    cells += [_row_as_printed(rows[number]) for number in figures]
    return LooseTable(min([*head, figures[0]]), near.stop, tuple(cells))


def _row_as_printed(row: TextRow) -> tuple[str, ...]:
    figures = tuple(one.text for one in row.figures)
    return (*(one.text for one in row.labels), APART.join(figures)) if row.labels else figures


def _is_of_form(rows: Sequence[TextRow]) -> bool:
    """True if these are rows of section 3, whatever stands above: numbered labels with several figures each."""
    numbered = [row for row in rows if len(row.figures) >= _FEWEST_FIGURES and row.labels]
    return sum(is_numbered(row.labels[-1].text) for row in numbered) >= _FEWEST_NUMBERED
