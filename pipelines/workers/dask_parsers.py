"""Parsing on the workers of a Dask cluster; ParserPool does the same on one machine."""

import asyncio
import atexit
import logging
import multiprocessing
import time
import warnings
from concurrent.futures import CancelledError
from typing import Any, Self

import dask
from distributed import Client, KilledWorker
from distributed.comm.core import CommClosedError
from distributed.versions import VersionMismatchWarning

from gxcrawl import PARSER_VERSION
from gxcrawl.errors import CannotRun
from gxcrawl.forms.report import Hint
from gxcrawl.model import Failure, Report
from pipelines.workers.parsing import ParserPool
from settings import base

_LARGEST_DOCUMENT = "64 MiB"  # DOWNLOAD_MAXSIZE; Dask warns of tasks over 10 MiB
_ANSWER_SECONDS = 10.0  # for the scheduler's first response
_HANGING_SECONDS = 30.0  # for the scheduler and all its workers to respond
_LOOK_SECONDS = 5.0  # between two checks of the cluster while it parses
_WITHOUT_WORKERS_SECONDS = 30.0  # a restarted worker is back by then
_THE_REST = "what is stored stays, run it again for the rest"


class DaskParsers:
    """Sends bytes to the workers and gets reports back; only this process writes to the database."""

    def __init__(self, client: Any, address: str) -> None:
        self.workers = 0
        self._client = client
        self._address = address
        self._over: asyncio.Future[str] = asyncio.get_running_loop().create_future()  # why no more reports will come
        self._watching: asyncio.Future[None] | None = None

    @classmethod
    async def connect(cls, address: str) -> Self:
        """Connects to the workers of the scheduler at an address. Raises CannotRun; its message says what to do."""
        dask.config.set({"distributed.admin.large-graph-warning-threshold": _LARGEST_DOCUMENT})
        warnings.simplefilter("ignore", VersionMismatchWarning)  # about other packages; gxcrawl's is checked
        for name in ("distributed", "distributed.client"):  # errors are reported in one line of gxcrawl's own
            logging.getLogger(name).setLevel(logging.CRITICAL)
        made = cls(_client(address), address)
        try:
            await made._check_answers()
            await made._check_cluster()
        except BaseException:
            await made.close()
            raise
        made._watching = asyncio.ensure_future(made._watch())
        return made

    async def _check_answers(self) -> None:
        """Raises CannotRun if there is no server at the address, or not a Dask scheduler."""
        try:
            await self._client
        except (OSError, ValueError, TypeError) as error:  # TypeError: tls:// without certificates in Dask's settings
            raise CannotRun(
                f"no Dask scheduler answers at {self._address}; start `dask scheduler`, or look at the address"
            ) from error

    async def _check_cluster(self) -> None:
        """Raises CannotRun if there are no workers, or if one has another gxcrawl, whose reports would differ."""
        try:
            async with asyncio.timeout(_HANGING_SECONDS):
                await self._client.run_on_scheduler(_describe)  # it unpickles what it passes on to the workers
                workers: dict[str, Any] = await self._client.run(_describe, on_error="return")
        except TimeoutError as error:
            raise CannotRun(
                f"the scheduler at {self._address}, or one of its workers, does not respond; restart it"
            ) from error
        except (OSError, CommClosedError) as error:
            raise CannotRun(f"the scheduler at {self._address} went away: {error}") from error
        except Exception as error:  # the boundary to a machine with unknown software
            raise CannotRun(
                f"the scheduler at {self._address} cannot pass work on ({error}); install this gxcrawl there too"
            ) from error
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
        self.workers = len(workers)

    async def _watch(self) -> None:
        """Checks that there are workers, because Dask itself waits forever for a worker to join."""
        worked_at = time.monotonic()
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            try:
                async with asyncio.timeout(_HANGING_SECONDS):
                    found = await self._client.scheduler.identity(n_workers=0)
            except (OSError, CommClosedError):  # TimeoutError is an OSError
                self._over.set_result(f"the Dask scheduler at {self._address} was lost")
                return
            if found["n_workers"]:
                worked_at = time.monotonic()
            elif time.monotonic() - worked_at > _WITHOUT_WORKERS_SECONDS:
                self._over.set_result(f"the Dask scheduler at {self._address} has lost all its workers")
                return

    async def parse(self, body: bytes, hint: Hint, url: str, declared_encoding: str | None) -> Report | Failure:
        """Like ParserPool.parse. Raises CannotRun if the cluster is lost; stored reports are not affected."""
        future = self._client.submit(_parse, PARSER_VERSION, body, hint, url, declared_encoding, pure=False)
        answer = asyncio.ensure_future(future.result())
        try:
            await asyncio.wait({answer, self._over}, return_when=asyncio.FIRST_COMPLETED)
            if answer.done():
                return self._result(answer, url)
            raise CannotRun(f"{self._over.result()}; {_THE_REST}")
        finally:
            answer.cancel()

    def _result(self, answer: "asyncio.Future[Report | Failure]", url: str) -> Report | Failure:
        try:
            return answer.result()
        except KilledWorker as error:
            return Failure(url, "read", "reading it ended several workers; it was given up", repr(error))
        except CannotRun as error:
            raise CannotRun(f"{error}; {_THE_REST}") from error
        except (asyncio.CancelledError, CancelledError, CommClosedError, OSError) as error:
            raise CannotRun(f"the Dask scheduler at {self._address} was lost; {_THE_REST}") from error
        except Exception as error:  # the boundary to machines with unknown software
            said = " ".join(str(error).split())
            raise CannotRun(
                f"a worker of {self._address} cannot parse ({said}); install this gxcrawl on all of them; {_THE_REST}"
            ) from error

    async def close(self) -> None:
        """Disconnects; the cluster keeps running."""
        if self._watching is not None:
            self._watching.cancel()
        await self._client.close()


def _client(address: str) -> Any:
    """An asynchronous client, not yet connected: await it."""
    return Client(address, asynchronous=True, timeout=_ANSWER_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]


_POOLS: list[ParserPool] = []  # of a worker process, created for its first document


async def _parse(version: str, body: bytes, hint: Hint, url: str, declared_encoding: str | None) -> Report | Failure:
    """Runs on a worker: parses in a child process, so that the limits of time and memory apply there too.

    Raises CannotRun if the worker joined after the version check and has another parser.
    """
    if version != PARSER_VERSION:
        raise CannotRun(f"a worker with parser {PARSER_VERSION} came, this is {version}; install the same")
    if not _POOLS:
        _POOLS.append(ParserPool(1, base.GXCRAWL_PARSE_SECONDS, base.GXCRAWL_PARSE_MEMORY_BYTES))
        atexit.register(_POOLS[0].close)
    return await _POOLS[0].parse(body, hint, url, declared_encoding)


def _describe() -> tuple[str, bool]:
    """Runs on a worker: its parser version, and whether it may start the child process that parses."""
    return PARSER_VERSION, not multiprocessing.current_process().daemon
