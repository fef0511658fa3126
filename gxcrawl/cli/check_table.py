"""The failing checks of a database as people read them."""

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from gxcrawl.presenting.survey import FIELDS, FailingCheck, Survey, survey
from gxcrawl.storage import Database


def failing_checks(database: Database) -> tuple[FailingCheck, ...]:
    """Every failing check, by portal, agency and year."""
    return survey(database.reports.find(projection=FIELDS)).failing


def failing_table(failing: Iterable[FailingCheck]) -> Table:
    """Agency, year, check, and what a person can do about it."""
    table = Table(title="Failing checks", title_justify="left", show_edge=False, pad_edge=False)
    for name in ("agency", "year", "check", "what is the matter"):
        table.add_column(name, overflow="fold")
    for one in failing:
        table.add_row(Text(one.agency), str(one.year), one.id, Text(one.message))
    return table


def counts(found: Survey) -> str:
    """What fails of how much."""
    return (
        f"{len(found.failing):,} of {found.checks:,} checks fail, in {found.concerned:,} of {found.reports:,} reports; "
        f"{found.statuses.get('not_assessable', 0):,} cannot be assessed."
    )
