"""`raw_documents`: every document as it was fetched, once, with every place it was seen."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from gxcrawl.errors import CannotRun
from gxcrawl.model import Kind, RawDocument, Source
from gxcrawl.storage.collections import RAW_DOCUMENTS
from gxcrawl.storage.conversion.raw_documents import (
    LARGEST_INLINE_BYTES,
    RawEntry,
    from_document,
    merged,
    to_document,
    to_entry,
)
from gxcrawl.storage.documents import Document, Where, truncated
from gxcrawl.storage.interface import Backend
from gxcrawl.storage.repositories.agencies import Agencies

_URLS_PER_QUERY = 500
_BODY = ("content",)  # these fields never change, so adding a place need not read them
_WITHOUT_CONTENT = dict.fromkeys(_BODY, 0)

KeepOutcome = Literal["new", "known", "new_source"]


@dataclass(frozen=True, slots=True)
class Kept:
    """What `keep` did: stored the document, only recorded that it was seen again, or added a place to it."""

    id: str
    outcome: KeepOutcome


@dataclass(frozen=True, slots=True)
class Seen:
    """The document last seen at a url, and the metadata stored for that place."""

    raw_id: str
    kind: Kind
    source: Source


class RawDocuments:
    """Stores and returns RawDocuments. Nothing is ever deleted or overwritten; places are added and updated."""

    def __init__(self, backend: Backend, agencies: Agencies) -> None:
        self._backend = backend
        self._agencies = agencies

    def keep(self, document: RawDocument) -> Kept:
        """Stores the document, or adds its places to the one already kept. Idempotent."""
        return self.keep_all([document])[0]

    def keep_all(self, documents: Sequence[RawDocument]) -> list[Kept]:
        """`keep` of each, in their order.

        New documents take one write and no read. Most fetched documents are new, since unchanged ones are not fetched
        again.
        """
        first = {document.content_hash: document for document in reversed(documents)}
        for document in first.values():
            self._keep_large_body(document)
        added = self._backend.insert_all(RAW_DOCUMENTS, [to_document(document) for document in first.values()])
        return [
            Kept(key, "new" if key in added and one is first[key] else self._add_places(one))
            for key, one in ((document.content_hash, document) for document in documents)
        ]

    def _keep_large_body(self, document: RawDocument) -> None:
        """Stores a large body before the document that refers to it. A document that is already stored has its body."""
        if document.size <= LARGEST_INLINE_BYTES:
            return
        if self._backend.get(RAW_DOCUMENTS, document.content_hash, {"_id": 1}) is None:
            self._backend.put_body(document.content_hash, document.content)

    def _add_places(self, document: RawDocument) -> KeepOutcome:
        """Adds places to a document that is already stored."""
        fresh = to_document(document)
        outcome: KeepOutcome = "known"

        def change(current: Document | None) -> Document | None:
            nonlocal outcome
            if current is None:
                outcome = "new"
                return fresh
            both = merged(current, fresh)
            outcome = "new_source" if len(both["sources"]) > len(current["sources"]) else "known"
            return None if both == current else both

        self._backend.update(RAW_DOCUMENTS, document.content_hash, change, untouched=_BODY)
        return outcome

    def seen_again(self, raw_id: str, url: str, at: datetime, *, checked: bool = False) -> None:
        """Records that a document is still published at one of its places. checked: confirmed by the server."""
        moment = truncated(at)

        def change(current: Document | None) -> Document | None:
            if current is None:
                return None
            both = {**current, "sources": [_met(source, url, moment, checked=checked) for source in current["sources"]]}
            return None if both == current else both

        self._backend.update(RAW_DOCUMENTS, raw_id, change, untouched=_BODY)

    def get(self, raw_id: str) -> RawDocument | None:
        """The document with its bytes."""
        document = self._backend.get(RAW_DOCUMENTS, raw_id)
        return None if document is None else self._whole(document)

    def entry(self, raw_id: str) -> RawEntry | None:
        """The document without its bytes."""
        document = self._backend.get(RAW_DOCUMENTS, raw_id, _WITHOUT_CONTENT)
        return None if document is None else to_entry(document)

    def first_seen(self, raw_id: str, url: str) -> datetime | None:
        """When a document was first seen at one of its places; None if it is not stored, or was never seen there."""
        entry = self.entry(raw_id)
        return min((one.first_seen for one in entry.sources if one.url == url), default=None) if entry else None

    def entries(self, *, agency_id: str | None = None, portal: str | None = None) -> Iterator[RawEntry]:
        """All documents, or those seen for an agency or on a portal, without their bytes; each once, sorted by id."""
        return map(to_entry, self._backend.find(RAW_DOCUMENTS, self._where(agency_id, portal), _WITHOUT_CONTENT))

    def documents(self, *, agency_id: str | None = None, portal: str | None = None) -> Iterator[RawDocument]:
        """The same with their bytes, read lazily."""
        return map(self._whole, self._backend.find(RAW_DOCUMENTS, self._where(agency_id, portal)))

    def count(self) -> int:
        """The number of stored documents."""
        return self._backend.count(RAW_DOCUMENTS, {})

    def by_url(self, url: str) -> list[RawEntry]:
        """All versions seen at a url, the last seen first."""
        found = map(to_entry, self._backend.find(RAW_DOCUMENTS, {"sources.url": url}, _WITHOUT_CONTENT))
        return sorted(found, key=lambda entry: _last_seen(entry, url), reverse=True)

    def find_seen(self, urls: Iterable[str]) -> dict[str, Seen]:
        """For each known url: the document last seen there."""
        wanted = list(dict.fromkeys(urls))
        seen: dict[str, Seen] = {}
        for start in range(0, len(wanted), _URLS_PER_QUERY):
            part = wanted[start : start + _URLS_PER_QUERY]
            for document in self._backend.find(RAW_DOCUMENTS, {"sources.url": part}, _WITHOUT_CONTENT):
                _note_seen(seen, to_entry(document), frozenset(part))
        return seen

    def _where(self, agency_id: str | None, portal: str | None) -> Where:
        if agency_id is not None:
            return {"sources.agency_id": agency_id}
        if portal is not None:
            return {"sources.agency_id": [agency.id for agency in self._agencies.by_portal(portal)]}
        return {}

    def _whole(self, document: Document) -> RawDocument:
        content = document["content"]
        if document["gridfs_id"] is not None:
            content = self._backend.get_body(document["gridfs_id"])
            if content is None:
                raise CannotRun(f"{self._backend.name}: the bytes of raw document {document['_id']} are gone")
        return from_document(document, content)


def _met(source: Document, url: str, moment: datetime, *, checked: bool) -> Document:
    if source["url"] != url or source["last_seen"] >= moment:
        return source
    return {**source, "last_seen": moment, "checked_at": moment if checked else source.get("checked_at")}


def _last_seen(entry: RawEntry, url: str) -> datetime:
    return max(source.last_seen for source in entry.sources if source.url == url)


def _note_seen(seen: dict[str, Seen], entry: RawEntry, urls: frozenset[str]) -> None:
    for source in entry.sources:
        known = seen.get(source.url)
        if source.url in urls and (known is None or known.source.last_seen < source.last_seen):
            seen[source.url] = Seen(entry.content_hash, entry.kind, source)
