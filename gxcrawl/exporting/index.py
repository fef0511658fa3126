"""The index of a dump: a line with `_id` and SHA-256 for each document, and the changes since another dump.

`index.jsonl` holds `["collection","_id","sha256"]`, by collection in the order of the dump, sorted by `_id`. The hash
is over the canonical line, so it is the same in every format and from every database. An index lists all documents of
the selection even if the dump holds only changes, so any dump can serve as the earlier one.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gxcrawl.errors import WrongUse
from gxcrawl.exporting.folders.files import measured
from gxcrawl.exporting.folders.manifest import INDEX, MANIFEST, Manifest, read_manifest
from gxcrawl.exporting.selection import Selection, in_words


@dataclass(frozen=True, slots=True)
class Earlier:
    """The dump with which the current documents are compared."""

    folder: Path
    manifest: Manifest
    manifest_sha256: str

    def entries(self, collection: str) -> Iterator[tuple[str, str]]:
        """`_id` and hash of its documents of a collection, sorted by `_id`, read lazily."""
        with (self.folder / INDEX).open(encoding="utf-8") as lines:
            for line in lines:
                name, key, digest = json.loads(line)
                if name == collection:
                    yield key, digest


def index_line(collection: str, key: str, digest: str) -> bytes:
    """One line of the index."""
    return (json.dumps([collection, key, digest], ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def read_earlier(folder: Path, selection: Selection, collections: list[str]) -> Earlier:
    """An earlier dump of the same selection. Raises WrongUse if it is no dump, is damaged or has another selection."""
    manifest = read_manifest(folder)
    index = manifest.file(INDEX)
    if index is None:
        raise WrongUse(f"{folder} has no {INDEX} to compare with; make it again with this version of gxcrawl")
    try:
        intact = measured(folder / INDEX) == (index.size_bytes, index.sha256)
    except OSError:
        intact = False
    if not intact:
        raise WrongUse(f"{folder / INDEX} is damaged or gone; `gxcrawl export verify {folder}` says more")
    _check_scope(folder, manifest, selection, collections)
    return Earlier(folder, manifest, measured(folder / MANIFEST)[1])


def _check_scope(folder: Path, manifest: Manifest, selection: Selection, collections: list[str]) -> None:
    """What was not asked for then would look new now, or the other way round."""
    now = {**selection.asked(), "collections": None}
    then = {**manifest.selection, "collections": None}
    if then != now:
        held = in_words(then)
        raise WrongUse(f"{folder} holds {held}, not {selection}; --since needs an earlier dump of the same choice")
    missing = [name for name in collections if name not in manifest.documents]
    if missing:
        raise WrongUse(f"{folder} was made without {', '.join(missing)}; choose with --collection what both dumps hold")
