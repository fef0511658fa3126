"""Dumps of reports on a MongoDB server, against iterating a PyMongo cursor over the same documents."""

import asyncio
import io
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from pymongo import MongoClient
from rich.console import Console

from benchmarks.reparsing import fill
from benchmarks.table import Line
from benchmarks.timing import best_times
from gxcrawl.cli.reparse import parse_again
from gxcrawl.exporting import export as write_dump
from gxcrawl.exporting.formats import Options
from gxcrawl.exporting.selection import Selection
from gxcrawl.storage import open_database
from pipelines.reparse import Choice
from tests.servers import database_uri, mongodb_server

_DIFFERENT = 24
_FORMS = ("jsonl", "parquet", "bson")


def measure(scale: float) -> list[Line]:
    """Processor time of this process, rounds interleaved; copies of a few parsed reports make the collection."""
    copies = max(4, int(20 * scale))
    with tempfile.TemporaryDirectory() as name, mongodb_server(Path(name)) as server:
        uri = database_uri(server, "bench_dumps")
        with open_database(uri) as database:
            choice = Choice(fill(database, _DIFFERENT))
            asyncio.run(parse_again(database, choice, Console(file=io.StringIO()), 2))
            with MongoClient[dict[str, object]](server) as client:
                reports = client["bench_dumps"]["reports"]
                made = list(reports.find())
                for copy in range(1, copies):
                    reports.insert_many([{**one, "_id": f"{one['_id']}-{copy}"} for one in made])
                calls: dict[str, Callable[[], object]] = {"cursor": lambda: sum(1 for _ in reports.find())}
                for form in _FORMS:
                    out = Path(name) / f"dump-{form}"
                    calls[form] = partial(
                        write_dump, database, form, out, Selection(("reports",)), options=Options(), force=True
                    )
                seconds = best_times(calls)
                count = reports.count_documents({})
    return [
        Line(f"export {form}, rate", "PyMongo cursor", seconds["cursor"] / seconds[form], 0.6, True, f"{count} reports")
        for form in _FORMS
    ]
