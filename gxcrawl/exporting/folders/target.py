"""The folder that a dump, or a site, is written to: whole, or not there at all."""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from gxcrawl.disk import sync
from gxcrawl.errors import CannotRun, WrongUse
from gxcrawl.exporting.folders.leftovers import OwnFolder, aside, clean_up
from gxcrawl.exporting.folders.manifest import read_manifest, strangers


def _is_dump_or_empty(folder: Path) -> bool:
    """Other programs have a `manifest.json` too, and people put files of their own beside a dump."""
    if not any(folder.iterdir()):
        return True
    try:
        return not strangers(folder, read_manifest(folder))
    except WrongUse:
        return False


@contextlib.contextmanager
def new_folder(
    out: Path, *, force: bool, kind: str = "dump", is_older: Callable[[Path], bool] = _is_dump_or_empty
) -> Iterator[Path]:
    """A folder beside `out` to write into; it becomes `out` when the block ends well and vanishes when it does not.

    kind: what is written, for messages. is_older: whether a folder is one of that kind, which `force` may replace;
    nothing else is ever replaced. WrongUse where `out` is there already, or no folder can be made there; CannotRun
    where the disk does not take what is written. What a killed export left beside `out` is removed first.
    """
    if not out.name:
        raise WrongUse(f"{out} is no name for a new folder")
    try:
        clean_up(out)
        _check_target(out, kind, is_older, force=force)
        out.parent.mkdir(parents=True, exist_ok=True)
        own = OwnFolder(out)
    except OSError as error:
        raise WrongUse(f"{out} cannot be written: {_reason(error)}; choose another folder") from error
    try:
        yield own.path
        _check_target(out, kind, is_older, force=force)  # once more: another may have been quicker
        _put_in_place(own.path, out)
    except OSError as error:
        raise CannotRun(f"{out} cannot be written: {_reason(error)}; nothing was left there") from error
    finally:
        shutil.rmtree(own.path, ignore_errors=True)
        own.close()


def _check_target(out: Path, kind: str, is_older: Callable[[Path], bool], *, force: bool) -> None:
    if not os.path.lexists(out):
        return
    if not force:
        raise WrongUse(f"{out} exists already; choose another folder, or --force to replace a {kind}")
    if out.is_symlink() or not out.is_dir() or not is_older(out):
        raise WrongUse(f"{out} is no {kind} of gxcrawl, or not only that, and is not replaced; choose another folder")


def _put_in_place(partial: Path, out: Path) -> None:
    # mkdtemp's folders are private; what is written has the permissions that any new folder has.
    umask = os.umask(0)
    os.umask(umask)
    partial.chmod(0o777 & ~umask)
    for folder in (partial, *(path for path in partial.iterdir() if path.is_dir())):
        sync(folder)
    if out.exists():
        _replace(partial, out)
    else:
        partial.rename(out)
    sync(out.parent)


def _replace(partial: Path, out: Path) -> None:
    """A folder that is not empty cannot be renamed over, so the older one steps aside first."""
    older = aside(out)
    out.rename(older)  # onto an empty folder, which a rename may replace
    try:
        partial.rename(out)
    except OSError:
        older.rename(out)
        raise
    shutil.rmtree(older, ignore_errors=True)  # what cannot be removed now is a leftover of the next export


def _reason(error: OSError) -> str:
    if isinstance(error, FileExistsError):  # a file in the place of a folder above it
        return f"{error.filename} is no folder"
    return error.strerror or type(error).__name__
