"""JSON lines: one file per collection, each line is one document as MongoDB Extended JSON.

Relaxed Extended JSON v2: numbers and text as in any JSON, times as `{"$date": …}`, bytes as `{"$binary": …}`.
`mongoimport --collection NAME NAME.jsonl` restores a file unchanged. Bytes that are stored outside of their raw
document are in `bodies.files` and `bodies.chunks`, as in GridFS.
"""

from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path

from gxcrawl.exporting.canonical import to_line
from gxcrawl.exporting.contents import Contents
from gxcrawl.exporting.folders.manifest import FileEntry
from gxcrawl.exporting.formats import Options
from gxcrawl.exporting.formats.documents import Encoding, write_documents

_LINES = Encoding("{}.jsonl".format, attrgetter("line"), to_line)


def write(contents: Contents, folder: Path, options: Options) -> Iterator[FileEntry]:
    """`<collection>.jsonl` for every collection."""
    return write_documents(contents, folder, _LINES, compressed=options.gzip)
