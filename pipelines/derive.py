"""Reports from raw documents: get what prints the same report, assemble it, store it.

Used by a crawl for what it just fetched and by a re-parse for everything kept: `reports` can always be rebuilt.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from gxcrawl.assembly import Candidate, assemble
from gxcrawl.forms.report import Hint
from gxcrawl.model import Agency, Failure, FetchedDocument, Report, Source
from gxcrawl.storage import Database, Document, PutOutcome, RawEntry
from pipelines.continuity import carried_forward, recheck, with_continuity
from pipelines.patience import Patience

Parse = Callable[[bytes, Hint, str, str | None], Awaitable[Report | Failure]]
Derived = PutOutcome | Literal["withdrawn"]

_PLACES = {"sources": 1}
UNKNOWN_YEAR = "the year it is about stands neither in its title nor in its text"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a raw document says, read with the hint of the place at `url`."""

    result: Report | Failure
    url: str


def hint_of(source: Source | FetchedDocument) -> Hint:
    """What the place where a document was seen says about it."""
    return Hint(source.title, source.year, source.publisher, source.published_on)


def year_of(report: Report, source: Source) -> int | None:
    """The year a document is about: its own word, else that of the place where it stands."""
    return report.year if report.year is not None else source.year


def leading_place(entry: RawEntry, agency_id: str) -> Source | None:
    """The place whose hint counts for this agency, whichever was seen first. None where no place is the agency's."""
    return min(_own(entry, agency_id), key=lambda source: source.url, default=None)


class Deriver:
    """Derives the reports of one database. Two at once for one agency do each other's work again; none is lost."""

    def __init__(self, database: Database, parse: Parse, patience: Patience) -> None:
        self._database = database
        self._parse = parse
        self._patience = patience

    async def derive(self, agency: Agency, year: int, fresh: Mapping[str, Reading]) -> Derived:
        """Stores the report of an agency and year, of which raw documents (by id) were just read.

        Every other document known to print it is read again, so that what comes out does not depend on the order in
        which they came. Where another process added one meanwhile, that one counts too. A report that nothing prints
        any more is withdrawn.
        """
        outcome = await self._derive(agency, year, dict(fresh))
        # Written first, compared then: of two processes that store neighbouring years at once, one sees both.
        for affected in (year, year + 1):
            await self._patience.call(recheck, self._database.reports, agency.id, affected)
        return outcome

    async def _derive(self, agency: Agency, year: int, read: dict[str, Reading]) -> Derived:
        outcome: PutOutcome = "outdated"
        while outcome == "outdated":
            existing = await self._patience.call(self._database.reports.get, f"{agency.id}/{year}", _PLACES)
            sources = existing["sources"] if existing else []
            candidates, unread = await self._candidates(agency, year, {s["raw_id"] for s in sources}, read)
            if not candidates:
                if existing is None or unread:
                    return "unchanged"
                await self._patience.call(self._database.reports.withdraw, existing["_id"])
                return "withdrawn"
            document = assemble(agency, year, candidates)
            document["sources"] += [_as_copy(source) for source in sources if source["raw_id"] in unread]
            outcome = await self._patience.call(self._put, document, sources)
        return outcome

    async def _candidates(
        self, agency: Agency, year: int, named: set[str], read: dict[str, Reading]
    ) -> tuple[list[Candidate], set[str]]:
        """Everything that prints the report, at every place; and what is named but cannot be read just now.

        Adds to `read` what had to be read again.
        """
        candidates: list[Candidate] = []
        unread: set[str] = set()
        for raw_id in sorted(named | read.keys()):
            entry = await self._patience.call(self._database.raw_documents.entry, raw_id)
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
        """What a kept document says, read with the hint of one of its places."""
        raw = await self._patience.call(self._database.raw_documents.get, raw_id)
        if raw is None:
            return Reading(Failure(place.url, "read", "the document is gone from the database"), place.url)
        return Reading(await self._parse(raw.content, hint_of(place), place.url, raw.encoding), place.url)

    def _put(self, document: Document, sources: list[Document]) -> PutOutcome:
        before = carried_forward(self._database.reports, document["agency"]["id"], document["year"] - 1)
        fresh = {**with_continuity(document, before), "parsed_at": datetime.now(UTC)}
        considered = {(source["url"], source["raw_id"]) for source in (*sources, *document["sources"])}
        return self._database.reports.put(fresh, considered=considered)


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
    """The agency's places, but for those that showed something else than what was asked for."""
    return [source for source in entry.sources if source.agency_id == agency_id and source.refused is None]


def _as_copy(source: Document) -> Document:
    return {**source, "role": "copy" if source["role"] == "primary" else source["role"]}
