"""The coverage grid as people read it."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from gxcrawl.cli.views.listing import listing
from gxcrawl.coverage import Coverage, State

_MARKS: dict[State, tuple[str, str]] = {
    "contradicted": ("✗", "red"),
    "revised": ("R", "cyan"),
    "late": ("L", "yellow"),
}


_SEPARATOR = 3
_YEAR = 4 + _SEPARATOR
_NARROWEST_AGENCY = 12  # six characters a line


def coverage_tables(grid: Coverage, width: int) -> list[Table]:
    """Agencies down the side, years across; below each other where a terminal is too narrow for all years."""
    portal = max((cell_len(row.agency.portal) for row in grid.rows), default=0)
    room = width - portal - _SEPARATOR - _NARROWEST_AGENCY - _SEPARATOR - len("failures")
    at_once = max(room // _YEAR, 1)
    starts = range(0, len(grid.years), at_once) or range(1)  # no year yet: one table without
    return [_table(grid, grid.years[start : start + at_once]) for start in starts]


def _table(grid: Coverage, years: Sequence[int]) -> Table:
    """Of these years; failures, which may belong to no year, stand behind the last one."""
    table = listing("portal", "agency", title="Coverage")
    for year in years:
        table.add_column(str(year), justify="center", no_wrap=True)
    is_last = years[-1:] == grid.years[-1:]
    if is_last:
        table.add_column("failures", justify="right", no_wrap=True)
    for row in grid.rows:
        failures = (str(row.failures or ""),) if is_last else ()
        table.add_row(row.agency.portal, row.agency.name, *(_cell(row.states[year]) for year in years), *failures)
    return table


def legend(grid: Coverage) -> str:
    """What the marks mean, with counts and their denominator."""
    return (
        f"✓ found {grid.count('found')} of {grid.expected} · ✗ a check fails {grid.count('contradicted')} · "
        f"L late {grid.count('late')} · R revised {grid.count('revised')} · ! failed {grid.count('failed')} · "
        f"– missing {grid.count('missing')}"
    )


def _cell(states: frozenset[State]) -> Text:
    if "missing" in states:
        return Text("–", "dim")
    if "failed" in states:
        return Text("!", "magenta")
    marks = [_MARKS[state] for state in _MARKS if state in states]
    return Text.assemble(*marks) if "contradicted" in states else Text.assemble(("✓", "green"), *marks)
