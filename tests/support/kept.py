"""Stores simulated documents in a database as a crawl does."""

from datetime import UTC, datetime, timedelta
from typing import Any

from gxcrawl.forms.report import Hint
from gxcrawl.model import Agency, Failure, FetchedDocument, Report
from gxcrawl.reading.content import to_raw
from gxcrawl.simulation.agencies import JICHUAN
from gxcrawl.simulation.figures import SimulatedReport, invent_report
from gxcrawl.simulation.writers.html import write_page
from gxcrawl.storage import Database
from pipelines.reports.derive import Reading
from pipelines.workers.parsing import parse_now

BODY = JICHUAN[1]
AGENCY = Agency(BODY.id, BODY.name, "jichuan")
DAY = datetime(2024, 1, 25, 8, tzinfo=UTC)


async def parse(body: bytes, hint: Hint, url: str, encoding: str | None) -> Report | Failure:
    """Parses as ParserPool.parse does, but in this process."""
    return parse_now(body, hint, url, encoding)


def truth(year: int = 2021, seed: int = 5) -> SimulatedReport:
    """The contents of a simulated report."""
    return invent_report(BODY, year, seed)


def page(year: int = 2021, seed: int = 5, layout: str = "plain") -> bytes:
    """The simulated report as an HTML page."""
    return write_page(truth(year, seed), layout)


def keep(database: Database, body: bytes, url: str, *, days: int = 0, **fields: Any) -> tuple[str, Reading]:
    """Stores a document; returns its id and what was read from it."""
    at = DAY + timedelta(days=days)
    fetched = FetchedDocument(url, body, "jichuan", AGENCY.id, at, **{"year": 2021, **fields})
    raw = to_raw(fetched, "run-1")
    database.raw_documents.keep(raw)
    database.agencies.meet(AGENCY, at)
    hint = Hint(fetched.title, fetched.year, fetched.publisher, fetched.published_on)
    return raw.content_hash, Reading(parse_now(body, hint, url, None), url)
