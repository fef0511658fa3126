"""The common base of middlewares that use their crawler."""

from typing import Self

from scrapy.crawler import Crawler


class OfCrawler:
    """A Scrapy component that knows its crawler."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy builds it."""
        return cls(crawler)
