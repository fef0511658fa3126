"""The coverage grid as people read it."""

from rich.table import Table

from gxcrawl.coverage import Coverage, Row, State

_MARKS: dict[State, tuple[str, str]] = {
    "contradicted": ("✗", "red"),
    "revised": ("R", "cyan"),
    "late": ("L", "yellow"),
}


def coverage_table(grid: Coverage) -> Table:
    """Agencies down the side, years across."""
    table = Table(title="Coverage", title_justify="left", show_edge=False, pad_edge=False)
    table.add_column("portal")
    table.add_column("agency", overflow="fold")
    for year in grid.years:
        table.add_column(str(year), justify="center")
    table.add_column("failures", justify="right")
    for row in grid.rows:
        table.add_row(row.agency.portal, row.agency.name, *_cells(row, grid), str(row.failures or ""))
    return table


def legend(grid: Coverage) -> str:
    """What the marks mean, with counts and their denominator."""
    return (
        f"✓ found {grid.count('found')} of {grid.expected} · ✗ a check fails {grid.count('contradicted')} · "
        f"L late {grid.count('late')} · R revised {grid.count('revised')} · ! failed {grid.count('failed')} · "
        f"– missing {grid.count('missing')}"
    )


def _cells(row: Row, grid: Coverage) -> list[str]:
    return [_cell(row.states[year]) for year in grid.years]


def _cell(states: frozenset[State]) -> str:
    if "missing" in states:
        return "[dim]–[/]"
    if "failed" in states:
        return "[magenta]![/]"
    marks = [f"[{colour}]{mark}[/]" for state, (mark, colour) in _MARKS.items() if state in states]
    return "".join(marks) if "contradicted" in states else "[green]✓[/]" + "".join(marks)
