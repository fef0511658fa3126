"""The failure for a storing error; used by crawls, and by re-parses, which do without Scrapy."""

import traceback

from gxcrawl.errors import GxcrawlError
from gxcrawl.model import Failure


def store_failure(url: str, error: Exception) -> Failure:
    """The failure for a storing error: gxcrawl's own message, or the traceback of another error."""
    reason = str(error) if isinstance(error, GxcrawlError) else f"storing it failed ({type(error).__name__}: {error})"
    detail = "".join(traceback.format_exception(error))
    return Failure(url, "store", " ".join(reason.split())[:300], detail)
