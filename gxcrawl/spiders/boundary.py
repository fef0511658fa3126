"""Spider middleware: a page that a reader stumbles over becomes a Failure; the crawl goes on."""

import traceback
from collections.abc import Iterable
from urllib.parse import urlsplit

from scrapy.http import Response

from gxcrawl.model import Failure
from gxcrawl.portals.discovery import Trail
from gxcrawl.spiders.requests import TRAIL


class FailureBoundary:
    """The one place of the stage where an exception of any class is caught: a page may hold anything."""

    def process_spider_exception(self, response: Response, exception: Exception) -> Iterable[Failure] | None:
        """A Failure with the traceback, for requests of ours."""
        trail: Trail | None = response.meta.get(TRAIL)
        if trail is None:
            return None
        name = type(exception).__name__
        reason = f"page of {urlsplit(response.url).netloc} could not be understood ({name}: {exception})"
        detail = "".join(traceback.format_exception(exception))
        return [Failure(response.url, "fetch", " ".join(reason.split())[:300], detail, portal_id=trail.portal_id)]
