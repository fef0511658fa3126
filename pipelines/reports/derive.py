"""Derives reports from raw documents: reads all documents that print the same report, assembles it, stores it.

Used by a crawl for new documents and by a re-parse for all stored ones: `reports` can always be rebuilt.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from gxcrawl.forms.report import Hint
from gxcrawl.model import Agency, Failure, FetchedDocument, Report, Source
from gxcrawl.reports.assembly import Candidate, assemble
from gxcrawl.storage import Database, Document, PutOutcome, RawEntry
from pipelines.database_retries import DatabaseRetries
from pipelines.reports.continuity import carried_forward, recheck, with_continuity

Parse = Callable[[bytes, Hint, str, str | None], Awaitable[Report | Failure]]
Derived = PutOutcome | Literal["withdrawn"]

_PLACES = {"sources": 1}
UNKNOWN_YEAR = "the year it is about stands neither in its title nor in its text"


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading a raw document with the hint of its place at `url`."""

    result: Report | Failure
    url: str


def hint_of(source: Source | FetchedDocument) -> Hint:
    """The hint from a place where a document was seen."""
    return Hint(source.title, source.year, source.publisher, source.published_on)


def year_of(report: Report, source: Source) -> int | None:
    """The year of a report: its own, otherwise that of its place; None if unknown."""
    return report.year if report.year is not None else source.year


def leading_place(entry: RawEntry, agency_id: str) -> Source | None:
    """The place whose hint is used for this agency, independent of the order in which places were seen; None if there
    is none.
    """
    return min(_own(entry, agency_id), key=lambda source: source.url, default=None)


class Deriver:
    """Derives the reports of one database. Two at once for one agency repeat each other's work; nothing is lost."""

    def __init__(self, database: Database, parse: Parse, retries: DatabaseRetries) -> None:
        self._database = database
        self._parse = parse
        self._retries = retries

    async def derive(self, agency: Agency, year: int, fresh: Mapping[str, Reading]) -> Derived:
        """Stores the report of an agency and year after some raw documents were read (`fresh`, by id).

        All other documents known to print it are read again, so the result does not depend on the order of arrival. If
        another process added one meanwhile, that one is included. A report that no document prints any more is
        withdrawn.
        """
        outcome = await self._derive(agency, year, dict(fresh))
        # Check after writing: if two processes store consecutive years at once, at least one of them sees both.
        for affected in (year, year + 1):
            await self._retries.call(recheck, self._database.reports, agency.id, affected)
        return outcome

    async def _derive(self, agency: Agency, year: int, read: dict[str, Reading]) -> Derived:
        outcome: PutOutcome = "outdated"
        while outcome == "outdated":
            existing = await self._retries.call(self._database.reports.get, f"{agency.id}/{year}", _PLACES)
            sources = (existing or {}).get("sources") or []
            candidates, unread = await self._candidates(agency, year, {s["raw_id"] for s in sources}, read)
            if not candidates:
                if existing is None or unread:
                    return "unchanged"
                if await self._retries.call(self._withdraw, existing["_id"], sources):
                    return "withdrawn"
                continue
            document = assemble(agency, year, candidates)
            document["sources"] += [_as_copy(source) for source in sources if source["raw_id"] in unread]
            outcome = await self._retries.call(self._put, document, sources)
        return outcome

    async def _candidates(
        self, agency: Agency, year: int, named: set[str], read: dict[str, Reading]
    ) -> tuple[list[Candidate], set[str]]:
        """All documents that print the report, at each of their places; and the ids of those that cannot be read at the
        moment.

        Adds to `read` the documents that had to be read again.
        """
        candidates: list[Candidate] = []
        unread: set[str] = set()
        for raw_id in sorted(named | read.keys()):
            entry = await self._retries.call(self._database.raw_documents.entry, raw_id)
            place = None if entry is None else leading_place(entry, agency.id)
            if entry is None or place is None:
                continue
            if raw_id not in read or read[raw_id].url != place.url:
                read[raw_id] = await self.read_again(raw_id, place)
            result = read[raw_id].result
            if isinstance(result, Report):
                candidates += _places(entry, agency, year, result)
            elif result.stage == "read" and raw_id in named:
                unread.add(raw_id)
        return candidates, unread

    async def read_again(self, raw_id: str, place: Source) -> Reading:
        """The result of reading a stored document with the hint of one of its places."""
        raw = await self._retries.call(self._database.raw_documents.get, raw_id)
        if raw is None:
            return Reading(Failure(place.url, "read", "the document is gone from the database"), place.url)
        return Reading(await self._parse(raw.content, hint_of(place), place.url, raw.encoding), place.url)

    def _withdraw(self, report_id: str, sources: list[Document]) -> bool:
        return self._database.reports.withdraw(report_id, considered=_addresses(sources))

    def _put(self, document: Document, sources: list[Document]) -> PutOutcome:
        before = carried_forward(self._database.reports, document["agency"]["id"], document["year"] - 1)
        fresh = {**with_continuity(document, before), "parsed_at": datetime.now(UTC)}
        return self._database.reports.put(fresh, considered=_addresses([*sources, *document["sources"]]))


def _addresses(sources: list[Document]) -> set[tuple[str, str]]:
    return {(source["url"], source["raw_id"]) for source in sources}


def _places(entry: RawEntry, agency: Agency, year: int, report: Report) -> list[Candidate]:
    raw_id = entry.content_hash
    return [
        Candidate(
            raw_id=raw_id,
            url=seen.url,
            report=report,
            first_seen=seen.first_seen,
            last_seen=seen.last_seen,
            parent_url=seen.parent_url,
            title=seen.title,
        )
        for seen in _own(entry, agency.id)
        if year_of(report, seen) == year
    ]


def _own(entry: RawEntry, agency_id: str) -> list[Source]:
    """The agency's places, except those where an unexpected page was delivered."""
    return [source for source in entry.sources if source.agency_id == agency_id and source.refused is None]


def _as_copy(source: Document) -> Document:
    return {**source, "role": "copy" if source["role"] == "primary" else source["role"]}
