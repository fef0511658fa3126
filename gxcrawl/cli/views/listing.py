"""The plain table of commands that print lists."""

from rich.table import Table


def listing(*columns: str, title: str | None = None) -> Table:
    """An empty table without a frame; text too long for its column is folded, never cut."""
    table = Table(title=title, title_justify="left", show_edge=False, pad_edge=False)
    for name in columns:
        table.add_column(name, overflow="fold")
    return table
