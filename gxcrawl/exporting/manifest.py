"""What a dump says of itself, in `manifest.json`: its files, how many documents each holds, and their SHA-256."""

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
    dump's manifest, and for each collection how many documents were added, changed and removed. seal: the SHA-256 of
    this manifest's own text without it; None in a dump that an older version wrote.
    """

    format: str
    selection: dict[str, Any]
    files: tuple[FileEntry, ...]
    options: dict[str, Any] = field(default_factory=dict)
    documents: dict[str, int] = field(default_factory=dict)
    since: str | None = None
    changes: dict[str, dict[str, int]] | None = None
    seal: str | None = field(default=None, compare=False)

    @property
    def count(self) -> int:
        """All documents, rows or records in the files."""
        return sum(file.count for file in self.files if file.collection is not None)

    def file(self, name: str) -> FileEntry | None:
        """The file of this name."""
        return next((file for file in self.files if file.name == name), None)

    def to_json(self) -> str:
        """The text of `manifest.json`, sealed."""
        plain = {name: value for name, value in asdict(self).items() if name != "seal"}
        return _text({**plain, "seal": _hash(plain)})


_ADAPTER = TypeAdapter(Manifest)


def _text(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _hash(plain: Mapping[str, Any]) -> str:
    return hashlib.sha256(_text(plain).encode()).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a dump. WrongUse where the folder is none."""
    try:
        manifest = _ADAPTER.validate_json((folder / MANIFEST).read_bytes(), strict=True)
        _check_names(manifest.files)
        return manifest
    except (OSError, ValueError) as error:
        raise WrongUse(f"{folder} is no dump of gxcrawl: {MANIFEST} is missing or cannot be read") from error


def was_changed(text: bytes) -> bool:
    """Whether the text of a manifest is not as it was written, by this version, an older or a later one."""
    plain = json.loads(text)
    seal = plain.pop("seal", None)
    if seal is None:  # of an older version, whose names are known
        return text != _text(plain).encode() or not plain.keys() <= {one.name for one in fields(Manifest)}
    return text != _text({**plain, "seal": seal}).encode() or seal != _hash(plain)


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
