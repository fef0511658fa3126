"""Of each report what lists of reports need, so small that thousands are read at once.

A digest is the report without its tables, prose and values: `_id`, `agency`, `year`, `title`, `form`, `published_on`,
`revision`, `last_seen`, `gone_since`, the checks that fail (`checks`), and how many checks end how (`statuses`).
A `Standing` is less still, as much as columns hold: 30,000 of them are read in a third of the time of as many digests.

The embedded home keeps both in a table beside the reports, written in the same transaction: reading that much out of
30,000 reports of 50 KB takes SQLite seconds, reading 30,000 digests a fraction of one. A server makes them as asked.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

import orjson

from gxcrawl.model import Standing
from gxcrawl.storage.collections import REPORTS
from gxcrawl.storage.documents import Document, Projection, Where

_PLAIN = ("_id", "agency", "year", "title", "form", "published_on", "revision")
_MOMENTS = ("last_seen", "gone_since")
FIELDS: Projection = dict.fromkeys((*_PLAIN[1:], *_MOMENTS, "checks"), 1)
"""What `digest_of` needs of a report."""

_AT_ONCE = 500
_TABLE = f"{REPORTS.name}_digests_2"  # another number for another format: what an older version wrote is made anew
_OLDER = (f"{REPORTS.name}_digests",)
_CREATE = (
    f'CREATE TABLE IF NOT EXISTS "{_TABLE}" (_id TEXT PRIMARY KEY, agency TEXT, portal TEXT, year INTEGER, '
    "revision INTEGER, failing TEXT NOT NULL, digest TEXT NOT NULL) WITHOUT ROWID"
)
_PUT = f'INSERT OR REPLACE INTO "{_TABLE}" VALUES (?, ?, ?, ?, ?, ?, ?)'  # noqa: S608 - our names
_DELETE = f'DELETE FROM "{_TABLE}" WHERE _id = ?'  # noqa: S608
_MISSING = f'SELECT _id FROM "{REPORTS.name}" EXCEPT SELECT _id FROM "{_TABLE}"'  # noqa: S608
_EXISTS = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
_COLUMNS = {"agency.id": "agency", "agency.portal": "portal", "year": "year"}


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


def create_table(connection: sqlite3.Connection) -> None:
    """The table, where it is missing, instead of one of an older version."""
    connection.execute(_CREATE)
    for older in _OLDER:
        connection.execute(f'DROP TABLE IF EXISTS "{older}"')


def has_table(connection: sqlite3.Connection) -> bool:
    """Whether there is one: a file that an older version made and that is only read has none."""
    return connection.execute(_EXISTS, (_TABLE,)).fetchone() is not None


def without_digest(connection: sqlite3.Connection) -> list[str]:
    """The reports that an older version wrote."""
    return [key for (key,) in connection.execute(_MISSING)]


def write_digest(connection: sqlite3.Connection, key: str, report: Document | None) -> None:
    """Puts the digest of a report, or takes it away."""
    if report is None:
        connection.execute(_DELETE, (key,))
        return
    agency, digest = report.get("agency") or {}, digest_of(report)
    failing = " ".join(check["id"] for check in digest["checks"])
    found = (agency.get("id"), agency.get("portal"), digest["year"], digest["revision"], failing)
    connection.execute(_PUT, (key, *found, orjson.dumps(digest).decode()))


def read_digests(connection: sqlite3.Connection, where: Where) -> Iterator[Document]:
    """The digests that fit, sorted by `_id`. where: `agency.id`, `agency.portal`, `year`."""
    cursor = _select(connection, "digest", where)
    while texts := cursor.fetchmany(_AT_ONCE):
        yield from orjson.loads(f"[{','.join(text for (text,) in texts)}]")  # one call for many takes half the time


def read_standings(connection: sqlite3.Connection, where: Where) -> Iterator[Standing]:
    """The standings of the same reports."""
    for agency, year, revision, failing in _select(connection, "agency, year, revision, failing", where):
        yield Standing(agency, year, revision, tuple(failing.split()))


def _select(connection: sqlite3.Connection, columns: str, where: Where) -> sqlite3.Cursor:
    conditions = " AND ".join(f"{_COLUMNS[field]} = ?" for field in where) or "1"
    sql = f'SELECT {columns} FROM "{_TABLE}" WHERE {conditions} ORDER BY _id'  # noqa: S608 - our names, values apart
    return connection.execute(sql, tuple(where.values()))
