"""A Dask cluster that loses its workers, or has workers that cannot parse: one line, and never a wait for ever."""

import asyncio
import gc
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NoReturn

import pytest
from distributed import LocalCluster

from gxcrawl.errors import CannotRun
from gxcrawl.forms.report import Hint
from gxcrawl.model import Agency
from pipelines.reparse.reparser import Choice, agency_by_agency
from pipelines.workers import dask_parsers
from pipelines.workers.dask_parsers import DaskParsers

_ANOTHER = "another version"


@asynccontextmanager
async def cluster() -> AsyncIterator[Any]:
    """A scheduler and a worker in this very process, which starts in no time."""
    any_port = "127.0.0.1:0"  # Dask serves its state in any case, and other tests run at the same time
    async with LocalCluster(
        n_workers=1,
        threads_per_worker=1,
        processes=False,
        asynchronous=True,
        dashboard_address=any_port,
        protocol="tcp",
    ) as running:
        yield running


@asynccontextmanager
async def connected(running: Any) -> AsyncIterator[DaskParsers]:
    parsers = await DaskParsers.connect(running.scheduler_address)
    try:
        yield parsers
    finally:
        await parsers.close()


async def parse(parsers: DaskParsers) -> object:
    return await asyncio.wait_for(parsers.parse(b"<html></html>", Hint(), "http://x/", None), 20)


def test_waiting_ends_with_an_error_if_all_workers_are_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_parsers, "_LOOK_SECONDS", 0.05)
    monkeypatch.setattr(dask_parsers, "_WITHOUT_WORKERS_SECONDS", 0.2)

    async def lose_the_worker() -> None:
        async with cluster() as running, connected(running) as parsers:
            assert parsers.workers == 1
            await running.workers[0].close()
            await parse(parsers)

    with pytest.raises(CannotRun, match=r"has lost all its workers; what is stored stays, run it again for the rest"):
        asyncio.run(lose_the_worker())


def _cannot(*_: object) -> NoReturn:
    raise ModuleNotFoundError("No module named 'pipelines'")


async def _has_another(_: str, *rest: Any) -> object:
    return await _PARSE(_ANOTHER, *rest)


_PARSE = dask_parsers._parse


@pytest.mark.parametrize(
    ("worker", "said"),
    [
        (_cannot, r"cannot parse \(No module named 'pipelines'\); install this gxcrawl on all of them"),
        (_has_another, f"a worker with parser .* came, this is {_ANOTHER}; install the same"),
    ],
)
def test_a_later_worker_that_cannot_parse_is_reported(monkeypatch: pytest.MonkeyPatch, worker: Any, said: str) -> None:
    monkeypatch.setattr(dask_parsers, "_parse", worker)

    async def ask_it() -> None:
        async with cluster() as running, connected(running) as parsers:
            await parse(parsers)

    with pytest.raises(CannotRun, match=f"{said}; what is stored stays, run it again for the rest"):
        asyncio.run(ask_it())


def test_a_scheduler_without_this_package_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_parsers, "_describe", _cannot)

    async def connect() -> None:
        async with cluster() as running, connected(running):
            pass

    with pytest.raises(
        CannotRun, match=r"cannot pass work on \(No module named 'pipelines'\); install this gxcrawl there"
    ):
        asyncio.run(connect())


@pytest.mark.parametrize("address", ["", "nonsense", "tcp://127.0.0.1:notaport", "tls://127.0.0.1:8786"])
def test_an_invalid_scheduler_address_is_reported(address: str) -> None:
    with pytest.raises(CannotRun, match="no Dask scheduler answers at"):
        asyncio.run(DaskParsers.connect(address))


def test_the_same_error_of_several_agencies_is_reported_once() -> None:
    agencies = tuple(Agency(f"a{number}", "某局", "p") for number in range(4))
    complaints: list[dict[str, Any]] = []

    async def lost(agency: Agency, _: Choice) -> Counter[str]:
        raise CannotRun(f"{agency.id}: the cluster is lost")

    async def ask_all() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
        async for _ in agency_by_agency(Choice(agencies), lost):
            pass

    with pytest.raises(CannotRun, match="the cluster is lost"):
        asyncio.run(ask_all())
    gc.collect()  # when asyncio complains of an exception that nobody asked for
    assert complaints == []
