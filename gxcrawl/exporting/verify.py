"""Whether a dump is as it was written."""

from pathlib import Path

from gxcrawl.exporting.folders.files import measured
from gxcrawl.exporting.folders.manifest import MANIFEST, FileEntry, Manifest, read_manifest, strangers, was_changed


def verify(folder: Path) -> tuple[Manifest, list[str]]:
    """The manifest of a dump, and what is wrong with its files, a line each; none where all is well.

    WrongUse where the folder is no dump.
    """
    manifest = read_manifest(folder)
    wrong = [f"{MANIFEST}: was changed"] if was_changed((folder / MANIFEST).read_bytes()) else []
    wrong += [problem for file in manifest.files if (problem := _problem(folder, file)) is not None]
    return manifest, wrong + [f"{name}: is not named in the manifest" for name in strangers(folder, manifest)]


def _problem(folder: Path, file: FileEntry) -> str | None:
    try:
        size_bytes, sha256 = measured(folder / file.name)
    except OSError as error:
        return f"{file.name}: cannot be read: {error.strerror}"
    if size_bytes != file.size_bytes:
        return f"{file.name}: has {size_bytes:,} bytes, not {file.size_bytes:,}"
    if sha256 != file.sha256:
        return f"{file.name}: was changed: its SHA-256 is {sha256}, not {file.sha256}"
    return None
