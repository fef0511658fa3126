"""What a dump says of itself, in `manifest.json`: its files, how many documents each holds, and their SHA-256."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import TypeAdapter

from gxcrawl.errors import WrongUse

MANIFEST = "manifest.json"
INDEX = "index.jsonl"
CHANGES = "changes.jsonl"
DICTIONARY = "dictionary.csv"


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of a dump. name: below the dump's folder. collection: None for a file that is about the dump itself.

    count: its documents, rows or records.
    """

    name: str
    collection: str | None
    count: int
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A dump. Nothing in it tells when it was made.

    selection, options: what was asked for, by name. documents: for each collection how many documents the database
    held of the selection; a dump of changes writes fewer. since, changes: for such a dump the SHA-256 of the earlier
    dump's manifest, and for each collection how many documents were added, changed and removed.
    """

    format: str
    selection: dict[str, Any]
    files: tuple[FileEntry, ...]
    options: dict[str, Any] = field(default_factory=dict)
    documents: dict[str, int] = field(default_factory=dict)
    since: str | None = None
    changes: dict[str, dict[str, int]] | None = None

    @property
    def count(self) -> int:
        """All documents, rows or records in the files."""
        return sum(file.count for file in self.files if file.collection is not None)

    def file(self, name: str) -> FileEntry | None:
        """The file of this name."""
        return next((file for file in self.files if file.name == name), None)

    def to_json(self) -> str:
        """The text of `manifest.json`."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"


_ADAPTER = TypeAdapter(Manifest)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a dump. WrongUse where the folder is none."""
    try:
        manifest = _ADAPTER.validate_json((folder / MANIFEST).read_bytes(), strict=True)
        _check_names(manifest.files)
        return manifest
    except (OSError, ValueError) as error:
        raise WrongUse(f"{folder} is no dump of gxcrawl: {MANIFEST} is missing or cannot be read") from error


def strangers(folder: Path, manifest: Manifest) -> list[str]:
    """The files in a dump's folder that are not of the dump, sorted."""
    known = {MANIFEST, *(file.name for file in manifest.files)}
    there = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())
    return sorted(name for name in there if name not in known)


def _check_names(files: tuple[FileEntry, ...]) -> None:
    """A name leads to a place inside the dump. ValueError where it does not."""
    for file in files:
        path = PurePosixPath(file.name)
        if path.is_absolute() or ".." in path.parts or not path.parts or "\0" in file.name:
            raise ValueError(f"{file.name!r} is no file of a dump")
