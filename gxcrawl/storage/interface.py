"""The operations that both kinds of database implement, and on which everything else in this room is built.

Every write addresses `_id`. Implemented by `mongodb.MongoBackend` and `embedded.EmbeddedBackend`; safe to call from
several threads, and from several processes on the same database. Errors are gxcrawl's own.
"""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Collection as Fields
from typing import Protocol

from gxcrawl.model import Standing
from gxcrawl.storage.collections import Collection
from gxcrawl.storage.documents import Document, Projection, Where

# Current document (None if there is none) -> new document, or None for no change. May be called more than once.
Change = Callable[[Document | None], Document | None]


class Backend(Protocol):
    """One opened database."""

    name: str  # for messages: the URI without its secrets

    def get(self, collection: Collection, key: str, projection: Projection | None = None) -> Document | None:
        """The document with this `_id`."""

    def find(self, collection: Collection, where: Where, projection: Projection | None = None) -> Iterator[Document]:
        """All matching documents, sorted by `_id`, read lazily."""

    def find_encoded(self, collection: Collection, where: Where) -> Iterator[tuple[Document, bytes]]:
        """The same documents, each also as the BSON that a server stores or would store."""

    def digests(self, where: Where) -> Iterator[Document]:
        """The digests (digests.py) of the reports with this `agency.id`, `agency.portal`, `year`, sorted by `_id`."""

    def standings(self, where: Where) -> Iterator[Standing]:
        """The standings of the same reports."""

    def count(self, collection: Collection, where: Where) -> int:
        """The number of matching documents."""

    def insert(self, collection: Collection, document: Document) -> bool:
        """Adds a document; returns False, without change, if its `_id` exists."""

    def insert_all(self, collection: Collection, documents: Sequence[Document]) -> set[str]:
        """Adds the documents whose `_id` is free, in one operation; returns their `_id`s. No `_id` may occur twice."""

    def update(self, collection: Collection, key: str, change: Change, untouched: Fields[str] = ()) -> None:
        """Reads, changes and writes one document atomically: no concurrent change is lost.

        untouched: fields that a change of a stored document neither reads nor sets, such as a body of megabytes;
        `change` may be given the document without them. Raises TryLater if other writers keep changing it.
        """

    def delete(self, collection: Collection, key: str, current: Document | None = None) -> bool:
        """Deletes the document with this `_id`; returns False if there is none.

        current: the document as read before; if it was changed since, it stays and False is returned.
        """

    def delete_all(self, collection: Collection, keys: Sequence[str]) -> int:
        """Deletes the documents with these `_id`s in one operation; returns how many existed."""

    def ensure_indexes(self, collection: Collection) -> None:
        """Creates the collection and its indexes if missing. CannotRun names the one that cannot be created."""

    def put_body(self, name: str, content: bytes) -> None:
        """Stores bytes of any length under a name (GridFS); a name always stands for the same bytes."""

    def get_body(self, name: str) -> bytes | None:
        """The bytes stored under a name, or None."""

    def refresh(self) -> None:
        """Opens the database again if its file was replaced, as by restoring a backup. For read-only use."""

    def close(self) -> None:
        """Closes the database. Calling it twice is no error."""
