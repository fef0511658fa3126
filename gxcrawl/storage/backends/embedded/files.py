"""The file of the embedded database: its location, its owner, and connections to it."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import neosqlite  # type: ignore[import-untyped]
from typing_extensions import override

from gxcrawl.errors import CannotRun, NoDatabaseYet

_NO_ROOM_FOR_A_LOG = frozenset({sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_FULL})
_SETTINGS_OF_FILES = ("PRAGMA auto_vacuum=", "PRAGMA journal_mode=", "PRAGMA synchronous")


class _Reader(sqlite3.Connection):
    """A connection that keeps the file's settings, which the driver otherwise changes whenever it connects."""

    @override
    def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
        return super().execute("SELECT 0" if sql.startswith(_SETTINGS_OF_FILES) else sql, *parameters)


def connect(path: Path, timeout_seconds: float, *, read_only: bool) -> neosqlite.Connection:
    """A driver connection that any thread may use."""
    if not read_only:
        return neosqlite.Connection(str(path), timeout=timeout_seconds, check_same_thread=False)
    # SQLite reads a file beside its log and the log's index, which it cannot create in a read-only folder
    # or on a full disk; if neither exists, there is no writer, and the file can be read without them.
    if os.access(path.parent, os.W_OK) or _log_bytes(path) is not None:
        try:
            return _reader(path, timeout_seconds, "")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode not in _NO_ROOM_FOR_A_LOG or _log_bytes(path):
                raise
    return _reader(path, timeout_seconds, "&immutable=1")


def _reader(path: Path, timeout_seconds: float, option: str) -> neosqlite.Connection:
    """A read-only connection; a single attempt."""
    connection = neosqlite.Connection(
        _address(path, f"ro{option}"), uri=True, timeout=timeout_seconds, check_same_thread=False, factory=_Reader
    )
    try:
        connection.db.execute("SELECT 1 FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _address(path: Path, mode: str) -> str:
    return f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}"


def stamp_of(path: Path) -> tuple[int, int] | None:
    """A value that changes if the file is replaced or overwritten; None if there is no file."""
    with suppress(FileNotFoundError):
        found = path.stat()
        return found.st_ino, found.st_mtime_ns
    return None


def _log_bytes(path: Path) -> int | None:
    """The size of the write-ahead log beside the file; None if there is none."""
    with suppress(FileNotFoundError):
        return path.with_name(f"{path.name}-wal").stat().st_size
    return None


def clear_empty_log(path: Path) -> None:
    """Deletes what read-only connections leave beside a file: an empty log and its index.

    They stay if another connection uses them or this user may not delete them. Otherwise the log would belong to the
    reading user, and a crawl of another user could not write to it.
    """
    with suppress(OSError, sqlite3.Error):
        if _log_bytes(path) != 0 or not os.access(path, os.W_OK):
            return
        with closing(sqlite3.connect(_address(path, "rw"), uri=True, timeout=0)) as last:
            last.execute("SELECT 1 FROM sqlite_master").fetchone()  # joins the log; the last to close removes it


def check_place(path: Path, *, read_only: bool) -> None:
    """Raises CannotRun with an explanation in cases where SQLite only says `unable to open database file`."""
    folder = path.parent
    if not folder.is_dir():
        raise CannotRun(f"sqlite:///{path}: the folder {str(folder)!r} does not exist; create it or name another")
    if path.is_dir():
        raise CannotRun(f"sqlite:///{path}: is a folder; name a file in it")
    if read_only:
        _check_readable(path)
    elif not os.access(path if path.exists() else folder, os.R_OK | os.W_OK):
        raise CannotRun(f"sqlite:///{path}: no permission to read and write; give this user both, or name another file")


def _check_readable(path: Path) -> None:
    if not path.exists():
        raise NoDatabaseYet(
            f"sqlite:///{path}: there is no such database; `gxcrawl crawl` makes it, or name another with --database"
        )
    if not os.access(path, os.R_OK):
        raise CannotRun(f"sqlite:///{path}: no permission to read; give it to this user, or name another file")


def has_table(connection: sqlite3.Connection, name: str) -> bool:
    """Whether the file has a table of this name."""
    return (
        connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (name,)).fetchone()
        is not None
    )


def check_ours(connection: neosqlite.Connection, name: str, *, read_only: bool) -> None:
    """Raises if another program created the database: ours has the table `bodies_files` from the start.

    A new file gets that table before any other.
    """
    tables = set(connection.list_collection_names())
    if read_only and not tables:
        raise NoDatabaseYet(f"{name}: the file is empty; `gxcrawl crawl` makes a database of it, or name another file")
    if tables and "bodies_files" not in tables:
        raise CannotRun(f"{name}: holds another program's tables ({sorted(tables)[0]}, …); name another file")
