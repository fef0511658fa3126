"""What could not be stored, as a failure; for a crawl, and for a re-parse, which needs no Scrapy."""

import traceback

from gxcrawl.errors import GxcrawlError
from gxcrawl.model import Failure


def store_failure(url: str, error: Exception) -> Failure:
    """What went wrong in storing, with the traceback; errors of ours say it in their own words."""
    reason = str(error) if isinstance(error, GxcrawlError) else f"storing it failed ({type(error).__name__}: {error})"
    detail = "".join(traceback.format_exception(error))
    return Failure(url, "store", " ".join(reason.split())[:300], detail)
