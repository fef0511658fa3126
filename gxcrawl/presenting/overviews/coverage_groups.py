"""A part of a coverage grid, and its totals by portal or by level."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import get_args

from gxcrawl.model import Agency, Level
from gxcrawl.reports.coverage import Coverage, Row, State

STATES: tuple[State, ...] = get_args(State)
MOST_AGENCIES = 60
"""More than these are read portal by portal."""
_LEVELS: tuple[str, ...] = get_args(Level)
_MISSING: frozenset[State] = frozenset({"missing"})


@dataclass(frozen=True, slots=True)
class Group:
    """The agencies of one portal, or of one level ("" if unknown).

    expected: how many reports there should be. counts: state → number of cells in that state.
    """

    name: str
    agencies: int
    expected: int
    counts: dict[State, int]
    failures: int


def narrowed(
    grid: Coverage,
    *,
    agencies: Collection[str] = (),
    portal: str | None = None,
    level: str | None = None,
    name: str | None = None,
    years: Iterable[int] = (),
) -> Coverage:
    """The part of the grid that meets all given conditions; a requested year without reports is all missing.

    agencies: ids; all where none is given. name: part of a name, an alias or an id.
    """
    wanted = tuple(sorted(set(years))) or grid.years
    if not agencies and (portal, level, name) == (None, None, None) and wanted == grid.years:
        return grid
    rows = (row for row in grid.rows if portal in (None, row.agency.portal) and level in (None, row.agency.level))
    rows = (row for row in rows if not agencies or row.agency.id in agencies)
    rows = (row for row in rows if name is None or _is_called(row.agency, name.strip()))
    return Coverage(wanted, tuple(replace(row, states=_of_years(row, wanted)) for row in rows))


def _is_called(agency: Agency, part: str) -> bool:
    return any(part in one for one in (agency.name, *agency.aliases, agency.id))


def _of_years(row: Row, years: Iterable[int]) -> dict[int, frozenset[State]]:
    return {year: row.states.get(year, _MISSING) for year in years}


def by_portal(grid: Coverage) -> tuple[Group, ...]:
    """A group for each portal, by id."""
    return _groups(grid, lambda row: row.agency.portal, sorted({row.agency.portal for row in grid.rows}))


def by_level(grid: Coverage) -> tuple[Group, ...]:
    """A group for each level, from the state down; agencies of unknown level last."""
    return _groups(grid, lambda row: row.agency.level or "", (*_LEVELS, ""))


def _groups(grid: Coverage, name_of: Callable[[Row], str], names: Iterable[str]) -> tuple[Group, ...]:
    members: defaultdict[str, list[Row]] = defaultdict(list)
    for row in grid.rows:
        members[name_of(row)].append(row)
    return tuple(_group(name, Coverage(grid.years, tuple(members[name]))) for name in names if name in members)


def _group(name: str, part: Coverage) -> Group:
    counts = {state: part.count(state) for state in STATES}
    return Group(name, len(part.rows), part.expected, counts, sum(row.failures for row in part.rows))
