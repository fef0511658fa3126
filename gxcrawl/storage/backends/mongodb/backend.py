"""The database on a server that speaks MongoDB's protocol."""

from collections.abc import Collection as Fields
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, nullcontext
from datetime import UTC

import bson
import gridfs
import pymongo
from bson.codec_options import CodecOptions
from bson.raw_bson import RawBSONDocument
from gridfs.errors import CorruptGridFile, NoFile
from pymongo.errors import BulkWriteError, CollectionInvalid, DuplicateKeyError, OperationFailure

from gxcrawl.errors import CannotRun, TryLater
from gxcrawl.model import Standing
from gxcrawl.storage.backends.bodies import put_once
from gxcrawl.storage.backends.leases import lease
from gxcrawl.storage.backends.mongodb.client import new_client
from gxcrawl.storage.backends.mongodb.commands import filter_of, taken_ids, update_of
from gxcrawl.storage.backends.mongodb.errors import translated
from gxcrawl.storage.backends.mongodb.ferretdb import from_ferretdb, to_ferretdb
from gxcrawl.storage.collections import LEASES, REPORTS, Collection
from gxcrawl.storage.conversion.digests import FIELDS, digest_of, standing_of
from gxcrawl.storage.documents import Document, Projection, Where
from gxcrawl.storage.interface import Change
from gxcrawl.storage.uri import safe_uri

DEFAULT_DATABASE = "gxcrawl"
_BATCH = 100  # documents a round trip; with their bodies a batch stays well under the server's 48 MB message
_ATTEMPTS = 100  # of a change after concurrent writes; each failure means that another writer succeeded
_RAW: CodecOptions[RawBSONDocument] = CodecOptions(document_class=RawBSONDocument)


class MongoBackend:
    """Implements `Backend` with PyMongo.

    Changes are compare-and-swap on the collection's guard fields. FerretDB 1.x reads, compares and writes in three
    steps (measured: 4 threads that count to 120 end at 30), so there a change holds a lock (leases.py).
    """

    def __init__(self, uri: str, timeout_seconds: float, *, opening: bool = True) -> None:
        """opening: the first connection of a run; if the server does not answer, the run stops at once."""
        self.name = safe_uri(uri)
        with translated(self.name, opening=opening), ExitStack() as undo:
            self._client = new_client(uri, timeout_seconds)
            undo.callback(self._client.close)
            options: CodecOptions[Document] = CodecOptions(tz_aware=True, tzinfo=UTC)
            self._database = self._client.get_default_database(DEFAULT_DATABASE, codec_options=options)
            self._bodies = gridfs.GridFSBucket(self._database, bucket_name="bodies")
            self._is_ferretdb = "ferretdbVersion" in self._client.server_info()
            undo.pop_all()
        self._swaps = not self._is_ferretdb  # whether the server compares and writes in one step

    def get(self, collection: Collection, key: str, projection: Projection | None = None) -> Document | None:
        """See `Backend`."""
        with translated(self.name):
            return self._read(self._database[collection.name].find_one({"_id": key}, projection))

    def find(self, collection: Collection, where: Where, projection: Projection | None = None) -> Iterator[Document]:
        """See `Backend`."""
        return (self._decoded(content) for content in self._found(collection, where, projection))

    def find_encoded(self, collection: Collection, where: Where) -> Iterator[tuple[Document, bytes]]:
        """See `Backend`."""
        for content in self._found(collection, where):
            document = self._decoded(content)
            yield document, bson.encode(document) if self._is_ferretdb else content

    def _found(self, collection: Collection, where: Where, projection: Projection | None = None) -> Iterator[bytes]:
        """The documents in result order. Decoding one by one takes half the time of a batch, because of the CPU
        cache.
        """
        table = self._database.with_options(_RAW)[collection.name]
        with (
            translated(self.name),
            table.find(filter_of(where), projection, batch_size=_BATCH).sort("_id") as cursor,
        ):
            for document in cursor:
                yield bytes(document.raw)

    def _decoded(self, content: bytes) -> Document:
        document = bson.decode(content, self._database.codec_options)
        return from_ferretdb(document) if self._is_ferretdb else document

    def digests(self, where: Where) -> Iterator[Document]:
        """See `Backend`."""
        return map(digest_of, self.find(REPORTS, where, FIELDS))

    def standings(self, where: Where) -> Iterator[Standing]:
        """See `Backend`."""
        return map(standing_of, self.digests(where))

    def count(self, collection: Collection, where: Where) -> int:
        """See `Backend`."""
        with translated(self.name):
            return self._database[collection.name].count_documents(filter_of(where))

    def insert(self, collection: Collection, document: Document) -> bool:
        """See `Backend`."""
        with translated(self.name):
            try:
                self._database[collection.name].insert_one(self._written(document))
            except DuplicateKeyError:
                return False
        return True

    def insert_all(self, collection: Collection, documents: Sequence[Document]) -> set[str]:
        """See `Backend`."""
        if not documents:
            return set()
        taken: set[int] = set()
        with translated(self.name):
            try:
                self._database[collection.name].insert_many(map(self._written, documents), ordered=False)
            except BulkWriteError as error:
                taken = taken_ids(error)
        return {document["_id"] for index, document in enumerate(documents) if index not in taken}

    def update(self, collection: Collection, key: str, change: Change, untouched: Fields[str] = ()) -> None:
        """See `Backend`."""
        projection = dict.fromkeys(untouched, 0) or None
        if self._swaps:
            self._update_at_last(collection, key, change, projection)
        elif not self._add_or_leave(collection, key, change, projection):
            with lease(self, f"{collection.name}/{key}"):
                self._update_at_last(collection, key, change, projection)

    def _add_or_leave(self, collection: Collection, key: str, change: Change, projection: Projection | None) -> bool:
        """True if adding the document, or no change, was all that was needed; both are atomic on every server and need
        no lock.
        """
        current = self.get(collection, key, projection)
        changed = change(current)
        return changed is None or (current is None and self.insert(collection, changed))

    def _update_at_last(self, collection: Collection, key: str, change: Change, projection: Projection | None) -> None:
        for _ in range(_ATTEMPTS):
            if self._try_update(collection, key, change, projection):
                return
        raise TryLater(f"{self.name}: {collection.name}/{key} is being changed by others")

    def _try_update(self, collection: Collection, key: str, change: Change, projection: Projection | None) -> bool:
        """One read, change and write; False if another writer changed the document in between."""
        current = self.get(collection, key, projection)
        changed = change(current)
        if changed is None:
            return True
        if current is None:
            return self.insert(collection, changed)
        condition = {"_id": key}
        if self._swaps:
            condition |= self._guard(collection, current)
        with translated(self.name):
            table = self._database[collection.name]
            if projection is None:
                return table.replace_one(condition, self._written(changed)).matched_count == 1
            update = update_of(self._written(current), self._written(changed))
            # servers reject an update that sets nothing
            return not update or table.update_one(condition, update).matched_count == 1

    def delete(self, collection: Collection, key: str, current: Document | None = None) -> bool:
        """See `Backend`."""
        condition = {"_id": key} | (self._guard(collection, current) if current else {})
        changing = current is not None and collection != LEASES and not self._swaps
        with lease(self, f"{collection.name}/{key}") if changing else nullcontext(), translated(self.name):
            return self._database[collection.name].delete_one(condition).deleted_count == 1

    def _guard(self, collection: Collection, current: Document) -> Document:
        """The condition that a document was not changed since it was read."""
        return self._written({field: current.get(field) for field in collection.guard})

    def delete_all(self, collection: Collection, keys: Sequence[str]) -> int:
        """See `Backend`."""
        with translated(self.name):
            return self._database[collection.name].delete_many({"_id": {"$in": list(keys)}}).deleted_count

    def ensure_indexes(self, collection: Collection) -> None:
        """See `Backend`."""
        self._ensure_collection(collection.name)
        for field in collection.indexes:
            try:
                with translated(self.name):
                    self._database[collection.name].create_index([(field, pymongo.ASCENDING)])
            except CannotRun as error:
                raise CannotRun(f"index {collection.name}.{field} cannot be made: {error}") from error

    def _ensure_collection(self, name: str) -> None:
        """Creates the collection now, because a server stopped while the first insert creates it may never create it
        again.
        """
        with translated(self.name):
            if name in self._database.list_collection_names():
                return
            try:
                self._database.create_collection(name)
            except (CollectionInvalid, OperationFailure):
                if name not in self._database.list_collection_names():  # not made by another process meanwhile
                    raise

    def put_body(self, name: str, content: bytes) -> None:
        """See `Backend`."""

        def replace() -> None:
            with translated(self.name):
                self._remove_body(name)
                self._bodies.upload_from_stream_with_id(name, name, content)

        put_once(self, name, content, replace)

    def _remove_body(self, name: str) -> None:
        try:
            self._bodies.delete(name)
        except NoFile:  # raised after the chunks of an interrupted upload are deleted, as intended
            return

    def get_body(self, name: str) -> bytes | None:
        """See `Backend`."""
        with translated(self.name):
            try:
                return bytes(self._bodies.open_download_stream(name).read())
            except (NoFile, CorruptGridFile):
                return None

    def refresh(self) -> None:
        """See `Backend`: nothing to do, since every query goes to the server."""

    def close(self) -> None:
        """See `Backend`."""
        self._client.close()

    def _read(self, document: Document | None) -> Document | None:
        return from_ferretdb(document) if self._is_ferretdb and document is not None else document

    def _written(self, document: Document) -> Document:
        return to_ferretdb(document) if self._is_ferretdb else document
