"""The page of revisions: the reports that were changed at the source after they were first seen."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from gxcrawl.presenting.overviews.revised import Revision, is_revised
from gxcrawl.web.paging import Paged, paged
from gxcrawl.web.queries import RevisionsQuery

_ROWS_A_PAGE = 20  # each is read whole, with all its versions


@dataclass(frozen=True, slots=True)
class RevisedReport:
    """One revised report: its digest, and its selected revisions, the latest first."""

    digest: Mapping[str, Any]
    revisions: tuple[Revision, ...]


@dataclass(frozen=True, slots=True)
class RevisionsPage:
    """The contents of the page. reports: number of reports of the chosen portal and year, revised or not."""

    list: Paged[RevisedReport]
    reports: int
    portals: tuple[str, ...]
    years: tuple[int, ...]


def revisions_page(
    digests: Iterable[Mapping[str, Any]],
    query: RevisionsQuery,
    revisions: Callable[[str], Iterable[Revision]],
    dates: Callable[[str], Sequence[str | None]],
) -> RevisionsPage:
    """The revised reports that match the query, the newest year first.

    digests: of all reports. revisions: reads those of a report, the oldest first; called only for the page shown.
    dates: reads the printed date of publication of each superseded version, the oldest first.
    """
    every = list(digests)
    chosen = [
        one for one in every if query.portal in (None, one["agency"]["portal"]) and query.year in (None, one["year"])
    ]
    revised = [one for one in chosen if is_revised(one)]
    if query.silent:
        revised = [one for one in revised if _has_silent([*dates(one["_id"]), one["published_on"]])]
    revised.sort(key=lambda one: (-one["year"], one["agency"]["portal"], one["_id"]))
    shown = paged(revised, query.page, _ROWS_A_PAGE)
    rows: list[RevisedReport] = []
    for digest in shown.items:
        selected = [one for one in revisions(digest["_id"]) if one.same_date or not query.silent]
        rows.append(RevisedReport(digest, tuple(reversed(selected))))
    return RevisionsPage(
        list=Paged(tuple(rows), shown.page, shown.pages, shown.count),
        reports=len(chosen),
        portals=tuple(sorted({one["agency"]["portal"] for one in every})),
        years=tuple(sorted({one["year"] for one in every}, reverse=True)),
    )


def _has_silent(dates: Sequence[str | None]) -> bool:
    """True if a version prints the same date as the one before. dates: of all versions, the oldest first."""
    return any(before == after for before, after in pairwise(dates))
