"""Which reports of a portal a complete crawl did not meet again, and what that means of the lists they stood in."""

from collections import Counter
from collections.abc import Collection, Iterator, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gxcrawl.storage import Database

_FIELDS = {"sources": 1, "last_seen": 1, "gone_since": 1}


@dataclass(frozen=True, slots=True)
class _Place:
    """One report by its id, the addresses it stood at, and the list that led there."""

    report_id: str
    urls: frozenset[str]
    found_on: str


@dataclass(frozen=True, slots=True)
class Vanished:
    """Reports not met again, and how many reports each list still leads to."""

    missed: tuple[_Place, ...]
    still_listed: Counter[str]

    def gone(self, urls: Collection[str]) -> Iterator[str]:
        """The ids of reports that are gone: their portal says so, or their list leads to others and not to them.

        urls: addresses that the portal says are gone.
        """
        return (place.report_id for place in self.missed if not self._is_emptied(place, urls))

    def emptied(self, urls: Collection[str]) -> list[tuple[str, int]]:
        """Lists that led to reports and lead to none now, with how many: a list that moved looks just so."""
        lost = Counter(place.found_on for place in self.missed if self._is_emptied(place, urls))
        return sorted(lost.items())

    def _is_emptied(self, place: _Place, urls: Collection[str]) -> bool:
        return not self.still_listed[place.found_on] and place.urls.isdisjoint(urls)


def find_vanished(database: Database, portal_id: str, started_at: datetime, unreached: Set[str]) -> Vanished:
    """What a crawl that began at `started_at` and read every list did not meet.

    unreached: addresses that were listed and could not be fetched, which says nothing about their reports.
    """
    missed, still_listed = [], Counter[str]()
    for report in database.reports.find(portal=portal_id, projection=_FIELDS):
        urls = frozenset(str(source["url"]) for source in report["sources"])
        was_met, lists = _look_up(database, report, started_at)
        if was_met or not urls.isdisjoint(unreached):
            still_listed.update(lists)
        elif report.get("gone_since") is None and lists:
            missed.append(_Place(report["_id"], urls, min(lists)))
    return Vanished(tuple(missed), still_listed)


def _look_up(database: Database, report: dict[str, Any], started_at: datetime) -> tuple[bool, frozenset[str]]:
    """Whether anything of a report was met since then, and the lists that it was found on."""
    started_at = started_at.replace(microsecond=started_at.microsecond // 1000 * 1000)  # as databases keep moments
    met = report["last_seen"] >= started_at
    lists: set[str] = set()
    for url in {source["url"] for source in report["sources"]}:
        for entry in database.raw_documents.by_url(url):
            places = [source for source in entry.sources if source.url == url]
            met = met or any(place.last_seen >= started_at for place in places)
            lists.update(place.found_on for place in places if place.found_on)
    return met, frozenset(lists)
