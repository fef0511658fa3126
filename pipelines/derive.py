"""Reports from raw documents: get what prints the same report, assemble it, store it.

Used by a crawl for what it just fetched and by a re-parse for everything kept: `reports` can always be rebuilt.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from gxcrawl.assembly import Candidate, assemble
from gxcrawl.checks import check_continuity
from gxcrawl.forms.report import Hint
from gxcrawl.model import Agency, Cell, Failure, Report, Source
from gxcrawl.report_document import check_to_document
from gxcrawl.storage import Database, PutOutcome, RawEntry

Parse = Callable[[bytes, Hint, str, str | None], Awaitable[Report | Failure]]
Document = dict[str, Any]


def hint_of(source: Source) -> Hint:
    """What the place where a document was seen says about it."""
    return Hint(source.title, source.year, source.publisher, source.published_on)


class Deriver:
    """Derives the reports of one database; one at a time for each report, many at once for different ones."""

    def __init__(self, database: Database, parse: Parse) -> None:
        self._database = database
        self._parse = parse
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def derive(self, agency: Agency, year: int, raw_id: str, report: Report) -> PutOutcome:
        """Stores the report of an agency and year, of which a raw document was just read.

        Every other document known to print it is read again, so that what comes out does not depend on the order in
        which they came. Where another process added one meanwhile, that one counts too.
        """
        report_id = f"{agency.id}/{year}"
        async with self._locks[report_id]:
            read = {raw_id: report}
            while True:
                candidates = await self._candidates(report_id, agency, read)
                document = assemble(agency, year, candidates)
                outcome = await asyncio.to_thread(self._put, document)
                stored = await asyncio.to_thread(self._database.reports.get, report_id)
                if stored is None or {source["raw_id"] for source in stored["sources"]} <= read.keys():
                    break
        await self._recheck_year_after(agency, year)
        return outcome

    async def _candidates(self, report_id: str, agency: Agency, read: dict[str, Report]) -> list[Candidate]:
        """Everything known to print the report, at every place; adds to `read` what had to be read again."""
        existing = await asyncio.to_thread(self._database.reports.get, report_id)
        named = {source["raw_id"] for source in existing["sources"]} if existing else set()
        candidates: list[Candidate] = []
        for raw_id in sorted(named | read.keys()):
            entry = await asyncio.to_thread(self._database.raw_documents.entry, raw_id)
            if entry is None:
                continue
            if raw_id not in read and (again := await self._read_again(raw_id)) is not None:
                read[raw_id] = again
            if raw_id in read:
                candidates += _places(entry, agency, read[raw_id])
        return candidates

    async def _read_again(self, raw_id: str) -> Report | None:
        raw = await asyncio.to_thread(self._database.raw_documents.get, raw_id)
        if raw is None:
            return None
        source = raw.sources[0]
        result = await self._parse(raw.content, hint_of(source), source.url, raw.encoding)
        return result if isinstance(result, Report) else None

    def _put(self, document: Document) -> PutOutcome:
        before = self._database.reports.get(f"{document['agency']['id']}/{document['year'] - 1}")
        with_continuity = _with_continuity(document, before)
        return self._database.reports.put({**with_continuity, "parsed_at": datetime.now(UTC)})

    async def _recheck_year_after(self, agency: Agency, year: int) -> None:
        """The next year's report was stored before this one: its continuity can be assessed only now."""
        await asyncio.to_thread(self._recheck, f"{agency.id}/{year + 1}", f"{agency.id}/{year}")

    def _recheck(self, report_id: str, before_id: str) -> None:
        after = self._database.reports.get(report_id)
        if after is None:
            return
        checked = _with_continuity(after, self._database.reports.get(before_id))
        if checked["checks"] != after["checks"]:
            self._database.reports.put(checked)


def _places(entry: RawEntry, agency: Agency, report: Report) -> Iterable[Candidate]:
    return [
        Candidate(entry.content_hash, source.url, report, source.first_seen, source.last_seen, source.parent_url)
        for source in entry.sources
        if source.agency_id == agency.id
    ]


def _with_continuity(document: Document, before: Document | None) -> Document:
    """The report with its continuity check as the year before lets it be."""
    cells = {"applications.carried_over.total": _cell(document, "carried_over")}
    carried_forward = None if before is None else _count(before, "carried_forward")
    check = check_to_document(check_continuity(cells, document["year"], carried_forward))
    checks = [check if one["id"] == check["id"] else one for one in document["checks"]]
    return {**document, "checks": checks}


def _cell(document: Mapping[str, Any], row: str) -> Cell:
    return Cell(_count(document, row), None)


def _count(document: Mapping[str, Any], row: str) -> int | None:
    """applications.<row>.total of a stored report."""
    applications = document.get("applications") or {}
    value = (applications.get(row) or {}).get("total")
    return value if isinstance(value, int) else None
