"""Parsing in worker processes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from gxcrawl.errors import NotAReport, Unreadable
from gxcrawl.forms.report import Hint
from gxcrawl.model import Document, Failure, Report
from gxcrawl.reading import read_document
from gxcrawl.reading.content import page_hash
from gxcrawl.reports.reading import report_of
from pipelines.item_types import PickledReport
from pipelines.workers.processes import GivenUp, Processes

_TASKS_PER_WORKER = 2000  # two per page; then a new process: libraries for PDF and Office files leak memory
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class PageReading:
    """The content hash of a page, and its report or failure."""

    content_hash: str
    result: PickledReport | Failure


class ParserPool:
    """Turns bytes into reports in `workers` processes; a document that exceeds a limit becomes a Failure."""

    def __init__(self, workers: int, time_limit_seconds: float, memory_limit_bytes: int) -> None:
        self._seconds = time_limit_seconds
        self._processes = Processes(workers, memory_limit_bytes, _TASKS_PER_WORKER)

    async def parse(self, body: bytes, hint: Hint, url: str, declared_encoding: str | None) -> Report | Failure:
        """The report in these bytes, or the failure."""
        return await self._call(parse_now, body, hint, url, declared_encoding)

    async def read(self, body: bytes, hint: Hint, url: str, declared_encoding: str | None) -> PickledReport | Failure:
        """The same, with the report pickled."""
        return await self._call(_read_now, body, hint, url, declared_encoding)

    async def read_page(
        self, body: bytes, hint: Hint, url: str, declared_encoding: str | None
    ) -> PageReading | Failure:
        """The content hash and the report of a page; a Failure if computing them exceeds a limit."""
        return await self._call(read_page_now, body, hint, url, declared_encoding)

    async def do(self, job: Callable[..., _T], *args: Any) -> _T:
        """Runs a job in a worker within the limits of one document; returns or raises what it does. May raise
        GivenUp.
        """
        return await self._processes.call(job, *args, seconds=self._seconds)

    async def _call(
        self, job: Callable[..., _T], body: bytes, hint: Hint, url: str, declared_encoding: str | None
    ) -> _T | Failure:
        try:
            return await self.do(job, body, hint, url, declared_encoding)
        except GivenUp as error:
            return Failure(url, "read", f"reading it {error}", repr(error.__cause__ or ""))

    def close(self) -> None:
        """Ends the workers and their current jobs."""
        self._processes.close()


def parse_now(body: bytes, hint: Hint, url: str, declared_encoding: str | None) -> Report | Failure:
    """Parses in this process without limits: the report in these bytes, or the failure."""
    try:
        return _report_or_failure(read_document(body, url=url, declared_encoding=declared_encoding), hint, url)
    except Unreadable as error:
        return _unreadable(url, error)


async def parse_here(body: bytes, hint: Hint, url: str, declared_encoding: str | None) -> Report | Failure:
    """`parse_now` as a coroutine."""
    return parse_now(body, hint, url, declared_encoding)


def _read_now(body: bytes, hint: Hint, url: str, declared_encoding: str | None) -> PickledReport | Failure:
    return _pickled(parse_now(body, hint, url, declared_encoding))


def read_page_now(body: bytes, hint: Hint, url: str, declared_encoding: str | None) -> PageReading:
    """Reads a page in this process without limits: its content hash, and its report or failure."""
    try:
        document = read_document(body, declared_encoding=declared_encoding)
    except Unreadable as error:
        return PageReading(page_hash(body, declared_encoding), _unreadable(url, error))
    return PageReading(page_hash(body, declared_encoding, document), _pickled(_report_or_failure(document, hint, url)))


def _pickled(result: Report | Failure) -> PickledReport | Failure:
    return result if isinstance(result, Failure) else PickledReport.of(result)


def _report_or_failure(document: Document, hint: Hint, url: str) -> Report | Failure:
    try:
        return report_of(document, hint)
    except NotAReport as error:
        return Failure(url, "parse", str(error))
    except Unreadable as error:  # a page of pictures, which is only found when looking for the report
        return _unreadable(url, error)


def _unreadable(url: str, error: Unreadable) -> Failure:
    return Failure(url, "read", str(error), repr(error.__cause__ or ""))
