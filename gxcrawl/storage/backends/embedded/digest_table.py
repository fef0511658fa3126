"""The table of digests, stored beside the reports and written in the same transaction.

SQLite takes seconds to read these fields from 30,000 reports of 50 KB, but a fraction of a second from 30,000 digests.
"""

import sqlite3
from collections.abc import Iterator

import orjson

from gxcrawl.model import Standing
from gxcrawl.storage.backends.embedded.files import has_table as is_there
from gxcrawl.storage.collections import REPORTS
from gxcrawl.storage.conversion.digests import digest_of
from gxcrawl.storage.documents import Document, Where

_AT_ONCE = 500
_TABLE = f"{REPORTS.name}_digests_2"  # a new number for each new format: digests of older versions are rebuilt
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
    """Creates the table if it is missing.

    If an older gxcrawl wrote to this file, digests may be stale: drop its table and delete all digests, to be rebuilt.
    """
    connection.execute(_CREATE)
    for older in _OLDER:
        if is_there(connection, older):
            connection.execute(_DELETE_ALL)
            connection.execute(f'DROP TABLE "{older}"')


def has_table(connection: sqlite3.Connection) -> bool:
    """True if there is a reliable table; False if an older version wrote last to a file that is opened read-only."""
    return is_there(connection, _TABLE) and not any(is_there(connection, older) for older in _OLDER)


def without_digest(connection: sqlite3.Connection) -> list[str]:
    """The ids of reports without a digest, which an older version wrote."""
    return [key for (key,) in connection.execute(_MISSING)]


def write_digest(connection: sqlite3.Connection, key: str, report: Document | None) -> None:
    """Writes the digest of a report, or deletes it if `report` is None."""
    if report is None:
        connection.execute(_DELETE, (key,))
        return
    agency, digest = report.get("agency") or {}, digest_of(report)
    failing = " ".join(check["id"] for check in digest["checks"])
    found = (agency.get("id"), agency.get("portal"), digest["year"], digest["revision"], failing)
    connection.execute(_PUT, (key, *found, orjson.dumps(digest).decode()))


def read_digests(connection: sqlite3.Connection, where: Where) -> Iterator[Document]:
    """The matching digests, sorted by `_id`.

    where: `agency.id`, `agency.portal`, `year`.
    """
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
