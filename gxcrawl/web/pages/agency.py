"""The page of an agency: its years in a row, its main figures over the years, its revisions and sources."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gxcrawl.model import Agency
from gxcrawl.presenting.overviews.trends import breaks_of, trends_of
from gxcrawl.reports.coverage import Coverage
from gxcrawl.web.charts import Chart, chart_of
from gxcrawl.web.pages.coverage import CoverageCell, cell_of


@dataclass(frozen=True, slots=True)
class YearOfAgency:
    """One year: its states, and its report if stored. sources: kind, role, address and raw document of each."""

    cell: CoverageCell
    report_id: str | None = None
    title: str = ""
    form: str = ""
    published_on: str | None = None
    revision: int = 0
    failing: int = 0
    sources: tuple[Mapping[str, Any], ...] = ()
    break_message: str | None = None


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """The contents of the page. years: newest first."""

    agency: Agency
    years: tuple[YearOfAgency, ...]
    charts: tuple[Chart, ...]
    failures: int


def agency_page(agency: Agency, documents: Sequence[Mapping[str, Any]], grid: Coverage, failures: int) -> AgencyPage:
    """The page of an agency. documents: its reports; grid: its coverage only; failures: number of open failures."""
    breaks = breaks_of(documents)
    charts = tuple(chart_of(trend, frozenset(breaks)) for trend in trends_of(documents) if trend.known)
    return AgencyPage(agency, tuple(_years(documents, grid, breaks)), charts, failures)


def _years(documents: Sequence[Mapping[str, Any]], grid: Coverage, breaks: Mapping[int, str]) -> Iterable[YearOfAgency]:
    reports = {document["year"]: document for document in documents}
    for year in reversed(grid.years):
        cell = cell_of(year, grid.rows[0].states[year])
        yield _year(cell, reports[year], breaks.get(year)) if year in reports else YearOfAgency(cell)


def _year(cell: CoverageCell, report: Mapping[str, Any], broken: str | None) -> YearOfAgency:
    return YearOfAgency(
        cell=cell,
        report_id=report["_id"],
        title=report["title"] or "",
        form=report["form"],
        published_on=report["published_on"],
        revision=report["revision"],
        failing=sum(check["status"] == "fail" for check in report["checks"]),
        sources=tuple(report["sources"]),
        break_message=broken,
    )
