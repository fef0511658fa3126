"""Work in processes of their own: off the event loop, within a time and a memory limit, whatever it meets."""

import asyncio
import logging
import multiprocessing
import os
import resource
import signal
import time
from collections.abc import Callable, Sequence
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import forkserver, resource_tracker
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from gxcrawl.errors import CannotRun
from gxcrawl.storage import join_database

# What jobs need is imported once, not by each worker. The same for all pools: they share one fork server, and the
# last list that it is given before it starts is the one that counts.
_PRELOADED = ["pipelines.arrivals"]
_STARTING_SECONDS = 15.0  # a worker imports every reader; longer means that it does not come up at all
_LOOKING_SECONDS = 5.0  # how often a job that takes long looks whether its pool is still there
_TRIES = 2  # of a job whose process ended: the system may have killed it for what others took
_T = TypeVar("_T")

_logger = logging.getLogger(__name__)


class GivenUp(Exception):
    """A job that took more than it may. Its message says of what; the cause is None where that was time."""


class Processes:
    """Worker processes that call functions; what takes too much is ended, with the process it ran in.

    pebble gives a pool up where a worker ends that is at nothing, as when the system runs out of memory and kills it.
    A fresh pool takes its place then, and what waited is done there.
    """

    def __init__(self, workers: int, memory_limit_bytes: int, tasks_per_worker: int) -> None:
        """memory_limit_bytes: address space of each process. tasks_per_worker: then a fresh process."""
        self._workers = workers
        self._memory_limit_bytes = memory_limit_bytes
        self._tasks_per_worker = tasks_per_worker
        self._pool: ProcessPool | None = None
        self._replacing = asyncio.Lock()

    async def call(self, job: Callable[..., _T], *args: Any, seconds: float) -> _T:
        """What the job returns or raises.

        Raises GivenUp where it takes longer, or more memory than allowed; CannotRun where no worker comes up.
        """
        ended: ProcessExpired | BrokenProcessPool | None = None
        for _ in range(_TRIES):
            pool = self._pool = self._pool or self._started()
            try:
                return await _done(pool, job, args, seconds)
            except (TimeoutError, FutureTimeout):
                raise GivenUp(f"takes longer than {seconds:.0f} seconds; it was given up") from None
            except MemoryError as error:
                raise GivenUp("needs more memory than allowed; it was given up") from error
            except ProcessExpired as error:
                ended = error
            except BrokenProcessPool as error:
                ended = error
                await self._replace(pool)
        raise GivenUp("ended its process each time, perhaps for lack of memory; it was given up") from ended

    def _started(self) -> ProcessPool:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_PRELOADED)
        _start_fork_server()
        return ProcessPool(
            max_workers=self._workers,
            max_tasks=self._tasks_per_worker,
            initializer=_limit_memory,
            initargs=[self._memory_limit_bytes],
            context=context,
        )

    async def _replace(self, broken: ProcessPool) -> None:
        """Puts a pool that works where the broken one was, once for all jobs that met it."""
        async with self._replacing:
            if self._pool is not broken:
                return
            _logger.warning("a worker process ended while it was at nothing; all are started again")
            await asyncio.to_thread(_end, broken)
            self._pool = self._started()
            try:
                await _done(self._pool, _pause, (), _STARTING_SECONDS)
            except (TimeoutError, FutureTimeout, BrokenProcessPool) as error:
                raise CannotRun(
                    "worker processes end as soon as they start; look for memory that ran out, or a gxcrawl that was "
                    "installed anew meanwhile"
                ) from error

    def close(self) -> None:
        """Ends the workers; what they are at is given up."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        if pool.active:
            self._wait_until_all_are_up(pool)
        _end(pool)

    def _wait_until_all_are_up(self, pool: ProcessPool) -> None:
        """A worker that is ended while it starts leaves a traceback, and the next pool of this process may hang."""
        seen: set[int] = set()
        give_up_at = time.monotonic() + _STARTING_SECONDS
        while len(seen) < self._workers and time.monotonic() < give_up_at:
            try:
                tasks = [pool.schedule(_pause) for _ in range(self._workers)]
                seen |= {task.result(timeout=_STARTING_SECONDS) for task in tasks}
            except (FutureTimeout, BrokenProcessPool, ProcessExpired, RuntimeError):
                return


async def _done(pool: ProcessPool, job: Callable[..., _T], args: Sequence[Any], seconds: float) -> _T:
    """What the job returns or raises. Raises BrokenProcessPool where the pool gave up, whether it told so or not."""
    try:
        future: asyncio.Future[_T] = asyncio.wrap_future(pool.schedule(job, args=args, timeout=seconds))
    except RuntimeError as error:
        raise BrokenProcessPool from error
    try:
        while not future.done():
            await asyncio.wait([future], timeout=_LOOKING_SECONDS)
            if not future.done() and not pool.active:
                raise BrokenProcessPool("the pool forgot the job")
        return future.result()
    finally:
        future.cancel()


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


def _start_fork_server() -> None:
    """Deaf to Ctrl-C, which a terminal sends to every process of a command: its workers are ended by their pool.

    Signals blocked here stay so in what is started here; one that comes meanwhile reaches this process afterwards.
    """
    resource_tracker.ensure_running()  # which the server needs, and which lets signals through again when it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _pause() -> int:
    """Holds a worker long enough for the others to take a task too; which one it was."""
    time.sleep(0.02)
    return os.getpid()


def _limit_memory(limit_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limit_bytes, limit_bytes))


joined = cache(join_database)
"""The database of a URI, as long as the process lives: a job joins it once in each worker."""
