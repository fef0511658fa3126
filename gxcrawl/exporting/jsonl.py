"""A dump as JSON lines: one file per collection, each line one document as MongoDB Extended JSON.

Relaxed Extended JSON v2: numbers and text as in any JSON, moments as `{"$date": …}`, bytes as `{"$binary": …}`.
`mongoimport --collection NAME NAME.jsonl` takes a file back as it was. Bytes that a raw document keeps outside
itself are in `bodies.files` and `bodies.chunks`, as GridFS keeps them. The same data give the same bytes: documents
sorted by `_id`, names sorted, no clock.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

from bson import json_util

from gxcrawl.errors import WrongUse
from gxcrawl.exporting.bodies import chunks, file_documents
from gxcrawl.exporting.manifest import MANIFEST, FileEntry, Manifest
from gxcrawl.exporting.selection import Selection, chosen_collections, chosen_documents
from gxcrawl.exporting.target import HashedFile, new_folder
from gxcrawl.storage import Database, Document

Progress = Callable[[str, int], None]  # collection, documents of it written so far


def export_jsonl(
    database: Database,
    out: Path,
    selection: Selection | None = None,
    *,
    force: bool = False,
    progress: Progress | None = None,
) -> Manifest:
    """Writes a new folder `out` with `<collection>.jsonl` for every collection chosen, and `manifest.json`.

    Documents are read and written one at a time. WrongUse where `out` exists (see target.new_folder) or nothing fits
    the selection; CannotRun where the disk does not let us. In both cases nothing is left behind.
    """
    selection = selection or Selection()
    chosen = chosen_collections(selection)
    with new_folder(out, force=force) as folder:
        write = _Writer(folder, progress or _silent)
        files = [write(one.name, chosen_documents(database, one, selection)) for one in chosen]
        if any(one.name == "raw_documents" for one in chosen):
            files += _write_bodies(write, database, selection)
        manifest = Manifest("jsonl", asdict(selection), tuple(files))
        if not manifest.count:
            raise WrongUse(f"nothing to export: {database.name} holds no documents for {selection}")
        with HashedFile(folder / MANIFEST) as file:
            file.write(manifest.to_json().encode())
    return manifest


class _Writer:
    """Writes the files of one dump."""

    def __init__(self, folder: Path, progress: Progress) -> None:
        self.folder = folder
        self._progress = progress

    def __call__(self, collection: str, documents: Iterable[Document]) -> FileEntry:
        count = 0
        with HashedFile(self.folder / f"{collection}.jsonl") as file:
            for count, document in enumerate(documents, start=1):
                file.write(to_line(document))
                self._progress(collection, count)
        return FileEntry(file.name, collection, count, file.size_bytes, file.sha256)


def to_line(document: Document) -> bytes:
    """One document as one line, with its line end.

    >>> to_line({"b": 1.5, "_id": "规章"}).decode()
    '{"_id":"规章","b":1.5}\\\\n'
    """
    text = json_util.dumps(
        document,
        json_options=json_util.RELAXED_JSON_OPTIONS,
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return f"{text}\n".encode()


def _write_bodies(write: _Writer, database: Database, selection: Selection) -> list[FileEntry]:
    """The two collections of GridFS; none where no document keeps its bytes outside itself."""
    files = write("bodies.files", file_documents(database, selection))
    if not files.count:
        (write.folder / files.name).unlink()
        return []
    return [files, write("bodies.chunks", chunks(database, selection))]


def _silent(collection: str, count: int) -> None:
    """Progress that nobody asked for."""
