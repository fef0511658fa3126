"""Tables that hold figures, and tables that only lay prose out: one rule for every kind of document."""

from collections.abc import Iterable, Sequence

LONGEST_DATA_CELL = 400  # the longest label seen, with all its explanations, has 130 characters
_LONGEST_LONE_CELL = 150  # in a table that never prints two cells beside each other


def looks_like_data(rows: Iterable[Sequence[str]]) -> bool:
    """Whether rows of cell texts have at least two columns and no cell that is a page of prose."""
    widest = most_filled = longest = 0
    for row in rows:
        widest = max(widest, len(row))
        most_filled = max(most_filled, len(row) - row.count("")) if most_filled < 2 else most_filled
        longest = max(longest, max(map(len, row), default=0))
    return widest >= 2 and longest <= (LONGEST_DATA_CELL if most_filled >= 2 else _LONGEST_LONE_CELL)
