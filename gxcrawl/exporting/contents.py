"""The contents of one dump: the selected documents, counted, indexed, and optionally compared with an earlier dump."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from gxcrawl.exporting.canonical import to_line
from gxcrawl.exporting.folders.files import DumpFile
from gxcrawl.exporting.index import Earlier, index_line
from gxcrawl.exporting.selection import Selection, chosen_documents, count_documents
from gxcrawl.storage import Collection, Database, Document

# Collection, number of its documents read so far, and their total (None if unknown before they are read).
Progress = Callable[[str, int, int | None], None]


class Entry(NamedTuple):
    """A document of a dump. line: its canonical line. bson: its BSON with names as stored, empty unless asked for."""

    document: Document
    line: bytes
    bson: bytes


class Contents:
    """Yields the documents of a dump, each once. A format reads one collection after the other."""

    def __init__(
        self,
        database: Database,
        selection: Selection,
        collections: Sequence[Collection],
        index: DumpFile,
        progress: Progress | None = None,
    ) -> None:
        self.database = database
        self.collections = collections
        self.counts: dict[str, int] = {}
        self.changes: dict[str, Counter[str]] = {}
        self._selection, self._index, self._progress = selection, index, progress
        self._earlier: Earlier | None = None
        self._changes: DumpFile | None = None

    def compare(self, earlier: Earlier, changes: DumpFile) -> None:
        """Restricts the dump to documents added or changed since then; lists all differences in `changes`."""
        self._earlier, self._changes = earlier, changes

    def documents(self, collection: Collection) -> Iterator[Document]:
        """The documents to write, sorted by `_id`, one in memory at a time: all, or those added or changed."""
        return (entry.document for entry in self.entries(collection))

    def entries(self, collection: Collection, *, encoded: bool = False) -> Iterator[Entry]:
        """The same documents, each with its line, which the index needs anyway; with its BSON too if `encoded`."""
        name = collection.name
        self.counts[name] = 0
        if self._earlier is not None:
            self.changes[name] = Counter(added=0, changed=0, removed=0)
        before = _Cursor(self._earlier.entries(name)) if self._earlier is not None else None
        total = None if self._progress is None else count_documents(self.database, collection, self._selection)
        for document, content in chosen_documents(self.database, collection, self._selection, encoded=encoded):
            key, line = document["_id"], to_line(document)
            digest = hashlib.sha256(line).hexdigest()
            self._index.put(index_line(name, key, digest))
            self.counts[name] += 1
            if self._progress is not None:
                self._progress(name, self.counts[name], total)
            if before is None or self._is_news(name, key, digest, before):
                yield Entry(document, line, content)
        if before is not None:
            for gone in before.rest():
                self._note(name, gone, "removed")

    def _is_news(self, collection: str, key: str, digest: str, before: "_Cursor") -> bool:
        for gone in before.up_to(key):
            self._note(collection, gone, "removed")
        known = before.take(key)
        if known == digest:
            return False
        self._note(collection, key, "added" if known is None else "changed")
        return True

    def _note(self, collection: str, key: str, change: str) -> None:
        self.changes[collection][change] += 1
        if self._changes is not None:
            line = {"collection": collection, "_id": key, "change": change}
            self._changes.put((json.dumps(line, ensure_ascii=False) + "\n").encode())


class _Cursor:
    """The entries of an earlier index, read in parallel with the current documents."""

    def __init__(self, entries: Iterator[tuple[str, str]]) -> None:
        self._entries = entries
        self._next = next(entries, None)

    def up_to(self, key: str) -> Iterator[str]:
        """The `_id`s before this one, whose documents no longer exist."""
        while self._next is not None and self._next[0] < key:
            yield self._next[0]
            self._next = next(self._entries, None)

    def take(self, key: str) -> str | None:
        """The earlier hash of this `_id`; None if it did not exist."""
        if self._next is None or self._next[0] != key:
            return None
        digest = self._next[1]
        self._next = next(self._entries, None)
        return digest

    def rest(self) -> Iterator[str]:
        """All remaining `_id`s."""
        if self._next is not None:
            yield self._next[0]
        yield from (key for key, _ in self._entries)
