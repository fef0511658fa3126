"""Code shared by the formats of whole documents: one file per collection, and two for bodies stored separately."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gxcrawl.exporting.bodies import Bodies
from gxcrawl.exporting.contents import Contents, Entry
from gxcrawl.exporting.folders.files import DumpFile
from gxcrawl.exporting.folders.manifest import FileEntry
from gxcrawl.storage import Document


@dataclass(frozen=True, slots=True)
class Encoding:
    """How documents are encoded in a file. name_of: collection -> file name. encoded: whether `of_entry` needs BSON.

    of_entry: encodes a document of the database. of_document: encodes a part of a body.
    """

    name_of: Callable[[str], str]
    of_entry: Callable[[Entry], bytes]
    of_document: Callable[[Document], bytes]
    encoded: bool = False


def write_documents(contents: Contents, folder: Path, encoding: Encoding, *, compressed: bool) -> Iterator[FileEntry]:
    """One file per collection, and `bodies.files` and `bodies.chunks` if raw documents have their bytes in GridFS."""
    bodies = Bodies(contents.database)

    def write(collection: str, documents: Iterable[bytes]) -> FileEntry:
        with DumpFile(folder, encoding.name_of(collection), compressed=compressed) as file:
            for content in documents:
                file.put(content)
        return file.entry(collection)

    def stored(entries: Iterable[Entry], *, with_bodies: bool) -> Iterator[bytes]:
        for entry in entries:
            if with_bodies:
                bodies.remember(entry.document)
            yield encoding.of_entry(entry)

    for collection in contents.collections:
        entries = contents.entries(collection, encoded=encoding.encoded)
        yield write(collection.name, stored(entries, with_bodies=collection.name == "raw_documents"))
    if bodies:
        yield write("bodies.files", map(encoding.of_document, bodies.files()))
        yield write("bodies.chunks", map(encoding.of_document, bodies.chunks()))
