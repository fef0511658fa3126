"""A database for the pages: reports that add up and some that do not, one revised, hostile titles, a failure, a run."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from gxcrawl.checks import checked
from gxcrawl.model import Agency, Failure, FetchedDocument
from gxcrawl.reading.content import to_raw
from gxcrawl.reports.assembly import Candidate, assemble
from gxcrawl.reports.reading import read_report
from gxcrawl.simulation.agencies import JICHUAN, SHUYU
from gxcrawl.simulation.figures import SimulatedReport, invent_report
from gxcrawl.simulation.irregularities import make_irregular
from gxcrawl.simulation.writers.docx import write_docx
from gxcrawl.simulation.writers.html import write_page
from gxcrawl.storage import Database, Run

SEEN = datetime(2023, 1, 20, 8, 0, tzinfo=UTC)
SUMS = (JICHUAN[2], 2021)
"""Whose report of which year has a sum that fails."""
SUMS_ID = "jichuan-jiaoyu/2021"
PROSE_ID = "shuyu-shichang/2021"
REVISED_ID = "jichuan-fagai/2022"
HOSTILE_ID = "a b/ü?#&<x>'\"100%/2022"  # the test client decodes twice: no escape in it
HOSTILE_TITLE = "<script>document.title='owned'</script><img src=x onerror=alert(1)>年度报告"
ACTING = (
    b"<script>document.title='owned'</script><img src='http://127.0.0.1:9/pixel' onerror='alert(1)'>"
    b"<iframe src='http://127.0.0.1:9/frame'></iframe><form action='http://127.0.0.1:9/'><input name=a></form>"
    b"<a id='c-1-3-4' name='selected' href='javascript:alert(1)'>x</a><style>@import 'http://127.0.0.1:9/';</style>"
    b"<svg onload=alert(1)><math><mtext><table><mglyph><style><!--</style>"
    b"<img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>"
)


def fill(database: Database) -> None:
    """Everything that the pages show."""
    for year in (2020, 2022):
        _store(database, invent_report(JICHUAN[2], year, seed=3))
    _store(database, make_irregular(invent_report(*SUMS, seed=3), ("wrong_sum",), 3))
    _store(database, make_irregular(invent_report(SHUYU[2], 2021, seed=3), ("contradicting_prose",), 3))
    _store(database, invent_report(SHUYU[3], 2015, seed=3))
    _store(database, make_irregular(invent_report(JICHUAN[3], 2022, seed=3), ("blank_cells", "dashes"), 3), word=True)
    _store(database, invent_report(JICHUAN[1], 2022, seed=3))
    _store(database, invent_report(JICHUAN[1], 2022, seed=4), day=9)
    _store_hostile(database)
    database.failures.record(
        Failure("http://jichuan.example/x", "fetch", "404", agency_id="jichuan-fagai", portal_id="jichuan", year=2021),
        SEEN,
    )
    database.runs.start(Run("run-1", "annual_reports", "manual", SEEN))
    database.runs.finish("run-1", "finished", finished_at=SEEN + timedelta(hours=1), stats={"pages": 12})


def _store(database: Database, report: SimulatedReport, *, word: bool = False, day: int = 0) -> None:
    own = report.agency
    portal_name = "漱玉区人民政府" if own.portal == "shuyu" else None
    agency = Agency(
        own.id, own.name, own.portal, own.aliases, own.level, own.region_code, registered=False, portal_name=portal_name
    )
    body = write_docx(report) if word else write_page(report, "plain")
    _put(database, agency, report.year, body, report.title, SEEN + timedelta(days=day))


def _store_hostile(database: Database) -> None:
    """An agency with an odd id, a title with a script, a page that tries everything."""
    report = invent_report(JICHUAN[0], 2022, seed=5)
    page = write_page(report, "plain").replace(b"</body>", ACTING + b"</body>")
    agency = Agency(HOSTILE_ID.rpartition("/")[0], "<b>某局</b>", "jichuan")
    _put(database, agency, 2022, page, HOSTILE_TITLE, SEEN)


def _put(database: Database, agency: Agency, year: int, body: bytes, title: str, seen: datetime) -> None:
    url = f"http://{agency.portal}.example/{year}.html?a=<script>"
    fetched = FetchedDocument(url, body, agency.portal, agency.id, seen, year=year, title=title)
    raw = to_raw(fetched, "run-1")
    database.agencies.meet(agency, seen)
    database.raw_documents.keep(raw)
    read = checked(replace(read_report(raw.content, declared_encoding=raw.encoding), title=title))
    document = assemble(agency, year, [Candidate(raw.content_hash, url, read, seen, seen)])
    database.reports.put({**document, "parsed_at": seen})


def raw_id_of(database: Database, report_id: str) -> str:
    """The id of the document that a report was read from."""
    report = database.reports.get(report_id)
    if report is None:
        raise LookupError(report_id)
    return str(report["content_hash"])


def every_page(raw_id: str) -> Iterator[str]:
    """An address of every kind."""
    yield from (
        "/",
        "/?view=portals",
        "/?portal=jichuan&year=2022",
        "/contradictions",
        "/revisions",
        "/runs",
        "/downloads",
    )
    yield from ("/agencies/jichuan-jiaoyu", f"/reports/{SUMS_ID}", f"/sources/{SUMS_ID}/{raw_id}")
