"""Keys of a request's meta used between the spider and the network."""

from typing import Any

from gxcrawl.portals.sites import is_loopback, site_of

TRAIL = "gxcrawl_trail"
"""The key of a request's Trail; requests without it are Scrapy's own (robots.txt)."""

HELD = "gxcrawl_held"
"""The key that marks, in a shared crawl, a request to be made after all others."""


def slot_of(url: str) -> dict[str, Any]:
    """The meta that puts a request into the queue of its host *and port*.

    Scrapy's default slot is the host alone, so that one slow portal would delay another on the same host.
    """
    return {"download_slot": site_of(url), "autothrottle_dont_adjust_delay": is_loopback(url)}
