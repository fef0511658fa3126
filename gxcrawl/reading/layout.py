"""Distinguishes tables of figures from tables that only lay out prose: one rule for every kind of document."""

import re
from collections.abc import Sequence
from itertools import chain

LONGEST_DATA_CELL = 400  # the longest label seen, with all its explanations, has 130 characters
_LONGEST_LONE_CELL = 150  # in a table that never prints two cells beside each other

_BLOCK_HEADER = re.compile(r"第\s*二\s*十\s*条")  # of the Regulation: the first row of section 2 is one cell


def is_block_header(text: str) -> bool:
    """True if a row's only cell belongs to the table below it and is not its title."""
    return _BLOCK_HEADER.search(text) is not None


def looks_like_data(rows: Sequence[Sequence[str]]) -> bool:
    """True if rows of cell texts have at least two columns and no cell as long as a page of prose."""
    if max(map(len, rows), default=0) < 2:
        return False
    longest = max(map(len, chain.from_iterable(rows)))
    some_beside = any(len(row) - row.count("") >= 2 for row in rows)
    return longest <= (LONGEST_DATA_CELL if some_beside else _LONGEST_LONE_CELL)
