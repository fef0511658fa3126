"""The database in one file: NeoSQLite, PyMongo's verbs over SQLite.

Measured habits of NeoSQLite 1.17 that shape this file: `$set` and `$push` damage nested lists, so documents are
replaced whole; `replace_one` finds and writes in two steps, so a change runs in a transaction of its own; a range
of `_id` reads the whole table, so nothing asks for one; an index does not reach into lists (see reach.py).
"""

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import neosqlite  # type: ignore[import-untyped]
from neosqlite.gridfs import GridFSBucket  # type: ignore[import-untyped]
from neosqlite.gridfs.errors import CorruptGridFile, NoFile  # type: ignore[import-untyped]

from gxcrawl.errors import CannotRun
from gxcrawl.storage.backend import Change
from gxcrawl.storage.collections import LEASES, PUBLIC, Collection
from gxcrawl.storage.documents import Document, Projection, Scalar, Where
from gxcrawl.storage.driver_errors import translated
from gxcrawl.storage.leases import lease
from gxcrawl.storage.reach import beside, flat_documents, keys_that_fit, split

_DAMAGED = "__neosqlite_corrupted__"  # the driver's mark on a document that it could not read
_BATCH = 100  # documents asked for by `_id` at once
_BODY_LEASE_SECONDS = 120.0


class EmbeddedBackend:
    """Implements `Backend` with NeoSQLite.

    One connection writes, under a lock; every search reads on a connection of its own, so that a long one neither
    waits for writers nor holds them up. SQLite's own locks keep processes apart.
    """

    def __init__(self, path: Path, timeout_seconds: float) -> None:
        self.name = f"sqlite:///{path}"
        self._path, self._timeout_seconds = path, timeout_seconds
        self._lock = threading.RLock()
        _check_place(path)
        with translated(self.name):
            self._connection = self._connect()
            _check_ours(self._connection, self.name)
            self._bodies = GridFSBucket(self._connection, "bodies", disable_md5=True)

    def get(self, collection: Collection, key: str, projection: Projection | None = None) -> Document | None:
        """See `Backend`."""
        with translated(self.name), self._lock:
            document = self._connection[collection.name].find_one({"_id": key}, projection)
            return None if document is None else self._plain(document)

    def find(self, collection: Collection, where: Where, projection: Projection | None = None) -> Iterator[Document]:
        """See `Backend`."""
        inside, outside = split(collection, where)
        with translated(self.name), closing(self._connect()) as reader:
            if not inside:
                yield from self._search(reader, collection.name, _filter(outside), projection)
                return
            keys = _keys_that_fit(reader, collection, inside)
            for start in range(0, len(keys), _BATCH):
                wanted = {"_id": {"$in": keys[start : start + _BATCH]}, **_filter(outside)}
                yield from self._search(reader, collection.name, wanted, projection)

    def count(self, collection: Collection, where: Where) -> int:
        """See `Backend`."""
        inside, outside = split(collection, where)
        if inside and outside:
            return sum(1 for _ in self.find(collection, where, {"_id": 1}))
        with translated(self.name), closing(self._connect()) as reader:
            if inside:
                return len(_keys_that_fit(reader, collection, inside))
            return int(reader.get_collection(collection.name).count_documents(_filter(outside)))

    def insert(self, collection: Collection, document: Document) -> bool:
        """See `Backend`."""
        with self._transaction():
            if self.get(collection, document["_id"], {"_id": 1}) is not None:
                return False
            self._write(collection, None, document)
            return True

    def update(self, collection: Collection, key: str, change: Change) -> None:
        """See `Backend`."""
        with self._transaction():
            current = self.get(collection, key)
            changed = change(current)
            if changed is not None:
                self._write(collection, current, changed)

    def delete(self, collection: Collection, key: str) -> bool:
        """See `Backend`."""
        with self._transaction():
            current = self.get(collection, key)
            if current is None:
                return False
            self._write_beside(collection, current, None)
            return bool(self._connection[collection.name].delete_one({"_id": key}).deleted_count)

    def ensure_indexes(self, collection: Collection) -> None:
        """See `Backend`."""
        mirror = beside(collection)
        self._ensure(
            collection.name, [field for field in collection.indexes if field not in _reaching_fields(collection)]
        )
        if mirror is not None:
            self._ensure(mirror.name, mirror.indexes)

    def _ensure(self, name: str, fields: Sequence[str]) -> None:
        with translated(self.name), self._lock:
            table = self._connection[name]
        for field in fields:
            try:
                with translated(self.name), self._lock:
                    table.create_index(field)
            except CannotRun as error:
                raise CannotRun(f"index {name}.{field} cannot be made: {error}") from error

    def put_body(self, name: str, content: bytes) -> None:
        """See `Backend`."""
        # NeoSQLite writes a body in two transactions of its own, so a reader could see it half: hence the lease.
        patience = 2 * _BODY_LEASE_SECONDS
        with lease(self, f"{LEASES.name}/bodies/{name}", stale_after=_BODY_LEASE_SECONDS, patience=patience):
            if self.get_body(name) == content:
                return
            with translated(self.name), self._lock:
                for file in list(self._bodies.find({"filename": name})):
                    self._bodies.delete(file._id)
                self._bodies.upload_from_stream(name, content)

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
            self._connection.close()

    def _connect(self) -> neosqlite.Connection:
        return neosqlite.Connection(str(self._path), timeout=self._timeout_seconds, check_same_thread=False)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All writes of the block, or none; a transaction inside another is part of it."""
        with translated(self.name), self._lock:
            if self._connection.db.in_transaction:
                yield
                return
            with self._connection.start_session() as session, session.start_transaction():
                yield

    def _write(self, collection: Collection, current: Document | None, changed: Document) -> None:
        table = self._connection[collection.name]
        if current is None:
            table.insert_one(changed)
        else:
            table.replace_one({"_id": changed["_id"]}, _with_binaries(changed))
        self._write_beside(collection, current, changed)

    def _write_beside(self, collection: Collection, current: Document | None, changed: Document | None) -> None:
        mirror = beside(collection)
        if mirror is None:
            return
        before, after = flat_documents(collection, current), flat_documents(collection, changed)
        for key in before.keys() - after.keys():
            self._connection[mirror.name].delete_one({"_id": key})
        for key in after.keys() - before.keys():
            self._connection[mirror.name].insert_one(after[key])

    def _search(
        self, reader: neosqlite.Connection, name: str, where: Document, projection: Projection | None
    ) -> Iterator[Document]:
        for document in reader.get_collection(name).find(where, projection).sort("_id", neosqlite.ASCENDING):
            yield self._plain(document)

    def _plain(self, document: Document) -> Document:
        """The document with the driver's own types turned into Python's."""
        if _DAMAGED in document:
            raise CannotRun(f"{self.name}: the document {document['_id']!r} is damaged; restore the file from a backup")
        return {key: bytes(value) if isinstance(value, bytes) else value for key, value in document.items()}


def _reaching_fields(collection: Collection) -> set[str]:
    return {f"{collection.many}.{member}" for member in collection.reaching}


def _keys_that_fit(
    reader: neosqlite.Connection, collection: Collection, inside: Mapping[str, Sequence[Scalar]]
) -> list[str]:
    mirror = beside(collection)
    if mirror is None:
        raise ValueError(f"no index reaches into {collection.name}.{collection.many}")
    flat = reader.get_collection(mirror.name)
    return keys_that_fit(inside, lambda member, value: flat.find({member: value}))


def _filter(where: Where) -> Document:
    """Values are compared, never interpreted: a mapping with operators cannot come in."""
    return {
        field: {"$in": list(value)} if isinstance(value, Sequence) and not isinstance(value, str) else value
        for field, value in where.items()
    }


def _with_binaries(document: Document) -> Document:
    """`replace_one`, unlike `insert_one`, does not know bytes."""
    return {key: neosqlite.Binary(value) if isinstance(value, bytes) else value for key, value in document.items()}


def _check_place(path: Path) -> None:
    """Says in words what SQLite calls `unable to open database file`."""
    folder = path.parent
    if not folder.is_dir():
        raise CannotRun(f"sqlite:///{path}: the folder {str(folder)!r} does not exist; create it or name another")
    if path.is_dir():
        raise CannotRun(f"sqlite:///{path}: is a folder; name a file in it")
    if not os.access(path if path.exists() else folder, os.R_OK | os.W_OK):
        raise CannotRun(f"sqlite:///{path}: no permission to read and write; give this user both, or name another file")


def _check_ours(connection: neosqlite.Connection, name: str) -> None:
    """Another program's database is left alone."""
    tables = set(connection.list_collection_names())
    if tables and not tables & {collection.name for collection in PUBLIC}:
        raise CannotRun(f"{name}: holds another program's tables ({sorted(tables)[0]}, …); name another file")
