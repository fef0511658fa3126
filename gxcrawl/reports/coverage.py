"""Which agency's report of which year is stored, and in what state. Pure: documents in, a grid out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from gxcrawl.model import Agency, Failure, Standing

State = Literal["found", "late", "revised", "contradicted", "failed", "missing"]

YEARS = range(2003, 2100)
"""Possible years of reports; the first local rules on disclosure are from 2003."""

_DEADLINE = "published.deadline"
_FAILED: frozenset[State] = frozenset({"failed"})
_MISSING: frozenset[State] = frozenset({"missing"})


@dataclass(frozen=True, slots=True)
class Row:
    """One agency: for each year the states of its report (possibly several), and its number of open failures."""

    agency: Agency
    states: Mapping[int, frozenset[State]]
    failures: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The grid. `years`: from the first to the last year of any report or failure."""

    years: tuple[int, ...]
    rows: tuple[Row, ...]

    def count(self, state: State) -> int:
        """The number of cells in this state."""
        return sum(state in states for row in self.rows for states in row.states.values())

    @property
    def expected(self) -> int:
        """The denominator: agencies times years."""
        return len(self.rows) * len(self.years)


def coverage(reports: Iterable[Standing], agencies: Iterable[Agency], failures: Iterable[Failure]) -> Coverage:
    """The grid of these agencies, sorted by portal and id.

    reports: all stored reports of these agencies. failures: open ones; if one names agency and year and there is no
    report, that cell is `failed`.
    """
    states: dict[str, dict[int, frozenset[State]]] = defaultdict(dict)
    for report in reports:
        states[report.agency_id][report.year] = states_of(report.failing, report.revision > 1)
    counts = Counter[str | None]()
    for failure in failures:
        counts[failure.agency_id] += 1
        if failure.agency_id is not None and failure.year is not None:
            states[failure.agency_id].setdefault(failure.year, _FAILED)
    told = {year for by_year in states.values() for year in by_year}
    years = tuple(range(min(told), max(told) + 1)) if told else ()
    unread = dict.fromkeys(years, _MISSING)
    rows = [
        Row(agency, {**unread, **states.get(agency.id, {})}, counts[agency.id])
        for agency in sorted(agencies, key=lambda agency: (agency.portal, agency.id))
    ]
    return Coverage(years, tuple(rows))


@lru_cache(maxsize=4096)  # nearly all of 30,000 reports fail no check, or the same few
def states_of(failing: tuple[str, ...], revised: bool) -> frozenset[State]:
    """All states of one report. failing: ids of its failing checks."""
    late = _DEADLINE in failing
    told: dict[State, bool] = {
        "found": True, "late": late, "contradicted": len(failing) > late, "revised": revised,
    }  # fmt: skip
    return frozenset(state for state, is_so in told.items() if is_so)
