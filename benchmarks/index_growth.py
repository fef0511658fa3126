"""Bytes of a stored document and of its entries in each index: `python -m benchmarks.index_growth [COUNT…]`.

At several sizes, since what grows with documents alone takes the same for each at any size. Counted in BSON: what
MongoDB holds before it compresses. An index entry is its key, and the record id beside it.
"""

import asyncio
import io
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

import bson
from rich.console import Console

from benchmarks.reparsing import fill
from gxcrawl.cli.crawling.reparse import parse_again
from gxcrawl.storage import Database, open_database
from gxcrawl.storage.collections import RAW_DOCUMENTS, REPORTS, Collection
from pipelines.reparse.reparser import Choice

_COUNTS = (300, 3000)
_RECORD_ID = 8


def main(count: int) -> None:
    """Prints one line for each collection and one for each of its indexes."""
    with tempfile.TemporaryDirectory() as folder, open_database(uri := f"sqlite:///{folder}/kept.db") as database:
        choice = Choice(fill(database, count))
        asyncio.run(parse_again(uri, choice, Console(file=io.StringIO()), 2))
        for collection in (RAW_DOCUMENTS, REPORTS):
            documents, size, entries = _sums(database, collection)
            print(f"{collection.name}: {documents:,} documents, {size / documents:,.0f} bytes each")
            for field, total in entries.items():
                print(f"    {field:<20}{total / documents:>8.1f} bytes a document")


def _sums(database: Database, collection: Collection) -> tuple[int, int, Counter[str]]:
    """The number of documents, their bytes, and the bytes of their entries in each index."""
    documents = size = 0
    entries: Counter[str] = Counter()
    for document in database.documents(collection, {}):
        documents += 1
        size += _size(document)
        for field in ("_id", *collection.indexes):
            entries[field] += sum(_size({"": key}) + _RECORD_ID for key in _keys(document, field.split(".")))
    return documents, size, entries


def _size(document: dict[str, Any]) -> int:
    return len(bson.encode(document))


def _keys(value: Any, path: list[str]) -> Iterator[Any]:
    if isinstance(value, list):
        for one in value:
            yield from _keys(one, path)
    elif path:
        yield from _keys(value[path[0]], path[1:])
    else:
        yield value


if __name__ == "__main__":
    for asked in map(int, sys.argv[1:] or _COUNTS):
        main(asked)
