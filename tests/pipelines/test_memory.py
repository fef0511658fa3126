"""What the end of a crawl that read everything says of what it did not meet."""

import asyncio
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import cast

import pytest
from scrapy import Spider
from scrapy.utils.test import get_crawler

from gxcrawl.model import Failure
from gxcrawl.spiders.portal_results import PortalResults
from gxcrawl.storage import Database
from pipelines.extensions.memory import MemoryExtension

_BEFORE = datetime.now(UTC) - timedelta(days=1)


def test_failures_of_list_pages_that_are_no_longer_linked_are_deleted(database: Database) -> None:
    database.failures.record(Failure("http://a.example/search#page=9", "fetch", "x", portal_id="p"), _BEFORE)
    database.failures.record(Failure("http://b.example/search#page=9", "fetch", "x", portal_id="q"), _BEFORE)
    database.failures.record(Failure("http://a.example/1.html", "fetch", "x", portal_id="p", title="年报"), _BEFORE)
    extension = MemoryExtension(get_crawler(), database)
    database.failures.record(Failure("http://a.example/search#page=2", "fetch", "x", portal_id="p"), datetime.now(UTC))
    extension._mark(["p"], SimpleNamespace(results=PortalResults()))
    assert {kept.failure.url for kept in database.failures.find()} == {
        "http://a.example/search#page=2",
        "http://a.example/1.html",
        "http://b.example/search#page=9",
    }


@pytest.mark.parametrize(("set_back_by", "marked"), [(0, True), (3600, False)])
def test_no_report_is_marked_as_gone_if_the_clock_was_set_back(
    database: Database, caplog: pytest.LogCaptureFixture, set_back_by: int, marked: bool
) -> None:
    """What was met after that looks as old as what was not met."""
    database.failures.record(Failure("http://a.example/search#page=9", "fetch", "x", portal_id="p"), _BEFORE)
    extension = MemoryExtension(get_crawler(), database)
    extension._started_at += timedelta(seconds=set_back_by)
    spider = cast(Spider, SimpleNamespace(results=PortalResults(), wholly_read=lambda: ["p"]))
    asyncio.run(extension.spider_closed(spider, "finished"))
    assert len(list(database.failures.find())) == (0 if marked else 1)
    assert ("the clock was set back" in caplog.text) != marked
