"""The delay that a robots.txt requires lies between all requests to its host, and holds up no other host."""

import asyncio
from collections.abc import Iterator

import pytest
from scrapy import Request
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.test import get_crawler

from gxcrawl.downloading.crawl_delay import CrawlDelayMiddleware

_LONGEST = 30.0


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    made = Clock()
    with monkeypatch.context() as patched:
        patched.setattr("gxcrawl.downloading.crawl_delay.monotonic", made.monotonic)
        patched.setattr("gxcrawl.downloading.crawl_delay.asyncio.sleep", made.sleep)
        yield made


def middleware(delay: str) -> CrawlDelayMiddleware:
    """As it is after the robots.txt of one host was read."""
    settings = {"USER_AGENT": "gxcrawl", "GXCRAWL_CRAWL_DELAY_MAX_SECONDS": _LONGEST}
    crawler = get_crawler(settings_dict=settings)
    crawler.crawling = True
    made = CrawlDelayMiddleware.from_crawler(crawler)
    body = f"User-agent: *\nCrawl-delay: {delay}\n".encode()
    made.note_delay(ProtegoRobotParser.from_crawler(crawler, body), Request("http://a.example/robots.txt"))
    return made


def sent_at(made: CrawlDelayMiddleware, clock: Clock, *urls: str) -> list[float]:
    """Seconds after the robots.txt at which each request goes on."""
    begin, times = clock.now, []
    for url in urls:
        asyncio.run(made.process_request(Request(url)))
        times.append(round(clock.now - begin, 6))
    return times


@pytest.mark.parametrize(("printed", "delay"), [("0.5", 0.5), ("4", 4.0), ("900", _LONGEST)])
def test_every_request_to_a_host_waits_for_the_crawl_delay(clock: Clock, printed: str, delay: float) -> None:
    times = sent_at(middleware(printed), clock, *(f"http://a.example/{number}" for number in range(3)))
    assert times == [delay, 2 * delay, 3 * delay]


@pytest.mark.parametrize("printed", ["0", "-1", "soon"])
def test_a_crawl_delay_of_zero_delays_nothing(clock: Clock, printed: str) -> None:
    assert sent_at(middleware(printed), clock, "http://a.example/1", "http://a.example/2") == [0, 0]


def test_the_crawl_delay_of_a_host_does_not_delay_others(clock: Clock) -> None:
    urls = ("http://b.example/1", "http://a.example/1", "http://b.example/2")
    assert sent_at(middleware("5"), clock, *urls) == [0, 5, 5]


def test_elapsed_time_counts_towards_the_crawl_delay(clock: Clock) -> None:
    made = middleware("5")
    clock.now += 60
    assert sent_at(made, clock, "http://a.example/1", "http://a.example/2") == [0, 5]
