"""Finds the reports of a portal that a complete crawl did not see again, and the lists that led to them."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import datetime

from gxcrawl.storage import Database, Document
from gxcrawl.storage.documents import truncated

# Read from the reports: digests of incomplete reports are refused, and here these two fields are enough.
_SEEN = {"last_seen": 1, "gone_since": 1}
_SOURCES = {"sources": 1}


@dataclass(frozen=True, slots=True)
class _Place:
    """One report by its id, the URLs where it was seen, and the list that led there."""

    report_id: str
    urls: frozenset[str]
    found_on: str


@dataclass(frozen=True, slots=True)
class _Trace:
    """The places of a report: its addresses, the lists that led there, and whether one of the places was seen."""

    urls: frozenset[str]
    lists: frozenset[str]
    met: bool


@dataclass(frozen=True, slots=True)
class Vanished:
    """The reports that were not seen again, and the lists that still lead to other reports."""

    missed: tuple[_Place, ...]
    leading: frozenset[str]

    def gone(self, urls: Collection[str]) -> Iterator[str]:
        """The ids of withdrawn reports: the portal says so, or their list still leads to other reports but not to them.

        urls: addresses that the portal says are gone.
        """
        return (place.report_id for place in self.missed if not self._is_emptied(place, urls))

    def emptied(self, urls: Collection[str]) -> list[tuple[str, int]]:
        """Lists that led to reports and now lead to none, with the number of these reports; a moved list looks like
        that.
        """
        lost = Counter(place.found_on for place in self.missed if self._is_emptied(place, urls))
        return sorted(lost.items())

    def _is_emptied(self, place: _Place, urls: Collection[str]) -> bool:
        return place.found_on not in self.leading and place.urls.isdisjoint(urls)


def find_vanished(database: Database, portal_id: str, started_at: datetime, unreached: Set[str]) -> Vanished:
    """The reports that a complete crawl, begun at `started_at`, did not see.

    unreached: addresses that were listed but could not be fetched; their reports count as seen.
    """
    started_at = truncated(started_at)
    met: list[str] = []
    missed: list[_Place] = []
    leading: set[str] = set()
    for report in database.reports.find(portal=portal_id, projection=_SEEN):
        if report["last_seen"] >= started_at:
            met.append(report["_id"])
            continue
        trace = _trace(database, report["_id"], started_at)
        if trace.met or not trace.urls.isdisjoint(unreached):
            leading |= trace.lists
        elif report.get("gone_since") is None and trace.lists and not _leads_unread(database, trace.lists, started_at):
            missed.append(_Place(report["_id"], trace.urls, min(trace.lists)))
    leading |= _leading(database, met, {place.found_on for place in missed} - leading, started_at)
    return Vanished(tuple(missed), frozenset(leading))


def _leads_unread(database: Database, lists: Iterable[str], started_at: datetime) -> bool:
    """True if a page that led to a report is itself a report, which this crawl met.

    It may be known, and then is not requested again: nothing says that the reports it links are gone.
    """
    return any(
        place.url == url and place.last_seen >= started_at and not place.refused
        for url in lists
        for entry in database.raw_documents.by_url(url)
        for place in entry.sources
    )


def _leading(database: Database, met: Iterable[str], lists: set[str], started_at: datetime) -> set[str]:
    """The lists that lead to a report that was seen in this crawl. Stops as soon as all of them do."""
    open_lists = set(lists)
    for report_id in met:
        if not open_lists:
            break
        open_lists -= _trace(database, report_id, started_at).lists
    return lists - open_lists


def _trace(database: Database, report_id: str, started_at: datetime) -> _Trace:
    report: Document = database.reports.get(report_id, _SOURCES) or {}
    urls = frozenset(str(source["url"]) for source in report.get("sources") or ())
    places = [
        place
        for url in urls
        for entry in database.raw_documents.by_url(url)
        for place in entry.sources
        if place.url == url
    ]
    lists = frozenset(place.found_on for place in places if place.found_on)
    return _Trace(urls, lists, any(place.last_seen >= started_at and not place.refused for place in places))
