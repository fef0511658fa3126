"""Finds the `_id`s of documents in the embedded database, sorted, with SQL that uses its indexes.

NeoSQLite stores a collection as a table of `_id` and `data`, the document as JSON text. Indexes are over
`json_extract(data, '$.field')`; conditions here use the same expressions.
"""

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence

from gxcrawl.storage.backends.embedded.multikey import rows_with, split
from gxcrawl.storage.collections import Collection
from gxcrawl.storage.documents import Scalar, Where

_FIELD = re.compile(r"[A-Za-z_]+(\.[A-Za-z_]+)*")  # agency.portal
_PAGE = 1000

Condition = tuple[str, list[Scalar]]  # SQL, its parameters


def find_keys(connection: sqlite3.Connection, collection: Collection, where: Where) -> Iterator[str]:
    """The `_id`s of matching documents.

    Without conditions, keys are read page by page. With conditions there are few, so they are read at once and sorted
    here: ORDER BY `_id` would make SQLite scan the table instead of using the index.
    """
    if not where:
        return _all_keys(connection, collection.name)
    return iter(sorted(key for (key,) in connection.execute(*key_query(connection, collection, where))))


def key_query(connection: sqlite3.Connection, collection: Collection, where: Where) -> Condition:
    """The SQL for the keys of matching documents, unsorted."""
    inside, outside = split(collection, where)
    conditions = [_equals(expression(field), value) for field, value in outside.items()]
    for member, value in inside.items():
        condition, parameters = _equals(member, value)
        rows = f"SELECT row FROM {rows_with(connection, collection, member)} WHERE {condition}"  # noqa: S608 - our names
        conditions.append((f"id IN ({rows})", parameters))
    sql = " AND ".join(condition for condition, _ in conditions)
    parameters = [parameter for _, parameters in conditions for parameter in parameters]
    return f'SELECT _id FROM "{collection.name}" WHERE {sql}', parameters  # noqa: S608 - our names


def _all_keys(connection: sqlite3.Connection, name: str) -> Iterator[str]:
    sql = f'SELECT _id FROM "{name}" WHERE _id > ? ORDER BY _id LIMIT {_PAGE}'  # noqa: S608 - our names
    last = ""
    while page := connection.execute(sql, (last,)).fetchall():
        for (last,) in page:
            yield last


def _equals(value_of: str, value: Scalar | Sequence[str] | Sequence[int]) -> Condition:
    if value is None:
        return f"{value_of} IS NULL", []
    if isinstance(value, str | int):
        return f"{value_of} = ?", [value]
    # As one JSON parameter: SQLite takes a limited number of them.
    return f"{value_of} IN (SELECT value FROM json_each(?))", [json.dumps(list(value))]  # noqa: S608 - our names


def expression(field: str) -> str:
    """The SQL expression of a field. Raises ValueError for an invalid name."""
    return "_id" if field == "_id" else f"json_extract(data, {json_path(field)})"


def json_path(field: str) -> str:
    """The JSON path of a field, as SQL. Raises ValueError for an invalid name."""
    if not _FIELD.fullmatch(field):
        raise ValueError(f"not the name of a field: {field!r}")
    return f"'$.{field}'"
