"""Reports that arrive one by one are stored by the workers that read them, each with a connection of its own.

With the embedded driver storing a report takes as long as reading it, and a thread of the crawl's own process would
take turns with the spider. A worker stores on another core.
"""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from weakref import WeakValueDictionary

from gxcrawl.model import Agency
from gxcrawl.storage import Database
from pipelines.derive import Derived, Deriver, Parse, Reading
from pipelines.items import SealedReport
from pipelines.patience import Impatience, Patience
from pipelines.processes import GivenUp, joined
from pipelines.workers import ParserPool, parse_here


@dataclass(frozen=True, slots=True)
class Arrival:
    """A report of an agency and year, as it was just read from a raw document at `url`.

    parent_url: of the page that only pointed to this file.
    """

    agency: Agency
    year: int
    raw_id: str
    report: SealedReport
    url: str
    parent_url: str | None


class Arrivals:
    """Stores arrivals: one at a time for each agency, many at once for different ones."""

    def __init__(self, uri: str, database: Database, pool: ParserPool, patience: Patience) -> None:
        self._uri = uri
        self._database = database
        self._pool = pool
        self._patience = patience
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def store(self, arrival: Arrival) -> Derived:
        """What became of the report. Raises CannotRun where the database is gone."""
        lock = self._locks.setdefault(arrival.agency.id, asyncio.Lock())
        async with lock:
            try:
                return await self._patience.wait(lambda: self._pool.do(_store_in_worker, self._uri, arrival))
            except GivenUp:  # another document of the report takes too much: here each has limits of its own
                return await _store(arrival, self._database, self._pool.parse, self._patience)


def _store_in_worker(uri: str, arrival: Arrival) -> Derived:
    return _runner().run(_store(arrival, joined(uri), parse_here, Impatience()))


_runner = cache(asyncio.Runner)
"""The event loop of a worker, which would else make one for every report."""


async def _store(arrival: Arrival, database: Database, parse: Parse, patience: Patience) -> Derived:
    """The report with all that prints it, its agency as met, and nothing left of what failed before."""
    await patience.call(database.agencies.meet, arrival.agency, datetime.now(UTC))
    fresh = {arrival.raw_id: Reading(arrival.report.open(), arrival.url)}
    outcome = await Deriver(database, parse, patience).derive(arrival.agency, arrival.year, fresh)
    await patience.call(database.failures.clear, arrival.url)
    if arrival.parent_url is not None:
        await patience.call(database.failures.clear, arrival.parent_url, "parse")
    return outcome
