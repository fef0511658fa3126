"""Parsing in worker processes: off the event loop, within a time and a memory limit, whatever the bytes are."""

import asyncio
import multiprocessing
import os
import resource
import time
from collections.abc import Callable
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from gxcrawl.errors import NotAReport, Unreadable
from gxcrawl.forms.report import Hint
from gxcrawl.keep import page_hash
from gxcrawl.model import Document, Failure, Report
from gxcrawl.reading import read_document
from gxcrawl.reports import report_of

_T = TypeVar("_T")
_STARTING_SECONDS = 15.0  # a worker imports every reader; longer means that it does not come up at all
_TASKS_PER_WORKER = 500  # then a fresh process: libraries for PDF and Office files keep memory


@dataclass(frozen=True, slots=True)
class PageReading:
    """The content hash of a page, and the report that it is or why it is none."""

    content_hash: str
    result: Report | Failure


class ParserPool:
    """Turns bytes into reports in `workers` processes; a document that takes too much becomes a Failure."""

    def __init__(self, workers: int, time_limit_seconds: float, memory_limit_bytes: int) -> None:
        self._time_limit_seconds = time_limit_seconds
        self._workers = workers
        self._used = False
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([__name__])  # every reader imported once, not by each worker at its start
        self._pool = ProcessPool(
            max_workers=workers,
            max_tasks=_TASKS_PER_WORKER,
            initializer=_limit_memory,
            initargs=[memory_limit_bytes],
            context=context,
        )

    async def parse(self, body: bytes, hint: Hint, url: str, declared_encoding: str | None) -> Report | Failure:
        """The report that these bytes are, or why there is none."""
        return await self._call(parse_now, body, hint, url, declared_encoding)

    async def read_page(
        self, body: bytes, hint: Hint, url: str, declared_encoding: str | None
    ) -> PageReading | Failure:
        """The content hash of a page and what it says; a Failure where telling so takes too much."""
        return await self._call(read_page_now, body, hint, url, declared_encoding)

    async def _call(self, job: Callable[[bytes, Hint, str, str | None], _T], *args: Any) -> _T | Failure:
        self._used = True
        url = args[2]
        task = self._pool.schedule(job, args=args, timeout=self._time_limit_seconds)
        try:
            return await asyncio.wrap_future(task)
        except (TimeoutError, FutureTimeout):
            reason = f"reading it takes longer than {self._time_limit_seconds:.0f} seconds; it was given up"
            return Failure(url, "read", reason)
        except (ProcessExpired, BrokenProcessPool, MemoryError) as error:
            return Failure(url, "read", "reading it needs more memory than allowed; it was given up", repr(error))

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


def _pause() -> int:
    """Holds a worker long enough for the others to take a task too; which one it was."""
    time.sleep(0.02)
    return os.getpid()


def _limit_memory(limit_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limit_bytes, limit_bytes))


def parse_now(body: bytes, hint: Hint, url: str, declared_encoding: str | None) -> Report | Failure:
    """In this process, without limits: the report that these bytes are, or why there is none."""
    try:
        return _report_or_failure(read_document(body, url=url, declared_encoding=declared_encoding), hint, url)
    except Unreadable as error:
        return _unreadable(url, error)


def read_page_now(body: bytes, hint: Hint, url: str, declared_encoding: str | None) -> PageReading:
    """In this process, without limits: a page's content hash and what it says, of one reading."""
    try:
        document = read_document(body, declared_encoding=declared_encoding)
    except Unreadable as error:
        return PageReading(page_hash(body, declared_encoding), _unreadable(url, error))
    return PageReading(page_hash(body, declared_encoding, document), _report_or_failure(document, hint, url))


def _report_or_failure(document: Document, hint: Hint, url: str) -> Report | Failure:
    try:
        return report_of(document, hint)
    except NotAReport as error:
        return Failure(url, "parse", str(error))


def _unreadable(url: str, error: Unreadable) -> Failure:
    return Failure(url, "read", str(error), repr(error.__cause__ or ""))
