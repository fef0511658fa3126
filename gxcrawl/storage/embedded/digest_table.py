"""The table of digests, beside the reports and written in the same transaction.

Reading that much out of 30,000 reports of 50 KB takes SQLite seconds, reading 30,000 digests a fraction of one.
"""

import sqlite3
from collections.abc import Iterator

import orjson

from gxcrawl.model import Standing
from gxcrawl.storage.collections import REPORTS
from gxcrawl.storage.digests import digest_of
from gxcrawl.storage.documents import Document, Where
from gxcrawl.storage.embedded.files import has_table as is_there

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
_DELETE_ALL = f'DELETE FROM "{_TABLE}"'  # noqa: S608
_COLUMNS = {"agency.id": "agency", "agency.portal": "portal", "year": "year"}


def create_table(connection: sqlite3.Connection) -> None:
    """The table, where it is missing, instead of one of an older version, which knew of no other: if it wrote, none of
    the digests here is to be believed.
    """
    connection.execute(_CREATE)
    for older in _OLDER:
        if is_there(connection, older):
            connection.execute(_DELETE_ALL)
            connection.execute(f'DROP TABLE "{older}"')


def has_table(connection: sqlite3.Connection) -> bool:
    """Whether there is one to be believed; none in a file that an older version wrote to last, and is only read."""
    return is_there(connection, _TABLE) and not any(is_there(connection, older) for older in _OLDER)


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
