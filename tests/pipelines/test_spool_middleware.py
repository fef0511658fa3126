"""Documents of the spool are stored before the crawl begins, one after the other."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from support.kept import AGENCY, DAY, page

from gxcrawl.model import FetchedDocument
from gxcrawl.reading.content import to_raw
from gxcrawl.storage import Database
from pipelines.crawl.spool import Spool, Spooled
from pipelines.database_retries import DatabaseRetries
from pipelines.item_types import KeptDocument, ParsedDocument, PickledReport, ReportOfYear
from pipelines.spool_middleware import SpoolFirst

WAITING = FetchedDocument("http://x/page", page(), "jichuan", "the-portal", DAY, year=2021, unnamed=True)


async def _start() -> AsyncIterator[str]:
    yield "the first request"


@pytest.mark.parametrize("agency_id", ["the-portal", AGENCY.id])
def test_spooled_documents_come_first_whichever_agency_they_name(
    database: Database, tmp_path: Path, agency_id: str
) -> None:
    spool = Spool(tmp_path, "db")
    spool.put(Spooled(WAITING, None))
    crawler: Any = SimpleNamespace(stats=SimpleNamespace(inc_value=lambda _: None), spider=None)
    middleware = SpoolFirst(crawler, spool, database.agencies, DatabaseRetries("db", 5), None)  # type: ignore[arg-type]

    async def run() -> list[Any]:
        yielded = []
        async with asyncio.timeout(5):
            async for one in middleware.process_start(_start()):
                yielded.append(one)
                if isinstance(one, FetchedDocument):
                    named = replace(one, agency_id=agency_id)
                    kept = KeptDocument(to_raw(named, "run"), named, "new")
                    middleware.item_scraped(ParsedDocument(kept, ReportOfYear(PickledReport(2021, b""), 2021)))
        return yielded

    assert asyncio.run(run()) == [WAITING, "the first request"]
    assert spool.paths() == []
