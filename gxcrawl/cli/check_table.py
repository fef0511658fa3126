"""The failing checks of a database as people read them."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.table import Table

from gxcrawl.storage import Database

_FIELDS = {"agency": 1, "year": 1, "checks": 1}


@dataclass(frozen=True, slots=True)
class FailingCheck:
    """One check of one report that fails."""

    agency: str
    year: int
    id: str
    message: str


def failing_checks(database: Database) -> Iterator[FailingCheck]:
    """Every failing check, report by report."""
    return iter(
        [
            FailingCheck(report["agency"]["name"], report["year"], check["id"], check["message"])
            for report in database.reports.find(projection=_FIELDS)
            for check in report["checks"]
            if check["status"] == "fail"
        ]
    )


def failing_table(failing: Iterator[FailingCheck]) -> Table:
    """Agency, year, check, and what a person can do about it."""
    table = Table(title="Failing checks", title_justify="left", show_edge=False, pad_edge=False)
    for name in ("agency", "year", "check", "what is the matter"):
        table.add_column(name, overflow="fold")
    for one in failing:
        table.add_row(one.agency, str(one.year), one.id, one.message)
    return table
