"""The few verbs that both homes have, and that everything else in this room is made of.

Every write addresses `_id`. Implemented by `mongodb.MongoBackend` and `embedded.EmbeddedBackend`; safe to call
from several threads, and with several processes on the same database. Errors are gxcrawl's own.
"""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Collection as Fields
from typing import Protocol

from gxcrawl.model import Standing
from gxcrawl.storage.collections import Collection
from gxcrawl.storage.documents import Document, Projection, Where

# The document as it stands (None: there is none) -> as it shall be; None leaves it. May be called more than once.
Change = Callable[[Document | None], Document | None]


class Backend(Protocol):
    """One opened database."""

    name: str  # for messages: the URI without its secrets

    def get(self, collection: Collection, key: str, projection: Projection | None = None) -> Document | None:
        """The document with this `_id`."""

    def find(self, collection: Collection, where: Where, projection: Projection | None = None) -> Iterator[Document]:
        """All documents that fit, sorted by `_id`, read as they are asked for."""

    def find_encoded(self, collection: Collection, where: Where) -> Iterator[tuple[Document, bytes]]:
        """The same documents, each also as the BSON that a server keeps or would keep."""

    def digests(self, where: Where) -> Iterator[Document]:
        """The digests (digests.py) of the reports with this `agency.id`, `agency.portal`, `year`, sorted by `_id`."""

    def standings(self, where: Where) -> Iterator[Standing]:
        """How the same reports stand."""

    def count(self, collection: Collection, where: Where) -> int:
        """How many documents fit."""

    def insert(self, collection: Collection, document: Document) -> bool:
        """Add a document; False, and nothing done, where its `_id` is taken."""

    def insert_all(self, collection: Collection, documents: Sequence[Document]) -> set[str]:
        """Add the documents whose `_id` is free, in one go; the `_id`s of those. No `_id` comes twice."""

    def update(self, collection: Collection, key: str, change: Change, untouched: Fields[str] = ()) -> None:
        """Read, change and write one document as one step: no other writer's change in between is lost.

        untouched: fields that a change of a stored document neither reads nor sets, such as a body of megabytes; it
        may be given the document without them. Raises TryLater when others keep changing it.
        """

    def delete(self, collection: Collection, key: str) -> bool:
        """Remove the document with this `_id`; False where there is none."""

    def delete_all(self, collection: Collection, keys: Sequence[str]) -> int:
        """Remove the documents with these `_id`s, in one go; how many there were."""

    def ensure_indexes(self, collection: Collection) -> None:
        """Make the collection and its indexes where they are missing. CannotRun names the one that cannot be made."""

    def put_body(self, name: str, content: bytes) -> None:
        """Keep bytes of any length under a name (GridFS); a name always stands for the same bytes."""

    def get_body(self, name: str) -> bytes | None:
        """The bytes kept under a name, None where there are none."""

    def refresh(self) -> None:
        """Take up what stands at the same place now, where that is another database, as after a backup was put back.

        Only of what is opened to be read.
        """

    def close(self) -> None:
        """Let go of the database. Calling it twice is no error."""
