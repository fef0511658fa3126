"""What a page needs, read from the database."""

from collections.abc import Mapping

from gxcrawl.coverage import Coverage, coverage
from gxcrawl.errors import NotThere
from gxcrawl.model import Agency, RawDocument
from gxcrawl.presenting.explaining import near_paths
from gxcrawl.storage import Database, Document, KeptFailure
from gxcrawl.web.pages.agency import AgencyPage, agency_page
from gxcrawl.web.pages.contradictions import ContradictionsPage, contradictions_page
from gxcrawl.web.pages.coverage import CoveragePage, coverage_page
from gxcrawl.web.pages.downloads import DownloadsPage, downloads_page
from gxcrawl.web.pages.report import ReportPage, report_page
from gxcrawl.web.pages.runs import RunsPage, runs_page
from gxcrawl.web.portal_names import PortalNames
from gxcrawl.web.queries import ContradictionsQuery, CoveragePageQuery, FailuresQuery, SelectionQuery
from gxcrawl.web.sources import SourcePage, source_page

_RUNS = 30


class Library:
    """Reads pages out of one database. May be used from several threads.

    portals: names of portals by id, for those that a registry names; else what crawls noted is shown.
    """

    def __init__(self, database: Database, portals: Mapping[str, str]) -> None:
        self._database = database
        self._names = PortalNames(portals, lambda: database.agencies.all())

    @property
    def database(self) -> Database:
        """The database as it stands now: another file may have taken the place of the one that was opened."""
        self._database.refresh()
        return self._database

    @property
    def portals(self) -> Mapping[str, str]:
        """Names of portals by id."""
        return self._names.all()

    def grid(self) -> Coverage:
        """The coverage of everything."""
        failures = (kept.failure for kept in self.database.failures.find())
        agencies = self.database.agencies.all()
        self._names.learn(agencies)
        return coverage(self.database.reports.standings(), agencies, failures)

    def coverage(self, query: CoveragePageQuery) -> CoveragePage:
        """The coverage page."""
        return coverage_page(self.grid(), query)

    def agency(self, agency_id: str) -> AgencyPage:
        """The page of an agency. Raises NotThere."""
        agency = self.one_agency(agency_id)
        reports = list(self.database.reports.find(agency_id=agency_id))
        failures = [kept.failure for kept in self.database.failures.find(agency_id=agency_id)]
        grid = coverage(self.database.reports.standings(agency_id=agency_id), [agency], failures)
        return agency_page(agency, reports, grid, len(failures))

    def report(self, report_id: str, cell: str | None) -> ReportPage:
        """The page of a report. Raises NotThere for a report, or a value of it, that is not stored."""
        document = self.one_report(report_id)
        siblings = self.database.reports.standings(agency_id=document["agency"]["id"])
        page = report_page(document, self.database.reports.versions(report_id), (one.year for one in siblings), cell)
        if cell is not None and (page.selected is None or page.selected.path != cell):
            near = ", ".join(near_paths(document, cell))
            raise NotThere(f"{report_id} has no value {cell!r}{f'; did you mean {near}?' if near else ''}")
        return page

    def source(self, key: str) -> SourcePage:
        """The source page of a raw document beside a report, `<agency>/<year>/<raw id>`. Raises NotThere."""
        report_id, _, raw_id = key.rpartition("/")
        document = self.one_report(report_id)
        return source_page(document, self._raw_of(document, raw_id))

    def raw(self, key: str) -> RawDocument:
        """The document itself, found as in `source`. Raises NotThere."""
        report_id, _, raw_id = key.rpartition("/")
        return self._raw_of(self.one_report(report_id), raw_id)

    def contradictions(self, query: ContradictionsQuery) -> ContradictionsPage:
        """The page of contradictions."""
        return contradictions_page(self.database.reports.digests(), query)

    def runs(self, query: FailuresQuery) -> RunsPage:
        """The page of runs and failures."""
        return runs_page(self.database.runs.latest(_RUNS), self.failures(), query, self.database.agencies.get)

    def failures(self) -> list[KeptFailure]:
        """All failures that are open."""
        return list(self.database.failures.find())

    def downloads(self, query: SelectionQuery) -> DownloadsPage:
        """The page of downloads."""
        return downloads_page(self.database.reports.digests(), query)

    def one_agency(self, agency_id: str) -> Agency:
        """The agency with this id. Raises NotThere."""
        agency = self.database.agencies.get(agency_id)
        if agency is None:
            raise NotThere(f"no agency {agency_id!r} is known")
        return agency

    def one_report(self, report_id: str) -> Document:
        """The report with this id. Raises NotThere."""
        document = self.database.reports.get(report_id)
        if document is None:
            raise NotThere(f"no report {report_id!r} is stored")
        return document

    def _raw_of(self, document: Document, raw_id: str) -> RawDocument:
        """A document that the report names; no other is shown beside it."""
        if all(source["raw_id"] != raw_id for source in document["sources"]):
            raise NotThere(f"{document['_id']} comes from no document {raw_id!r}")
        raw = self.database.raw_documents.get(raw_id)
        if raw is None:
            raise NotThere(f"document {raw_id} is not in this database: its raw_documents are missing")
        return raw
