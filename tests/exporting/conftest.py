"""A small database with something in every collection, in each home."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from exporting.simulated import simulated_reports, store
from servers import database_uri
from storage.samples import DAY_1, DAY_2, a_raw, a_report, a_source

from gxcrawl.model import Agency, Failure
from gxcrawl.simulation.agencies import JICHUAN
from gxcrawl.simulation.figures import invent_report
from gxcrawl.storage import Database, Run, open_database


@pytest.fixture
def server_database(server: str, database_name: str) -> Iterator[Database]:
    """An empty database on a server."""
    with open_database(database_uri(server, database_name)) as database:
        yield database


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    """An empty database in a file."""
    with open_database(f"sqlite:///{tmp_path / 'test.db'}") as database:
        yield database


@pytest.fixture
def database(empty: Database) -> Database:
    """Two agencies of two portals, a report revised once, a body outside its document, a run and a failure."""
    fill(empty)
    return empty


def fill(database: Database) -> None:
    """Puts the same things into any database."""
    database.runs.start(Run("run-1", "annual_reports", "manual", DAY_1, ("a", "b")))
    for agency, portal in (("a", "p"), ("b", "q")):
        database.agencies.meet(Agency(agency, f"{agency}局", portal), DAY_1)
        agency_part = a_report()["agency"] | {"id": agency, "portal": portal}
        for year in (2019, 2020):
            place = a_source(f"http://{portal}.example/{agency}/{year}.html", agency_id=agency, year=year)
            raw = a_raw(f"{agency} {year}".encode(), place)
            database.raw_documents.keep(raw)
            report = a_report(raw_id=raw.content_hash, _id=f"{agency}/{year}", agency=agency_part, year=year)
            database.reports.put(report)
        database.failures.record(
            Failure(f"http://{portal}/x", "fetch", "404", agency_id=agency, portal_id=portal), DAY_1
        )
    database.reports.put(
        a_report(8, seen=DAY_2, _id="a/2020", agency=a_report()["agency"] | {"id": "a", "portal": "p"})
    )
    large = a_raw(
        bytes(range(256)) * 33_000, a_source("http://p.example/a/large.pdf", agency_id="a", year=2020), kind="pdf"
    )
    database.raw_documents.keep(large)


@pytest.fixture(scope="session")
def reports_uri(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URI of a database of simulated reports, each edition and one of them revised; made once, only read."""
    uri = f"sqlite:///{tmp_path_factory.mktemp('reports') / 'reports.db'}"
    with open_database(uri) as database:
        for report in simulated_reports():
            store(database, report)
        store(database, invent_report(JICHUAN[0], 2022, seed=3), day=9)
    return uri


@pytest.fixture
def reports(reports_uri: str) -> Iterator[Database]:
    """The simulated reports."""
    with open_database(reports_uri) as database:
        yield database
