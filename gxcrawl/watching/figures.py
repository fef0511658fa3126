"""The figures of one portal that alarms are made of: its reports before a run, and what the run met."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from gxcrawl.report_document import TABLES, is_amount, stored_values
from gxcrawl.storage import Database, Document
from gxcrawl.storage.documents import truncated

_ABOUT = ("publisher", "published_on")
_STANDING = dict.fromkeys(("first_seen", "last_seen", "parsed_at", "gone_since", "agency", "year"), 1)
FIELDS = {**_STANDING, **dict.fromkeys((*TABLES, *_ABOUT), 1)}
"""What `figures_of` needs of a report."""


@dataclass(slots=True)
class FieldCounts:
    """How many reports there are, how many of them have a field, and in how many of these its value is not known."""

    reports: int = 0
    printed: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)

    def add(self, report: Mapping[str, Any]) -> None:
        """Counts one report in."""
        self.reports += 1
        for path, value in _fields(report):
            self.printed[path] += 1
            self.missing[path] += value is None

    def share(self, path: str) -> float:
        """The share of reports that have the field where it is not known."""
        return self.missing[path] / self.printed[path] if self.printed[path] else 0.0


@dataclass(slots=True)
class AgencyYears:
    """An agency as its reports name it, and the years they are about."""

    name: str
    level: str | None
    years: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class PortalFigures:
    """known: reports that were published when the run began. met: all that it met, new ones included.

    now: the reports that were read in this run; before: all others.
    """

    portal_id: str
    known: int
    met: int
    before: FieldCounts
    now: FieldCounts
    agencies: Mapping[str, AgencyYears]


def read_figures(database: Database, portal_id: str, started_at: datetime) -> PortalFigures:
    """The figures of a portal after a run that began at `started_at`.

    Values take twenty times as long to read as the rest, and say something only where reports of this run stand beside
    others: the first run of a portal has none to compare with, and most later ones read nothing new.
    """
    start = truncated(started_at)
    standing = list(database.reports.find(portal=portal_id, projection=_STANDING))
    read_now = sum(_was_read_since(report, start) for report in standing)
    if 0 < read_now < len(standing):
        return figures_of(portal_id, database.reports.find(portal=portal_id, projection=FIELDS), started_at)
    return figures_of(portal_id, standing, started_at)


def figures_of(portal_id: str, reports: Iterable[Document], started_at: datetime) -> PortalFigures:
    """The same of reports that have FIELDS, or all of them but values and what is said about them."""
    start = truncated(started_at)
    known = met = 0
    before, now = FieldCounts(), FieldCounts()
    agencies: dict[str, AgencyYears] = {}
    for report in reports:
        gone_since = report.get("gone_since")
        known += report["first_seen"] < start and (gone_since is None or gone_since >= start)
        met += report["last_seen"] >= start
        (now if _was_read_since(report, start) else before).add(report)
        whose = report["agency"]
        agency = agencies.setdefault(whose["id"], AgencyYears(whose["name"], whose.get("level")))
        agency.years.add(report["year"])
    return PortalFigures(portal_id=portal_id, known=known, met=met, before=before, now=now, agencies=agencies)


def _was_read_since(report: Document, start: datetime) -> bool:
    parsed_at = report.get("parsed_at")
    return parsed_at is not None and parsed_at >= start


def _fields(report: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name in _ABOUT:
        yield name, report.get(name)
    for path, value in stored_values(report):
        yield path, value["value"] if is_amount(value) else value
