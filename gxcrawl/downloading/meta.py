"""What a request's meta says to those between the spider and the network."""

from typing import Any

from gxcrawl.portals.addresses import is_loopback, site_of

TRAIL = "gxcrawl_trail"
"""The key of the Trail on which a request stands; one without is the framework's own (robots.txt)."""

HELD = "gxcrawl_held"
"""The key of a shared crawl's word that a request waits until everything else is asked."""


def slot_of(url: str) -> dict[str, Any]:
    """What a request's meta says of the queue it waits in.

    A portal is its host *and port*: Scrapy's own slot is the host alone, and a slow neighbour would hold it up.
    """
    return {"download_slot": site_of(url), "autothrottle_dont_adjust_delay": is_loopback(url)}
