"""The folder that a dump is written to: whole, or not there at all."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from gxcrawl.errors import CannotRun, WrongUse
from gxcrawl.exporting.manifest import MANIFEST


@contextlib.contextmanager
def new_folder(out: Path, *, force: bool) -> Iterator[Path]:
    """A folder beside `out` to write into; it becomes `out` when the block ends well and vanishes when it does not.

    WrongUse where `out` is there already; with `force` an older dump or an empty folder is replaced, never
    anything else, and where no folder can be made there. CannotRun where the disk does not take what is written.
    """
    _check_target(out, force=force)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f".{out.name}.partial-", dir=out.parent))
    except OSError as error:
        raise WrongUse(f"{out} cannot be written: {_reason(error)}; choose another folder") from error
    try:
        yield partial
        _put_in_place(partial, out)
    except OSError as error:
        raise CannotRun(f"{out} cannot be written: {_reason(error)}; nothing was left there") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _check_target(out: Path, *, force: bool) -> None:
    if not out.name:
        raise WrongUse(f"{out} is no name for a new folder")
    if not os.path.lexists(out):
        return
    if not force:
        raise WrongUse(f"{out} exists already; choose another folder, or --force to replace a dump")
    replaceable = out.is_dir() and not out.is_symlink() and ((out / MANIFEST).is_file() or not any(out.iterdir()))
    if not replaceable:
        raise WrongUse(f"{out} is no dump of gxcrawl and is not replaced; choose another folder")


def _put_in_place(partial: Path, out: Path) -> None:
    # mkdtemp's folders are private; a dump has the permissions that any new folder has.
    umask = os.umask(0)
    os.umask(umask)
    partial.chmod(0o777 & ~umask)
    for folder in (partial, *(path for path in partial.iterdir() if path.is_dir())):
        _sync_folder(folder)
    if out.exists():
        _replace(partial, out)
    else:
        partial.rename(out)
    _sync_folder(out.parent)


def _replace(partial: Path, out: Path) -> None:
    """A folder that is not empty cannot be renamed over, so the older dump steps aside first."""
    aside = Path(tempfile.mkdtemp(prefix=f".{out.name}.replaced-", dir=out.parent))
    out.rename(aside)  # onto an empty folder, which a rename may replace
    try:
        partial.rename(out)
    except OSError:
        aside.rename(out)
        raise
    shutil.rmtree(aside)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
