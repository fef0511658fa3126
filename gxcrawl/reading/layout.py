"""Tables that hold figures, and tables that only lay prose out: one rule for every kind of document."""

from collections.abc import Sequence
from itertools import chain

LONGEST_DATA_CELL = 400  # the longest label seen, with all its explanations, has 130 characters
_LONGEST_LONE_CELL = 150  # in a table that never prints two cells beside each other


def looks_like_data(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows of cell texts have at least two columns and no cell that is a page of prose."""
    if max(map(len, rows), default=0) < 2:
        return False
    longest = max(map(len, chain.from_iterable(rows)))
    some_beside = any(len(row) - row.count("") >= 2 for row in rows)
    return longest <= (LONGEST_DATA_CELL if some_beside else _LONGEST_LONE_CELL)
