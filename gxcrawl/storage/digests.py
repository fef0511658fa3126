"""Of each report what lists of reports need, so small that thousands are read at once.

A digest is the report without its tables, prose and values: `_id`, `agency`, `year`, `title`, `form`, `published_on`,
`revision`, `last_seen`, `gone_since`, the checks that fail (`checks`), and how many checks end how (`statuses`).
A `Standing` is less still, as much as columns hold: 30,000 of them are read in a third of the time of as many digests.

The embedded home keeps both in a table of their own (embedded/digest_table.py). A server makes them as asked.
"""

from collections import Counter
from datetime import datetime

from gxcrawl.model import Standing
from gxcrawl.storage.documents import Document, Projection

_PLAIN = ("_id", "agency", "year", "title", "form", "published_on", "revision")
_MOMENTS = ("last_seen", "gone_since")
FIELDS: Projection = dict.fromkeys((*_PLAIN[1:], *_MOMENTS, "checks"), 1)
"""What `digest_of` needs of a report."""


def digest_of(report: Document) -> Document:
    """The digest of a report, or of the part of it that FIELDS names. Moments are ISO texts."""
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
    """The standing of a report, or of its digest."""
    failing = tuple(check["id"] for check in report.get("checks") or () if check["status"] == "fail")
    return Standing(report["agency"]["id"], report["year"], report["revision"], failing)


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
