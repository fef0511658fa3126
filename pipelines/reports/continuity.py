"""The check that needs two reports: the number carried over equals the number carried forward the year before.

Reports arrive in any order and from several processes, so it is repeated whenever one of the two was stored.
"""

from collections.abc import Mapping
from typing import Any

from gxcrawl.checks import check_continuity
from gxcrawl.forms.editions.applications import CARRIED_FORWARD, CARRIED_OVER
from gxcrawl.model import Cell
from gxcrawl.reports.document import check_to_document
from gxcrawl.storage import Document, Reports
from gxcrawl.storage.documents import agency_and_year

_CARRIED_FORWARD = {CARRIED_FORWARD: 1}
_CHECKED = {CARRIED_OVER: 1, "checks": 1}


def carried_forward(reports: Reports, agency_id: str, year: int) -> int | None:
    """The number that the report of a year carried forward; None if there is no report or no number."""
    report = reports.get(f"{agency_id}/{year}", _CARRIED_FORWARD)
    return None if report is None else _count(report, CARRIED_FORWARD)


def recheck(reports: Reports, agency_id: str, year: int) -> None:
    """Updates the continuity check of a stored report, if there is one."""
    report_id = f"{agency_id}/{year}"
    report = reports.get(report_id, _CHECKED)
    if report is None or "checks" not in report:
        return
    before = carried_forward(reports, agency_id, year - 1)
    if with_continuity(report, before) != report:  # it is up to date for most reports, and checking that reads little
        reports.recheck(report_id, lambda report: with_continuity(report, before)["checks"])


def recheck_all(reports: Reports, agency_id: str) -> None:
    """Updates the continuity checks of all reports of an agency: a killed process may have left one as it was."""
    fields = _CHECKED | _CARRIED_FORWARD
    found = reports.find(agency_id=agency_id, projection=fields)
    stored = {agency_and_year(report["_id"])[1]: report for report in found}
    for year, report in stored.items():
        before = _count(stored.get(year - 1, {}), CARRIED_FORWARD)
        if "checks" in report and with_continuity(report, before) != report:
            recheck(reports, agency_id, year)


def with_continuity(document: Document, before: int | None) -> Document:
    """The report with its continuity check.

    before: the number carried forward by the year before; None if unknown.
    """
    cells = {CARRIED_OVER: Cell(_count(document, CARRIED_OVER), None)}
    check = check_to_document(check_continuity(cells, agency_and_year(document["_id"])[1], before))
    checks = [check if one["id"] == check["id"] else one for one in document["checks"]]
    return {**document, "checks": checks}


def _count(document: Mapping[str, Any], path: str) -> int | None:
    """The whole number at a path of a stored report."""
    value: Any = document
    for key in path.split("."):
        value = (value or {}).get(key)
    return value if isinstance(value, int) else None
