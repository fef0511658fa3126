"""Digests: the part of each report that lists of reports need, small enough to read thousands at once.

A digest is the report without tables, prose and values: `_id`, `agency`, `year`, `title`, `form`, `published_on`,
`revision`, `last_seen`, `gone_since`, the failing checks (`checks`), and the number of checks by status (`statuses`). A
`Standing` holds even less: 30,000 of them are read in a third of the time of as many digests. The embedded backend
stores both in a table (backends/embedded/digest_table.py). A server computes them on request.
"""

from collections import Counter
from datetime import datetime

from gxcrawl.model import Standing
from gxcrawl.storage.documents import Document, Projection

_PLAIN = ("_id", "agency", "year", "title", "form", "published_on", "revision")
_MOMENTS = ("last_seen", "gone_since")
FIELDS: Projection = dict.fromkeys((*_PLAIN[1:], *_MOMENTS, "checks"), 1)
"""The fields of a report that `digest_of` needs."""


def digest_of(report: Document) -> Document:
    """The digest of a report, or of the part of it selected by FIELDS. Times are ISO texts."""
    checks = report.get("checks") or ()
    return {
        **{field: report.get(field) for field in _PLAIN},
        **{field: _text(report.get(field)) for field in _MOMENTS},
        "checks": [
            {name: check.get(name) for name in ("id", "status", "left", "right", "delta", "message")}
            for check in checks
            if check["status"] == "fail"
        ],
        "statuses": dict(Counter(check["status"] for check in checks)),
    }


def standing_of(report: Document) -> Standing:
    """The standing of a report, or of its digest, in which the agency may be None."""
    agency: Document = report["agency"] or {"id": None}
    failing = tuple(check["id"] for check in report.get("checks") or () if check["status"] == "fail")
    return Standing(agency["id"], report["year"], report["revision"], failing)


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
