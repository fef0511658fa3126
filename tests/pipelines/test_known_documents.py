"""A document that was seen again: a crash between any two writes leaves nothing undone, and no failure that is none."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from scrapy.exceptions import DropItem
from support.kept import AGENCY, DAY, keep, page, parse

from gxcrawl.model import Failure, UnchangedDocument
from gxcrawl.storage import Database
from pipelines.database_retries import DatabaseRetries
from pipelines.item_types import KeptDocument
from pipelines.items.known_documents import KnownDocumentPipeline
from pipelines.reports.derive import Deriver

URL = "http://x/page"


class Stats:
    """Takes any count."""

    def inc_value(self, key: str, count: int = 1) -> None:
        """Forgets it."""


def seen_again(database: Database, raw_id: str) -> Any:
    pipeline = KnownDocumentPipeline(database, DatabaseRetries("db", 5), None, Stats())  # type: ignore[arg-type]
    return asyncio.run(pipeline.process_item(UnchangedDocument(URL, raw_id, "jichuan", DAY)))


def test_an_earlier_failure_at_a_url_does_not_hide_that_its_document_is_unparsed(database: Database) -> None:
    before, _ = keep(database, b"<p>another page</p>", URL)
    database.failures.record(Failure(URL, "parse", "no table", raw_id=before), DAY)
    now, _ = keep(database, page(), URL, days=1)  # killed here
    undone = seen_again(database, now)
    assert isinstance(undone, KeptDocument)
    assert undone.raw.content_hash == now
    database.failures.record(Failure(URL, "parse", "no table", raw_id=now), DAY)
    with pytest.raises(DropItem, match="still published"):
        seen_again(database, now)


def test_a_failure_made_obsolete_by_a_stored_report_is_deleted(database: Database) -> None:
    raw_id, reading = keep(database, page(), URL)
    failure = Failure(URL, "store", "the disk was full", raw_id=raw_id)
    for one in (failure, replace(failure, stage="fetch")):
        database.failures.record(one, DAY)
    asyncio.run(
        Deriver(database, parse, DatabaseRetries("db", 5)).derive(AGENCY, 2021, {raw_id: reading})
    )  # killed here
    with pytest.raises(DropItem, match="still published"):
        seen_again(database, raw_id)
    assert [kept.failure.stage for kept in database.failures.find()] == ["fetch"]
