"""The tables of the embedded database: one for each collection, with its indexes, and what is derived from it.

Derived tables, digests (digest_table.py) and members of lists (multikey.py), are written in the same transaction as the
documents, so they always agree.
"""

import sqlite3

import neosqlite  # type: ignore[import-untyped]

from gxcrawl.storage.backends.embedded import digest_table, multikey
from gxcrawl.storage.backends.embedded.keys import expression
from gxcrawl.storage.backends.embedded.rows import read_rows
from gxcrawl.storage.collections import REPORTS, Collection
from gxcrawl.storage.conversion.digests import FIELDS
from gxcrawl.storage.documents import Document


def create_table(connection: neosqlite.Connection, collection: Collection) -> None:
    """Creates the table of a collection in plain SQL, because the driver's SQL depends on the version of SQLite.

    From SQLite 3.45 on, the driver's `_id` column treats "0123" and "123" as one number, and its indexes use an
    expression that an older SQLite cannot open.
    """
    columns = "id INTEGER PRIMARY KEY AUTOINCREMENT, _id TEXT, data TEXT NOT NULL"
    connection.db.execute(f'CREATE TABLE IF NOT EXISTS "{collection.name}" ({columns})')
    connection.get_collection(collection.name).create()  # with its unique index of `_id`


def own_indexes(collection: Collection) -> list[str]:
    """The indexed fields that are not members of a list."""
    _, own = multikey.split(collection, dict.fromkeys(collection.indexes))
    return list(own)


def create_index(connection: sqlite3.Connection, collection: Collection, field: str) -> None:
    """Creates the index of a field, if missing."""
    name = collection.name
    index = f"idx_{name}_{field.replace('.', '_')}"
    connection.execute(f'CREATE INDEX IF NOT EXISTS "{index}" ON "{name}" ({expression(field)})')


def lacks_derived(connection: sqlite3.Connection, collection: Collection) -> bool:
    """True if a derived table is missing, or an older version wrote documents without their part of it."""
    if collection == REPORTS and (not digest_table.has_table(connection) or digest_table.without_digest(connection)):
        return True
    return multikey.lacks_table(connection, collection)


def create_derived(connection: sqlite3.Connection, collection: Collection) -> None:
    """Creates the derived tables, with all documents of older versions in them. Call inside a transaction."""
    multikey.create_table(connection, collection)
    if collection == REPORTS:
        digest_table.create_table(connection)
        for key in digest_table.without_digest(connection):
            report = next(read_rows(connection, collection.name, [key], FIELDS), None)
            digest_table.write_digest(connection, key, report)


def write_derived(
    connection: sqlite3.Connection, collection: Collection, key: str, current: Document | None, changed: Document | None
) -> None:
    """Writes what is derived from a document, after it is stored or before it is deleted; in the same transaction."""
    if collection == REPORTS:
        digest_table.write_digest(connection, key, changed)
    multikey.write_objects(connection, collection, current, changed)
