"""What the end of a crawl that read everything says of what it did not meet."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from scrapy.utils.test import get_crawler

from gxcrawl.model import Failure
from gxcrawl.spiders.ledger import Ledger
from gxcrawl.storage import Database
from pipelines.memory import MemoryExtension

_BEFORE = datetime.now(UTC) - timedelta(days=1)


def test_failures_of_list_pages_that_nothing_leads_to_any_more_are_over(database: Database) -> None:
    database.failures.record(Failure("http://a.example/search#page=9", "fetch", "x", portal_id="p"), _BEFORE)
    database.failures.record(Failure("http://b.example/search#page=9", "fetch", "x", portal_id="q"), _BEFORE)
    database.failures.record(Failure("http://a.example/1.html", "fetch", "x", portal_id="p", title="年报"), _BEFORE)
    extension = MemoryExtension(get_crawler(), database)
    database.failures.record(Failure("http://a.example/search#page=2", "fetch", "x", portal_id="p"), datetime.now(UTC))
    extension._mark(["p"], SimpleNamespace(ledger=Ledger()))
    assert {kept.failure.url for kept in database.failures.find()} == {
        "http://a.example/search#page=2",
        "http://a.example/1.html",
        "http://b.example/search#page=9",
    }
