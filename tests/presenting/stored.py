"""Simulated reports as a database would hold them, without one."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from gxcrawl.model import Agency, FetchedDocument, RawDocument
from gxcrawl.reading.content import to_raw
from gxcrawl.reports.assembly import Candidate, assemble
from gxcrawl.reports.reading import read_report
from gxcrawl.simulation.agencies import JICHUAN, SimulatedAgency
from gxcrawl.simulation.figures import SimulatedReport, invent_report
from gxcrawl.simulation.irregularities import make_irregular
from gxcrawl.simulation.writers.html import write_page

SEEN = datetime(2023, 2, 1, 8, 0, tzinfo=UTC)


def truth(year: int, *irregularities: str, agency: SimulatedAgency = JICHUAN[2]) -> SimulatedReport:
    """An invented report with these irregularities."""
    return make_irregular(invent_report(agency, year, seed=20), irregularities, 20)


def agency_of(report: SimulatedReport) -> Agency:
    """Its body, as a registry would name it."""
    own = report.agency
    return Agency(own.id, own.name, own.portal, own.aliases, own.level, own.region_code)


def kept(report: SimulatedReport, body: bytes | None = None) -> RawDocument:
    """The document that prints it: a page, where no other bytes are given."""
    url = f"http://{report.agency.portal}.example/{report.agency.id}/{report.year}"
    page = write_page(report, "plain") if body is None else body
    fetched = FetchedDocument(url, page, report.agency.portal, report.agency.id, SEEN, year=report.year)
    return to_raw(replace(fetched, title=report.title), "run-1")


def stored(report: SimulatedReport, body: bytes | None = None) -> dict[str, Any]:
    """The document of `reports` that comes of it."""
    raw = kept(report, body)
    read = read_report(raw.content, declared_encoding=raw.encoding)
    places = [Candidate(raw.content_hash, source.url, read, SEEN, SEEN) for source in raw.sources]
    return {**assemble(agency_of(report), report.year, places), "revision": 1, "parsed_at": SEEN}
