"""The database in one file: NeoSQLite, which stores MongoDB documents in SQLite.

The driver opens the file, runs transactions and stores large bodies (GridFS). Properties of NeoSQLite 1.17 found by
measurement, which explain the rest: `$set` and `$push` damage nested lists; a search loads and decodes all results at
once; an index does not cover members of lists. So documents are searched (keys.py, multikey.py), read and written
(rows.py) in SQL.
"""

import sqlite3
import threading
from collections.abc import Collection as Fields
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from itertools import islice
from pathlib import Path

import bson
import neosqlite  # type: ignore[import-untyped]
from neosqlite.gridfs import GridFSBucket  # type: ignore[import-untyped]
from neosqlite.gridfs.errors import CorruptGridFile, NoFile  # type: ignore[import-untyped]

from gxcrawl.errors import CannotRun
from gxcrawl.model import Standing
from gxcrawl.storage.backends.bodies import put_once
from gxcrawl.storage.backends.embedded import digest_table, tables
from gxcrawl.storage.backends.embedded.errors import translated
from gxcrawl.storage.backends.embedded.files import check_ours, check_place, clear_empty_log, connect, stamp_of
from gxcrawl.storage.backends.embedded.keys import find_keys
from gxcrawl.storage.backends.embedded.readers import Readers
from gxcrawl.storage.backends.embedded.rows import change_row, delete_row, insert_row, read_rows, replace_row
from gxcrawl.storage.collections import RAW_DOCUMENTS, REPORT_REVISIONS, REPORTS, Collection
from gxcrawl.storage.conversion.digests import FIELDS, digest_of, standing_of
from gxcrawl.storage.documents import Document, Projection, Where
from gxcrawl.storage.interface import Change

_ROWS_AT_ONCE = 16  # in memory; a row can hold 11 MB, a body of 8 MiB in base64
_SMALL_ROWS_AT_ONCE = 200  # of those whose rows are small, or of which only some fields are wanted
_OF_LARGE_ROWS = (REPORTS, REPORT_REVISIONS, RAW_DOCUMENTS)
_ONLY_ID = {"_id": 1}
# 16 MB of log between two checkpoints; SQLite's 4 MB hold 36 pages of a portal (81 KB each: 284 kept a second, 446 so).
_CHECKPOINT_PAGES = 4000


class EmbeddedBackend:
    """Implements `Backend` with NeoSQLite.

    One connection writes, under a lock; every search has a connection of its own, so that a long search neither waits
    for writers nor blocks them. Between processes, SQLite's own locks apply.
    """

    def __init__(self, path: Path, timeout_seconds: float, *, read_only: bool = False) -> None:
        self.name = f"sqlite:///{path}"
        self._path, self._timeout_seconds, self._read_only = path, timeout_seconds, read_only
        self._lock = threading.RLock()
        self._open()

    def _open(self) -> None:
        check_place(self._path, read_only=self._read_only)
        stamp = stamp_of(self._path)
        with translated(self.name), ExitStack() as undo:
            connection = undo.enter_context(closing(self._connect()))
            connection.db.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
            check_ours(connection, self.name, read_only=self._read_only)
            self._bodies = GridFSBucket(connection, "bodies", disable_md5=True)
            undo.pop_all()
        self._connection, self._stamp = connection, stamp
        self._present: set[str] = set()  # collections, as of the last check
        self._readers = Readers(self._connect)

    def refresh(self) -> None:
        """See `Backend`. Without it, connections to a file that was overwritten or moved see damage, or the old
        contents.
        """
        if not self._read_only or stamp_of(self._path) in (None, self._stamp):
            return
        with translated(self.name), self._lock:
            before = (self._readers, self._connection)
            self._open()
            for one in before:
                one.close()

    def get(self, collection: Collection, key: str, projection: Projection | None = None) -> Document | None:
        """See `Backend`."""
        with translated(self.name), self._lock:
            if self._lacks(collection):
                return None
            return next(read_rows(self._connection.db, collection.name, [key], projection), None)

    def find(self, collection: Collection, where: Where, projection: Projection | None = None) -> Iterator[Document]:
        """See `Backend`."""
        with translated(self.name), self._readers.one() as reader:
            keys = iter(()) if self._lacks(collection) else find_keys(reader, collection, where)
            if projection == _ONLY_ID:
                yield from ({"_id": key} for key in keys)
                return
            at_once = _ROWS_AT_ONCE if projection is None and collection in _OF_LARGE_ROWS else _SMALL_ROWS_AT_ONCE
            while some := list(islice(keys, at_once)):
                yield from read_rows(reader, collection.name, some, projection)

    def find_encoded(self, collection: Collection, where: Where) -> Iterator[tuple[Document, bytes]]:
        """See `Backend`."""
        return ((document, bson.encode(document)) for document in self.find(collection, where))

    def digests(self, where: Where) -> Iterator[Document]:
        """See `Backend`."""
        with translated(self.name), self._readers.one() as reader:
            if digest_table.has_table(reader):
                yield from digest_table.read_digests(reader, where)
                return
        yield from map(digest_of, self.find(REPORTS, where, FIELDS))

    def standings(self, where: Where) -> Iterator[Standing]:
        """See `Backend`."""
        with translated(self.name), self._readers.one() as reader:
            if digest_table.has_table(reader):
                yield from digest_table.read_standings(reader, where)
                return
        yield from map(standing_of, self.digests(where))

    def count(self, collection: Collection, where: Where) -> int:
        """See `Backend`."""
        with translated(self.name), self._readers.one() as reader:
            return 0 if self._lacks(collection) else sum(1 for _ in find_keys(reader, collection, where))

    def insert(self, collection: Collection, document: Document) -> bool:
        """See `Backend`."""
        with self._transaction() as connection:
            if self.get(collection, document["_id"], _ONLY_ID) is not None:
                return False
            insert_row(connection, collection.name, document)
            tables.write_derived(connection, collection, document["_id"], None, document)
            return True

    def insert_all(self, collection: Collection, documents: Sequence[Document]) -> set[str]:
        """See `Backend`."""
        with self._transaction():
            return {document["_id"] for document in documents if self.insert(collection, document)}

    def update(self, collection: Collection, key: str, change: Change, untouched: Fields[str] = ()) -> None:
        """See `Backend`."""
        with self._transaction() as connection:
            current = self.get(collection, key, dict.fromkeys(untouched, 0))
            changed = change(current)
            if changed is None:
                return
            if current is None:
                self.insert(collection, changed)
                return
            if untouched:
                change_row(connection, collection.name, current, changed)
            else:
                replace_row(connection, collection.name, changed)
            tables.write_derived(connection, collection, key, current, changed)

    def delete(self, collection: Collection, key: str, current: Document | None = None) -> bool:
        """See `Backend`."""
        with self._transaction() as connection:
            stored = self.get(collection, key)
            if stored is None or (current and any(stored.get(f) != current.get(f) for f in collection.guard)):
                return False
            tables.write_derived(connection, collection, key, stored, None)
            return delete_row(connection, collection.name, key)

    def delete_all(self, collection: Collection, keys: Sequence[str]) -> int:
        """See `Backend`."""
        with self._transaction():
            return sum(self.delete(collection, key) for key in keys)

    def ensure_indexes(self, collection: Collection) -> None:
        """See `Backend`."""
        with translated(self.name), self._lock:
            tables.create_table(self._connection, collection)
        for field in tables.own_indexes(collection):
            try:
                with translated(self.name), self._lock:
                    tables.create_index(self._connection.db, collection, field)
            except CannotRun as error:
                raise CannotRun(f"index {collection.name}.{field} cannot be made: {error}") from error
        with translated(self.name), self._lock:
            complete = not tables.lacks_derived(self._connection.db, collection)
        if not complete:
            with self._transaction() as connection:
                tables.create_derived(connection, collection)

    def put_body(self, name: str, content: bytes) -> None:
        """See `Backend`."""

        def replace() -> None:
            with translated(self.name), self._lock:
                for file in list(self._bodies.find({"filename": name})):
                    self._bodies.delete(file._id)
                self._bodies.upload_from_stream(name, content)

        put_once(self, name, content, replace)

    def get_body(self, name: str) -> bytes | None:
        """See `Backend`."""
        with translated(self.name), self._lock:
            try:
                return bytes(self._bodies.open_download_stream_by_name(name).read())
            except (NoFile, CorruptGridFile):
                return None

    def close(self) -> None:
        """See `Backend`."""
        with translated(self.name), self._lock:
            self._readers.close()
            self._connection.close()
        if self._read_only:
            clear_empty_log(self._path)

    def _lacks(self, collection: Collection) -> bool:
        """True if the file was created by an older version with fewer collections and is opened read-only."""
        if not self._read_only or collection.name in self._present:
            return False
        with self._lock:
            self._present = set(self._connection.list_collection_names())
        return collection.name not in self._present

    def _connect(self) -> neosqlite.Connection:
        return connect(self._path, self._timeout_seconds, read_only=self._read_only)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Commits all writes of the block or none; a nested transaction becomes part of the outer one."""
        with translated(self.name), self._lock:
            if self._connection.db.in_transaction:
                yield self._connection.db
                return
            with self._connection.start_session() as session, session.start_transaction():
                yield self._connection.db
