"""Spider middleware: a page that a reader stumbles over becomes a Failure; the crawl goes on."""

import traceback
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from scrapy.http import Response

from gxcrawl.downloading.component import OfCrawler
from gxcrawl.downloading.meta import TRAIL
from gxcrawl.spiders.documents.wrong_pages import WrongPagesSpider


class FailureBoundary(OfCrawler):
    """The one place of the stage where an exception of any class is caught: a page may hold anything."""

    def process_spider_exception(self, response: Response, exception: Exception) -> Iterable[Any] | None:
        """What the spider makes of it, with the traceback, for requests of ours."""
        spider = self._crawler.spider
        if not isinstance(spider, WrongPagesSpider) or TRAIL not in response.meta:
            return None
        name = type(exception).__name__
        reason = f"page of {urlsplit(response.url).netloc} could not be understood ({name}: {exception})"
        detail = "".join(traceback.format_exception(exception))
        return spider.stumbled(response, " ".join(reason.split())[:300], detail)
