"""The state of a stored report, as needed by lists of all reports."""

from typing import NamedTuple


class Standing(NamedTuple):
    """The state of one report; a tuple, because one page may need 30,000 of them.

    failing: ids of the checks that fail.
    """

    agency_id: str
    year: int
    revision: int
    failing: tuple[str, ...]
