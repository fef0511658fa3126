"""Coverage by portal or by level as people read it, with the marks of the coverage table as headings."""

from collections.abc import Iterable

from rich.table import Table

from gxcrawl.cli.views.listing import listing
from gxcrawl.coverage import State
from gxcrawl.presenting.coverage_groups import Group

_MARKS: tuple[tuple[str, State], ...] = (
    ("✗", "contradicted"),
    ("L", "late"),
    ("R", "revised"),
    ("!", "failed"),
    ("–", "missing"),
)


def groups_table(title: str, groups: Iterable[Group]) -> Table:
    """A group to a row. title: what the groups are, `portal` or `level`."""
    table = listing(title, title=f"By {title}")
    for name in ("agencies", "✓", "of", "%", *(mark for mark, _ in _MARKS), "failures"):
        table.add_column(name, justify="right", overflow="fold")
    for group in groups:
        found = group.counts["found"]
        share = f"{100 * found // group.expected}%" if group.expected else "–"  # 100 % only where nothing is missing
        marks = [f"{group.counts[state]:,}" if group.counts[state] else "" for _, state in _MARKS]
        sizes = (f"{group.agencies:,}", f"{found:,}", f"{group.expected:,}", share)
        table.add_row(group.name or "not known", *sizes, *marks, f"{group.failures or ''}")
    return table
