"""What each address of the API answers, from the same pages that people see."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from gxcrawl.coverage import Row, coverage
from gxcrawl.errors import NotThere
from gxcrawl.presenting.coverage_groups import STATES, narrowed
from gxcrawl.presenting.explaining import explain
from gxcrawl.storage import KeptFailure
from gxcrawl.web.api.types import (
    AgencyAnswer,
    AgencyKey,
    ContradictionAnswer,
    CoverageAnswer,
    ExplanationAnswer,
    FailingCheck,
    FailureAnswer,
    PageOf,
    ReportDigest,
    ReportKey,
    RunAnswer,
    ValueKey,
)
from gxcrawl.web.loading import Library
from gxcrawl.web.paging import Paged, paged
from gxcrawl.web.queries import ContradictionsQuery, CoverageQuery, FailuresQuery, NoQuery, ReportsQuery

_ROWS_A_PAGE = 100
_RUNS = 100
_OF_FAILURE = ("url", "stage", "reason", "agency_id", "portal_id", "year")
_T = TypeVar("_T")


def coverage_answer(library: Library, query: CoverageQuery) -> CoverageAnswer:
    """Which agency's report of which year is there, and in what state."""
    years = () if query.year is None else (query.year,)
    grid = narrowed(library.grid(), portal=query.portal, level=query.level, years=years)
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
    agency = row.agency
    return AgencyAnswer(
        id=agency.id,
        name=agency.name,
        aliases=list(agency.aliases),
        portal=agency.portal,
        portal_name=agency.portal_name,
        level=agency.level,
        region_code=agency.region_code,
        states={str(year): sorted(states) for year, states in row.states.items()},
        failures=row.failures,
    )


def reports_answer(library: Library, query: ReportsQuery) -> PageOf[ReportDigest]:
    """Reports without their contents, sorted by id."""
    found = list(library.database.reports.digests(agency_id=query.agency, portal=query.portal, year=query.year))
    page = paged(found, query.page, _ROWS_A_PAGE)
    return _page_of(page, map(_digest, page.items))


def _digest(digest: Mapping[str, Any]) -> ReportDigest:
    return ReportDigest(
        id=digest["_id"],
        agency_id=digest["agency"]["id"],
        agency=digest["agency"]["name"],
        portal=digest["agency"]["portal"],
        failing=list(map(FailingCheck.model_validate, digest["checks"])),
        **{name: digest[name] for name in ("year", "title", "form", "published_on", "revision")},
    )


def report_answer(library: Library, query: ReportKey) -> dict[str, Any]:
    """A report as it is stored; docs/data.md describes it."""
    return library.one_report(query.id)


def explanation_answer(library: Library, query: ValueKey) -> ExplanationAnswer:
    """One value of a report: why it is doubtful, which checks use it, and where it was read."""
    found = [one for one in explain(library.one_report(query.id), query.cell) if one.path == query.cell]
    if not found:
        raise NotThere(f"{query.id} has no value {query.cell!r}")
    one = found[0]
    place = one.place
    return ExplanationAnswer.model_validate(
        {
            **{name: getattr(one, name) for name in ("path", "label", "text", "known", "standing", "note", "printed")},
            "checks": [{"id": check, "status": status, "message": words} for check, status, words in one.checks],
            "place": None
            if place is None
            else {
                "table": place.table,
                "row": place.row,
                "column": place.column,
                "cells": [cell.text for cell in place.cells],
                "origin": place.origin_words,
            },
            "source": None if one.source is None else dict(one.source),
        }
    )


def contradictions_answer(library: Library, query: ContradictionsQuery) -> PageOf[ContradictionAnswer]:
    """The checks that fail."""
    page = library.contradictions(query).list
    return _page_of(page, map(ContradictionAnswer.model_validate, page.items))


def runs_answer(library: Library, query: NoQuery) -> list[RunAnswer]:
    """The latest runs, the last one first."""
    del query
    return list(map(RunAnswer.model_validate, library.database.runs.latest(_RUNS)))


def failures_answer(library: Library, query: FailuresQuery) -> PageOf[FailureAnswer]:
    """What could not be fetched, read, parsed or stored; met last first."""
    page = library.runs(query).failures
    return _page_of(page, map(_failure, page.items))


def _failure(kept: KeptFailure) -> FailureAnswer:
    return FailureAnswer(
        **{name: getattr(kept.failure, name) for name in _OF_FAILURE},
        count=kept.count,
        first_seen=kept.first_seen,
        last_seen=kept.last_seen,
    )


def _page_of(page: Paged[Any], items: Iterable[_T]) -> PageOf[_T]:
    return PageOf(page=page.page, pages=page.pages, count=page.count, items=list(items))
