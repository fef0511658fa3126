"""Parsing a stored collection again with two worker processes, against one."""

import asyncio
import io
import tempfile
import time
from datetime import UTC, datetime

from rich.console import Console

from benchmarks.pages import YEARS, different_reports, portal_page
from benchmarks.table import Line
from gxcrawl.cli.crawling.reparse import parse_again
from gxcrawl.model import Agency, FetchedDocument
from gxcrawl.reading.content import to_raw
from gxcrawl.storage import Database, open_database
from pipelines.reparse.reparser import Choice

_ROUNDS = 5  # of 200 documents: two gave ratios of 1.6 to 2.0 within minutes
_AT = datetime(2024, 1, 25, tzinfo=UTC)


def measure(scale: float) -> list[Line]:
    """Interleaved rounds over the same collection; wall time, for it is the cores' work at once that counts."""
    with tempfile.TemporaryDirectory() as folder, open_database(uri := f"sqlite:///{folder}/kept.db") as database:
        agencies = fill(database, max(40, int(200 * scale)))
        best = {1: float("inf"), 2: float("inf")}
        for _ in range(_ROUNDS):
            for parsers in best:
                started = time.perf_counter()
                choice, quiet = Choice(agencies, everything=True), Console(file=io.StringIO())
                done = asyncio.run(parse_again(uri, choice, quiet, parsers))
                best[parsers] = min(best[parsers], time.perf_counter() - started)
    rates = ", ".join(f"{done['documents'] / seconds:.0f}/s with {parsers}" for parsers, seconds in best.items())
    return [Line("re-parse with two workers, rate", "with one", best[1] / best[2], 1.8, True, rates)]


def fill(database: Database, count: int) -> tuple[Agency, ...]:
    """Portal pages, each the report of another agency or year, kept and not parsed."""
    agencies = tuple(Agency(f"agency-{number}", f"{number}号局", "bench") for number in range(-(-count // YEARS)))
    for agency in agencies:
        database.agencies.meet(agency, _AT)
    for number, report in enumerate(different_reports(count)):
        agency = agencies[number // YEARS]
        url = f"http://bench.example/{number}.html"
        page = portal_page(report, "word")
        fetched = FetchedDocument(url, page, "bench", agency.id, _AT, title=report.title, year=report.year)
        database.raw_documents.keep(to_raw(fetched, "benchmark"))
    return agencies
