"""`gxcrawl revisions`: lists what agencies changed in their reports after these were first seen, the latest first."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer

from gxcrawl.cli.arguments.options import (
    AgenciesOption,
    DatabaseOption,
    LevelOption,
    PortalOption,
    SinceOption,
    YearsOption,
    moment_since,
    on_same,
    opened,
)
from gxcrawl.cli.arguments.reports import selected_reports
from gxcrawl.cli.output.json_answer import JsonOption, print_json
from gxcrawl.cli.output.terminal import terminal
from gxcrawl.cli.views.revisions import counts, print_revisions
from gxcrawl.presenting.overviews.revised import FIELDS, Revision, is_revised, latest_first, revisions_of
from gxcrawl.presenting.versions import versions_of
from gxcrawl.storage import Database

SilentOption = Annotated[
    bool, typer.Option("--silent", help="Only those after which the printed date of publication is the same.")
]


def revisions(
    agency: AgenciesOption = None,
    portal: PortalOption = None,
    level: LevelOption = None,
    year: YearsOption = None,
    since: SinceOption = None,
    silent: SilentOption = False,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the reports that were changed at the source after they were first seen: when, and which cells and prose.

    Whole changes of one report: gxcrawl history AGENCY YEAR.
    """
    earliest = moment_since(since)
    with opened(database) as db:
        selected = list(selected_reports(db, agency or (), portal, level, year or (), projection=FIELDS))
        found = _found(db, [one["_id"] for one in selected if is_revised(one)], earliest)
    if silent:
        found = [one for one in found if one.same_date]
    if as_json:
        listed = [asdict(one) | {"same_date": one.same_date} for one in found]
        print_json({"revisions": listed, "reports": len(selected)})
        return
    console = terminal()
    print_revisions(
        found, console, history=lambda one: on_same(database, f"gxcrawl history {one.agency_id} {one.year}")
    )
    console.print(counts(found, len(selected)), soft_wrap=True)


def _found(db: Database, report_ids: Sequence[str], earliest: datetime | None) -> list[Revision]:
    """The revisions of these reports that were first seen since a moment; all if it is None."""
    found: list[Revision] = []
    for report_id in report_ids:
        if (current := db.reports.get(report_id)) is not None:
            documents = [*db.reports.versions(report_id), current]
            found += revisions_of(current, versions_of(documents, db.raw_documents.first_seen))
    return latest_first(one for one in found if earliest is None or one.after.first_seen >= earliest)
