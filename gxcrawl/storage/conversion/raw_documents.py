"""Converts `RawDocument` to the document of `raw_documents` and back, and merges two with the same content."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gxcrawl.model import Http, Kind, RawDocument, Source
from gxcrawl.storage.conversion.dataclasses import fields_of, made_of
from gxcrawl.storage.documents import Document, storable

LARGEST_INLINE_BYTES = 8 * 1024 * 1024  # MongoDB's limit for a whole document is 16 MiB


@dataclass(frozen=True, slots=True)
class RawEntry:
    """A raw document without its bytes. `gridfs_id` names them if they are stored outside the document."""

    content_hash: str
    bytes_sha256: str
    kind: Kind
    encoding: str | None
    size: int
    sources: tuple[Source, ...]
    fetched_at: datetime
    run_id: str
    parent_id: str | None
    gridfs_id: str | None


def to_document(raw: RawDocument) -> Document:
    """The document as stored, without large bodies."""
    inline = raw.size <= LARGEST_INLINE_BYTES
    return storable(
        {
            "_id": raw.content_hash,
            "bytes_sha256": raw.bytes_sha256,
            "kind": raw.kind,
            "content": raw.content if inline else None,
            "gridfs_id": None if inline else raw.content_hash,
            "encoding": raw.encoding,
            "size": raw.size,
            "sources": sorted(map(_source_to_document, raw.sources), key=lambda source: source["url"]),
            "parent_id": raw.parent_id,
            "fetched_at": raw.fetched_at,
            "run_id": raw.run_id,
        }
    )


def from_document(document: Document, content: bytes) -> RawDocument:
    """The document with its bytes, which are not always in it."""
    return made_of(RawDocument, document, **_made(document), content=content)


def to_entry(document: Document) -> RawEntry:
    """The document without its bytes."""
    return made_of(RawEntry, document, **_made(document))


def _made(document: Document) -> dict[str, Any]:
    return {"content_hash": document["_id"], "sources": tuple(map(_source_from_document, document["sources"]))}


def merged(kept: Document, fresh: Document) -> Document:
    """The kept document with the places of a fresh one of the same content.

    A place is identified by its url: its title and the server's answer are those of the latest fetch, its first date
    stays. Places and parent do not depend on the order of arrival, so that an interrupted and resumed crawl has the
    same result as an uninterrupted one.
    """
    places = {source["url"]: source for source in kept["sources"]}
    for source in fresh["sources"]:
        places[source["url"]] = _later(places.get(source["url"]), source)
    parents = [parent for parent in (kept["parent_id"], fresh["parent_id"]) if parent is not None]
    return {**kept, "sources": [places[url] for url in sorted(places)], "parent_id": min(parents, default=None)}


def _later(known: dict[str, Any] | None, source: dict[str, Any]) -> dict[str, Any]:
    if known is None:
        return source
    first_seen = min(known["first_seen"], source["first_seen"])
    looks = [{**look, "first_seen": first_seen} for look in (known, source)]
    return max(looks, key=lambda look: (look["last_seen"], json.dumps(look, default=str, sort_keys=True)))


def _source_to_document(source: Source) -> Document:
    published_on = None if source.published_on is None else source.published_on.isoformat()
    return fields_of(source) | {"http": fields_of(source.http), "published_on": published_on}


def _source_from_document(document: Document) -> Source:
    published_on = document.get("published_on")
    return made_of(
        Source,
        document,
        http=Http(**document["http"]),
        published_on=None if published_on is None else date.fromisoformat(published_on),
        files=tuple(document.get("files") or ()),
    )
