"""`reports` and `report_revisions`: one report per agency and year, and every earlier version of it."""

from collections.abc import Callable, Iterator, Sequence, Set
from datetime import datetime
from typing import Literal

from gxcrawl.errors import TryLater
from gxcrawl.model import Standing
from gxcrawl.storage.collections import REPORT_REVISIONS, REPORTS
from gxcrawl.storage.documents import (
    Document,
    Projection,
    Scalar,
    StoredReport,
    Where,
    agency_and_year,
    lacking,
    storable,
    truncated,
)
from gxcrawl.storage.interface import Backend
from gxcrawl.storage.repositories.revisions import Place, places, same_report, seen_again, still_published, succeeding

PutOutcome = Literal["new", "revised", "completed", "unchanged", "outdated"]

_ATTEMPTS = 100  # to withdraw a report; each failure means that another writer changed it
_LARGEST = ("sections", "tables", "cells", "claims")  # most of a report's size; new checks never change these


class Reports:
    """Reads and writes the documents of `reports`, as docs/data.md describes them."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def put(self, document: Document, *, considered: Set[Place] | None = None) -> PutOutcome:
        """Stores a report under its `_id`; idempotent. Returns what happened:

        - `new`: there was none, or only a withdrawn one, whose revision numbers are continued.
        - `revised`: values or prose changed; the version before is moved to `report_revisions`.
        - `completed`: they changed although the primary source is still published: a fuller copy was found.
        - `unchanged`: the same report; `last_seen` and places are updated, and what a newer parser or check says.
        - `outdated`: someone added a source meanwhile; nothing is written, assemble again.

        considered: every place examined for this report; a place of them that the report does not name was found not to
        print it. If None, `outdated` is never returned. The database sets `revision`; `first_seen` is the earliest
        given. Required fields: `_id`, `sources`, `first_seen` and `last_seen`.
        """
        fresh = {**storable(document), "revision": 1}
        outcome: PutOutcome = "new"
        back: Document | None = None

        def change(current: Document | None) -> Document | None:
            nonlocal outcome, back
            if current is None:
                outcome, withdrawn = "new", self._last_withdrawn(fresh["_id"])
                if withdrawn is None:
                    return fresh
                back = withdrawn if same_report(withdrawn, fresh) or still_published(withdrawn, fresh) else None
                return succeeding(withdrawn, fresh, withdrawn["revision"] + (back is None))
            if considered is not None and not places(current) <= considered:
                outcome = "outdated"
                return None
            stored, current = current, self._numbered(current)
            if same_report(current, fresh):
                outcome = "unchanged"
                again = seen_again(current, fresh)
                return None if again == stored else again
            if still_published(current, fresh):
                outcome = "completed"
                return succeeding(current, fresh, current["revision"])
            outcome = "revised"
            self._keep_version(current)
            return succeeding(current, fresh, current["revision"] + 1)

        self._backend.update(REPORTS, fresh["_id"], change)
        if outcome == "new" and back is not None:  # not superseded
            self._backend.delete(REPORT_REVISIONS, back["_id"])
        return outcome

    def _last_withdrawn(self, report_id: str) -> Document | None:
        """The last version of a withdrawn report; None if there never was one."""
        last, number = None, 1
        while (version := self._backend.get(REPORT_REVISIONS, f"{report_id}/{number}")) is not None:
            last, number = version, number + 1
        return last

    def _numbered(self, current: Document) -> Document:
        """The stored report; if another program removed its revision number, with the one after its last version."""
        if current.get("revision") is not None:
            return current
        last = self._last_withdrawn(current["_id"])
        return {**current, "revision": 1 if last is None else last["revision"] + 1}

    def _keep_version(self, superseded: Document) -> None:
        """Stores the superseded version before its successor is written, so that a crash in between loses neither.

        Always written again: a copy left by a crash may be older than the current version.
        """
        copy = {**superseded, "_id": f"{superseded['_id']}/{superseded['revision']}"}
        self._backend.update(REPORT_REVISIONS, copy["_id"], lambda current: None if current == copy else copy)

    def seen(self, report_id: str, at: datetime) -> None:
        """Records that the report's source was found unchanged; a report marked as gone is no longer."""
        moment = truncated(at)

        def change(current: Document | None) -> Document | None:
            if current is None or (current["last_seen"] >= moment and current.get("gone_since") is None):
                return None
            return {**current, "last_seen": max(current["last_seen"], moment), "gone_since": None}

        self._backend.update(REPORTS, report_id, change)

    def gone(self, report_id: str, at: datetime, *, missed_since: datetime | None = None) -> None:
        """Records when the report was first found no longer published; the report stays.

        missed_since: when the crawl that did not meet it began, otherwise `at`; what others saw since is not gone.
        """
        since = truncated(missed_since or at)

        def change(current: Document | None) -> Document | None:
            if current is None or current.get("gone_since") is not None or current["last_seen"] >= since:
                return None
            return {**current, "gone_since": truncated(at)}

        self._backend.update(REPORTS, report_id, change)

    def recheck(self, report_id: str, checks_of: Callable[[Document], list[Document]]) -> None:
        """Replaces a report's checks by newly computed ones; does nothing if there is no such report.

        checks_of: called with the report without its prose, tables, claims and the places of its values.
        """

        def change(current: Document | None) -> Document | None:
            if current is None:
                return None
            checks = storable({"checks": checks_of(current)})["checks"]
            return None if checks == current.get("checks") else {**current, "checks": checks}

        self._backend.update(REPORTS, report_id, change, untouched=_LARGEST)

    def withdraw(self, report_id: str, *, considered: Set[Place] | None = None) -> bool:
        """Withdraws a report that proved not to be one of this agency and year; it stays among the revisions.

        If it is stored again, its revision number continues. considered: see `put`; returns False, without change, if
        someone added a source meanwhile.
        """
        for _ in range(_ATTEMPTS):
            current = self._backend.get(REPORTS, report_id)
            if current is None:
                return True
            if considered is not None and not places(current) <= considered:
                return False
            self._keep_version(current)
            if self._backend.delete(REPORTS, report_id, current):
                return True
        raise TryLater(f"{report_id} is being changed by others")

    def get(self, report_id: str, projection: Projection | None = None) -> Document | None:
        """The report with this id, `<agency_id>/<year>`; with `projection` only those fields of it."""
        found = self._backend.get(REPORTS, report_id, projection)
        return None if found is None else StoredReport(found)

    def find(
        self,
        *,
        agency_id: str | Sequence[str] | None = None,
        portal: str | None = None,
        year: int | Sequence[int] | None = None,
        projection: Projection | None = None,
    ) -> Iterator[Document]:
        """The reports that match all given conditions, sorted by `_id`; with `projection` only those fields.

        agency_id, year: a report matches if it has one of several values.
        """
        return map(StoredReport, self._backend.find(REPORTS, _where(agency_id, portal, year), projection))

    def digests(
        self, *, agency_id: str | None = None, portal: str | None = None, year: int | None = None
    ) -> Iterator[Document]:
        """The digests of the same reports (digests.py), thousands in a fraction of a second."""
        return map(_complete, self._backend.digests(_where(agency_id, portal, year)))

    def standings(
        self, *, agency_id: str | None = None, portal: str | None = None, year: int | None = None
    ) -> Iterator[Standing]:
        """The standings of the same reports, in a fraction of the time of digests."""
        for standing in self._backend.standings(_where(agency_id, portal, year)):
            if None in (standing.agency_id, standing.year, standing.revision):
                list(self.digests())  # raises the error that names the report
            yield standing

    def from_raw(self, raw_id: str) -> Iterator[Document]:
        """The reports that name this raw document among their sources."""
        return map(StoredReport, self._backend.find(REPORTS, {"sources.raw_id": raw_id}))

    def versions(self, report_id: str, projection: Projection | None = None) -> list[Document]:
        """The superseded versions of a report, the oldest first; with `projection` only those fields and `revision`.

        A copy of the current version, left by a process killed before it wrote the next one, is none of them.
        """
        agency_id, _ = agency_and_year(report_id)
        fields = None if projection is None else {**projection, "revision": 1}
        kept = self._backend.find(REPORT_REVISIONS, {"agency.id": agency_id}, fields)
        mine = [StoredReport(document) for document in kept if document["_id"].startswith(f"{report_id}/")]
        current = self._backend.get(REPORTS, report_id, {"revision": 1})
        superseded = [one for one in mine if current is None or one["revision"] < current["revision"]]
        return sorted(superseded, key=lambda document: int(document["revision"]))

    def count(self) -> int:
        """The number of reports."""
        return self._backend.count(REPORTS, {})


def _complete(digest: Document) -> Document:
    """The digest itself. Raises CannotRun if the report has no agency, year or revision, by which lists are made."""
    for field in ("agency", "year", "revision"):
        if digest[field] is None:
            raise lacking(digest["_id"], field)
    return digest


def _where(agency_id: str | Sequence[str] | None, portal: str | None, year: int | Sequence[int] | None) -> Where:
    conditions: dict[str, Scalar | Sequence[str] | Sequence[int]] = {
        "agency.id": agency_id,
        "agency.portal": portal,
        "year": year,
    }
    return {field: value for field, value in conditions.items() if value is not None}
