"""Prints the failing checks of a database."""

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from gxcrawl.presenting.overviews.survey import FailingCheck, Survey


def print_failing(failing: Iterable[FailingCheck], console: Console) -> None:
    """Prints each check in two unwrapped lines: the report and the check, then what a person can do about it."""
    for one in failing:
        console.print(Text.assemble((f"{one.agency} {one.year}", "bold"), f"  {one.id}"), soft_wrap=True)
        console.print(Text(f"  {one.message}\n"), soft_wrap=True)


def counts(found: Survey) -> str:
    """One line: how many checks and reports fail, out of how many."""
    return (
        f"{len(found.failing):,} of {found.checks:,} checks fail, in {found.concerned:,} of {found.reports:,} reports; "
        f"{found.statuses.get('not_assessable', 0):,} cannot be assessed."
    )
