"""Reads the data of each page from the database."""

from collections.abc import Iterable, Mapping

from gxcrawl.errors import NotThere
from gxcrawl.model import Agency, RawDocument
from gxcrawl.presenting.explaining import near_paths
from gxcrawl.presenting.overviews.revised import Revision, revisions_of
from gxcrawl.presenting.versions import Version, versions_of
from gxcrawl.reports.coverage import Coverage, coverage
from gxcrawl.storage import Database, Document, KeptFailure
from gxcrawl.web.loading.portal_names import PortalNames
from gxcrawl.web.loading.sources import SourcePage, source_page
from gxcrawl.web.pages.agency import AgencyPage, agency_page
from gxcrawl.web.pages.contradictions import ContradictionsPage, contradictions_page
from gxcrawl.web.pages.coverage import CoveragePage, coverage_page
from gxcrawl.web.pages.downloads import DownloadsPage, downloads_page
from gxcrawl.web.pages.report import ReportPage, report_page
from gxcrawl.web.pages.revisions import RevisionsPage, revisions_page
from gxcrawl.web.pages.runs import RunsPage, runs_page
from gxcrawl.web.queries import ContradictionsQuery, CoveragePageQuery, FailuresQuery, RevisionsQuery, SelectionQuery

_RUNS = 30


class Library:
    """Reads the pages of one database. Thread-safe.

    portals: portal id → name from a registry; portals without one are shown with the name that crawls stored.
    """

    def __init__(self, database: Database, portals: Mapping[str, str]) -> None:
        self._database = database
        self._names = PortalNames(portals, lambda: database.agencies.all())

    @property
    def database(self) -> Database:
        """The database, opened again if its file was replaced by another."""
        self._database.refresh()
        return self._database

    @property
    def portals(self) -> Mapping[str, str]:
        """The name of each portal by its id."""
        return self._names.all()

    def grid(self) -> Coverage:
        """The coverage of the whole database."""
        failures = (kept.failure for kept in self.database.failures.find())
        agencies = self.database.agencies.all()
        self._names.learn(agencies)
        return coverage(self.database.reports.standings(), agencies, failures)

    def coverage(self, query: CoveragePageQuery) -> CoveragePage:
        """The coverage page."""
        return coverage_page(self.grid(), query)

    def agency(self, agency_id: str) -> AgencyPage:
        """The page of an agency. Raises NotThere if it is not stored."""
        agency = self.one_agency(agency_id)
        reports = list(self.database.reports.find(agency_id=agency_id))
        failures = [kept.failure for kept in self.database.failures.find(agency_id=agency_id)]
        grid = coverage(self.database.reports.standings(agency_id=agency_id), [agency], failures)
        return agency_page(agency, reports, grid, len(failures))

    def report(self, report_id: str, cell: str | None) -> ReportPage:
        """The page of a report. cell: path of the selected value. Raises NotThere if either is not stored."""
        document = self.one_report(report_id)
        siblings = self.database.reports.standings(agency_id=document["agency"]["id"])
        entries = (self.database.raw_documents.entry(source["raw_id"]) for source in document["sources"])
        kept = {entry.content_hash: entry for entry in entries if entry is not None}
        versions = self._versions(document)
        page = report_page(document, versions, (one.year for one in siblings), kept, cell)
        if cell is not None and (page.selected is None or page.selected.path != cell):
            near = ", ".join(near_paths(document, cell))
            raise NotThere(f"{report_id} has no value {cell!r}{f'; did you mean {near}?' if near else ''}")
        return page

    def source(self, key: str) -> SourcePage:
        """The source page of a raw document. key: `<agency>/<year>/<raw id>`. Raises NotThere if it is not stored."""
        report_id, _, raw_id = key.rpartition("/")
        document = self.one_report(report_id)
        return source_page(document, self._raw_of(document, raw_id))

    def raw(self, key: str) -> RawDocument:
        """The stored document itself. key, errors: as in `source`."""
        report_id, _, raw_id = key.rpartition("/")
        return self._raw_of(self.one_report(report_id), raw_id)

    def contradictions(self, query: ContradictionsQuery) -> ContradictionsPage:
        """The page of contradictions."""
        return contradictions_page(self.database.reports.digests(), query)

    def revisions(self, query: RevisionsQuery) -> RevisionsPage:
        """The page of revisions."""
        return revisions_page(self.database.reports.digests(), query, self._revisions, self._dates)

    def runs(self, query: FailuresQuery) -> RunsPage:
        """The page of runs and failures."""
        return runs_page(self.database.runs.latest(_RUNS), self.failures(), query, self.database.agencies.get)

    def failures(self) -> list[KeptFailure]:
        """All open failures."""
        return list(self.database.failures.find())

    def downloads(self, query: SelectionQuery) -> DownloadsPage:
        """The page of downloads."""
        return downloads_page(self.database.reports.digests(), query)

    def one_agency(self, agency_id: str) -> Agency:
        """The agency with this id. Raises NotThere if it is not stored."""
        agency = self.database.agencies.get(agency_id)
        if agency is None:
            raise NotThere(f"no agency {agency_id!r} is known")
        return agency

    def one_report(self, report_id: str) -> Document:
        """The report with this id. Raises NotThere if it is not stored."""
        document = self.database.reports.get(report_id)
        if document is None:
            raise NotThere(f"no report {report_id!r} is stored")
        return document

    def _revisions(self, report_id: str) -> Iterable[Revision]:
        document = self.database.reports.get(report_id)
        return () if document is None else revisions_of(document, self._versions(document))

    def _dates(self, report_id: str) -> list[str | None]:
        """The printed date of publication of each superseded version of a report, the oldest first."""
        return [one.get("published_on") for one in self.database.reports.versions(report_id, {"published_on": 1})]

    def _versions(self, document: Document) -> list[Version]:
        """All versions of a stored report, the oldest first."""
        superseded = self.database.reports.versions(document["_id"])
        return versions_of([*superseded, document], self.database.raw_documents.first_seen)

    def _raw_of(self, document: Document, raw_id: str) -> RawDocument:
        """The raw document with this id. Raises NotThere unless the report was read from it."""
        if all(source["raw_id"] != raw_id for source in document["sources"]):
            raise NotThere(f"{document['_id']} comes from no document {raw_id!r}")
        raw = self.database.raw_documents.get(raw_id)
        if raw is None:
            raise NotThere(f"document {raw_id} is not in this database: its raw_documents are missing")
        return raw
