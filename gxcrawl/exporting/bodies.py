"""Bytes that raw documents store outside themselves, as the documents that GridFS makes of them in MongoDB."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from gxcrawl.errors import CannotRun
from gxcrawl.storage import Database, Document

_CHUNK_BYTES = 255 * 1024  # GridFS's default


class _Body(NamedTuple):
    raw_id: str
    name: str
    size_bytes: int
    fetched_at: datetime


class Bodies:
    """The bodies of the raw documents in a dump; only their names are kept in memory."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._bodies: list[_Body] = []

    def __bool__(self) -> bool:
        return bool(self._bodies)

    def remember(self, raw: Document) -> None:
        """Records the body of a raw document that stores it outside."""
        if raw["gridfs_id"] is not None:
            self._bodies.append(_Body(raw["_id"], raw["gridfs_id"], raw["size"], raw["fetched_at"]))

    def files(self) -> Iterator[Document]:
        """The documents of `bodies.files`, sorted by `_id`."""
        for body in self._bodies:
            yield {
                "_id": body.name,
                "filename": body.name,
                "length": body.size_bytes,
                "chunkSize": _CHUNK_BYTES,
                "uploadDate": body.fetched_at,
            }

    def chunks(self) -> Iterator[Document]:
        """The documents of `bodies.chunks`, in order; one body in memory at a time."""
        for body in self._bodies:
            content = bytes_of(self._database, body.raw_id, body.name)
            for n, start in enumerate(range(0, len(content), _CHUNK_BYTES)):
                data = content[start : start + _CHUNK_BYTES]
                yield {"_id": f"{body.name}/{n:06}", "files_id": body.name, "n": n, "data": data}


def bytes_of(database: Database, raw_id: str, name: str) -> bytes:
    """The body of a raw document. Raises CannotRun if it is missing."""
    content = database.body(name)
    if content is None:
        raise CannotRun(f"{database.name}: the bytes of raw document {raw_id} are gone; dump the others by --agency")
    return content
