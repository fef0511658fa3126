"""Translates errors of the embedded driver into gxcrawl's errors."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from neosqlite.gridfs.errors import NeoSQLiteError  # type: ignore[import-untyped]

from gxcrawl.errors import CannotRun, GxcrawlError, NotStorable, TryLater
from gxcrawl.storage.backends.errors import bson_translated, one_line

_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL})
_DAMAGED = "the file is damaged; restore it from a backup or a dump"
# Corrupted text (no SQLite code); the message would quote it, so we replace it.
_DAMAGED_TEXT = ("Could not decode to UTF-8", "malformed JSON")
# The primary result code of SQLite -> what it means for the user.
_REASONS = {
    sqlite3.SQLITE_FULL: "the disk is full; make room and start again",
    sqlite3.SQLITE_READONLY: "the file or its folder is read-only; give this user write permission",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened; check that the folder exists and its permissions",
    sqlite3.SQLITE_NOTADB: "the file is not a database; name another one",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_PERM: "access to the file is denied; check its permissions",
    sqlite3.SQLITE_AUTH: "access to the file is denied; check its permissions",
    sqlite3.SQLITE_IOERR: "reading or writing the file failed; check the disk",
}
# Extended result codes for which the primary one is too general: the system does not let the file grow.
_EXTENDED = dict.fromkeys(
    (sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_TRUNCATE, sqlite3.SQLITE_IOERR_SHMSIZE),
    "the file cannot be written further; check the disk's free space, quotas, and the limit on sizes (`ulimit -f`)",
)


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Runs a block of driver calls on the database `name`; driver errors are raised as gxcrawl's errors."""
    try:
        with bson_translated(name):
            yield
    except sqlite3.Error as error:
        raise _from_sqlite(error, name) from error
    except NeoSQLiteError as error:
        raise CannotRun(f"{name}: {one_line(error)}") from error


def _from_sqlite(error: sqlite3.Error, name: str) -> GxcrawlError:
    extended = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    code = extended & 0xFF  # the primary code
    if code in _BUSY:
        return TryLater(f"{name}: another process keeps the file busy")
    if code == sqlite3.SQLITE_TOOBIG:
        return NotStorable(f"{name}: the document is larger than SQLite takes")
    said = _DAMAGED if str(error).startswith(_DAMAGED_TEXT) else one_line(error)
    return CannotRun(f"{name}: {_EXTENDED.get(extended) or _REASONS.get(code) or said}")
