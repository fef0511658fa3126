"""The coverage as tables of the terminal: by agency, by portal, by level."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from gxcrawl.cli.views.listing import listing
from gxcrawl.presenting.overviews.coverage_groups import Group
from gxcrawl.reports.coverage import Coverage, State

_MARKS: dict[State, tuple[str, str]] = {
    "contradicted": ("✗", "red"),
    "revised": ("R", "cyan"),
    "late": ("L", "yellow"),
}
_COUNTED: tuple[tuple[str, State], ...] = (
    ("✗", "contradicted"),
    ("L", "late"),
    ("R", "revised"),
    ("!", "failed"),
    ("–", "missing"),
)
_SEPARATOR = 3
_YEAR = 4 + _SEPARATOR
_NARROWEST_AGENCY = 12  # columns of the terminal: six Chinese characters


def coverage_tables(grid: Coverage, width: int) -> list[Table]:
    """Tables with one row per agency and one column per year; several if the terminal is too narrow for all years."""
    portal = max((cell_len(row.agency.portal) for row in grid.rows), default=0)
    room = width - portal - _SEPARATOR - _NARROWEST_AGENCY - _SEPARATOR - len("failures")
    at_once = max(room // _YEAR, 1)
    starts = range(0, len(grid.years), at_once) or range(1)  # no year yet: one table without year columns
    return [_table(grid, grid.years[start : start + at_once]) for start in starts]


def _table(grid: Coverage, years: Sequence[int]) -> Table:
    """The table of these years; the column of failures, which may belong to no year, follows the last year."""
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
    """The meaning of the marks, with the number of cells of each and the total."""
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


def groups_table(title: str, groups: Iterable[Group]) -> Table:
    """A table with one row per group. title: the kind of group, `portal` or `level`."""
    table = listing(title, title=f"By {title}")
    for name in ("agencies", "✓", "of", "%", *(mark for mark, _ in _COUNTED), "failures"):
        table.add_column(name, justify="right", overflow="fold")
    for group in groups:
        found = group.counts["found"]
        share = f"{100 * found // group.expected}%" if group.expected else "–"  # rounded down: 100 % only if complete
        marks = [f"{group.counts[state]:,}" if group.counts[state] else "" for _, state in _COUNTED]
        sizes = (f"{group.agencies:,}", f"{found:,}", f"{group.expected:,}", share)
        table.add_row(group.name or "not known", *sizes, *marks, f"{group.failures or ''}")
    return table
