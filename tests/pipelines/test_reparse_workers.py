"""Agencies parsed again in processes of their own come out as they do here; one that takes too much is not lost."""

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from support.kept import AGENCY, keep, page, parse

from gxcrawl.errors import TryLater
from gxcrawl.model import Agency
from gxcrawl.storage import open_database
from pipelines.database_retries import DatabaseRetries, NoRetries
from pipelines.reparse.reparser import Choice, Reparser
from pipelines.reparse.workers import ReparseWorkers
from pipelines.workers.processes import GivenUp

_MEMORY = 4 * 1024**3


@pytest.fixture
def uri(tmp_path: Path) -> str:
    uri = f"sqlite:///{tmp_path / 'test.db'}"
    with open_database(uri) as database:
        keep(database, page(2020), "http://x/2020", year=2020)
        keep(database, page(), "http://x/2021")
    return uri


async def _otherwise(agency: Agency, _: Choice) -> Counter[str]:
    return Counter({agency.id: 1})


def _run(workers: ReparseWorkers) -> Counter[str]:
    try:
        return asyncio.run(workers.agency(AGENCY, Choice((AGENCY,), everything=True), _otherwise))
    finally:
        workers.close()


def test_reports_are_stored_by_the_worker(uri: str) -> None:
    assert _run(ReparseWorkers(uri, 1, 60, _MEMORY, DatabaseRetries("db", 5))) == Counter(documents=2, new=2)
    with open_database(uri, read_only=True) as database:
        assert [report["year"] for report in database.reports.find(agency_id=AGENCY.id)] == [2020, 2021]


def test_an_agency_that_exceeds_the_limits_is_reparsed_another_way(uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    workers = ReparseWorkers(uri, 1, 60, _MEMORY, DatabaseRetries("db", 5))

    async def given_up(*_: object, **__: object) -> None:
        raise GivenUp("needs more memory than allowed")

    monkeypatch.setattr(workers._processes, "call", given_up)
    assert _run(workers) == Counter({AGENCY.id: 1})


def test_calls_are_repeated_when_the_database_is_available_again(uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    workers = ReparseWorkers(uri, 1, 60, _MEMORY, DatabaseRetries("db", 5))
    call, asked = workers._processes.call, list[object]()

    async def away_at_first(*given: Any, **options: Any) -> Any:
        asked.append(given)
        if len(asked) == 1:
            raise TryLater("the server is away")
        return await call(*given, **options)

    monkeypatch.setattr(workers._processes, "call", away_at_first)
    assert _run(workers) == Counter(documents=2, new=2)


def test_a_database_outage_between_two_reports_is_no_failure_of_either(
    uri: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gone(*_: object) -> None:
        raise TryLater("the server is away")

    with open_database(uri) as database:
        reparser = Reparser(database, parse, 1, NoRetries())
        monkeypatch.setattr(reparser._deriver, "derive", gone)
        with pytest.raises(TryLater):
            asyncio.run(reparser.agency(AGENCY, Choice((AGENCY,), everything=True)))
        assert list(database.failures.find()) == []
