"""Simulated reports, stored as a crawl stores them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from storage.samples import a_raw, a_source

from gxcrawl.model import Agency, Http
from gxcrawl.reports.assembly import Candidate, assemble
from gxcrawl.reports.reading import read_report
from gxcrawl.simulation.agencies import JICHUAN, SHUYU, SimulatedAgency
from gxcrawl.simulation.figures import SimulatedReport, invent_report
from gxcrawl.simulation.irregularities import make_irregular
from gxcrawl.simulation.writers.html import write_page
from gxcrawl.storage import Database

# Each edition, with cells that are no plain numbers, a sum that fails and a row that some reports divide.
ODD = {2015: (), 2020: ("dashes", "sign_words", "amounts_with_unit"), 2022: ("wrong_sum", "text_cell", "blank_cells")}
DAY = datetime(2023, 1, 20, 8, 0, 0, 500_000, tzinfo=UTC)


def simulated_reports() -> Iterator[SimulatedReport]:
    """Three years of an agency of each of two portals."""
    for agency in (JICHUAN[0], SHUYU[0]):
        for year, names in ODD.items():
            yield make_irregular(invent_report(agency, year, seed=3), names)


def store(database: Database, report: SimulatedReport, *, day: int = 0) -> None:
    """Keeps the page and puts what it says, as seen on a day."""
    agency, seen = _agency(report.agency), DAY + timedelta(days=day)
    url = f"http://{agency.portal}.example/{agency.id}/{report.year}.html"
    place = a_source(
        url, seen, agency_id=agency.id, year=report.year, title=report.title, http=Http(200, '"x"', None, "text/html")
    )
    raw = a_raw(write_page(report, "plain"), place)
    database.agencies.meet(agency, seen)
    database.raw_documents.keep(raw)
    read = read_report(raw.content, url=url)
    document = assemble(agency, report.year, [Candidate(raw.content_hash, url, read, seen, seen)])
    database.reports.put({**document, "parsed_at": seen})


def _agency(body: SimulatedAgency) -> Agency:
    return Agency(body.id, body.name, body.portal, body.aliases, body.level, body.region_code)
