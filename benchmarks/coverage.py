"""The coverage page of many agencies: `python -m benchmarks.coverage [AGENCIES] [YEARS]`, by default 5,000 and 6.

Fills an embedded database with simulated reports of real size (some 40 KB each; 1.1 GB in a temporary folder, removed
afterwards), then requests the pages of the web interface as a browser would. The coverage page has to take less than a
second: the first time, with cold caches, and every time after. Processor time is printed too, because it depends less
on other load of the machine.
"""

import gc
import os
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from starlette.testclient import TestClient

from gxcrawl.model import Agency, Failure
from gxcrawl.reports.assembly import Candidate, agency_to_document, assemble
from gxcrawl.reports.reading import read_report
from gxcrawl.simulation.agencies import JICHUAN
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.irregularities import make_irregular
from gxcrawl.simulation.writers.html import write_page
from gxcrawl.storage import Database, Document, open_database
from gxcrawl.storage.collections import AGENCIES, REPORTS
from gxcrawl.storage.conversion.dataclasses import plain_document
from gxcrawl.storage.database import TIMEOUT_SECONDS, open_backend
from gxcrawl.storage.documents import storable
from gxcrawl.storage.interface import Backend
from gxcrawl.web.app import create_app
from gxcrawl.web.loading.library import Library

AGENCIES_IN_ALL, YEARS = 5_000, 6
_FIRST_YEAR = 2020
_PER_PORTAL = 50
_IRREGULAR = ((), (), (), ("wrong_sum",), ("blank_cells",), (), ("contradicting_prose",))
_PAGES = (
    "/",
    "/?view=agencies&page=2",
    "/?portal=p7",
    "/?level=county&year=2021",
    "/contradictions?sort=size",
    "/downloads",
    "/api/coverage",
)
_MOST_SECONDS = 1.0
_ROUNDS = 5
_NOW = datetime(2023, 2, 1, tzinfo=UTC)


def templates() -> list[Document]:
    """A few reports in stored form, some with failing checks."""
    agency = Agency("a", "某局", "p")
    made = []
    for seed, irregular in enumerate(_IRREGULAR):
        report = make_irregular(invent_report(JICHUAN[seed % len(JICHUAN)], 2021, seed=seed), irregular, seed)
        read = read_report(write_page(report, "plain"))
        place = Candidate(f"{seed:064x}", f"http://portal.example/{seed}", read, _NOW, _NOW)
        made.append(storable({**assemble(agency, 2021, [place]), "parsed_at": _NOW, "revision": 1 + seed // 6}))
    return made


def fill(backend: Backend, agencies: int, years: int) -> None:
    """Every agency with a report of every year but some that are missing, and some failures; a portal at a time."""
    stored = templates()
    failures = Database(backend).failures
    for first in range(0, agencies, _PER_PORTAL):
        members = [_agency(number) for number in range(first, min(first + _PER_PORTAL, agencies))]
        backend.insert_all(AGENCIES, [plain_document(one, first_seen=_NOW, last_seen=_NOW) for one in members])
        reports = (
            _report(stored[(number * 5 + year) % len(stored)], agency, year)
            for number, agency in enumerate(members, start=first)
            for year in range(_FIRST_YEAR, _FIRST_YEAR + years)
            if (number + year) % 17
        )
        backend.insert_all(REPORTS, list(reports))
        url = f"http://{members[0].portal}.example/{first}"
        failures.record(Failure(url, "fetch", "404", agency_id=members[0].id, year=_FIRST_YEAR), _NOW)


def _agency(number: int) -> Agency:
    portal = f"p{number // _PER_PORTAL}"
    return Agency(f"{portal}-a{number}", f"第{number}局", portal, level="county", region_code=f"{11 + number % 5}0101")


def _report(template: Document, agency: Agency, year: int) -> Document:
    return {**template, "_id": f"{agency.id}/{year}", "year": year, "agency": agency_to_document(agency)}


def ask(uri: str) -> bool:
    """Prints how long each page takes; returns True if the coverage takes less than a second."""
    with open_database(uri, read_only=True) as database:
        browser = TestClient(create_app(Library(database, {}), ["testserver"]))
        browser.get("/runs")  # templates are compiled once in the life of a server
        gc.freeze()  # as gxcrawl serve does
        slowest = 0.0
        for page in _PAGES:
            rounds = [_timed(browser, page) for _ in range(_ROUNDS)]
            wall, processor, size = zip(*rounds, strict=True)
            print(
                f"{page:<26} first {wall[0]:.2f} s, slowest {max(wall):.2f} s, best {min(wall):.2f} s; "
                f"processor {min(processor):.2f} s; {size[0] / 1024:,.0f} KiB"
            )
            slowest = max(wall) if page == "/" else slowest
    return slowest < _MOST_SECONDS


def _timed(browser: TestClient, page: str) -> tuple[float, float, int]:
    """Requests a page; returns seconds, processor seconds and bytes."""
    started, worked = time.perf_counter(), time.process_time()
    response = browser.get(page)
    taken = time.perf_counter() - started, time.process_time() - worked
    if response.status_code != 200:
        raise SystemExit(f"{page}: {response.status_code} {response.text}")
    return *taken, len(response.content)


def main(agencies: int, years: int) -> int:
    """Runs the benchmark; returns exit code 1 if the coverage takes a second or more."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "coverage.db"
        uri = f"sqlite:///{file}"
        started = time.monotonic()
        backend = open_backend(uri, timeout_seconds=TIMEOUT_SECONDS)
        with Database(backend) as database:
            database.ensure_indexes()
            fill(backend, agencies, years)
            print(f"{agencies:,} agencies, {database.reports.count():,} reports")
        print(f"{file.stat().st_size / 2**20:,.0f} MiB")
        print(f"filled in {time.monotonic() - started:.0f} s; load of the machine {os.getloadavg()[0]:.1f}")
        return 0 if ask(uri) else 1


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:3]]
    sys.exit(main(*(numbers + [AGENCIES_IN_ALL, YEARS][len(numbers) :])))
