"""Parsing on the workers of a Dask cluster: what ParserPool does on one machine, on many."""

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
_ANSWER_SECONDS = 10.0  # for the scheduler to answer when it is called first
_HANGING_SECONDS = 30.0  # for it and all its workers to say a word
_LOOK_SECONDS = 5.0  # between two looks at the cluster while it parses
_WITHOUT_WORKERS_SECONDS = 30.0  # one that is restarted is back by then
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
        """The workers that the scheduler at an address has. Raises CannotRun, saying what to do."""
        dask.config.set({"distributed.admin.large-graph-warning-threshold": _LARGEST_DOCUMENT})
        warnings.simplefilter("ignore", VersionMismatchWarning)  # of whatever is installed beside; ours is asked for
        for name in ("distributed", "distributed.client"):  # what is wrong is said in one line of ours
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
        """Raises CannotRun where nobody is at the address, or no Dask scheduler."""
        try:
            await self._client
        except (OSError, ValueError, TypeError) as error:  # TypeError: tls:// without certificates in Dask's settings
            raise CannotRun(
                f"no Dask scheduler answers at {self._address}; start `dask scheduler`, or look at the address"
            ) from error

    async def _check_cluster(self) -> None:
        """Raises CannotRun where there are no workers, or one has another gxcrawl, whose reports would not be ours."""
        try:
            async with asyncio.timeout(_HANGING_SECONDS):
                await self._client.run_on_scheduler(_describe)  # it unpacks what it hands on to the workers
                workers: dict[str, Any] = await self._client.run(_describe, on_error="return")
        except TimeoutError as error:
            raise CannotRun(f"the scheduler at {self._address}, or one of its workers, hangs; end what does") from error
        except (OSError, CommClosedError) as error:
            raise CannotRun(f"the scheduler at {self._address} went away: {error}") from error
        except Exception as error:  # the boundary to a machine that may have anything installed
            raise CannotRun(
                f"the scheduler at {self._address} cannot hand on ({error}); install this gxcrawl there too"
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
        """Looks whether there is anybody to wait for: Dask itself waits for ever for a worker to come."""
        worked_at = time.monotonic()
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            try:
                async with asyncio.timeout(_HANGING_SECONDS):
                    found = await self._client.scheduler.identity(n_workers=0)
            except (OSError, CommClosedError):  # of which the time that is over is one
                self._over.set_result(f"the Dask scheduler at {self._address} was lost")
                return
            if found["n_workers"]:
                worked_at = time.monotonic()
            elif time.monotonic() - worked_at > _WITHOUT_WORKERS_SECONDS:
                self._over.set_result(f"the Dask scheduler at {self._address} has lost all its workers")
                return

    async def parse(self, body: bytes, hint: Hint, url: str, declared_encoding: str | None) -> Report | Failure:
        """As ParserPool.parse. Raises CannotRun where the cluster is lost; what is stored stays."""
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
        except Exception as error:  # the boundary to machines that may have anything installed
            said = " ".join(str(error).split())
            raise CannotRun(
                f"a worker of {self._address} cannot parse ({said}); install this gxcrawl on all of them; {_THE_REST}"
            ) from error

    async def close(self) -> None:
        """Leaves the cluster as it was."""
        if self._watching is not None:
            self._watching.cancel()
        await self._client.close()


def _client(address: str) -> Any:
    """A client to be awaited."""
    return Client(address, asynchronous=True, timeout=_ANSWER_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]


_POOLS: list[ParserPool] = []  # of a worker process, once it has had something to parse


async def _parse(version: str, body: bytes, hint: Hint, url: str, declared_encoding: str | None) -> Report | Failure:
    """On a worker: in a process below it, so that the limits of time and memory hold there too.

    Raises CannotRun where the worker came later than it was asked for and has another parser.
    """
    if version != PARSER_VERSION:
        raise CannotRun(f"a worker with parser {PARSER_VERSION} came, this is {version}; install the same")
    if not _POOLS:
        _POOLS.append(ParserPool(1, base.GXCRAWL_PARSE_SECONDS, base.GXCRAWL_PARSE_MEMORY_BYTES))
        atexit.register(_POOLS[0].close)
    return await _POOLS[0].parse(body, hint, url, declared_encoding)


def _describe() -> tuple[str, bool]:
    """On a worker: which parser it has, and whether it may start the process that parses."""
    return PARSER_VERSION, not multiprocessing.current_process().daemon
