"""Finds the stored reports that the user selected, for all commands that list something of many reports."""

from collections.abc import Iterator, Sequence

from gxcrawl.cli.arguments.agency import find_agency, find_portal, refuse_impossible
from gxcrawl.cli.arguments.options import refuse_unknown
from gxcrawl.storage import Database, Document
from gxcrawl.storage.documents import Projection


def selected_reports(
    database: Database,
    agencies: Sequence[str],
    portal: str | None,
    level: str | None,
    years: Sequence[int],
    *,
    projection: Projection,
) -> Iterator[Document]:
    """The reports that fit every given condition, of the fields in `projection`, which includes `agency`.

    agencies: ids, names or aliases. level: of the agency as it is known now, as in `gxcrawl status`.
    Raises WrongUse for an unknown agency, portal or level, and for an impossible year.
    """
    refuse_unknown(level)
    refuse_impossible(years)
    ids = [find_agency(database, one).id for one in agencies]
    portal_id = find_portal(database, portal)
    reports = database.reports.find(agency_id=ids or None, portal=portal_id, year=years or None, projection=projection)
    if level is None:
        return reports
    of_level = {one.id for one in database.agencies.all() if one.level == level}
    return (report for report in reports if report["agency"]["id"] in of_level)
