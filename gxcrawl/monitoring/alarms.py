"""The conditions for alarms on a run. Pure: figures, limits and the date in, one line per problem out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gxcrawl.monitoring.figures import FieldCounts, PortalFigures

_ENOUGH = 5  # reports or documents; a share of fewer is meaningless
_NAMED = 5  # fields or agencies that a line names; more make it unreadable
_END_OF_SEASON = (4, 30)  # reports appear from January to April


@dataclass(frozen=True, slots=True)
class Limits:
    """Shares from 0 to 1.

    fewer: of last time's reports, how many may be missing. failed: of the documents, how many may fail. missing: by how
    much the share of reports with an unknown field may rise.
    """

    fewer: float = 0.1
    failed: float = 0.2
    missing: float = 0.2


def fewer_reports(portal: PortalFigures, limits: Limits) -> Iterator[str]:
    """A line if a portal that was crawled to its end has fewer reports than last time."""
    if portal.met < portal.known * (1 - limits.fewer):
        yield (
            f"{portal.portal_id}: {portal.met} reports met, {portal.known} were published last time; "
            "see whether its column moved"
        )


def too_many_failures(failures: int, documents: int, limits: Limits) -> Iterator[str]:
    """A line if the share of failures exceeds the limit. documents: number of documents without failure."""
    asked = failures + documents
    if asked >= _ENOUGH and failures > asked * limits.failed:
        yield f"{failures} of {asked} documents failed; see `gxcrawl failures`"


def missing_fields(portal: PortalFigures, limits: Limits) -> Iterator[str]:
    """A line for fields that are unknown more often in the reports of this run than in earlier ones."""
    now, before = portal.now, portal.before
    if now.reports < _ENOUGH or before.reports < _ENOUGH:
        return
    worse = [path for path in sorted(now.printed) if _is_worse(path, now, before, limits)]
    if worse:
        listed = ", ".join(f"{path} ({before.share(path):.0%} → {now.share(path):.0%})" for path in worse[:_NAMED])
        yield f"{portal.portal_id}: not known more often than before: {listed}{_rest(worse)}"


def _is_worse(path: str, now: FieldCounts, before: FieldCounts, limits: Limits) -> bool:
    enough = now.printed[path] >= _ENOUGH and before.printed[path] >= _ENOUGH
    return enough and now.share(path) > before.share(path) + limits.missing


@dataclass(frozen=True, slots=True)
class Silence:
    """An agency that published last year's report but not this year's. year: the year of the missing report."""

    agency_id: str
    name: str
    year: int


def silences(portal: PortalFigures, today: date) -> list[Silence]:
    """The agencies whose report is overdue, until the season ends."""
    year = today.year - 1
    return [
        Silence(agency_id, agency.name, year)
        for agency_id, agency in sorted(portal.agencies.items())
        if is_overdue(agency.level, today) and year - 1 in agency.years and year not in agency.years
    ]


def silent_agencies(portal_id: str, silent: Sequence[Silence]) -> Iterator[str]:
    """Lines for agencies of a portal gone silent. silent: those not reported before, about one year."""
    named = [f"{one.agency_id} ({one.name})" for one in silent]
    if named:
        yield f"{portal_id}: no report about {silent[0].year} yet: {', '.join(named[:_NAMED])}{_rest(named)}"


def is_overdue(level: str | None, today: date) -> bool:
    """True if a report still missing on this day is late, and the season of reports is not over.

    Townships must publish by 31 January; all others, and agencies of unknown level, by 31 March.
    """
    due = (1, 31) if level == "township" else (3, 31)
    return due < (today.month, today.day) <= _END_OF_SEASON


def _rest(names: list[str]) -> str:
    return f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
