"""Storing documents on a MongoDB server as a busy crawl does, against PyMongo's bulk_write of the same documents."""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from pymongo import InsertOne, MongoClient
from pymongo.database import Database as Server

from benchmarks.keep_twice import document
from benchmarks.table import Line
from gxcrawl.model import RawDocument
from gxcrawl.storage import Kept, RawDocuments, open_database
from gxcrawl.storage.conversion.raw_documents import to_document
from pipelines.database_retries import DatabaseRetries
from pipelines.items.batching import Grouping
from tests.servers import database_uri, mongodb_server

_ROUNDS = 9
_BATCH = 100


def measure(scale: float) -> list[Line]:
    """Interleaved rounds over the same documents, each into an empty collection with the same indexes."""
    count = max(_BATCH, int(500 * scale))
    documents = [document(number, datetime(2024, 1, 1, tzinfo=UTC)) for number in range(count)]
    ways = {"bulk": _bulk_write, "ours": _keep, "one by one": _keep_singly}
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    with tempfile.TemporaryDirectory() as folder, mongodb_server(Path(folder)) as server:
        for number in range(_ROUNDS):
            for name, way in ways.items():
                seconds[name].append(way(server, f"bench_{name.replace(' ', '_')}_{number}", documents))
    # the median, because a server with a cache of its own is sometimes much faster for one round
    rates = {name: count / median(taken) for name, taken in seconds.items()}
    detail = ", ".join(f"{name} {rate:,.0f}/s" for name, rate in rates.items())
    return [Line("storing to a server, rate", "bulk_write", rates["ours"] / rates["bulk"], 0.7, True, detail)]


@contextmanager
def _emptied(server: str, name: str) -> Iterator[str]:
    """The URI of a database of ours with the indexes of `raw_documents`; dropped at the end."""
    uri = database_uri(server, name)
    with open_database(uri):
        pass
    yield uri
    with MongoClient[dict[str, object]](server) as client:
        client.drop_database(name)


def _keep(server: str, name: str, documents: list[RawDocument]) -> float:
    """As `KeepPipeline` does: every document by a task of its own, at most `_BATCH` of them on their way at once."""
    with _emptied(server, name) as uri, open_database(uri) as database:
        started = time.perf_counter()
        asyncio.run(_keep_grouped(database.raw_documents, documents))
        return time.perf_counter() - started


async def _keep_grouped(raw_documents: RawDocuments, documents: list[RawDocument]) -> None:
    retries = DatabaseRetries("the server", seconds=0)
    grouping = Grouping[RawDocument, Kept](lambda group: retries.call(raw_documents.keep_all, group))
    on_their_way = asyncio.Semaphore(_BATCH)

    async def keep(document: RawDocument) -> None:
        async with on_their_way:
            await grouping.call(document)

    await asyncio.gather(*map(keep, documents))


def _keep_singly(server: str, name: str, documents: list[RawDocument]) -> float:
    with _emptied(server, name) as uri, open_database(uri) as database:
        started = time.perf_counter()
        for one in documents:
            database.raw_documents.keep(one)
        return time.perf_counter() - started


def _bulk_write(server: str, name: str, documents: list[RawDocument]) -> float:
    made = [to_document(one) for one in documents]
    with _emptied(server, name), MongoClient[dict[str, object]](server) as client:
        collection = Server(client, name)["raw_documents"]
        started = time.perf_counter()
        for start in range(0, len(made), _BATCH):
            collection.bulk_write([InsertOne(one) for one in made[start : start + _BATCH]])
        return time.perf_counter() - started
