"""Opening a database, and the collections in it."""

from collections.abc import Iterator
from typing import Self

from gxcrawl.storage.backends.embedded import EmbeddedBackend
from gxcrawl.storage.collections import (
    LEASES,
    OVERDUE_ALARMS,
    PUBLIC,
    REPORTS,
    SCHEDULES,
    UNDELIVERED_ALARMS,
    Collection,
)
from gxcrawl.storage.documents import Document, StoredReport, Where
from gxcrawl.storage.interface import Backend
from gxcrawl.storage.repositories.agencies import Agencies
from gxcrawl.storage.repositories.failures import Failures
from gxcrawl.storage.repositories.overdue_alarms import OverdueAlarms
from gxcrawl.storage.repositories.raw_documents import RawDocuments
from gxcrawl.storage.repositories.reports import Reports
from gxcrawl.storage.repositories.runs import Runs
from gxcrawl.storage.repositories.schedules import Schedules
from gxcrawl.storage.repositories.undelivered_alarms import UndeliveredAlarms
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
        self.overdue_alarms = OverdueAlarms(backend)
        self.undelivered_alarms = UndeliveredAlarms(backend)

    def ensure_indexes(self) -> None:
        """Creates missing collections and indexes. CannotRun names the one that cannot be created."""
        for collection in (*PUBLIC, SCHEDULES, OVERDUE_ALARMS, UNDELIVERED_ALARMS, LEASES):
            self._backend.ensure_indexes(collection)

    def documents(self, collection: Collection, where: Where) -> Iterator[Document]:
        """The documents of a collection as stored, sorted by `_id`, read lazily."""
        found = self._backend.find(collection, where)
        return map(StoredReport, found) if collection == REPORTS else found

    def encoded(self, collection: Collection, where: Where) -> Iterator[tuple[Document, bytes]]:
        """The same documents, each also as BSON with its names in stored order."""
        return self._backend.find_encoded(collection, where)

    def count(self, collection: Collection, where: Where) -> int:
        """The number of matching documents of a collection."""
        return self._backend.count(collection, where)

    def body(self, gridfs_id: str) -> bytes | None:
        """The bytes of a raw document that are stored outside of it."""
        return self._backend.get_body(gridfs_id)

    def refresh(self) -> None:
        """Opens the file that has replaced the one opened for reading. Running searches finish on the old one."""
        self._backend.refresh()

    def close(self) -> None:
        """Closes the database. Calling it twice is no error."""
        self._backend.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def open_database(uri: str, *, read_only: bool = False, timeout_seconds: float = TIMEOUT_SECONDS) -> Database:
    """Opens `sqlite:///FILE` (created if missing) or `mongodb://HOST/NAME`, with its indexes.

    read_only: creates nothing; works without write permission for user or folder. timeout_seconds: how long to wait for
    a server that does not answer, or a file locked by another process. Raises WrongUse for a URI that names no
    database, CannotRun if it cannot be opened or written.
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
    """Another connection to a database that a process of the same run has opened, so that its indexes exist.

    Raises TryLater if it is temporarily unavailable.
    """
    return Database(open_backend(uri, timeout_seconds=TIMEOUT_SECONDS, opening=False))


def open_backend(uri: str, *, read_only: bool = False, timeout_seconds: float, opening: bool = True) -> Backend:
    """The backend named by a URI; no index is created. opening: True for the first connection of a run."""
    location = parse_uri(uri)
    if isinstance(location, FileLocation):
        return EmbeddedBackend(location.path, timeout_seconds, read_only=read_only)
    from gxcrawl.storage.backends.mongodb import MongoBackend  # a quarter of a second, which a file does without

    return MongoBackend(location.uri, timeout_seconds, opening=opening)
