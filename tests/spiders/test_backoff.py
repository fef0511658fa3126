"""Hosts in trouble are asked again later and later; their neighbours notice nothing."""

import asyncio
import threading
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from scrapy.utils.test import get_crawler
from spiders.crawled import Crawl
from spiders.sites.local_portal import Answer, Asked, LocalPortal, Page, serve
from spiders.sites.parts import HEAD

from gxcrawl.downloading import backoff
from gxcrawl.downloading.backoff import BackoffMiddleware, HostAsksForPatience, delay_before, seconds_asked_for

_SETTINGS = {"GXCRAWL_BACKOFF_SECONDS": 2, "GXCRAWL_BACKOFF_MAX_SECONDS": 60, "RETRY_HTTP_CODES": [429, 500]}
_PAGE = Request("http://127.0.0.1:8001/a")
_NEIGHBOUR = Request("http://127.0.0.1:8002/a")
_LONGEST_SECONDS = 60.0  # that a host hangs; a crawl whose places it took would stand still so long


class _Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> _Clock:
    made = _Clock()
    monkeypatch.setattr(backoff, "monotonic", lambda: made.now)
    monkeypatch.setattr(backoff.asyncio, "sleep", made.sleep)
    monkeypatch.setattr(backoff.random, "random", lambda: 0.0)
    return made


def _middleware() -> BackoffMiddleware:
    crawler = get_crawler(settings_dict=_SETTINGS)
    crawler.crawling = True
    return BackoffMiddleware.from_crawler(crawler)


def _tried(times: int) -> Request:
    return _PAGE.replace(meta={"retry_times": times})


def test_the_delay_doubles_with_each_retry_and_other_hosts_are_not_delayed(clock: _Clock) -> None:
    middleware = _middleware()
    waited = []
    for times in range(2):
        middleware.process_response(_tried(times), Response(_PAGE.url, status=500))
        before = clock.now
        asyncio.run(middleware.process_request(_NEIGHBOUR))
        assert clock.now == before
        asyncio.run(middleware.process_request(_PAGE))
        waited.append(clock.now - before)
    assert waited == [2.0, 4.0]


def test_timeouts_are_retried_and_successful_responses_are_not(clock: _Clock) -> None:
    middleware = _middleware()
    middleware.process_response(_PAGE, Response(_PAGE.url, status=200))
    middleware.process_exception(_PAGE, ValueError("a bug, not the host's"))
    asyncio.run(middleware.process_request(_PAGE))
    assert clock.now == 0
    middleware.process_exception(_PAGE, DownloadTimeoutError())
    asyncio.run(middleware.process_request(_PAGE))
    assert clock.now == 2


def test_a_retry_waits_as_long_as_retry_after_says(clock: _Clock) -> None:
    middleware = _middleware()
    middleware.process_response(_PAGE, Response(_PAGE.url, status=429, headers={"Retry-After": "45"}))
    asyncio.run(middleware.process_request(_PAGE))
    assert clock.now == 45


def test_a_host_with_too_long_a_retry_after_is_given_up(clock: _Clock) -> None:
    middleware = _middleware()
    middleware.process_response(_PAGE, Response(_PAGE.url, status=429, headers={"Retry-After": "3600"}))
    with pytest.raises(HostAsksForPatience, match=r"127\.0\.0\.1:8001 asks to be left alone for 3600 seconds"):
        asyncio.run(middleware.process_request(_PAGE))
    assert clock.now == 0


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Sat, 21 Nov 2026 00:01:00 GMT", 60.0),
        ("Sat, 21 Nov 2020 00:00:00 GMT", 0.0),
        ("soon", None),
        ("Sat, 21 Nov 99999999999999999999 00:00:00 GMT", None),
        ("-5", None),
        ("", None),
        ("１２", None),
    ],
)
def test_retry_after_is_parsed_as_seconds_or_date(header: str, seconds: float | None) -> None:
    assert seconds_asked_for(header, datetime(2026, 11, 21, tzinfo=UTC)) == seconds


@given(st.integers(1, 1000), st.floats(0.01, 10), st.floats(10, 600), st.floats(0, 1))
def test_delays_double_within_their_bounds(tries: int, first: float, longest: float, luck: float) -> None:
    delay = delay_before(tries, first, longest, luck)
    assert min(first, longest) / 2 <= delay <= longest
    assert delay <= delay_before(tries + 1, first, longest, luck)


def _portal(rows: int, article: Page) -> dict[str, Page]:
    links = "".join(f'<li><a href="/t20210125_{n}.html">甲县{n}局2020年政府信息公开年报</a></li>' for n in range(rows))
    return {f"/t20210125_{n}.html": article for n in range(rows)} | {
        "/": f'{HEAD}<a href="/nb/">政府信息公开年报</a></html>',
        "/nb/": f"{HEAD}<ul>{links}</ul></html>",
    }


def _article(asked: Asked) -> str:
    return f'{HEAD}<div id="zoom">一、总体情况 {asked.path}</div></html>'


def _registry(**portals: LocalPortal) -> str:
    return "".join(f"- {{id: {name}, name: 甲县人民政府, home: '{p.address}/'}}\n" for name, p in portals.items())


def test_a_page_is_fetched_after_two_500s_and_after_a_429(crawl: Crawl) -> None:
    failing = iter([Answer("busy", 500), Answer("busy", 429, (("Retry-After", "1"),))])
    with serve(_portal(1, lambda asked: next(failing, None) or _article(asked))) as portal:
        found = crawl(_registry(a=portal))
        tries = [path for path in portal.paths() if path.startswith("/t")]
    assert len(found.documents) == 1
    assert found.failures == []
    assert len(tries) == 3


def _pages(count: int, noted: list[str], last: threading.Event) -> dict[str, Page]:
    """A list that shows where it goes on only page by page; `last` is set once all have been asked for."""

    def page(asked: Asked) -> str:
        noted.append("quick")
        number = int(asked.fields.get("p", 1))
        if number == count:
            last.set()
        onward = f'<a href="/nb/?p={number + 1}">下一页</a>' if number < count else ""
        row = f'<a href="/t20210125_{number}.html">甲县{number}局2020年政府信息公开年报</a>'
        return f"{HEAD}<ul><li>{row}</li></ul>{onward}</html>"

    return _portal(count + 1, _article) | {"/nb/": page}


def test_a_hanging_host_does_not_occupy_the_slots_of_others(crawl: Crawl) -> None:
    all_quick = threading.Event()
    answered: list[str] = []

    def hangs(asked: Asked) -> str:
        all_quick.wait(_LONGEST_SECONDS)
        answered.append("hanging")
        return _article(asked)

    with serve(_portal(80, hangs)) as hanging, serve(_pages(20, answered, all_quick)) as answering:
        found = crawl(_registry(slow=hanging, quick=answering), CONCURRENT_REQUESTS=12)
    assert len(found.documents) == 100
    assert answered == ["quick"] * 20 + ["hanging"] * 80
