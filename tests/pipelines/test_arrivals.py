"""A report that arrives is stored by a worker with all that belongs to it, or here where the worker had to give up."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support.kept import AGENCY, DAY, keep, page

from gxcrawl.errors import NotStorable, TryLater
from gxcrawl.model import Failure, Report
from gxcrawl.storage import Database, open_database
from pipelines.database_retries import DatabaseRetries
from pipelines.item_types import PickledReport
from pipelines.workers.parsing import ParserPool
from pipelines.workers.processes import GivenUp
from pipelines.workers.storing import Arrival, Arrivals

_PAGE, _FILE = "http://x/2021.html", "http://x/2021.docx"


@pytest.fixture
def pool() -> Iterator[ParserPool]:
    pool = ParserPool(1, 60, 4 * 1024**3)
    yield pool
    pool.close()


def _store(database: Database, pool: ParserPool, uri: str, *arrivals: Arrival) -> list[str]:
    stores = Arrivals(uri, database, pool, DatabaseRetries(database.name, 5))

    async def all_at_once() -> list[str]:
        return list(await asyncio.gather(*map(stores.store, arrivals)))

    return asyncio.run(all_at_once())


def _arrival(database: Database, year: int) -> Arrival:
    raw_id, reading = keep(database, page(year), _FILE, year=year)
    assert isinstance(reading.result, Report)
    return Arrival(AGENCY, year, raw_id, PickledReport.of(reading.result), _FILE, _PAGE)


@pytest.mark.parametrize("given_up", [False, True], ids=["in a worker", "given up"])
def test_storing_a_report_registers_its_agency_and_clears_its_failures(
    tmp_path: Path, pool: ParserPool, given_up: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    uri = f"sqlite:///{tmp_path / 'test.db'}"

    async def gives_up(*_: object) -> None:
        raise GivenUp("takes longer than 60 seconds")

    if given_up:
        monkeypatch.setattr(pool, "do", gives_up)
    with open_database(uri) as database:
        for failure in (Failure(_FILE, "read", "x"), Failure(_PAGE, "parse", "x"), Failure(_PAGE, "fetch", "x")):
            database.failures.record(failure, DAY)
        outcomes = _store(database, pool, uri, _arrival(database, 2021), _arrival(database, 2022))
        assert outcomes == ["new", "new"]
        assert [report["_id"] for report in database.reports.find()] == [f"{AGENCY.id}/2021", f"{AGENCY.id}/2022"]
        assert database.agencies.get(AGENCY.id) == AGENCY
        assert [kept.failure.stage for kept in database.failures.find()] == ["fetch"]
        assert _store(database, pool, uri, _arrival(database, 2021)) == ["unchanged"]


def test_errors_of_a_worker_are_raised_as_our_own(tmp_path: Path, pool: ParserPool) -> None:
    uri = f"sqlite:///{tmp_path / 'test.db'}"
    with open_database(uri) as database:
        arrival = replace(_arrival(database, 2021), agency=replace(AGENCY, name="half a character: \ud800"))
        with pytest.raises(NotStorable, match="lone surrogate"):
            _store(database, pool, uri, arrival)


def test_an_unavailable_database_is_waited_for(
    tmp_path: Path, pool: ParserPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    uri = f"sqlite:///{tmp_path / 'test.db'}"
    do, asked = pool.do, []

    async def away_at_first(*arguments: object) -> object:
        asked.append(arguments)
        if len(asked) == 1:
            raise TryLater("the server is away")
        return await do(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(pool, "do", away_at_first)
    with open_database(uri) as database:
        assert _store(database, pool, uri, _arrival(database, 2021)) == ["new"]
    assert len(asked) == 2
