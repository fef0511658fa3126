"""When a known document is asked for again, and under which condition."""

from datetime import UTC, datetime, timedelta

import pytest

from gxcrawl.model import Agency, Failure, Http, Portal, Remembered, Source
from gxcrawl.spiders.memory import Need, Rhythm, conditions
from gxcrawl.spiders.retrying import retry_listing, visit_again

_NOW = datetime(2024, 3, 1, tzinfo=UTC)
_ROW = "霁川县教育局2021年政府信息公开工作年度报告 2022-01-25"


def _known(days_ago: float | None, listed: str | None = _ROW, **http: str) -> Remembered:
    seen = _NOW - timedelta(days=days_ago or 0)
    checked_at = None if days_ago is None else seen
    source = Source(
        "http://127.0.0.1:8001/a", "jc-jiaoyu", seen, _NOW, http=Http(200, **http), listed=listed, checked_at=checked_at
    )
    return Remembered("r1", source)


@pytest.mark.parametrize(
    ("known", "listed", "need"),
    [
        (_known(1), _ROW, "nothing"),
        (_known(1), None, "nothing"),  # an attachment: no list names it
        (_known(1), _ROW.replace("25", "26"), "fetch"),
        (_known(1, listed=None), _ROW, "fetch"),
        (_known(31), _ROW, "ask"),
        (_known(19), _ROW, "nothing"),
        (_known(None), _ROW, "ask"),
        (_known(-3000), _ROW, "ask"),  # by a clock that was wrong
    ],
)
def test_when_a_known_document_is_due_for_a_request(known: Remembered, listed: str | None, need: Need) -> None:
    assert Rhythm(timedelta(days=30)).need(known, listed, _NOW) == need


def test_with_a_patience_of_zero_every_document_is_requested() -> None:
    assert Rhythm(timedelta(0)).need(_known(0), _ROW, _NOW) == "ask"


def test_documents_of_one_crawl_fall_due_spread_over_ten_days() -> None:
    rhythm, due = Rhythm(timedelta(days=30)), set()
    for number in range(100):
        source = Source(f"http://127.0.0.1:8001/{number}", "a", _NOW, _NOW, checked_at=_NOW)
        days = (d for d in range(40) if rhythm.need(Remembered("r", source), None, _NOW + timedelta(days=d)) == "ask")
        due.add(next(days))
    assert min(due) >= 20
    assert max(due) <= 30
    assert len(due) > 4


def test_conditional_headers_repeat_etag_and_last_modified() -> None:
    assert conditions(_known(1, etag='"1"', last_modified="Tue, 25 Jan 2022 08:00:00 GMT")) == {
        "If-None-Match": '"1"',
        "If-Modified-Since": "Tue, 25 Jan 2022 08:00:00 GMT",
    }
    assert conditions(_known(1)) == {}
    assert conditions(None) == {}


_PORTAL = Portal("jc", "霁川县人民政府", "http://127.0.0.1:8001/")


_FAILED_FILE = Failure(
    "http://127.0.0.1:8001/a.pdf",
    "fetch",
    "x",
    agency_id="jc-jiaoyu",
    portal_id="jc",
    year=2021,
    title="霁川县教育局2021年年报",
    found_on="http://127.0.0.1:8001/nb/",
    parent_url="http://127.0.0.1:8001/a.html",
)


def test_a_failed_attachment_is_retried_through_its_page() -> None:
    agency = Agency("jc-jiaoyu", "霁川县教育局", "jc")
    visit = visit_again(_FAILED_FILE, "jc", agency)
    assert (visit.address, visit.parent_url, visit.agency, visit.year) == (
        "http://127.0.0.1:8001/a.pdf",
        "http://127.0.0.1:8001/a.html",
        agency,
        2021,
    )


def test_a_failed_attachment_of_an_unknown_agency_is_retried_through_its_page() -> None:
    visit = visit_again(_FAILED_FILE, "jc", None)
    assert (visit.address, visit.parent_url, visit.agency) == ("http://127.0.0.1:8001/a.html", None, None)


@pytest.mark.parametrize(
    ("url", "found_on", "asked", "place", "start"),
    [
        ("http://127.0.0.1:8001/", None, "http://127.0.0.1:8001/", "home", True),
        ("http://127.0.0.1:8001/nb/", "http://127.0.0.1:8001/", "http://127.0.0.1:8001/nb/", "column", False),
        ("http://127.0.0.1:8001/p.jsp?n=2", "http://127.0.0.1:8001/nb/", "http://127.0.0.1:8001/nb/", "column", False),
    ],
)
def test_a_failed_list_is_retried_from_a_request_that_can_be_repeated(
    url: str, found_on: str | None, asked: str, place: str, start: bool
) -> None:
    listing = retry_listing(Failure(url, "fetch", "x", portal_id="jc", found_on=found_on), _PORTAL, None)
    assert (listing.request.url, listing.trail.place, listing.start) == (asked, place, start)
