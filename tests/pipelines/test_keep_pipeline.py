"""A page is read once, in a worker: for its content hash and for its report."""

import asyncio
import hashlib
from pathlib import Path

import pytest
from scrapy.settings import Settings
from scrapy.statscollectors import StatsCollector
from support.kept import AGENCY, DAY, page

from gxcrawl.model import Agency, Failure, FetchedDocument
from gxcrawl.reading.content import page_hash
from gxcrawl.reports.reading import Hint
from gxcrawl.simulation.agencies import JICHUAN
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.writers.html import write_page
from gxcrawl.storage import Database
from pipelines.crawl.error_handler import ErrorHandler
from pipelines.crawl.spool import Spool
from pipelines.database_retries import DatabaseRetries
from pipelines.item_types import KeptDocument, PickledReport
from pipelines.items.keep import KeepPipeline
from pipelines.workers.parsing import PageReading, read_page_now

_URL = "http://x/page"


class Stats(StatsCollector):
    """Counters, without a crawl."""

    def __init__(self) -> None:
        self._stats = {}
        self._dump = Settings().getbool("STATS_DUMP")


class Pool:
    """One answer to every page, and how often it was asked."""

    def __init__(self, answer: PageReading | Failure) -> None:
        self.answer, self.asked = answer, 0

    async def read_page(self, *_: object) -> PageReading | Failure:
        self.asked += 1
        return self.answer

    async def read(self, *_: object) -> PickledReport | Failure:
        self.asked += 1
        return self.answer.result if isinstance(self.answer, PageReading) else self.answer


def _identify(portal_id: str, name: str) -> Agency:
    return Agency(f"{portal_id}-{name}", name, portal_id)


def _keep(
    database: Database, folder: Path, pool: Pool, body: bytes, refused: str | None = None, *, unnamed: bool = False
) -> KeptDocument:
    stats, retries = Stats(), DatabaseRetries("db", 0)
    error_handler = ErrorHandler(
        database.failures, retries, Spool(folder, "db"), stats, lambda _: AGENCY, lambda _: None
    )
    pipeline = KeepPipeline(database.raw_documents, pool, retries, error_handler, "run-1", stats, _identify)
    return asyncio.run(
        pipeline.process_item(
            FetchedDocument(_URL, body, "jichuan", AGENCY.id, DAY, year=2021, refused=refused, unnamed=unnamed)
        )
    )


@pytest.mark.parametrize("declared", [None, "gb2312", "utf-8", "big5", "iso-8859-1"])
@pytest.mark.parametrize("written", ["utf-8", "gb18030"])
def test_a_page_parsed_with_its_report_has_the_same_content_hash(declared: str | None, written: str) -> None:
    body = page().decode().encode(written)
    assert read_page_now(body, Hint(), _URL, declared).content_hash == page_hash(body, declared)


def test_the_parsed_report_of_a_page_is_passed_on_with_its_hash(database: Database, tmp_path: Path) -> None:
    kept = _keep(database, tmp_path, Pool(read_page_now(page(), Hint(year=2021), _URL, None)), page())
    assert kept.raw.content_hash == page_hash(page())
    assert isinstance(kept.result, PickledReport)
    assert (kept.result.year, kept.result.open().year) == (2021, 2021)


@pytest.mark.parametrize("body", [page(), b"%PDF-1.4"])
@pytest.mark.parametrize("unnamed", [True, False])
def test_the_agency_named_in_a_document_is_used_if_its_list_named_none(
    database: Database, tmp_path: Path, body: bytes, unnamed: bool
) -> None:
    report = invent_report(JICHUAN[2], 2021)
    pool = Pool(read_page_now(write_page(report), Hint(), _URL, None))
    kept = _keep(database, tmp_path, pool, body, unnamed=unnamed)
    agency_id = f"jichuan-{JICHUAN[2].name}" if unnamed else AGENCY.id
    assert (kept.fetched.agency_id, kept.raw.sources[0].agency_id) == (agency_id, agency_id)


def test_a_page_that_takes_too_long_is_hashed_by_its_bytes(database: Database, tmp_path: Path) -> None:
    failure = Failure(_URL, "read", "reading it takes longer than 60 seconds; it was given up")
    kept = _keep(database, tmp_path, Pool(failure), page())
    assert (kept.raw.content_hash, kept.result) == (hashlib.sha256(page()).hexdigest(), failure)
    assert database.raw_documents.get(kept.raw.content_hash) is not None


def test_a_page_of_pictures_is_stored_with_the_reason_why_it_is_unreadable(database: Database, tmp_path: Path) -> None:
    body = f"<title>{JICHUAN[2].name}2021年政府信息公开工作年度报告</title><img src=1.png><img src=2.png>".encode()
    kept = _keep(database, tmp_path, Pool(read_page_now(body, Hint(), _URL, None)), body)
    assert isinstance(kept.result, Failure)
    assert (kept.result.stage, kept.result.reason.partition(":")[0]) == ("read", "needs OCR")
    assert database.raw_documents.get(page_hash(body)) is not None


@pytest.mark.parametrize("body", [page(), b"%PDF-1.4"])
def test_a_document_is_stored_despite_a_bug_in_reading_it(database: Database, tmp_path: Path, body: bytes) -> None:
    class Broken(Pool):
        async def read_page(self, *_: object) -> PageReading | Failure:
            raise KeyError("a bug")

        read = read_page  # type: ignore[assignment]

    kept = _keep(database, tmp_path, Broken(Failure(_URL, "read", "")), body, unnamed=True)
    assert (kept.raw.content_hash, kept.result) == (hashlib.sha256(body).hexdigest(), None)
    assert database.raw_documents.get(kept.raw.content_hash) is not None


@pytest.mark.parametrize(("body", "refused"), [(b"%PDF-1.4", None), (page(), "login page")])
def test_documents_that_need_no_parsing_are_not_parsed(
    database: Database, tmp_path: Path, body: bytes, refused: str | None
) -> None:
    pool = Pool(Failure(_URL, "read", ""))
    assert _keep(database, tmp_path, pool, body, refused).result is None
    assert pool.asked == 0
