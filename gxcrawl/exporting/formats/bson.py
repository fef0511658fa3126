"""The format of `mongodump`: `gxcrawl/<collection>.bson`, and a metadata file with the collection's indexes.

`mongorestore DIR` restores it into a database `gxcrawl`, with `--nsFrom` and `--nsTo` into another one, with `--gzip`
if it is compressed; `bsondump` prints a file. Documents are written as stored, with fields in the stored order. The
folder is always named `gxcrawl`, whatever the name of the dumped database.
"""

import json
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import Any

import bson

from gxcrawl.exporting.contents import Contents
from gxcrawl.exporting.folders.files import DumpFile
from gxcrawl.exporting.folders.manifest import FileEntry
from gxcrawl.exporting.formats import Options
from gxcrawl.exporting.formats.documents import Encoding, write_documents
from gxcrawl.storage import PUBLIC

_DATABASE = "gxcrawl"
# GridFS's own indexes: drivers create them, and a restored bucket needs them too
_GRIDFS: dict[str, list[dict[str, Any]]] = {
    "bodies.files": [{"key": {"filename": 1, "uploadDate": 1}, "name": "filename_1_uploadDate_1"}],
    "bodies.chunks": [{"key": {"files_id": 1, "n": 1}, "name": "files_id_1_n_1", "unique": True}],
}

_BSON = Encoding(f"{_DATABASE}/{{}}.bson".format, attrgetter("bson"), bson.encode, encoded=True)


def write(contents: Contents, folder: Path, options: Options) -> Iterator[FileEntry]:
    """`<collection>.bson` and `<collection>.metadata.json` for every collection."""
    for entry in write_documents(contents, folder, _BSON, compressed=options.gzip):
        yield entry
        name = str(entry.collection)
        with DumpFile(folder, f"{_DATABASE}/{name}.metadata.json", compressed=options.gzip) as file:
            file.put(_metadata(name))
        yield file.entry(None)


def _metadata(collection: str) -> bytes:
    """The indexes as Extended JSON, without the UUID that a server generates for each new collection."""
    fields = next((one.indexes for one in PUBLIC if one.name == collection), ())
    further = _GRIDFS.get(collection) or [{"key": {field: 1}, "name": f"{field}_1"} for field in fields]
    indexes = [_index(index) for index in ({"key": {"_id": 1}, "name": "_id_"}, *further)]
    return json.dumps({"indexes": indexes, "collectionName": collection, "type": "collection"}).encode()


def _index(index: dict[str, Any]) -> dict[str, Any]:
    key = {field: {"$numberInt": str(direction)} for field, direction in index["key"].items()}
    return {"v": {"$numberInt": "2"}, **index, "key": key}
