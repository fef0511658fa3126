"""What the two formats of whole documents share: a file per collection, and two more for the bodies kept outside."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from gxcrawl.exporting.bodies import Bodies
from gxcrawl.exporting.contents import Contents
from gxcrawl.exporting.files import DumpFile
from gxcrawl.exporting.manifest import FileEntry
from gxcrawl.storage import Document

NameOf = Callable[[str], str]  # collection -> file
Encode = Callable[[Document], bytes]


def write_documents(
    contents: Contents, folder: Path, name_of: NameOf, encode: Encode, *, compressed: bool
) -> Iterator[FileEntry]:
    """A file for every collection, `bodies.files` and `bodies.chunks` where a raw document keeps its bytes outside."""
    bodies = Bodies(contents.database)

    def write(collection: str, documents: Iterable[Document]) -> FileEntry:
        with DumpFile(folder, name_of(collection), compressed=compressed) as file:
            for document in documents:
                file.put(encode(document))
                if collection == "raw_documents":
                    bodies.remember(document)
        return file.entry(collection)

    for collection in contents.collections:
        yield write(collection.name, contents.documents(collection))
    if bodies:
        yield write("bodies.files", bodies.files())
        yield write("bodies.chunks", bodies.chunks())
