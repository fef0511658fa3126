"""Read-only connections of the embedded database, one per running search."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import neosqlite  # type: ignore[import-untyped]


class Readers:
    """A pool of connections, because opening one takes as long as reading five documents; it never shrinks."""

    def __init__(self, connect: Callable[[], neosqlite.Connection]) -> None:
        self._connect = connect
        self._at_rest: list[neosqlite.Connection] = []
        self._closed = False

    @contextmanager
    def one(self) -> Iterator[sqlite3.Connection]:
        """A connection for one search."""
        try:
            reader = self._at_rest.pop()
        except IndexError:
            reader = self._connect()
        try:
            yield reader.db
        finally:
            self._at_rest.append(reader)
            if self._closed:
                self.close()

    def close(self) -> None:
        """Closes all connections; one in use is closed after its search."""
        self._closed = True
        while self._at_rest:
            self._at_rest.pop().close()
