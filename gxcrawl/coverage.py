"""Which agency's report of which year is there, and in what state. Pure: documents of the database in, a grid out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from gxcrawl.model import Agency, Failure

State = Literal["found", "late", "revised", "contradicted", "failed", "missing"]


@dataclass(frozen=True, slots=True)
class Row:
    """One agency: the states of its report of each year, and how many failures are open. A report can be several."""

    agency: Agency
    states: Mapping[int, frozenset[State]]
    failures: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The grid. `years`: from the first to the last that any report, or any failure to get one, is about."""

    years: tuple[int, ...]
    rows: tuple[Row, ...]

    def count(self, state: State) -> int:
        """In how many cells the state stands."""
        return sum(state in states for row in self.rows for states in row.states.values())

    @property
    def expected(self) -> int:
        """The denominator: every agency, every year."""
        return len(self.rows) * len(self.years)


def coverage(reports: Iterable[Mapping[str, Any]], agencies: Iterable[Agency], failures: Iterable[Failure]) -> Coverage:
    """The grid of these agencies, sorted by portal and id.

    reports: documents of `reports`, or their digests, which name the checks that fail. failures: those open; one that
    names agency and year marks that cell `failed` where no report stands in it.
    """
    states: dict[str, dict[int, frozenset[State]]] = defaultdict(dict)
    for report in reports:
        states[report["agency"]["id"]][report["year"]] = states_of(report)
    counts = Counter[str | None]()
    for failure in failures:
        counts[failure.agency_id] += 1
        if failure.agency_id is not None and failure.year is not None:
            states[failure.agency_id].setdefault(failure.year, frozenset({"failed"}))
    told = sorted({year for by_year in states.values() for year in by_year})
    years = tuple(range(told[0], told[-1] + 1)) if told else ()
    rows = [
        Row(agency, {year: states[agency.id].get(year, frozenset({"missing"})) for year in years}, counts[agency.id])
        for agency in sorted(agencies, key=lambda agency: (agency.portal, agency.id))
    ]
    return Coverage(years, tuple(rows))


def states_of(report: Mapping[str, Any]) -> frozenset[State]:
    """Everything that is so of one report."""
    failing = [check["id"] for check in report["checks"] if check["status"] == "fail"]
    states: set[State] = {"found"}
    if "published.deadline" in failing:
        states.add("late")
    if any(check_id != "published.deadline" for check_id in failing):
        states.add("contradicted")
    if report["revision"] > 1:
        states.add("revised")
    return frozenset(states)
