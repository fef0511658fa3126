"""Bytes of a stored document and of its entries in each index: `python -m benchmarks.index_growth [COUNT]`.

Counted in BSON: what MongoDB holds before it compresses. An index entry is its key, and the record id beside it.
"""

import asyncio
import io
import sys
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any

import bson
from rich.console import Console

from benchmarks.reparsing import fill
from gxcrawl.cli.reparse import parse_again
from gxcrawl.storage import open_database
from gxcrawl.storage.collections import RAW_DOCUMENTS, REPORTS
from pipelines.reparse import Choice

_RECORD_ID = 8


def main(count: int) -> None:
    """One line for each collection, one for each of its indexes."""
    with tempfile.TemporaryDirectory() as folder, open_database(uri := f"sqlite:///{folder}/kept.db") as database:
        choice = Choice(fill(database, count))
        asyncio.run(parse_again(uri, choice, Console(file=io.StringIO()), 2))
        for collection in (RAW_DOCUMENTS, REPORTS):
            documents = list(database.documents(collection, {}))
            print(f"{collection.name}: {len(documents)} documents, {_mean(map(_size, documents)):,.0f} bytes each")
            for field in ("_id", *collection.indexes):
                print(f"    {field:<20}{_mean(_entries(one, field) for one in documents):>8.0f} bytes a document")


def _size(document: dict[str, Any]) -> int:
    return len(bson.encode(document))


def _entries(document: dict[str, Any], field: str) -> int:
    return sum(_size({"": key}) + _RECORD_ID for key in _keys(document, field.split(".")))


def _keys(value: Any, path: list[str]) -> Iterator[Any]:
    if isinstance(value, list):
        for one in value:
            yield from _keys(one, path)
    elif path:
        yield from _keys(value[path[0]], path[1:])
    else:
        yield value


def _mean(numbers: Iterable[float]) -> float:
    found = list(numbers)
    return sum(found) / len(found)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
