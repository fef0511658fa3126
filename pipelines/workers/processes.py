"""Runs jobs in worker processes: off the event loop, within limits of time and memory."""

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
_PRELOADED = ["pipelines.workers.storing"]
_STARTING_SECONDS = 15.0  # a worker imports every reader; if it takes longer, it will not start at all
_LOOKING_SECONDS = 5.0  # interval at which a long job checks that its pool still exists
_TRIES = 2  # of a job whose process died: the system may have killed it because others used the memory
_T = TypeVar("_T")

_logger = logging.getLogger(__name__)


class GivenUp(Exception):
    """A job exceeded a limit, which the message names; the cause is None if it was the time limit."""


class Processes:
    """Worker processes that call functions; a job that exceeds a limit is ended together with its process.

    pebble gives up a pool if an idle worker dies, as when the system runs out of memory and kills it. A new pool then
    replaces it and runs the waiting jobs.
    """

    def __init__(self, workers: int, memory_limit_bytes: int, tasks_per_worker: int) -> None:
        """memory_limit_bytes: address space per process. tasks_per_worker: number of jobs after which a process is
        replaced.
        """
        self._workers = workers
        self._memory_limit_bytes = memory_limit_bytes
        self._tasks_per_worker = tasks_per_worker
        self._pool: ProcessPool | None = None
        self._replacing = asyncio.Lock()

    async def call(self, job: Callable[..., _T], *args: Any, seconds: float) -> _T:
        """Returns or raises what the job does. Raises GivenUp if it exceeds a limit, CannotRun if no worker starts."""
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
        """Replaces a broken pool, once for all jobs that noticed it."""
        async with self._replacing:
            if self._pool is not broken:
                return
            _logger.warning("an idle worker process ended; all are restarted")
            await asyncio.to_thread(_end, broken)
            self._pool = self._started()
            try:
                await _done(self._pool, _pause, (), _STARTING_SECONDS)
            except (TimeoutError, FutureTimeout, BrokenProcessPool) as error:
                raise CannotRun(
                    "worker processes end as soon as they start; check free memory, and whether gxcrawl was "
                    "reinstalled meanwhile"
                ) from error

    def close(self) -> None:
        """Ends the workers and their current jobs."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        if pool.active:
            self._wait_until_all_are_up(pool)
        _end(pool)

    def _wait_until_all_are_up(self, pool: ProcessPool) -> None:
        """Waits for all workers: one ended while starting prints a traceback, and the next pool may hang."""
        seen: set[int] = set()
        give_up_at = time.monotonic() + _STARTING_SECONDS
        while len(seen) < self._workers and time.monotonic() < give_up_at:
            try:
                tasks = [pool.schedule(_pause) for _ in range(self._workers)]
                seen |= {task.result(timeout=_STARTING_SECONDS) for task in tasks}
            except (FutureTimeout, BrokenProcessPool, ProcessExpired, RuntimeError):
                return


async def _done(pool: ProcessPool, job: Callable[..., _T], args: Sequence[Any], seconds: float) -> _T:
    """Returns or raises what the job does. Raises BrokenProcessPool if the pool gave up, with or without saying so."""
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
    """Starts the fork server with Ctrl-C blocked, since a terminal sends it to all processes: the pool ends its
    workers.

    Signals blocked here stay blocked in the started process; one that arrives meanwhile is delivered to this process
    later.
    """
    resource_tracker.ensure_running()  # the server needs it, and it unblocks signals when it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _pause() -> int:
    """Occupies a worker until the others have taken a task too; returns its process id."""
    time.sleep(0.02)
    return os.getpid()


def _limit_memory(limit_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limit_bytes, limit_bytes))


joined = cache(join_database)
"""The database of a URI for the lifetime of the process: a worker opens it once, for its first job."""
