"""JSON lines: one file per collection, each line one document as MongoDB Extended JSON.

Relaxed Extended JSON v2: numbers and text as in any JSON, moments as `{"$date": …}`, bytes as `{"$binary": …}`.
`mongoimport --collection NAME NAME.jsonl` takes a file back as it was. Bytes that a raw document keeps outside
itself are in `bodies.files` and `bodies.chunks`, as GridFS keeps them.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import orjson
from bson import json_util

from gxcrawl.exporting.contents import Contents
from gxcrawl.exporting.formats import Options
from gxcrawl.exporting.formats.documents import write_documents
from gxcrawl.exporting.manifest import FileEntry
from gxcrawl.storage import Document

_extended = partial(json_util.default, json_options=json_util.RELAXED_JSON_OPTIONS)
_OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE | orjson.OPT_PASSTHROUGH_DATETIME


def write(contents: Contents, folder: Path, options: Options) -> Iterator[FileEntry]:
    """`<collection>.jsonl` for every collection."""
    return write_documents(
        contents, folder, lambda name: f"{name}.jsonl", lambda document, _: to_line(document), compressed=options.gzip
    )


def to_line(document: Document) -> bytes:
    """One document as one line, with its line end.

    >>> to_line({"b": 1.5, "_id": "规章"}).decode()
    '{"_id":"规章","b":1.5}\\\\n'
    """
    # Not json_util.dumps, which copies every value first; `default` is asked for what JSON has not.
    return orjson.dumps(document, default=_extended, option=_OPTIONS)
