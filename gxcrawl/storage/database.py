"""Opening a database, and the collections in it."""

from collections.abc import Iterator
from typing import Self

from gxcrawl.storage.agencies import Agencies
from gxcrawl.storage.backend import Backend
from gxcrawl.storage.collections import LEASES, PUBLIC, SCHEDULES, SILENCES, UNTOLD, Collection
from gxcrawl.storage.documents import Document, Where
from gxcrawl.storage.embedded import EmbeddedBackend
from gxcrawl.storage.failures import Failures
from gxcrawl.storage.raw_documents import RawDocuments
from gxcrawl.storage.reports import Reports
from gxcrawl.storage.runs import Runs
from gxcrawl.storage.schedules import Schedules
from gxcrawl.storage.silences import Silences
from gxcrawl.storage.untold import Untold
from gxcrawl.storage.uri import FileLocation, parse_uri

TIMEOUT_SECONDS = 5.0


class Database:
    """One opened database. Its repositories may be called from any thread."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self.name = backend.name
        self.agencies = Agencies(backend)
        self.raw_documents = RawDocuments(backend, self.agencies)
        self.reports = Reports(backend)
        self.runs = Runs(backend)
        self.failures = Failures(backend)
        self.schedules = Schedules(backend)
        self.silences = Silences(backend)
        self.untold = Untold(backend)

    def ensure_indexes(self) -> None:
        """Makes collections and indexes that are missing. CannotRun names the one that cannot be made."""
        for collection in (*PUBLIC, SCHEDULES, SILENCES, UNTOLD, LEASES):
            self._backend.ensure_indexes(collection)

    def documents(self, collection: Collection, where: Where) -> Iterator[Document]:
        """The documents of a collection as they are stored, sorted by `_id`, read as they are asked for."""
        return self._backend.find(collection, where)

    def encoded(self, collection: Collection, where: Where) -> Iterator[tuple[Document, bytes]]:
        """The same documents, each also as BSON with its names in the order in which they are stored."""
        return self._backend.find_encoded(collection, where)

    def count(self, collection: Collection, where: Where) -> int:
        """How many documents of a collection fit."""
        return self._backend.count(collection, where)

    def body(self, gridfs_id: str) -> bytes | None:
        """The bytes that a raw document keeps outside itself."""
        return self._backend.get_body(gridfs_id)

    def refresh(self) -> None:
        """Takes up the file that stands in the place of the one opened to be read. Searches end as they began."""
        self._backend.refresh()

    def close(self) -> None:
        """Lets go of the database. Calling it twice is no error."""
        self._backend.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def open_database(uri: str, *, read_only: bool = False, timeout_seconds: float = TIMEOUT_SECONDS) -> Database:
    """Opens `sqlite:///FILE` (made where it is missing) or `mongodb://HOST/NAME`, with its indexes.

    read_only: as it is; nothing is made, and a user or folder without permission to write will do.
    timeout_seconds: how long to wait for a server that does not answer, or for a file that another process holds.
    Raises WrongUse for an URI that names no database, CannotRun where it cannot be opened or written.
    """
    database = Database(open_backend(uri, read_only=read_only, timeout_seconds=timeout_seconds))
    if read_only:
        return database
    try:
        database.ensure_indexes()
    except BaseException:
        database.close()
        raise
    return database


def join_database(uri: str) -> Database:
    """One more connection to a database that a process of the same run has opened: its indexes are there.

    Raises TryLater where it is away just now.
    """
    return Database(open_backend(uri, timeout_seconds=TIMEOUT_SECONDS, opening=False))


def open_backend(uri: str, *, read_only: bool = False, timeout_seconds: float, opening: bool = True) -> Backend:
    """The home that a URI names, as it is: no index is made. opening: for the first time in a run."""
    location = parse_uri(uri)
    if isinstance(location, FileLocation):
        return EmbeddedBackend(location.path, timeout_seconds, read_only=read_only)
    from gxcrawl.storage.mongodb import MongoBackend  # a quarter of a second, which a file does without

    return MongoBackend(location.uri, timeout_seconds, opening=opening)
