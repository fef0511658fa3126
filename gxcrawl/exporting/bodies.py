"""Bytes that raw documents keep outside themselves, as the documents that GridFS makes of them in MongoDB."""

from collections.abc import Iterator

from gxcrawl.errors import CannotRun
from gxcrawl.exporting.selection import Selection, chosen_collections, chosen_documents
from gxcrawl.storage import Database, Document

_CHUNK_BYTES = 255 * 1024  # GridFS's default


def file_documents(database: Database, selection: Selection) -> Iterator[Document]:
    """The documents of `bodies.files`, sorted by `_id`."""
    for raw in _outside(database, selection):
        yield {
            "_id": raw["gridfs_id"],
            "filename": raw["gridfs_id"],
            "length": raw["size"],
            "chunkSize": _CHUNK_BYTES,
            "uploadDate": raw["fetched_at"],
        }


def chunks(database: Database, selection: Selection) -> Iterator[Document]:
    """The documents of `bodies.chunks`, in order; one body in memory at a time."""
    for raw in _outside(database, selection):
        name = raw["gridfs_id"]
        content = database.body(name)
        if content is None:
            raise CannotRun(
                f"{database.name}: the bytes of raw document {raw['_id']} are gone; dump the others by --agency"
            )
        for n, start in enumerate(range(0, len(content), _CHUNK_BYTES)):
            yield {"_id": f"{name}/{n:06}", "files_id": name, "n": n, "data": content[start : start + _CHUNK_BYTES]}


def _outside(database: Database, selection: Selection) -> Iterator[Document]:
    for collection in chosen_collections(selection):
        if collection.name == "raw_documents":
            yield from (
                raw for raw in chosen_documents(database, collection, selection) if raw["gridfs_id"] is not None
            )
