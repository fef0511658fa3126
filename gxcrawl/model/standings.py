"""How a stored report stands: what a list of all reports needs of each."""

from typing import NamedTuple


class Standing(NamedTuple):
    """One report. A tuple, since 30,000 of them are made for one page. failing: ids of the checks that fail."""

    agency_id: str
    year: int
    revision: int
    failing: tuple[str, ...]
