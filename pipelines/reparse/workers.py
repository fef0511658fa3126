"""Re-parses whole agencies in worker processes, each with its own connection, because storing takes as long as
parsing.
"""

import asyncio
from collections import Counter

from gxcrawl.model import Agency
from pipelines.database_retries import DatabaseRetries, NoRetries
from pipelines.reparse.reparser import Choice, Reparser, Work
from pipelines.workers.parsing import parse_here
from pipelines.workers.processes import GivenUp, Processes, joined

_AGENCIES_PER_WORKER = 50  # then a new process: libraries for PDF and Office files leak memory
_DOCUMENTS_AT_THE_LIMIT = 10  # time limit for an agency, as a number of documents that each reach theirs


class ReparseWorkers:
    """Does the work of `Reparser.agency` in `workers` processes."""

    def __init__(
        self, uri: str, workers: int, time_limit_seconds: float, memory_limit_bytes: int, retries: DatabaseRetries
    ) -> None:
        """time_limit_seconds: for one document. retries: with a database that is away."""
        self._uri = uri
        self._seconds = time_limit_seconds * _DOCUMENTS_AT_THE_LIMIT
        self._retries = retries
        self._processes = Processes(workers, memory_limit_bytes, _AGENCIES_PER_WORKER)

    async def agency(self, agency: Agency, choice: Choice, otherwise: Work) -> Counter[str]:
        """Returns counts of documents and results. otherwise: called if one of the documents exceeds a limit."""
        job = (self._uri, agency, Choice((agency,), choice.year, choice.everything))
        try:
            return await self._retries.wait(lambda: self._processes.call(_parse_agency, *job, seconds=self._seconds))
        except GivenUp:
            return await otherwise(agency, choice)

    def close(self) -> None:
        """Ends the workers; their current work can be repeated."""
        self._processes.close()


def _parse_agency(uri: str, agency: Agency, choice: Choice) -> Counter[str]:
    """Parses one agency again in a worker. Raises TryLater if the database is away; the agency is then repeated."""
    return asyncio.run(Reparser(joined(uri), parse_here, 1, NoRetries()).agency(agency, choice))
