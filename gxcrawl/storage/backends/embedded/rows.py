"""Rows of the embedded database: NeoSQLite's format, read and written in SQL.

A collection is a table of `_id` and `data`, the document as JSON text in which bytes and times carry the driver's
marks. The driver copies a document three times to write it, and decodes all of it to return one field: 3.5 ms for three
fields of a report of 50 KB, which SQLite extracts from the text in 0.1 ms. The marks used here are the driver's own, so
either can read what the other wrote.
"""

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson
from neosqlite import Binary  # type: ignore[import-untyped]
from neosqlite.collection.json_helpers import neosqlite_json_loads  # type: ignore[import-untyped]

from gxcrawl.storage.backends.embedded.keys import json_path
from gxcrawl.storage.documents import Document, Projection, difference

_MARKED = re.compile(r'"(?:\$date|__neosqlite_)')  # a moment, bytes; the driver looks for them at every level, slowly
_BY_KEYS = "WHERE _id IN (SELECT value FROM json_each(?)) ORDER BY _id"


def read_rows(
    connection: sqlite3.Connection, table: str, keys: Sequence[str], projection: Projection | None = None
) -> Iterator[Document]:
    """The documents with these `_id`s, in that order, without those deleted meanwhile.

    projection: fields to return (dotted for nested ones), or fields to omit. Raises sqlite3.DatabaseError if a row
    holds no valid document.
    """
    given = [field for field, wanted in (projection or {}).items() if wanted and field != "_id"]
    left_out = [field for field, wanted in (projection or {}).items() if not wanted]
    if projection and not left_out:
        return _read_fields(connection, table, keys, given)
    return _read_whole(connection, table, keys, left_out)


def _read_whole(
    connection: sqlite3.Connection, table: str, keys: Sequence[str], left_out: Sequence[str]
) -> Iterator[Document]:
    text = _without("data", left_out)
    for key, found in _select(connection, table, keys, text):
        document = _decoded(key, found)
        yield {name: bytes(value) if isinstance(value, Binary) else value for name, value in document.items()}


def _read_fields(
    connection: sqlite3.Connection, table: str, keys: Sequence[str], fields: Sequence[str]
) -> Iterator[Document]:
    # Of two paths or more SQLite makes a list. A field that is null and one that is missing look alike in it.
    values = f"json_extract(data, '$._id', '$._id'{_paths(fields)})"
    kinds = f"json_array({', '.join(f'json_type(data, {json_path(field)})' for field in fields)})"
    for key, found, types in _select(connection, table, keys, values, kinds):
        printed = zip(fields, _decoded(key, found)[2:], json.loads(types), strict=True)
        yield _nested(key, {field: value for field, value, kind in printed if kind is not None})


def _select(connection: sqlite3.Connection, table: str, keys: Sequence[str], *texts: str) -> list[tuple[str, ...]]:
    """Reads all rows at once, so that no cursor stays open. NULL for invalid JSON."""
    columns = ", ".join(f"CASE WHEN json_valid(data) THEN {text} END" for text in texts)
    sql = f'SELECT _id, {columns} FROM "{table}" {_BY_KEYS}'  # noqa: S608 - our names and paths
    return connection.execute(sql, (json.dumps(list(keys)),)).fetchall()


def _decoded(key: str, text: str | None) -> Any:
    if text is None:
        raise sqlite3.DatabaseError(f"the document {key!r} is damaged; restore the file from a backup")
    return neosqlite_json_loads(text) if _MARKED.search(text) else orjson.loads(text)


def _without(text: str, fields: Sequence[str]) -> str:
    """The SQL for a document without some fields."""
    return f"json_remove({text}{_paths(fields)})" if fields else text


def _paths(fields: Sequence[str]) -> str:
    return "".join(f", {json_path(field)}" for field in fields)


def _nested(key: str, values: Mapping[str, Any]) -> Document:
    """The document built from dotted fields."""
    document: Document = {"_id": key}
    for field, value in values.items():
        *parents, name = field.split(".")
        inner = document
        for parent in parents:
            inner = inner.setdefault(parent, {})
        inner[name] = bytes(value) if isinstance(value, Binary) else value
    return document


def insert_row(connection: sqlite3.Connection, table: str, document: Document) -> None:
    """Adds a document with a free `_id`."""
    sql = f'INSERT INTO "{table}" (_id, data) VALUES (?, ?)'  # noqa: S608 - our names
    connection.execute(sql, (document["_id"], encoded(document)))


def replace_row(connection: sqlite3.Connection, table: str, document: Document) -> None:
    """Replaces the document with the same `_id`."""
    sql = f'UPDATE "{table}" SET data = ? WHERE _id = ?'  # noqa: S608 - our names
    connection.execute(sql, (encoded(document), document["_id"]))


def change_row(connection: sqlite3.Connection, table: str, current: Document, changed: Document) -> None:
    """Writes or deletes the fields that differ between two documents, which need not be complete."""
    fresh, stale = difference(current, changed)
    if not fresh and not stale:
        return
    places = "".join(f", {json_path(name)}, json(?)" for name in fresh)
    text = f"json_set(data{places})" if fresh else "data"
    sql = f'UPDATE "{table}" SET data = {_without(text, stale)} WHERE _id = ?'  # noqa: S608 - our names
    connection.execute(sql, (*map(encoded, fresh.values()), changed["_id"]))


def delete_row(connection: sqlite3.Connection, table: str, key: str) -> bool:
    """Deletes a document; returns whether it existed."""
    return connection.execute(f'DELETE FROM "{table}" WHERE _id = ?', (key,)).rowcount > 0  # noqa: S608 - our names


def encoded(value: Any) -> str:
    """A document, or a value in one, as the driver writes it."""
    return orjson.dumps(value, default=_marked, option=orjson.OPT_PASSTHROUGH_DATETIME).decode()


def _marked(value: Any) -> Any:
    if isinstance(value, bytes):
        return Binary(value).encode_for_storage()
    if isinstance(value, datetime):
        return {"$date": value.isoformat()}
    raise TypeError(f"a {type(value).__name__} cannot be stored")
