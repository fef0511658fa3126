"""Agencies parsed again in processes of their own, each with its own connection: storing takes as long as parsing."""

import asyncio
from collections import Counter

from gxcrawl.model import Agency
from pipelines.patience import Impatience, Patience
from pipelines.processes import GivenUp, Processes, joined
from pipelines.reparse import Choice, Reparser, Work
from pipelines.workers import parse_here

_AGENCIES_PER_WORKER = 50  # then a fresh process: libraries for PDF and Office files keep memory
_DOCUMENTS_AT_THE_LIMIT = 10  # of an agency, before its documents are looked at one by one


class ReparseWorkers:
    """Does in `workers` processes what `Reparser.agency` does here."""

    def __init__(
        self, uri: str, workers: int, time_limit_seconds: float, memory_limit_bytes: int, patience: Patience
    ) -> None:
        """time_limit_seconds: for one document. patience: with a database that is away."""
        self._uri = uri
        self._seconds = time_limit_seconds * _DOCUMENTS_AT_THE_LIMIT
        self._patience = patience
        self._processes = Processes(workers, memory_limit_bytes, _AGENCIES_PER_WORKER)

    async def agency(self, agency: Agency, choice: Choice, otherwise: Work) -> Counter[str]:
        """Documents, and outcomes by name. otherwise: what is done where one of the documents takes too much."""
        job = (self._uri, agency, Choice((agency,), choice.year, choice.everything))
        try:
            return await self._patience.wait(lambda: self._processes.call(_parse_agency, *job, seconds=self._seconds))
        except GivenUp:
            return await otherwise(agency, choice)

    def close(self) -> None:
        """Ends the workers; what they are at can be done again."""
        self._processes.close()


def _parse_agency(uri: str, agency: Agency, choice: Choice) -> Counter[str]:
    """Raises TryLater where the database is away; what was done of the agency then is done again."""
    return asyncio.run(Reparser(joined(uri), parse_here, 1, Impatience()).agency(agency, choice))
