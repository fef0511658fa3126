"""The figures of one portal on which alarms are based: its reports before a run, and those seen by the run."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from gxcrawl.reports.document import TABLES, is_amount, stored_values
from gxcrawl.storage import Database, Document
from gxcrawl.storage.documents import agency_and_year, truncated

_ABOUT = ("publisher", "published_on")
_STANDING = dict.fromkeys(("first_seen", "last_seen", "parsed_at", "gone_since", "agency"), 1)
FIELDS = {**_STANDING, **dict.fromkeys((*TABLES, *_ABOUT), 1)}
"""What `figures_of` needs of a report."""


@dataclass(slots=True)
class FieldCounts:
    """The number of reports; for each field, how many reports have it and in how many of these it is unknown."""

    reports: int = 0
    printed: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)

    def add(self, report: Mapping[str, Any]) -> None:
        """Adds one report."""
        self.reports += 1
        for path, value in _fields(report):
            self.printed[path] += 1
            self.missing[path] += value is None

    def share(self, path: str) -> float:
        """The share of reports with this field in which it is unknown."""
        return self.missing[path] / self.printed[path] if self.printed[path] else 0.0


@dataclass(slots=True)
class AgencyYears:
    """An agency and the years of its reports."""

    name: str
    level: str | None
    years: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class PortalFigures:
    """known: number of reports published when the run began. met: all seen by the run, including new ones.

    now: counts of the reports read in this run; before: of all others.
    """

    portal_id: str
    known: int
    met: int
    before: FieldCounts
    now: FieldCounts
    agencies: Mapping[str, AgencyYears]


def read_figures(database: Database, portal_id: str, started_at: datetime) -> PortalFigures:
    """The figures of a portal after a run that began at `started_at`.

    Values take twenty times as long to read as the rest, so they are read only if this run has both new and earlier
    reports to compare: a portal's first run has no earlier ones, and most later runs read nothing new.
    """
    start = truncated(started_at)
    standing = list(database.reports.find(portal=portal_id, projection=_STANDING))
    read_now = sum(_was_read_since(report, start) for report in standing)
    if 0 < read_now < len(standing):
        return figures_of(portal_id, database.reports.find(portal=portal_id, projection=FIELDS), started_at)
    return figures_of(portal_id, standing, started_at)


def figures_of(portal_id: str, reports: Iterable[Document], started_at: datetime) -> PortalFigures:
    """The same for given reports, which have the fields in FIELDS, or all of them except values and notes."""
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
        agency.years.add(agency_and_year(report["_id"])[1])
    return PortalFigures(portal_id=portal_id, known=known, met=met, before=before, now=now, agencies=agencies)


def _was_read_since(report: Document, start: datetime) -> bool:
    parsed_at = report.get("parsed_at")
    return parsed_at is not None and parsed_at >= start


def _fields(report: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name in _ABOUT:
        yield name, report.get(name)
    for path, value in stored_values(report):
        yield path, value["value"] if is_amount(value) else value
