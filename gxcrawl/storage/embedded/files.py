"""The file of the embedded home: where it may be, whose it is, and connections to it."""

import os
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

import neosqlite  # type: ignore[import-untyped]
from typing_extensions import override

from gxcrawl.errors import CannotRun, NoDatabaseYet
from gxcrawl.storage.collections import PUBLIC

_SETTINGS_OF_FILES = ("PRAGMA auto_vacuum=", "PRAGMA journal_mode=", "PRAGMA synchronous")


class _Reader(sqlite3.Connection):
    """A connection that leaves a file's settings as they are, which the driver sets anew whenever it connects."""

    @override
    def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
        return super().execute("SELECT 0" if sql.startswith(_SETTINGS_OF_FILES) else sql, *parameters)


def connect(path: Path, timeout_seconds: float, *, read_only: bool) -> neosqlite.Connection:
    """A connection of the driver's that any thread may use."""
    if not read_only:
        return neosqlite.Connection(str(path), timeout=timeout_seconds, check_same_thread=False)
    # SQLite reads a file beside its log and index of the log, which it cannot make in a folder that it may not write;
    # where nobody has made them, nobody is writing, and it can do without.
    lonely = not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()
    address = f"file:{quote(str(path.absolute()))}?mode=ro{'&immutable=1' if lonely else ''}"
    return neosqlite.Connection(address, uri=True, timeout=timeout_seconds, check_same_thread=False, factory=_Reader)


def check_place(path: Path, *, read_only: bool) -> None:
    """Says in words what SQLite calls `unable to open database file`. Raises CannotRun."""
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
            f"sqlite:///{path}: there is no such database; `gxcrawl crawl` makes it, or name another file"
        )
    if not os.access(path, os.R_OK):
        raise CannotRun(f"sqlite:///{path}: no permission to read; give it to this user, or name another file")


def check_ours(connection: neosqlite.Connection, name: str, *, read_only: bool) -> None:
    """Another program's database is left alone. `bodies_files` is the first table that a new one gets."""
    tables = set(connection.list_collection_names())
    if read_only and not tables:
        raise NoDatabaseYet(f"{name}: the file is empty; `gxcrawl crawl` makes a database of it, or name another file")
    if tables and not tables & {"bodies_files", *(collection.name for collection in PUBLIC)}:
        raise CannotRun(f"{name}: holds another program's tables ({sorted(tables)[0]}, …); name another file")
