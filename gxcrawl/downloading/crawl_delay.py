"""Downloader middleware: observes the delay between requests that a host's robots.txt requires."""

import asyncio
from time import monotonic
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.robotstxt import RobotParser

from gxcrawl.portals.sites import site_of

_LOOK_UP = 1.0  # seconds between looks whether the crawl was told to stop


class CrawlDelayMiddleware:
    """Delays requests to a host by its `Crawl-delay`, up to GXCRAWL_CRAWL_DELAY_MAX_SECONDS; Scrapy only parses it.

    AutoThrottle stays active: the longer of the two delays applies. Requests wait here for their host's turn;
    `FairQueue` keeps them few, so that other hosts go on.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._crawler = crawler
        self._longest = settings.getfloat("GXCRAWL_CRAWL_DELAY_MAX_SECONDS", 30)
        self._name = settings.get("ROBOTSTXT_USER_AGENT") or settings["USER_AGENT"]
        self._delays: dict[str, float] = {}
        self._turns: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy builds it."""
        made = cls(crawler)
        crawler.signals.connect(made.note_delay, signal=signals.robots_parsed)
        return made

    def note_delay(self, robotparser: RobotParser, request: Request) -> None:
        """Records the delay in a robots.txt. request: the one that waited for it, to the same host."""
        asked = robotparser.crawl_delay(self._name)
        if asked and asked > 0:
            site = site_of(request.url)
            self._delays[site] = min(asked, self._longest)
            self._turns[site] = monotonic() + self._delays[site]  # robots.txt itself was a request

    async def process_request(self, request: Request) -> None:
        """Waits for the host's next turn and reserves it."""
        site = site_of(request.url)
        delay = self._delays.get(site)
        if delay is None:
            return
        turn = max(monotonic(), self._turns[site])
        self._turns[site] = turn + delay
        if self._crawler.stats:
            self._crawler.stats.inc_value("gxcrawl/crawl_delay/waits", int(turn > monotonic()))
        while (left := turn - monotonic()) > 0 and self._crawler.crawling:
            await asyncio.sleep(min(left, _LOOK_UP))
