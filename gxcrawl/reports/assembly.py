"""All the documents that print one agency's report of one year → the one document of `reports`.

Pure: which of them is primary depends on their contents, never on the order in which they arrived.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from gxcrawl import PARSER_VERSION
from gxcrawl.checks import checked
from gxcrawl.model import Agency, Check, Report, kind_rank
from gxcrawl.portals.bodies.other_body import other_body_in
from gxcrawl.reports.document import check_to_document, report_to_document
from gxcrawl.reports.merging import check_copies, merge
from gxcrawl.text.titles import is_correction

T = TypeVar("T")
_DEADLINE = "published.deadline"
_WHOLE = 0.8  # of the earlier version's cells and sections; a corrected version may omit tables or join sections


@dataclass(frozen=True, slots=True)
class Candidate:
    """One stored document read as this report, at one of its places. title: of the document at that place."""

    raw_id: str
    url: str
    report: Report
    first_seen: datetime
    last_seen: datetime
    parent_url: str | None = None
    title: str | None = None

    @property
    def page(self) -> str:
        """The address of the article that it is, or that links it."""
        return self.parent_url or self.url

    @property
    def corrects(self) -> bool:
        """True if its title marks it as a correction, which replaces the version published before."""
        return is_correction(self.title or "") or is_correction(self.report.title)

    @property
    def weight(self) -> tuple[int, int, int]:
        """How complete it is: number of known cells, number of sections, length of prose."""
        filled = sum(cell.value is not None for cell in self.report.cells.values())
        return filled, len(self.report.sections), sum(len(section.text) for section in self.report.sections)


def assemble(agency: Agency, year: int, candidates: Sequence[Candidate]) -> dict[str, Any]:
    """The document of `reports` (docs/data.md) without `revision`, which the database sets.

    candidates: at least one. If a place had several contents over time, only the latest counts; if a correction of the
    whole report was published, only that version. The most complete of the remaining ones is primary.
    """
    latest = _latest_of_each_place(candidates)
    current = _latest_version(latest)
    ranked = sorted(current, key=_rank)
    primary = ranked[0]
    read = list({candidate.raw_id: candidate for candidate in reversed(ranked)}.values())[::-1]
    document = _merged(read)
    if len(current) < len(latest):
        document["checks"] = _with_first_deadline(document["checks"], latest)
    if other := other_body_in(document["title"], agency):
        document["checks"].append(_of_another(other, agency))
    return {
        **document,
        "_id": f"{agency.id}/{year}",
        "agency": agency_to_document(agency),
        "year": year,
        "sources": _sources(primary, candidates, current),
        "content_hash": primary.raw_id,
        "parser_version": PARSER_VERSION,
        "gone_since": None,
        "first_seen": min(candidate.first_seen for candidate in candidates),
        "last_seen": max(candidate.last_seen for candidate in candidates),
    }


def _of_another(named: str, agency: Agency) -> dict[str, Any]:
    """The failing check for a report whose title names another body (`named`), as stored."""
    message = f"标题中的机关是“{named}”，这份报告却列在“{agency.name}”名下，请核对是谁的报告。"
    return check_to_document(Check("form.agency", "fail", None, None, message))


def agency_to_document(agency: Agency) -> dict[str, Any]:
    """The agency in the form stored with a report."""
    return {
        "id": agency.id,
        "name": agency.name,
        "portal": agency.portal,
        "level": agency.level,
        "region_code": agency.region_code,
    }


def _latest_of_each_place(candidates: Sequence[Candidate]) -> list[Candidate]:
    latest: dict[str, Candidate] = {}
    for candidate in candidates:
        before = latest.get(candidate.url)
        if before is None or (candidate.last_seen, candidate.raw_id) > (before.last_seen, before.raw_id):
            latest[candidate.url] = candidate
    return list(latest.values())


def _latest_version(candidates: list[Candidate]) -> list[Candidate]:
    """Only the corrected version, if it is a whole report; a mere notice of errors replaces nothing."""
    corrected = [candidate for candidate in candidates if candidate.corrects]
    if not corrected:
        return candidates
    days: dict[str, date] = {}  # of a page, with all that it offers
    for one in corrected:
        days[one.page] = max(days.get(one.page, date.min), one.report.published_on or date.min)
    newest = [one for one in corrected if days[one.page] == max(days.values())]
    whole = all(_most(part, newest) >= _WHOLE * _most(part, candidates) for part in (0, 1))
    return newest if whole else candidates


def _most(part: int, candidates: Sequence[Candidate]) -> int:
    return max(candidate.weight[part] for candidate in candidates)


def _with_first_deadline(checks: list[dict[str, Any]], candidates: Sequence[Candidate]) -> list[dict[str, Any]]:
    """The checks, with the deadline judged by the first publication: a later correction is not late."""
    first = min(candidates, key=lambda candidate: (candidate.report.published_on or date.max, candidate.url))
    kept = {check.id: check_to_document(check) for check in first.report.checks if check.id == _DEADLINE}
    return [kept.get(check["id"], check) for check in checks]


def _rank(candidate: Candidate) -> tuple[Any, ...]:
    fullest = tuple(-part for part in candidate.weight)
    is_attachment = candidate.parent_url is not None  # among equals the page comes first
    return (fullest, is_attachment, kind_rank(candidate.report.kind), candidate.url)


def _merged(read: Sequence[Candidate]) -> dict[str, Any]:
    """All readings merged into one report with its checks, each table with the document that prints it."""
    readings = [candidate.report for candidate in read]
    merged = merge(readings)
    document = report_to_document(readings[0] if len(readings) == 1 else _checked_anew(merged.report, readings))
    for table, owner in zip(document["tables"], merged.table_owners, strict=True):
        table["raw_id"] = read[owner].raw_id
    return document


def _checked_anew(merged: Report, readings: Sequence[Report]) -> Report:
    """The report with head and checks; values in the first reading take precedence over a copy's."""
    head = replace(
        merged,
        published_on=_first(reading.published_on for reading in readings),
        signed_on=_first(reading.signed_on for reading in readings),
        publisher=_first(reading.publisher for reading in readings),
    )
    report = checked(head)
    return replace(report, checks=(*report.checks, *check_copies(readings)))


def _first(known: Iterable[T | None]) -> T | None:
    return next((one for one in known if one is not None), None)


def _sources(primary: Candidate, candidates: Sequence[Candidate], current: Sequence[Candidate]) -> list[dict[str, Any]]:
    """All places, the primary first, then by address, so that the order of arrival does not matter."""
    return [
        {"raw_id": c.raw_id, "url": c.url, "kind": c.report.kind, "role": _role(c, primary, current)}
        for c in sorted(candidates, key=lambda c: (c is not primary, c.url, c.raw_id))
    ]


def _role(candidate: Candidate, primary: Candidate, current: Sequence[Candidate]) -> str:
    if candidate is primary:
        return "primary"
    if candidate not in current:
        return "older"
    return "copy" if candidate.parent_url is None else "attachment"
