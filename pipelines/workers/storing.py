"""Stores reports as they arrive, in the worker processes, each with its own database connection.

With the embedded driver, storing a report takes as long as reading it, and a thread of the crawl process would compete
with the spider. A worker stores on another core.
"""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from weakref import WeakValueDictionary

from gxcrawl.model import Agency
from gxcrawl.storage import Database
from pipelines.database_retries import DatabaseRetries, NoRetries
from pipelines.item_types import PickledReport
from pipelines.reports.derive import Derived, Deriver, Parse, Reading
from pipelines.workers.parsing import ParserPool, parse_here
from pipelines.workers.processes import GivenUp, joined


@dataclass(frozen=True, slots=True)
class Arrival:
    """A report of an agency and year, just read from a raw document at `url`.

    parent_url: the page that only links to this file, if any.
    """

    agency: Agency
    year: int
    raw_id: str
    report: PickledReport
    url: str
    parent_url: str | None


class Arrivals:
    """Stores arrivals: one at a time for each agency, several agencies concurrently."""

    def __init__(self, uri: str, database: Database, pool: ParserPool, retries: DatabaseRetries) -> None:
        self._uri = uri
        self._database = database
        self._pool = pool
        self._retries = retries
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def store(self, arrival: Arrival) -> Derived:
        """Stores the report and returns what was done. Raises CannotRun if the database is gone."""
        lock = self._locks.setdefault(arrival.agency.id, asyncio.Lock())
        async with lock:
            try:
                return await self._retries.wait(lambda: self._pool.do(_store_in_worker, self._uri, arrival))
            except GivenUp:  # another document of the same report took too long: here each has its own limits
                return await _store(arrival, self._database, self._pool.parse, self._retries)


def _store_in_worker(uri: str, arrival: Arrival) -> Derived:
    return _runner().run(_store(arrival, joined(uri), parse_here, NoRetries()))


_runner = cache(asyncio.Runner)
"""The event loop of a worker; without it, one would be created for every report."""


async def _store(arrival: Arrival, database: Database, parse: Parse, retries: DatabaseRetries) -> Derived:
    """Stores the report assembled from all its documents, and its agency; deletes its earlier failures."""
    await retries.call(database.agencies.meet, arrival.agency, datetime.now(UTC))
    fresh = {arrival.raw_id: Reading(arrival.report.open(), arrival.url)}
    outcome = await Deriver(database, parse, retries).derive(arrival.agency, arrival.year, fresh)
    await retries.call(database.failures.clear, arrival.url)
    if arrival.parent_url is not None:
        await retries.call(database.failures.clear, arrival.parent_url, "parse")
    return outcome
