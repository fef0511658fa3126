"""The response of each address of the API, made from the same page models as the HTML pages."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, TypeVar

from gxcrawl.errors import NotThere
from gxcrawl.presenting.explaining import explain
from gxcrawl.presenting.overviews.coverage_groups import STATES, narrowed
from gxcrawl.presenting.places import Place
from gxcrawl.reports.coverage import Row, coverage
from gxcrawl.reports.revisions import Changes
from gxcrawl.storage import KeptFailure
from gxcrawl.web.api.types import (
    AgencyAnswer,
    AgencyKey,
    ContradictionAnswer,
    CoverageAnswer,
    ExplanationAnswer,
    FailureAnswer,
    PageOf,
    ReportDigest,
    ReportKey,
    RevisedReportAnswer,
    RunAnswer,
    ValueKey,
)
from gxcrawl.web.loading.library import Library
from gxcrawl.web.pages.revisions import RevisedReport
from gxcrawl.web.paging import Paged, paged
from gxcrawl.web.queries import ContradictionsQuery, CoverageQuery, FailuresQuery, NoQuery, ReportsQuery, RevisionsQuery

_ROWS_A_PAGE = 100
_RUNS = 100
_T = TypeVar("_T")


def coverage_answer(library: Library, query: CoverageQuery) -> CoverageAnswer:
    """Which agency's report of which year is there, and in what state."""
    years = () if query.year is None else (query.year,)
    grid = narrowed(library.grid(), portal=query.portal, level=query.level, name=query.name, years=years)
    page = paged(grid.rows, query.page, _ROWS_A_PAGE)
    return CoverageAnswer(
        years=list(grid.years),
        expected=grid.expected,
        counts={state: grid.count(state) for state in STATES},
        agencies=_page_of(page, map(_agency, page.items)),
    )


def agency_answer(library: Library, query: AgencyKey) -> AgencyAnswer:
    """One agency, with the states of its years."""
    agency = library.one_agency(query.agency_id)
    failures = [kept.failure for kept in library.database.failures.find(agency_id=agency.id)]
    grid = coverage(library.database.reports.standings(agency_id=agency.id), [agency], failures)
    return _agency(grid.rows[0])


def _agency(row: Row) -> AgencyAnswer:
    states = {str(year): sorted(states) for year, states in row.states.items()}
    return AgencyAnswer.model_validate(asdict(row.agency) | {"states": states, "failures": row.failures})


def reports_answer(library: Library, query: ReportsQuery) -> PageOf[ReportDigest]:
    """Reports without their contents, sorted by id."""
    found = list(library.database.reports.digests(agency_id=query.agency, portal=query.portal, year=query.year))
    page = paged(found, query.page, _ROWS_A_PAGE)
    return _page_of(page, map(_digest, page.items))


def _digest(digest: Mapping[str, Any]) -> ReportDigest:
    return ReportDigest.model_validate({**digest, **_whose(digest), "id": digest["_id"], "failing": digest["checks"]})


def _whose(digest: Mapping[str, Any]) -> dict[str, Any]:
    agency = digest["agency"]
    return {
        "report_id": digest["_id"],
        "agency_id": agency["id"],
        "agency": agency["name"],
        "portal": agency["portal"],
        "year": digest["year"],
    }


def report_answer(library: Library, query: ReportKey) -> dict[str, Any]:
    """A report as it is stored; docs/data.md describes it."""
    return library.one_report(query.id)


def explanation_answer(library: Library, query: ValueKey) -> ExplanationAnswer:
    """One value of a report: why it is doubtful, which checks use it, and where it was read."""
    found = [one for one in explain(library.one_report(query.id), query.cell) if one.path == query.cell]
    if not found:
        raise NotThere(f"{query.id} has no value {query.cell!r}")
    one = found[0]
    return ExplanationAnswer.model_validate(asdict(one) | {"place": None if one.place is None else _place(one.place)})


def _place(place: Place) -> dict[str, Any]:
    return asdict(place) | {"cells": [cell.text for cell in place.cells], "origin": place.origin_words}


def contradictions_answer(library: Library, query: ContradictionsQuery) -> PageOf[ContradictionAnswer]:
    """The checks that fail."""
    page = library.contradictions(query).list
    return _page_of(page, map(ContradictionAnswer.model_validate, page.items))


def revisions_answer(library: Library, query: RevisionsQuery) -> PageOf[RevisedReportAnswer]:
    """Reports that were changed at the source after they were first seen."""
    page = library.revisions(query).list
    return _page_of(page, map(_revised, page.items))


def _revised(report: RevisedReport) -> RevisedReportAnswer:
    revisions = [
        asdict(one.after) | asdict(one.after.changes or Changes((), ())) | {"same_date": one.same_date}
        for one in report.revisions
    ]
    return RevisedReportAnswer.model_validate(_whose(report.digest) | {"revisions": revisions})


def runs_answer(library: Library, query: NoQuery) -> list[RunAnswer]:
    """The latest runs, the last one first."""
    del query
    return list(map(RunAnswer.model_validate, library.database.runs.latest(_RUNS)))


def failures_answer(library: Library, query: FailuresQuery) -> PageOf[FailureAnswer]:
    """What could not be fetched, read, parsed or stored; met last first."""
    page = library.runs(query).failures
    return _page_of(page, map(_failure, page.items))


def _failure(kept: KeptFailure) -> FailureAnswer:
    return FailureAnswer.model_validate(asdict(kept) | asdict(kept.failure))


def _page_of(page: Paged[Any], items: Iterable[_T]) -> PageOf[_T]:
    return PageOf(page=page.page, pages=page.pages, count=page.count, items=list(items))
