"""What the middlewares share that ask their crawler for something."""

from typing import Self

from scrapy.crawler import Crawler


class OfCrawler:
    """A component of Scrapy's that knows the crawler it is part of."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy builds it."""
        return cls(crawler)
