"""Folders left beside a target by killed exports, and how they are distinguished from those of running ones.

A running export holds a lock (flock) on its folder; the system releases it when the process ends in any way.
"""

import fcntl
import os
import shutil
import tempfile
from pathlib import Path


class OwnFolder:
    """A new folder `.NAME.partial-…` beside the target, locked until `close`."""

    def __init__(self, out: Path) -> None:
        while (made := _locked_new(out)) is None:
            continue  # another export cleaned up in just this moment
        self.path, self._lock = made

    def close(self) -> None:
        """Releases the lock; the folder, under whatever name, is no longer in use."""
        os.close(self._lock)


def aside(out: Path) -> Path:
    """A new folder `.NAME.replaced-…`, to which an older dump is moved until the new one is in place."""
    return Path(tempfile.mkdtemp(prefix=_prefix(out, "replaced"), dir=out.parent))


def clean_up(out: Path) -> None:
    """Removes unfinished folders of killed exports to `out`.

    If one was killed between moving an older dump aside and putting the new one in place, the older one is restored.
    Folders that cannot be locked or removed stay.
    """
    running = [folder for folder in _found(out, "partial") if not _remove_if_dead(folder)]
    if running:
        return
    for replaced in _found(out, "replaced"):
        if os.path.lexists(out):
            shutil.rmtree(replaced, ignore_errors=True)
        else:
            replaced.rename(out)


def _prefix(out: Path, what: str) -> str:
    return f".{out.name}.{what}-"


def _found(out: Path, what: str) -> list[Path]:
    """The leftover folders of this kind, latest first."""
    prefix = _prefix(out, what)
    try:
        there = [path for path in out.parent.iterdir() if path.name.startswith(prefix)]
    except OSError:  # no such parent yet
        return []
    folders = [path for path in there if path.is_dir() and not path.is_symlink()]
    return sorted(folders, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)


def _locked_new(out: Path) -> tuple[Path, int] | None:
    folder = Path(tempfile.mkdtemp(prefix=_prefix(out, "partial"), dir=out.parent))
    try:
        lock = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        return None
    if _is_ours(lock) and folder.exists():
        return folder, lock
    os.close(lock)
    return None


def _is_ours(lock: int) -> bool:
    """True if the lock could be taken; also if the file system has no locks."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _remove_if_dead(folder: Path) -> bool:
    """Removes a folder that no process is writing to; returns True if so."""
    try:
        lock = os.open(folder, os.O_RDONLY)
    except OSError:  # gone meanwhile, or somebody else's
        return not folder.exists()
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    except OSError:
        return False
    finally:
        os.close(lock)
    return not folder.exists()
