"""What the two formats of whole documents share: a file per collection, and two more for the bodies kept outside."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from gxcrawl.exporting.bodies import Bodies
from gxcrawl.exporting.canonical import to_bson
from gxcrawl.exporting.contents import Contents
from gxcrawl.exporting.files import DumpFile
from gxcrawl.exporting.manifest import FileEntry
from gxcrawl.storage import Document

NameOf = Callable[[str], str]  # collection -> file
Encode = Callable[[Document, bytes], bytes]  # a document and its canonical BSON -> what stands in the file


def write_documents(
    contents: Contents, folder: Path, name_of: NameOf, encode: Encode, *, compressed: bool
) -> Iterator[FileEntry]:
    """A file for every collection, `bodies.files` and `bodies.chunks` where a raw document keeps its bytes outside."""
    bodies = Bodies(contents.database)

    def write(collection: str, documents: Iterable[tuple[Document, bytes]]) -> FileEntry:
        with DumpFile(folder, name_of(collection), compressed=compressed) as file:
            for document, content in documents:
                file.put(encode(document, content))
                if collection == "raw_documents":
                    bodies.remember(document)
        return file.entry(collection)

    for collection in contents.collections:
        yield write(collection.name, contents.encoded(collection))
    if bodies:
        yield write("bodies.files", _encoded(bodies.files()))
        yield write("bodies.chunks", _encoded(bodies.chunks()))


def _encoded(documents: Iterable[Document]) -> Iterator[tuple[Document, bytes]]:
    return ((document, to_bson(document)) for document in documents)
