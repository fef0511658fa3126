"""The coverage page: one row per agency, or per portal if there are many agencies; one column per year."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import get_args

from gxcrawl.model import Agency, Level
from gxcrawl.presenting.overviews.coverage_groups import MOST_AGENCIES, STATES, narrowed
from gxcrawl.presenting.overviews.regions import province_of
from gxcrawl.reports.coverage import Coverage, Row, State
from gxcrawl.web.paging import Paged, paged
from gxcrawl.web.queries import CoveragePageQuery

_AGENCIES_A_PAGE = 100
_PORTALS_A_PAGE = 100
_WORST_FIRST: tuple[State, ...] = ("contradicted", "failed", "missing", "late", "revised", "found")


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of cells in each state, and of all cells (`expected`). A cell can be in several states."""

    expected: int
    counts: Mapping[State, int]

    @property
    def percent(self) -> int:
        """The percentage of expected reports that were found, rounded down: 100 only if none is missing."""
        return 100 * self.counts["found"] // self.expected if self.expected else 0


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """One agency and year. state: decides the colour; others: its further states, except `found`."""

    year: int
    state: State
    others: tuple[State, ...]


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency with its cells and the number of its open failures."""

    agency: Agency
    cells: tuple[CoverageCell, ...]
    failures: int


@dataclass(frozen=True, slots=True)
class PortalRow:
    """A portal with a tally per year and in total. agencies: their number; region: its code; None if not known."""

    id: str
    region: str | None
    agencies: int
    tallies: tuple[Tally, ...]
    total: Tally


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading: the agencies of a portal, or the portals of a province (None if it is not known)."""

    name: str | None
    rows: tuple[AgencyRow, ...] | tuple[PortalRow, ...]


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """The contents of the page. by_portal: whether rows are portals. portals, levels, all_years: possible choices."""

    query: CoveragePageQuery
    years: tuple[int, ...]
    total: Tally
    agencies: int
    by_portal: bool
    groups: tuple[Group, ...]
    list: Paged[AgencyRow] | Paged[PortalRow]
    portals: tuple[str, ...]
    levels: tuple[Level, ...]
    all_years: tuple[int, ...]


def coverage_page(grid: Coverage, query: CoveragePageQuery) -> CoveragePage:
    """The page for a query. grid: the coverage of the whole database."""
    years = () if query.year is None else (query.year,)
    part = narrowed(grid, portal=query.portal, level=query.level, name=query.name, years=years)
    many = len(part.rows) > MOST_AGENCIES and query.portal is None and query.name is None
    by_portal = query.view == "portals" or (query.view == "auto" and many)
    portals = tuple(dict.fromkeys(row.agency.portal for row in grid.rows))
    there = {row.agency.level for row in grid.rows}
    levels = tuple(level for level in get_args(Level) if level in there)
    groups, page = _by_portal(part, query.page) if by_portal else _by_agency(part, query.page)
    total = _tally(part.rows, part.years)
    return CoveragePage(
        query=query,
        years=part.years,
        total=total,
        agencies=len(part.rows),
        by_portal=by_portal,
        groups=groups,
        list=page,
        portals=portals,
        levels=levels,
        all_years=grid.years,
    )


def _by_agency(part: Coverage, page: int) -> tuple[tuple[Group, ...], Paged[AgencyRow]]:
    rows = paged(part.rows, page, _AGENCIES_A_PAGE)
    shown = Paged(tuple(_agency_row(row, part.years) for row in rows.items), rows.page, rows.pages, rows.count)
    groups = groupby(shown.items, key=lambda row: row.agency.portal)
    return tuple(Group(portal, tuple(members)) for portal, members in groups), shown


def _agency_row(row: Row, years: Sequence[int]) -> AgencyRow:
    return AgencyRow(row.agency, tuple(cell_of(year, row.states[year]) for year in years), row.failures)


def cell_of(year: int, states: frozenset[State]) -> CoverageCell:
    """The cell of a year with these states."""
    ordered = [state for state in _WORST_FIRST if state in states]
    return CoverageCell(year, ordered[0], tuple(state for state in ordered[1:] if state != "found"))


def _by_portal(part: Coverage, page: int) -> tuple[tuple[Group, ...], Paged[PortalRow]]:
    """The portals of one page of the list, grouped by province; portals of an unknown province come last."""
    by_portal = groupby(part.rows, key=lambda row: row.agency.portal)
    rows = [_portal_row(portal, tuple(members), part.years) for portal, members in by_portal]
    rows.sort(key=lambda row: (province_of(row.region) is None, row.region or "", row.id))
    shown = paged(rows, page, _PORTALS_A_PAGE)
    groups = groupby(shown.items, key=lambda row: province_of(row.region))
    return tuple(Group(province, tuple(members)) for province, members in groups), shown


def _portal_row(portal: str, rows: Sequence[Row], years: Sequence[int]) -> PortalRow:
    codes = Counter(row.agency.region_code for row in rows if row.agency.region_code)
    region = codes.most_common(1)[0][0] if codes else None
    tallies = tuple(_tally(rows, (year,)) for year in years)
    return PortalRow(portal, region, len(rows), tallies, _sum(tallies))


def _tally(rows: Iterable[Row], years: Sequence[int]) -> Tally:
    counts: Counter[State] = Counter()
    cells = 0
    for sets, times in Counter(row.states[year] for row in rows for year in years).items():
        cells += times
        for state in sets:
            counts[state] += times
    return Tally(cells, {state: counts[state] for state in STATES})


def _sum(tallies: Iterable[Tally]) -> Tally:
    every = tuple(tallies)
    counts = {state: sum(tally.counts[state] for tally in every) for state in STATES}
    return Tally(sum(tally.expected for tally in every), counts)
