"""The page of runs and failures: the latest runs with their results, and the open failures with their reasons."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from gxcrawl.model import Agency, Stage
from gxcrawl.storage import KeptFailure, Run
from gxcrawl.web.paging import Paged, paged
from gxcrawl.web.queries import FailuresQuery

_FAILURES_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class RunsPage:
    """The contents of the page. stages: stage → number of failures that match the other conditions.

    names: id → name of the agencies whose failures are shown.
    """

    runs: tuple[Run, ...]
    failures: Paged[KeptFailure]
    stages: Mapping[Stage, int]
    portals: tuple[str, ...]
    names: Mapping[str, str]


def runs_page(
    runs: Sequence[Run],
    failures: Iterable[KeptFailure],
    query: FailuresQuery,
    agency_of: Callable[[str], Agency | None],
) -> RunsPage:
    """The page with the failures that match the query, latest first.

    failures: all open failures. agency_of: returns the agency with an id, or None.
    """
    every = list(failures)
    chosen = [
        kept
        for kept in every
        if query.portal in (None, kept.failure.portal_id) and query.agency in (None, kept.failure.agency_id)
    ]
    shown = [kept for kept in chosen if query.stage in (None, kept.failure.stage)]
    shown.sort(key=lambda kept: (kept.last_seen, kept.failure.url), reverse=True)
    portals = {kept.failure.portal_id for kept in every if kept.failure.portal_id is not None}
    stages = Counter(kept.failure.stage for kept in chosen)
    page = paged(shown, query.page, _FAILURES_A_PAGE)
    ids = {query.agency, *(kept.failure.agency_id for kept in page.items)} - {None}
    names = {agency.id: agency.name for agency in map(agency_of, filter(None, ids)) if agency is not None}
    return RunsPage(tuple(runs), page, dict(sorted(stages.items())), tuple(sorted(portals)), names)
