"""Rebuilds `reports` from `raw_documents` without network: agency by agency, parsing in worker processes.

In: an open database and a Choice. Out: the same database, and counts. The work on one agency can be repeated at any
time, so a crash costs only time.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from gxcrawl import PARSER_VERSION
from gxcrawl.errors import CannotRun, TryLater
from gxcrawl.model import Agency, Failure, Report, Source, Stage
from gxcrawl.storage import Database, RawEntry
from gxcrawl.storage.documents import agency_and_year
from pipelines.database_retries import DatabaseRetries
from pipelines.reports.continuity import recheck_all
from pipelines.reports.derive import UNKNOWN_YEAR, Deriver, Parse, Reading, leading_place, year_of
from pipelines.reports.failures import store_failure

_STAGES: tuple[Stage, ...] = ("read", "parse", "store")
_AGENCIES_AT_ONCE = 4  # keeps the parsers busy while reports are stored


@dataclass(frozen=True, slots=True)
class Choice:
    """Documents to parse again: those of these agencies and of one year (None: all years) that need it.

    A document needs it if it was read by an older parser, or never became part of a report. everything: the others too.
    """

    agencies: tuple[Agency, ...]
    year: int | None = None
    everything: bool = False


Work = Callable[[Agency, Choice], Awaitable[Counter[str]]]
"""A function for one agency; returns counts of documents, and of results and failures by name."""


@dataclass(frozen=True, slots=True)
class _Stored:
    """A stored report: its year, its parser version, its documents."""

    year: int
    parser_version: str
    raw_ids: frozenset[str]


async def agency_by_agency(choice: Choice, work: Work, at_once: int = _AGENCIES_AT_ONCE) -> AsyncIterator[Counter[str]]:
    """Runs the work for all agencies, `at_once` at a time; yields the counts of each when it is done."""
    waiting = list(reversed(choice.agencies))
    running: set[asyncio.Future[Counter[str]]] = set()
    try:
        while waiting or running:
            while waiting and len(running) < at_once:
                running.add(asyncio.ensure_future(work(waiting.pop(), choice)))
            done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                yield task.result()
            running -= done
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)  # several may have had the same error; one reports it


class Reparser:
    """Parses stored documents again and stores the results."""

    def __init__(self, database: Database, parse: Parse, parsers: int, retries: DatabaseRetries) -> None:
        """parsers: number of documents to parse concurrently."""
        self._database = database
        self._deriver = Deriver(database, parse, retries)
        self._retries = retries
        self._room = asyncio.Semaphore(2 * parsers)  # documents in memory

    async def agency(self, agency: Agency, choice: Choice) -> Counter[str]:
        """Parses one agency again; returns counts of documents, and of results and failures by name."""
        entries, stored = await self._retries.call(self._kept_of, agency)
        wanted = _wanted(entries, stored, agency, choice)
        readings = await asyncio.gather(*(self._read(entry, agency) for entry in wanted))
        read = {entry.content_hash: reading for entry, reading in zip(wanted, readings, strict=True)}
        counts = Counter(documents=len(wanted))
        unstored: dict[str, Failure] = {}
        for year, fresh in sorted(_by_year(wanted, read, agency, stored).items()):
            try:
                counts[await self._deriver.derive(agency, year, fresh)] += 1
            except (CannotRun, TryLater):
                raise
            except Exception as error:  # noqa: BLE001 - the boundary of this stage; other reports are not affected
                unstored |= {raw_id: store_failure(reading.url, error) for raw_id, reading in fresh.items()}
        await self._retries.call(recheck_all, self._database.reports, agency.id)
        results = {raw_id: unstored.get(raw_id, reading.result) for raw_id, reading in read.items()}
        counts["failures"] = await self._retries.call(self._note_failures, entries, wanted, results, agency)
        return counts

    def _kept_of(self, agency: Agency) -> tuple[list[RawEntry], list[_Stored]]:
        entries = list(self._database.raw_documents.entries(agency_id=agency.id))
        fields = {"parser_version": 1, "sources": 1}
        reports = self._database.reports.find(agency_id=agency.id, projection=fields)
        stored = [
            _Stored(
                agency_and_year(r["_id"])[1],
                r.get("parser_version", ""),
                frozenset(s["raw_id"] for s in r.get("sources") or ()),
            )
            for r in reports
        ]
        return entries, stored

    async def _read(self, entry: RawEntry, agency: Agency) -> Reading:
        place = leading_place(entry, agency.id)
        if place is None:
            raise ValueError(f"{entry.content_hash} is not of {agency.id}")
        async with self._room:
            return await self._deriver.read_again(entry.content_hash, place)

    def _note_failures(
        self,
        entries: Iterable[RawEntry],
        wanted: Iterable[RawEntry],
        results: Mapping[str, Report | Failure],
        agency: Agency,
    ) -> int:
        """Clears failures of reading and storing that are repaired, records the others; returns their number.

        A page that is not a report is no failure if attachments of it are stored.
        """
        pages = {source.parent_url for entry in entries for source in entry.sources}
        count = 0
        for entry in wanted:
            for place in (source for source in entry.sources if source.agency_id == agency.id):
                failure = _failure(results[entry.content_hash], place)
                for stage in _STAGES:
                    if failure is None or failure.stage != stage:
                        self._database.failures.clear(place.url, stage)
                if failure is not None and not (failure.stage == "parse" and (place.files or place.url in pages)):
                    about = replace(
                        failure,
                        agency_id=agency.id,
                        portal_id=agency.portal,
                        raw_id=entry.content_hash,
                        year=place.year,
                    )
                    self._database.failures.record(about, datetime.now(UTC))
                    count += 1
        return count


def _wanted(entries: Iterable[RawEntry], stored: Iterable[_Stored], agency: Agency, choice: Choice) -> list[RawEntry]:
    of: defaultdict[str, list[_Stored]] = defaultdict(list)
    for report in stored:
        for raw_id in report.raw_ids:
            of[raw_id].append(report)
    return [
        entry
        for entry in entries
        if leading_place(entry, agency.id) is not None
        and _is_of_year(entry, of[entry.content_hash], choice.year)
        and (choice.everything or _needs_it(of[entry.content_hash]))
    ]


def _needs_it(reports: list[_Stored]) -> bool:
    return not reports or any(report.parser_version != PARSER_VERSION for report in reports)


def _is_of_year(entry: RawEntry, reports: list[_Stored], year: int | None) -> bool:
    """True if the document is or may be about the year."""
    if year is None:
        return True
    if reports:
        return any(report.year == year for report in reports)
    return any(source.year in (None, year) for source in entry.sources)


def _by_year(
    wanted: Iterable[RawEntry], read: dict[str, Reading], agency: Agency, stored: Iterable[_Stored]
) -> dict[int, dict[str, Reading]]:
    """Year → documents to assemble, including reports that name one of the documents although it now says otherwise."""
    by_year: defaultdict[int, dict[str, Reading]] = defaultdict(dict)
    for entry in wanted:
        raw_id = entry.content_hash
        result = read[raw_id].result
        years = {report.year for report in stored if raw_id in report.raw_ids}
        if isinstance(result, Report):
            places = (source for source in entry.sources if source.agency_id == agency.id)
            years |= {year for place in places if (year := year_of(result, place)) is not None}
        for year in years:
            by_year[year][raw_id] = read[raw_id]
    return by_year


def _failure(result: Report | Failure, place: Source) -> Failure | None:
    """The failure of a document at one of its places; None if there is none."""
    if isinstance(result, Failure):
        return replace(result, url=place.url)
    return Failure(place.url, "parse", UNKNOWN_YEAR) if year_of(result, place) is None else None
