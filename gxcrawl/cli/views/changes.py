"""Prints the differences between two versions of a report: one cell per line, prose by sentences."""

from typing import Any

from rich.console import Console
from rich.text import Text

from gxcrawl.reports.revisions import Changes, ProseChange


def print_changes(changes: Changes, console: Console) -> None:
    """Prints the changed cells in the order of the form, then the changed prose."""
    for cell in changes.cells:
        console.print(Text(f"  {cell.path}: {_shown(cell.before)} → {_shown(cell.after)}"), soft_wrap=True)
    for prose in changes.prose:
        console.print(Text(f"  {_place(prose)}", style="dim"))
        for mark, passages, style in (("-", prose.removed, "red"), ("+", prose.added, "green")):
            for passage in passages:
                console.print(Text(f"    {mark} {passage.strip()}", style=style), soft_wrap=True)


def _place(prose: ProseChange) -> str:
    return f"section {prose.section} {prose.field}" if prose.section else prose.field


def _shown(value: Any) -> str:
    return "not known" if value is None else str(value)
