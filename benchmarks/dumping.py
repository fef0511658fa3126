"""Dumps of reports on a server, against iterating a PyMongo cursor over the same documents."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from pymongo import MongoClient

from benchmarks.pages import different_reports, portal_page
from benchmarks.table import Line
from benchmarks.timing import best_times
from gxcrawl.exporting import export as write_dump
from gxcrawl.exporting.formats import Options
from gxcrawl.exporting.selection import Selection
from gxcrawl.model import Agency
from gxcrawl.reports.assembly import Candidate, assemble
from gxcrawl.reports.reading import read_report
from gxcrawl.storage import Document, open_database
from tests.servers import OTHER_SERVER, database_uri

_DIFFERENT = 24
_COPIES = 40  # at scale 1
_AT = datetime(2024, 1, 25, tzinfo=UTC)
_NAME = "bench_dumps"
_ROOT = Path(__file__).parents[1]
_FORMS = ("jsonl", "parquet", "bson")


def measure(scale: float) -> list[Line]:
    """Processor time of this process, rounds interleaved; copies of a few parsed reports make the collection."""
    made = _parsed()
    with tempfile.TemporaryDirectory() as folder, _server() as server, MongoClient[Document](server) as client:
        client.drop_database(_NAME)
        reports = client[_NAME]["reports"]
        for copy in range(max(4, int(_COPIES * scale))):
            reports.insert_many([{**one, "_id": f"{one['_id']}-{copy}"} for one in made])
        calls: dict[str, Callable[[], object]] = {"cursor": lambda: sum(1 for _ in reports.find())}
        with open_database(database_uri(server, _NAME)) as database:
            for form in _FORMS:
                calls[form] = partial(
                    write_dump,
                    database,
                    form,
                    Path(folder) / form,
                    Selection(("reports",)),
                    options=Options(),
                    force=True,
                )
            seconds = best_times(calls)
        count = sum(1 for _ in reports.find({}, {"_id": 1}))
        client.drop_database(_NAME)
    return [
        Line(f"export {form}, rate", "PyMongo cursor", seconds["cursor"] / seconds[form], 0.6, True, f"{count} reports")
        for form in _FORMS
    ]


def _parsed() -> list[Document]:
    """Reports parsed from portal pages, in the form in which a database returns them."""
    with tempfile.TemporaryDirectory() as folder, open_database(f"sqlite:///{Path(folder) / 'parsed.db'}") as database:
        for number, report in enumerate(different_reports(_DIFFERENT)):
            url = f"http://bench.example/{number}.html"
            reading = read_report(portal_page(report, "word"), url=url)
            agency = Agency(f"agency-{number}", f"{number}号局", "bench")
            document = assemble(agency, report.year, [Candidate(f"{number:064x}", url, reading, _AT, _AT)])
            database.reports.put({**document, "parsed_at": _AT})
        return list(database.reports.find())


@contextmanager
def _server() -> Iterator[str]:
    """The server that GXCRAWL_TEST_MONGODB names, else one that keeps documents as MongoDB does, in its own process.

    Not FerretDB: it takes no reports as they are, so that half of a dump's time would be spent on turning them back.
    """
    other = os.environ.get(OTHER_SERVER)
    if other:
        yield other
        return
    command = [sys.executable, "-m", "tests.mongotools.recorder"]
    with subprocess.Popen(command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()
