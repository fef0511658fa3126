"""What a dump says of itself, in `manifest.json`: its files, how many documents each holds, and their SHA-256."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from gxcrawl.errors import WrongUse

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of a dump. count: its documents."""

    name: str
    collection: str
    count: int
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A dump. selection: what was asked for, by name; nothing in it tells when the dump was made."""

    format: str
    selection: dict[str, Any]
    files: tuple[FileEntry, ...]

    @property
    def count(self) -> int:
        """All documents."""
        return sum(file.count for file in self.files)

    def to_json(self) -> str:
        """The text of `manifest.json`."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a dump. WrongUse where the folder is none."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return Manifest(found["format"], found["selection"], tuple(FileEntry(**file) for file in found["files"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WrongUse(f"{folder} is no dump of gxcrawl: {MANIFEST} is missing or cannot be read") from error
