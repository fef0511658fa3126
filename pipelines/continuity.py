"""The one check that needs two reports: what was carried over is what the year before carried forward.

Reports arrive in any order and from several processes, so it is made again whenever one of the two was stored.
"""

from collections.abc import Mapping
from typing import Any

from gxcrawl.checks import check_continuity
from gxcrawl.model import Cell
from gxcrawl.report_document import check_to_document
from gxcrawl.storage import Document, Reports


def recheck(reports: Reports, agency_id: str, year: int) -> None:
    """Brings the continuity check of a stored report up to date; nothing where there is none."""
    before = reports.get(f"{agency_id}/{year - 1}")
    reports.recheck(f"{agency_id}/{year}", lambda report: with_continuity(report, before)["checks"])


def with_continuity(document: Document, before: Document | None) -> Document:
    """The report with its continuity check as the year before lets it be."""
    cells = {"applications.carried_over.total": Cell(_count(document, "carried_over"), None)}
    carried_forward = None if before is None else _count(before, "carried_forward")
    check = check_to_document(check_continuity(cells, document["year"], carried_forward))
    checks = [check if one["id"] == check["id"] else one for one in document["checks"]]
    return {**document, "checks": checks}


def _count(document: Mapping[str, Any], row: str) -> int | None:
    """applications.<row>.total of a stored report."""
    applications = document.get("applications") or {}
    value = (applications.get(row) or {}).get("total")
    return value if isinstance(value, int) else None
