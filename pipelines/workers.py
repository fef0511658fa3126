"""Parsing in worker processes: off the event loop, within a time and a memory limit, whatever the bytes are."""

import asyncio
import multiprocessing
import resource
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool

from pebble import ProcessExpired, ProcessPool

from gxcrawl.errors import NotAReport, Unreadable
from gxcrawl.forms.report import Hint
from gxcrawl.model import Failure, Report
from gxcrawl.reports import read_report

_TASKS_PER_WORKER = 500  # then a fresh process: libraries for PDF and Office files keep memory


class ParserPool:
    """Turns bytes into reports in `workers` processes; a document that takes too much becomes a Failure."""

    def __init__(self, workers: int, time_limit_seconds: float, memory_limit_bytes: int) -> None:
        self._time_limit_seconds = time_limit_seconds
        self._pool = ProcessPool(
            max_workers=workers,
            max_tasks=_TASKS_PER_WORKER,
            initializer=_limit_memory,
            initargs=[memory_limit_bytes],
            context=multiprocessing.get_context("forkserver"),
        )

    async def parse(self, body: bytes, hint: Hint, url: str, declared_encoding: str | None) -> Report | Failure:
        """The report that these bytes are, or why there is none."""
        task = self._pool.schedule(_parse, args=[body, hint, url, declared_encoding], timeout=self._time_limit_seconds)
        try:
            return await asyncio.wrap_future(task)
        except (TimeoutError, FutureTimeout):
            reason = f"reading it takes longer than {self._time_limit_seconds:.0f} seconds; it was given up"
            return Failure(url, "read", reason)
        except (ProcessExpired, BrokenProcessPool, MemoryError) as error:
            return Failure(url, "read", "reading it needs more memory than allowed; it was given up", repr(error))

    def close(self) -> None:
        """Ends the workers; what they are at is given up."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def _limit_memory(limit_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limit_bytes, limit_bytes))


def _parse(body: bytes, hint: Hint, url: str, declared_encoding: str | None) -> Report | Failure:
    try:
        return read_report(body, hint, url=url, declared_encoding=declared_encoding)
    except NotAReport as error:
        return Failure(url, "parse", str(error))
    except Unreadable as error:
        return Failure(url, "read", str(error), repr(error.__cause__ or ""))
