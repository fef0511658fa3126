"""The revisions of many reports: what was changed at the source after a report was first seen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from gxcrawl.presenting.versions import Version

FIELDS = {"agency": 1, "year": 1, "revision": 1}
"""The fields of a report by which `is_revised` finds the reports to read whole."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision of a report: the version that was replaced and the one that replaced it, with the changes."""

    report_id: str
    agency_id: str
    agency: str
    portal: str
    year: int
    before: Version
    after: Version

    @property
    def same_date(self) -> bool:
        """True if both versions print the same day of publication, or none: nothing tells a reader of the revision."""
        return self.before.published_on == self.after.published_on


def is_revised(report: Mapping[str, Any]) -> bool:
    """True if a report, or its digest, has earlier versions."""
    return bool(report["revision"] > 1)


def revisions_of(report: Mapping[str, Any], versions: Sequence[Version]) -> Iterator[Revision]:
    """The revisions of one report, the oldest first. versions: all of them, the oldest first."""
    agency = report["agency"]
    for before, after in pairwise(versions):
        yield Revision(report["_id"], agency["id"], agency["name"], agency["portal"], report["year"], before, after)


def latest_first(revisions: Iterable[Revision]) -> list[Revision]:
    """Sorted by the day on which they were first seen, the latest first; those of one moment by report."""
    by_report = sorted(revisions, key=lambda one: (one.portal, one.report_id, one.after.revision))
    return sorted(by_report, key=lambda one: one.after.first_seen, reverse=True)
