"""Work in processes of their own: off the event loop, within a time and a memory limit, whatever it meets."""

import asyncio
import multiprocessing
import os
import resource
import signal
import time
from collections.abc import Callable
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import forkserver, resource_tracker
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from gxcrawl.storage import join_database

# What jobs need is imported once, not by each worker. The same for all pools: they share one fork server, and the
# last list that it is given before it starts is the one that counts.
_PRELOADED = ["pipelines.arrivals"]
_STARTING_SECONDS = 15.0  # a worker imports every reader; longer means that it does not come up at all
_T = TypeVar("_T")


class GivenUp(Exception):
    """A job that took more than it may. Its message says of what; the cause is None where that was time."""


class Processes:
    """Worker processes that call functions; what takes too much is ended, with the process it ran in."""

    def __init__(self, workers: int, memory_limit_bytes: int, tasks_per_worker: int) -> None:
        """memory_limit_bytes: address space of each process. tasks_per_worker: then a fresh process."""
        self._workers = workers
        self._used = False
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_PRELOADED)
        self._pool = ProcessPool(
            max_workers=workers,
            max_tasks=tasks_per_worker,
            initializer=_limit_memory,
            initargs=[memory_limit_bytes],
            context=context,
        )

    async def call(self, job: Callable[..., _T], *args: Any, seconds: float) -> _T:
        """What the job returns or raises. Raises GivenUp where it takes longer, or more memory than allowed."""
        if not self._used:
            _start_fork_server()
            self._used = True
        try:
            result: _T = await asyncio.wrap_future(self._pool.schedule(job, args=args, timeout=seconds))
        except (TimeoutError, FutureTimeout):
            raise GivenUp(f"takes longer than {seconds:.0f} seconds; it was given up") from None
        except (ProcessExpired, BrokenProcessPool, MemoryError) as error:
            raise GivenUp("needs more memory than allowed; it was given up") from error
        return result

    def close(self) -> None:
        """Ends the workers; what they are at is given up."""
        if self._used:
            self._wait_until_all_are_up()
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def _wait_until_all_are_up(self) -> None:
        """A worker that is ended while it starts leaves a traceback, and the next pool of this process may hang."""
        seen: set[int] = set()
        give_up_at = time.monotonic() + _STARTING_SECONDS
        while len(seen) < self._workers and time.monotonic() < give_up_at:
            tasks = [self._pool.schedule(_pause) for _ in range(self._workers)]
            seen |= {task.result(timeout=_STARTING_SECONDS) for task in tasks}


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
