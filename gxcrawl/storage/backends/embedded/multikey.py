"""Searches inside lists in the embedded database, whose indexes do not cover members of lists.

Each collection with `Collection.many` has a second table with a row per object of that list: the number of the
document's row, and the searched members. It is written in the same transaction as the document, so both always agree;
MongoDB's multikey indexes do the same inside the server. Row numbers only grow, so new rows go to the end of the table;
keyed by the document's hash, each would go to another page of a large file.
"""

import sqlite3

from gxcrawl.storage.backends.embedded.files import has_table
from gxcrawl.storage.collections import Collection
from gxcrawl.storage.documents import Document, Scalar, Where


def lacks_table(connection: sqlite3.Connection, collection: Collection) -> bool:
    """True if the table is missing: in a new file, or in one created by an older version."""
    return bool(collection.indexed_members) and not has_table(connection, _table(collection))


def create_table(connection: sqlite3.Connection, collection: Collection) -> None:
    """Creates the table if missing, from stored documents; replaces an older version's. Call inside a transaction."""
    if not lacks_table(connection, collection):
        return
    table, members = _table(collection), ", ".join(collection.indexed_members)
    connection.execute(
        f'CREATE TABLE "{table}" (row INTEGER, place INTEGER, {members}, PRIMARY KEY (row, place)) WITHOUT ROWID'
    )
    connection.execute(f'INSERT INTO "{table}" {_objects(collection)}')
    for member in collection.indexed_members:
        connection.execute(f'CREATE INDEX "idx_{table}_{member}" ON "{table}" ({member})')
    connection.execute(f'DROP TABLE IF EXISTS "{collection.name}_{collection.many}"')


def write_objects(
    connection: sqlite3.Connection, collection: Collection, current: Document | None, changed: Document | None
) -> None:
    """Writes the rows of a document after it is stored, or deletes them before it is."""
    before, after = _members(collection, current), _members(collection, changed)
    if before == after:
        return
    table, key = _table(collection), (changed or current or {})["_id"]
    of_it = f'SELECT id FROM "{collection.name}" WHERE _id = ?'  # noqa: S608 - our names
    if before:
        connection.execute(f'DELETE FROM "{table}" WHERE row = ({of_it})', (key,))  # noqa: S608
    values = ", ".join("?" * len(collection.indexed_members))
    sql = f'INSERT INTO "{table}" VALUES (({of_it}), ?, {values})'  # noqa: S608
    connection.executemany(sql, ((key, place, *members) for place, members in enumerate(after)))


def rows_with(connection: sqlite3.Connection, collection: Collection, member: str) -> str:
    """The SQL source for objects with a member: the table, or the documents themselves if the table is missing."""
    if member not in collection.indexed_members:
        raise ValueError(f"no index reaches into {collection.name}.{collection.many} for {member!r}")
    return f"({_objects(collection)})" if lacks_table(connection, collection) else f'"{_table(collection)}"'


def split(collection: Collection, where: Where) -> tuple[Where, Where]:
    """The conditions on members of the list, by member; and the other conditions."""
    prefix = f"{collection.many}."
    inside = {field.removeprefix(prefix): value for field, value in where.items() if field.startswith(prefix)}
    outside = {field: value for field, value in where.items() if not field.startswith(prefix)}
    return inside, outside


def _table(collection: Collection) -> str:
    return f"{collection.name}_by_{collection.many}"


def _objects(collection: Collection) -> str:
    """SQL that reads the rows of the table from the documents; damaged documents give none."""
    members = ", ".join(
        f"json_extract(object.value, '$.{member}') AS {member}" for member in collection.indexed_members
    )
    objects = f"json_each(iif(json_valid(data), data, '{{}}'), '$.{collection.many}')"
    return (
        f"SELECT document.id AS row, object.key AS place, {members} "  # noqa: S608 - our names
        f"FROM \"{collection.name}\" AS document, {objects} AS object WHERE object.type = 'object'"
    )


def _members(collection: Collection, document: Document | None) -> list[tuple[Scalar, ...]]:
    objects = (document or {}).get(collection.many or "") or []
    return [tuple(one.get(member) for member in collection.indexed_members) for one in objects]
