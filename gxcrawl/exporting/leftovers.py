"""What exports that were killed left beside a target, and how one that runs is told from them.

A running export holds a lock (flock) on the folder that it writes into; the system lets go of it when the process
ends, however it ends.
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
        """Lets go of the lock; the folder, whatever it is called by now, is no longer ours."""
        os.close(self._lock)


def aside(out: Path) -> Path:
    """A new folder `.NAME.replaced-…`, for an older dump until the new one stands in its place."""
    return Path(tempfile.mkdtemp(prefix=_prefix(out, "replaced"), dir=out.parent))


def clean_up(out: Path) -> None:
    """Removes the unfinished folders of exports to `out` that no longer run.

    Where one of them was killed just between putting an older dump aside and the new one in its place, the older one
    is put back. Folders that cannot be locked, or not be removed, stay.
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
    """The last one first."""
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
    """Whether the lock is taken now; where a file system has none, nobody can take it from us either."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _remove_if_dead(folder: Path) -> bool:
    """Whether nobody writes into the folder, which is gone then."""
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
