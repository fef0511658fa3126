"""Parsing on the workers of a Dask cluster: what ParserPool does on one machine, on many."""

import asyncio
import atexit
import multiprocessing
from typing import Any, Self

import dask
from distributed import Client, KilledWorker
from distributed.comm.core import CommClosedError

from gxcrawl.errors import CannotRun
from gxcrawl.forms.report import Hint
from gxcrawl.model import Failure, Report
from gxcrawl.reports import PARSER_VERSION
from pipelines.workers import ParserPool
from settings import base

_LARGEST_DOCUMENT = "64 MiB"  # DOWNLOAD_MAXSIZE; Dask warns of tasks over 10 MiB
_ANSWER_SECONDS = 10.0  # for the scheduler to answer, and each worker


class DaskParsers:
    """Sends bytes to the workers and gets reports back; only this process writes to the database."""

    def __init__(self, client: Any, address: str) -> None:
        self._client = client
        self._address = address

    @classmethod
    async def connect(cls, address: str) -> Self:
        """The workers that the scheduler at an address has. Raises CannotRun, saying what to do."""
        dask.config.set({"distributed.admin.large-graph-warning-threshold": _LARGEST_DOCUMENT})
        try:
            client = await _client(address)
        except (OSError, ValueError) as error:
            raise CannotRun(
                f"no Dask scheduler answers at {address}; start `dask scheduler`, or look at the address"
            ) from error
        made = cls(client, address)
        try:
            await made._check_workers()
        except BaseException:
            await made.close()
            raise
        return made

    async def _check_workers(self) -> None:
        """Raises CannotRun where there are none, or one has another gxcrawl, whose reports would not be ours."""
        try:
            workers: dict[str, Any] = await self._client.run(_describe, on_error="return")
        except (OSError, CommClosedError) as error:
            raise CannotRun(f"the scheduler at {self._address} went away: {error}") from error
        if not workers:
            raise CannotRun(f"the scheduler at {self._address} has no workers; start `dask worker --no-nanny`")
        for worker, found in sorted(workers.items()):
            if isinstance(found, Exception):
                raise CannotRun(f"the worker {worker} cannot parse ({found}); install this gxcrawl there")
            version, may_start_processes = found
            if version != PARSER_VERSION:
                raise CannotRun(f"the worker {worker} has parser {version}, this is {PARSER_VERSION}; install the same")
            if not may_start_processes:
                raise CannotRun(f"the worker {worker} runs under a nanny; start it with `dask worker --no-nanny`")

    @property
    def workers(self) -> int:
        """How many documents can be parsed at a time: each worker has one process for it."""
        return len(self._client.scheduler_info(n_workers=-1)["workers"]) or 1

    async def parse(self, body: bytes, hint: Hint, url: str, declared_encoding: str | None) -> Report | Failure:
        """As ParserPool.parse. Raises CannotRun where the scheduler is lost; what is stored stays."""
        future = self._client.submit(_parse, body, hint, url, declared_encoding, pure=False)
        try:
            result: Report | Failure = await future.result()
        except KilledWorker as error:
            return Failure(url, "read", "reading it ended several workers; it was given up", repr(error))
        except (asyncio.CancelledError, CommClosedError, OSError) as error:
            if isinstance(error, asyncio.CancelledError) and self._client.status == "running":
                raise  # this process is being stopped
            raise CannotRun(
                f"the Dask scheduler at {self._address} was lost; what is stored stays, run it again for the rest"
            ) from error
        return result

    async def close(self) -> None:
        """Leaves the cluster as it was."""
        await self._client.close()


def _client(address: str) -> Any:
    """A client to be awaited."""
    return Client(address, asynchronous=True, timeout=_ANSWER_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]


_POOLS: list[ParserPool] = []  # of a worker process, once it has had something to parse


async def _parse(body: bytes, hint: Hint, url: str, declared_encoding: str | None) -> Report | Failure:
    """On a worker: in a process below it, so that the limits of time and memory hold there too."""
    if not _POOLS:
        _POOLS.append(ParserPool(1, base.GXCRAWL_PARSE_SECONDS, base.GXCRAWL_PARSE_MEMORY_BYTES))
        atexit.register(_POOLS[0].close)
    return await _POOLS[0].parse(body, hint, url, declared_encoding)


def _describe() -> tuple[str, bool]:
    """On a worker: which parser it has, and whether it may start the process that parses."""
    return PARSER_VERSION, not multiprocessing.current_process().daemon
