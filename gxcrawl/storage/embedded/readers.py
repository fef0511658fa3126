"""Connections of the embedded home that only read, one for each search that runs."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import neosqlite  # type: ignore[import-untyped]


class Readers:
    """Opening a connection takes as long as five documents, so they are kept: as many as searches ever ran at once."""

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
        """Lets go of all of them, of one that is at work once that is done."""
        self._closed = True
        while self._at_rest:
            self._at_rest.pop().close()
