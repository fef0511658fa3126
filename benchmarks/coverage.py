"""The coverage page of many agencies: `python -m benchmarks.coverage [AGENCIES] [YEARS]`, 5,000 and 6 if not told.

Fills an embedded database with simulated reports of real size (some 50 KB each; 1.6 GB in a temporary folder, removed
afterwards, and some minutes), then asks the web interface for its pages as a browser would. The coverage has to be
there in under a second: the first time, with nothing warmed up but the process, and every time after.
"""

import gc
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from gxcrawl.assembly import Candidate, assemble
from gxcrawl.model import Agency, Failure
from gxcrawl.reports import read_report
from gxcrawl.simulation.agencies import JICHUAN
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.irregularities import make_irregular
from gxcrawl.simulation.writers.html import write_page
from gxcrawl.storage import Database, open_database
from gxcrawl.web.app import create_app
from gxcrawl.web.loading import Library

AGENCIES, YEARS = 5_000, 6
_FIRST_YEAR = 2020
_PER_PORTAL = 50
_PAGES = (
    "/",
    "/?view=agencies&page=2",
    "/?portal=p7",
    "/?level=county&year=2021",
    "/contradictions?sort=size",
    "/api/coverage",
)
_MOST_SECONDS = 1.0
_ROUNDS = 3
_NOW = datetime(2023, 2, 1, tzinfo=UTC)


def templates() -> list[dict[str, Any]]:
    """A few reports as they are stored, one of them with a sum that fails."""
    agency = Agency("a", "某局", "p")
    made = []
    for seed, irregular in enumerate(((), (), (), ("wrong_sum",), ("blank_cells",))):
        report = make_irregular(invent_report(JICHUAN[seed], 2021, seed=seed), irregular, seed)
        read = read_report(write_page(report, "plain"))
        place = Candidate(f"{seed:064x}", f"http://portal.example/{seed}", read, _NOW, _NOW)
        made.append({**assemble(agency, 2021, [place]), "parsed_at": _NOW})
    return made


def fill(database: Database, agencies: int, years: int) -> None:
    """Every agency with a report of every year but some that are missing, and some failures."""
    stored = templates()
    for number in range(agencies):
        portal = f"p{number // _PER_PORTAL}"
        agency = Agency(
            f"{portal}-a{number}", f"第{number}局", portal, level="county", region_code=f"{11 + number % 5}0101"
        )
        database.agencies.meet(agency, _NOW)
        for year in range(_FIRST_YEAR, _FIRST_YEAR + years):
            if (number + year) % 17 == 0:
                continue
            report = stored[(number * 7 + year) % len(stored)]
            own = {"id": agency.id, "name": agency.name, "portal": portal, "level": "county", "region_code": None}
            database.reports.put({**report, "_id": f"{agency.id}/{year}", "year": year, "agency": own})
        if number % 100 == 0:
            url = f"http://{portal}.example/{number}"
            database.failures.record(Failure(url, "fetch", "404", agency_id=agency.id, year=_FIRST_YEAR), _NOW)
    print(f"{agencies:,} agencies, {database.reports.count():,} reports")


def ask(uri: str) -> bool:
    """Prints how long each page takes; whether the coverage comes in time."""
    with open_database(uri) as database:
        browser = TestClient(create_app(Library(database, {}), ["testserver"]))
        browser.get("/runs")  # templates are compiled once in the life of a server
        gc.freeze()  # as gxcrawl serve does
        slowest = 0.0
        for page in _PAGES:
            seconds = [_timed(browser, page) for _ in range(_ROUNDS)]
            print(f"{page:<30} first {seconds[0]:.2f} s, best {min(seconds):.2f} s")
            slowest = max(slowest, seconds[0]) if page == "/" else slowest
    return slowest < _MOST_SECONDS


def _timed(browser: TestClient, page: str) -> float:
    started = time.perf_counter()
    response = browser.get(page)
    taken = time.perf_counter() - started
    assert response.status_code == 200, response.text
    return taken


def main(agencies: int, years: int) -> int:
    """Exit code 1 where the coverage takes a second or more."""
    with tempfile.TemporaryDirectory() as folder:
        uri = f"sqlite:///{Path(folder) / 'coverage.db'}"
        started = time.monotonic()
        with open_database(uri) as database:
            fill(database, agencies, years)
        print(
            f"filled in {time.monotonic() - started:.0f} s, {(Path(folder) / 'coverage.db').stat().st_size / 2**20:,.0f} MiB"
        )
        return 0 if ask(uri) else 1


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:3]]
    sys.exit(main(*(numbers + [AGENCIES, YEARS][len(numbers) :])))
