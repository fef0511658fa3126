"""Documents that were seen again: finds the stored reports that name them, and completes work that a crash left."""

from datetime import datetime

from gxcrawl import PARSER_VERSION
from gxcrawl.storage import Database, Document
from gxcrawl.storage.documents import agency_and_year
from pipelines.reports.continuity import recheck


def reports_seen(database: Database, raw_id: str, url: str, at: datetime) -> list[Document]:
    """The reports that name a raw document at this place; `last_seen` is set to that time.

    A report is stored before the check of the year is repeated and the earlier failures of its document are deleted,
    so both are done again here.
    """
    found = [report for report in database.reports.from_raw(raw_id) if _names(report, raw_id, url)]
    for report in found:
        database.reports.seen(report["_id"], at)
        recheck(database.reports, *agency_and_year(report["_id"]))
    if any(report["parser_version"] == PARSER_VERSION for report in found):
        for kept in database.failures.of_url(url):
            if kept.failure.stage != "fetch":
                database.failures.clear(url, kept.failure.stage)
    return found


def _names(report: Document, raw_id: str, url: str) -> bool:
    return any(place["raw_id"] == raw_id and place["url"] == url for place in report["sources"])
