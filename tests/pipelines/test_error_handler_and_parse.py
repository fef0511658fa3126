"""Trouble with one document becomes a failure or waits on disk; a crash between raw and report is noticed."""

import asyncio
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.exceptions import DropItem
from scrapy.settings import Settings
from scrapy.statscollectors import StatsCollector
from support.kept import AGENCY, DAY, keep, page, parse

from gxcrawl.errors import CannotRun, NotStorable, TryLater
from gxcrawl.model import Failure, FetchedDocument
from gxcrawl.reading.content import to_raw
from gxcrawl.storage import Database
from pipelines.crawl.error_handler import DATABASE_GONE, ErrorHandler, LeftForLater, why_stopped
from pipelines.crawl.spool import Spool, read_spooled
from pipelines.database_retries import DatabaseRetries
from pipelines.item_types import KeptDocument, ParsedDocument
from pipelines.items.parse import ParsePipeline
from pipelines.items.store import StorePipeline
from pipelines.reports.derive import Deriver


class Stats(StatsCollector):
    """Counters, without a crawl."""

    def __init__(self) -> None:
        self._stats: dict[str, Any] = {}
        self._dump = Settings().getbool("STATS_DUMP")


@pytest.fixture
def guarded(database: Database, tmp_path: Path) -> tuple[ErrorHandler, Stats, Spool, list[str]]:
    """An error handler, its stats, its spool, and the reasons for which it asked to close."""
    stats, spool, closed = Stats(), Spool(tmp_path / "spool", "db"), list[str]()
    error_handler = ErrorHandler(
        database.failures, DatabaseRetries("db", 0), spool, stats, lambda _: AGENCY, closed.append
    )
    return error_handler, stats, spool, closed


def fetched(url: str = "http://x/page", body: bytes = page()) -> FetchedDocument:
    return FetchedDocument(url, body, "jichuan", AGENCY.id, DAY, year=2021)


async def failing(error: Exception) -> None:
    raise error


Guarded = tuple[ErrorHandler, Stats, Spool, list[str]]


@pytest.mark.parametrize("error", [NotStorable("applications: a number too long"), RuntimeError("a bug")])
def test_an_error_is_recorded_as_a_failure_of_its_document(
    database: Database, guarded: Guarded, error: Exception
) -> None:
    error_handler, stats, spool, closed = guarded
    with pytest.raises(DropItem, match=str(error).rpartition(" ")[2]):
        asyncio.run(error_handler.guard(fetched(), failing(error)))
    [kept] = database.failures.find()
    assert (kept.failure.stage, kept.failure.agency_id, kept.failure.year) == ("store", AGENCY.id, 2021)
    assert type(error).__name__ in kept.failure.detail
    assert (spool.paths(), closed, why_stopped(stats.get_stats())) == ([], [], None)


def test_without_a_database_documents_are_spooled_and_the_crawl_ends(guarded: Guarded) -> None:
    error_handler, stats, spool, closed = guarded
    for url in ("http://x/1", "http://x/2"):
        with pytest.raises(LeftForLater):
            asyncio.run(error_handler.guard(fetched(url), failing(CannotRun("db: the disk is full"))))
    assert {read_spooled(path).fetched.url for path in spool.paths()} == {"http://x/1", "http://x/2"}
    assert read_spooled(spool.paths()[0]).agency == AGENCY
    assert closed == [DATABASE_GONE]
    line = why_stopped(stats.get_stats())
    assert line is not None
    assert line.startswith("db: the disk is full; 2 fetched documents wait in ")


def test_a_full_spool_is_reported_in_one_line_with_the_number_of_lost_documents(guarded: Guarded) -> None:
    error_handler, stats, spool, _ = guarded
    spool.folder.parent.write_text("no folder can be here")
    for url in ("http://x/1", "http://x/2"):
        with pytest.raises(LeftForLater):
            asyncio.run(error_handler.guard(fetched(url), failing(CannotRun("db: the disk is full"))))
    line = why_stopped(stats.get_stats())
    assert line is not None
    assert line.startswith(
        "db: the disk is full; 2 fetched documents have to be fetched again by the next crawl, since "
    )
    assert line.endswith("the spool cannot be written: Not a directory")


def test_a_document_stays_in_the_spool_if_its_failure_cannot_be_recorded(
    database: Database, guarded: Guarded, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*given: Any) -> None:
        raise TryLater("db: the server is away")

    monkeypatch.setattr(database.failures, "record", away)
    with pytest.raises(LeftForLater):
        asyncio.run(guarded[0].guard(fetched(), failing(RuntimeError("a bug"))))
    assert len(guarded[2].paths()) == 1


def test_a_crash_between_storing_document_and_report_is_detected(database: Database, guarded: Guarded) -> None:
    error_handler, stats, _, _ = guarded
    pipeline = ParsePipeline(database, None, DatabaseRetries("db", 5), error_handler, stats)  # type: ignore[arg-type]

    def stands(url: str) -> bool:
        return pipeline._stands(KeptDocument(to_raw(fetched(url), "run-2"), fetched(url), "known"))

    reading = keep(database, page(), "http://x/page")
    assert not stands("http://x/page")
    asyncio.run(Deriver(database, parse, DatabaseRetries("db", 5)).derive(AGENCY, 2021, dict([reading])))
    assert stands("http://x/page")
    reading = keep(database, page(), "http://y/copy")
    assert not stands("http://y/copy")
    asyncio.run(Deriver(database, parse, DatabaseRetries("db", 5)).derive(AGENCY, 2021, dict([reading])))
    assert stands("http://y/copy")
    assert stands("http://x/page")


def test_a_page_that_only_links_files_registers_its_agency_and_is_no_failure(
    database: Database, guarded: Guarded
) -> None:
    error_handler, stats, _, _ = guarded
    spider = SimpleNamespace(agency=lambda _: AGENCY)
    pipeline = StorePipeline(database, None, DatabaseRetries("db", 5), error_handler, spider, stats)  # type: ignore[arg-type]
    cover = replace(fetched(), files=("http://x/2021.docx",))
    kept = KeptDocument(to_raw(cover, "run"), cover, "new")
    with pytest.raises(DropItem):
        asyncio.run(pipeline.process_item(ParsedDocument(kept, Failure(cover.url, "parse", "no table"))))
    assert database.agencies.get(AGENCY.id) == AGENCY
    assert list(database.failures.find()) == []
