"""`gxcrawl check`: lists failing checks, with the agency, the report and a possible correction."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from gxcrawl.cli.arguments.options import (
    AgenciesOption,
    DatabaseOption,
    LevelOption,
    PortalOption,
    YearsOption,
    opened,
)
from gxcrawl.cli.arguments.reports import selected_reports
from gxcrawl.cli.output.exits import FAILURES
from gxcrawl.cli.output.json_answer import JsonOption, print_json
from gxcrawl.cli.output.terminal import terminal
from gxcrawl.cli.views.checks import counts, print_failing
from gxcrawl.errors import WrongUse
from gxcrawl.presenting.overviews.survey import FIELDS, Survey, survey
from gxcrawl.storage import Database


def check(
    agency: AgenciesOption = None,
    portal: PortalOption = None,
    level: LevelOption = None,
    year: YearsOption = None,
    prefix: Annotated[
        str, typer.Option("--id", metavar="PREFIX", help="Only checks whose id begins so: prose, applications.balance.")
    ] = "",
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the checks that fail, with what would mend them. Exit code 1 where there is any.

    Of stored reports; those of a file are shown by gxcrawl parse --show FILE.
    """
    with opened(database) as db:
        found = _survey(db, agency or (), portal, level, year or (), prefix)
    if as_json:
        print_json(_as_json(found))
    else:
        console = terminal()
        print_failing(found.failing, console)
        console.print(counts(found))
    raise typer.Exit(FAILURES if found.failing else 0)


def _survey(
    db: Database, agencies: Sequence[str], portal: str | None, level: str | None, years: Sequence[int], prefix: str
) -> Survey:
    """The checks of the selected reports. Raises WrongUse if the selection contains no report or no such check."""
    reports = selected_reports(db, agencies, portal, level, years, projection=FIELDS)
    found = survey(reports, prefix)
    if not found.reports:
        there = "fits" if db.reports.count() else "is stored yet; start with: gxcrawl crawl"
        raise WrongUse(f"nothing to check: no report {there}")
    if not found.checks:
        raise WrongUse(f"no check of these reports has an id that begins with {prefix!r}; docs/data.md lists them")
    return found


def _as_json(found: Survey) -> dict[str, object]:
    return {
        "failing": [asdict(one) for one in found.failing],
        "checks": {status: found.statuses.get(status, 0) for status in ("pass", "fail", "not_assessable")},
        "reports": found.reports,
        "reports_concerned": found.concerned,
    }
