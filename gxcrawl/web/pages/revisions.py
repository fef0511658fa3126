"""The page of revisions: the reports that were changed at the source after they were first seen."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gxcrawl.presenting.overviews.revised import Revision, is_revised
from gxcrawl.web.paging import Paged, paged
from gxcrawl.web.queries import RevisionsQuery

_ROWS_A_PAGE = 20  # each is read whole, with all its versions


@dataclass(frozen=True, slots=True)
class RevisedReport:
    """One revised report: its digest, and its revisions, the latest first."""

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
    digests: Iterable[Mapping[str, Any]], query: RevisionsQuery, revisions: Callable[[str], Iterable[Revision]]
) -> RevisionsPage:
    """The revised reports that match the query, the newest year first.

    digests: of all reports. revisions: reads those of a report, the oldest first; called only for the page shown.
    """
    every = list(digests)
    chosen = [
        one for one in every if query.portal in (None, one["agency"]["portal"]) and query.year in (None, one["year"])
    ]
    revised = sorted(filter(is_revised, chosen), key=lambda one: (-one["year"], one["agency"]["portal"], one["_id"]))
    shown = paged(revised, query.page, _ROWS_A_PAGE)
    rows = (RevisedReport(one, tuple(reversed([*revisions(one["_id"])]))) for one in shown.items)
    return RevisionsPage(
        list=Paged(tuple(rows), shown.page, shown.pages, shown.count),
        reports=len(chosen),
        portals=tuple(sorted({one["agency"]["portal"] for one in every})),
        years=tuple(sorted({one["year"] for one in every}, reverse=True)),
    )
