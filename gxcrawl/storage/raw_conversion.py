"""`RawDocument` ↔ the document of SCHEMA.md, section 1, and what becomes of two of them that are the same content."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gxcrawl.model import Http, Kind, RawDocument, Source
from gxcrawl.storage.documents import Document, storable

LARGEST_INLINE_BYTES = 8 * 1024 * 1024  # SCHEMA.md, section 1; MongoDB takes 16 MiB with everything around it


@dataclass(frozen=True, slots=True)
class RawEntry:
    """A raw document without its bytes. `gridfs_id` names them where they are not in the document itself."""

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
    """SCHEMA.md, section 1."""
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
    return RawDocument(content=content, **_shared(document))


def to_entry(document: Document) -> RawEntry:
    """The document without its bytes."""
    return RawEntry(size=document["size"], gridfs_id=document["gridfs_id"], **_shared(document))


def _shared(document: Document) -> dict[str, Any]:
    """What is known of a raw document with and without its bytes."""
    return {
        "content_hash": document["_id"],
        "bytes_sha256": document["bytes_sha256"],
        "kind": document["kind"],
        "encoding": document["encoding"],
        "sources": tuple(map(_source_from_document, document["sources"])),
        "fetched_at": document["fetched_at"],
        "run_id": document["run_id"],
        "parent_id": document["parent_id"],
    }


def merged(kept: Document, fresh: Document) -> Document:
    """The kept document with the places of a fresh one of the same content.

    A place is its url: the later look at it says how it is called and what the server answered; the day it was
    first seen stays. The order in which documents came leaves no trace in places and parent, so that an interrupted
    crawl ends with what an uninterrupted one has.
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


def _source_to_document(source: Source) -> dict[str, Any]:
    return {
        "url": source.url,
        "agency_id": source.agency_id,
        "title": source.title,
        "found_on": source.found_on,
        "http": {
            "status": source.http.status,
            "etag": source.http.etag,
            "last_modified": source.http.last_modified,
            "content_type": source.http.content_type,
        },
        "year": source.year,
        "published_on": None if source.published_on is None else source.published_on.isoformat(),
        "publisher": source.publisher,
        "parent_url": source.parent_url,
        "files": source.files,
        "listed": source.listed,
        "refused": source.refused,
        "checked_at": source.checked_at,
        "first_seen": source.first_seen,
        "last_seen": source.last_seen,
    }


def _source_from_document(document: dict[str, Any]) -> Source:
    published_on = document.get("published_on")
    return Source(
        url=document["url"],
        agency_id=document["agency_id"],
        title=document["title"],
        found_on=document["found_on"],
        http=Http(**document["http"]),
        year=document.get("year"),
        published_on=None if published_on is None else date.fromisoformat(published_on),
        publisher=document.get("publisher"),
        parent_url=document.get("parent_url"),
        files=tuple(document.get("files") or ()),
        listed=document.get("listed"),
        refused=document.get("refused"),
        checked_at=document.get("checked_at"),
        first_seen=document["first_seen"],
        last_seen=document["last_seen"],
    )
