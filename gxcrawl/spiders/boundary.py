"""Spider middleware: a page that raises an error in a reader becomes a Failure; the crawl continues."""

import traceback
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from scrapy.http import Response

from gxcrawl.downloading.component import OfCrawler
from gxcrawl.downloading.meta import TRAIL
from gxcrawl.spiders.annual_reports import AnnualReportsSpider


class FailureBoundary(OfCrawler):
    """The only place of this stage that catches exceptions of any class, because pages may contain anything."""

    def process_spider_exception(self, response: Response, exception: Exception) -> Iterable[Any] | None:
        """The items for a page whose reading failed, including the traceback; only for gxcrawl's own requests."""
        spider = self._crawler.spider
        if not isinstance(spider, AnnualReportsSpider) or TRAIL not in response.meta:
            return None
        name = type(exception).__name__
        reason = f"page of {urlsplit(response.url).netloc} could not be understood ({name}: {exception})"
        detail = "".join(traceback.format_exception(exception))
        return spider.stumbled(response, " ".join(reason.split())[:300], detail)
