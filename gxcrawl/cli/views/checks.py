"""The failing checks of a database as people read them."""

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from gxcrawl.cli.views.listing import listing
from gxcrawl.presenting.survey import FailingCheck, Survey


def failing_table(failing: Iterable[FailingCheck]) -> Table:
    """Agency, year, check, and what a person can do about it."""
    table = listing("agency", "year", "check", "what is the matter", title="Failing checks")
    for one in failing:
        table.add_row(Text(one.agency), str(one.year), one.id, Text(one.message))
    return table


def counts(found: Survey) -> str:
    """What fails of how much."""
    return (
        f"{len(found.failing):,} of {found.checks:,} checks fail, in {found.concerned:,} of {found.reports:,} reports; "
        f"{found.statuses.get('not_assessable', 0):,} cannot be assessed."
    )
