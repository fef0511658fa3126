"""The description of a dump, `manifest.json`: its files, the number of documents in each, and their SHA-256."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
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
    """One file of a dump.

    name: path below the dump's folder. collection: None for a file that describes the dump. count: number of documents,
    rows or records.
    """

    name: str
    collection: str | None
    count: int
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The description of a dump. It does not record when the dump was made."""

    format: str
    selection: dict[str, Any]  # requested conditions by name
    files: tuple[FileEntry, ...]
    options: dict[str, Any] = field(default_factory=dict)  # requested options by name
    # collection -> number of selected documents in the database; a dump of changes writes fewer
    documents: dict[str, int] = field(default_factory=dict)
    since: str | None = None  # for a dump of changes, SHA-256 of the earlier dump's manifest
    # for a dump of changes, collection -> number of documents added, changed and removed
    changes: dict[str, dict[str, int]] | None = None
    # SHA-256 of the manifest's own text without it; None in dumps of older versions
    seal: str | None = field(default=None, compare=False)

    @property
    def count(self) -> int:
        """All documents, rows or records in the files."""
        return sum(file.count for file in self.files if file.collection is not None)

    def file(self, name: str) -> FileEntry | None:
        """The file of this name."""
        return next((file for file in self.files if file.name == name), None)

    def to_json(self) -> str:
        """The text of `manifest.json`, including the seal."""
        plain = {name: value for name, value in asdict(self).items() if name != "seal"}
        return _text({**plain, "seal": _hash(plain)})


_ADAPTER = TypeAdapter(Manifest)


def _text(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _hash(plain: Mapping[str, Any]) -> str:
    return hashlib.sha256(_text(plain).encode()).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a dump. Raises WrongUse if the folder is no dump."""
    try:
        manifest = _ADAPTER.validate_json((folder / MANIFEST).read_bytes(), strict=True)
        _check_names(manifest.files)
        return manifest
    except (OSError, ValueError) as error:
        raise WrongUse(f"{folder} is no dump of gxcrawl: {MANIFEST} is missing or cannot be read") from error


def was_changed(text: bytes) -> bool:
    """True if the text of a manifest was edited, whichever version wrote it."""
    plain = json.loads(text)
    seal = plain.pop("seal", None)
    if seal is None:  # of an older version, whose names are known
        return text != _text(plain).encode() or not plain.keys() <= {one.name for one in fields(Manifest)}
    return text != _text({**plain, "seal": seal}).encode() or seal != _hash(plain)


def strangers(folder: Path, manifest: Manifest) -> list[str]:
    """The files in a dump's folder that do not belong to it, sorted."""
    known = {MANIFEST, *(file.name for file in manifest.files)}
    there = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())
    return sorted(name for name in there if name not in known)


def _check_names(files: tuple[FileEntry, ...]) -> None:
    """Raises ValueError for a name that leads outside the dump."""
    for file in files:
        path = PurePosixPath(file.name)
        if path.is_absolute() or ".." in path.parts or not path.parts or "\0" in file.name:
            raise ValueError(f"{file.name!r} is no file of a dump")
