"""Scrapy's queue of waiting requests, with a guaranteed share for each host."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from scrapy.core.downloader import Downloader
from scrapy.crawler import Crawler
from scrapy.pqueues import DownloaderAwarePriorityQueue, DownloaderInterface

_WAITING = 1  # requests beyond a host's concurrent downloads, so that the next can start at once


class FairQueue(DownloaderAwarePriorityQueue):
    """Limits the requests given out per host to its concurrent downloads plus one.

    Scrapy's own queue prefers idle hosts; but if no other host has work, it gives out all requests of a slow one, which
    then fill CONCURRENT_REQUESTS, and pages of other hosts wait for its timeouts.
    """

    def __init__(self, crawler: Crawler, *args: Any, **kwargs: Any) -> None:
        super().__init__(crawler, *args, **kwargs)
        self._downloader_interface = _HostsWithRoom(crawler)


class _HostsWithRoom(DownloaderInterface):
    """The downloader's state, restricted to hosts that may get more requests."""

    def stats(self, possible_slots: Iterable[str]) -> list[tuple[int, str]]:
        """(number of active requests, slot) for each of these hosts."""
        asked = under_way(self.downloader)
        return [(asked[slot], slot) for slot in possible_slots if asked[slot] < room(self.downloader, slot)]


def under_way(downloader: Downloader) -> Counter[str]:
    """The number of active requests per host, including those waiting or resting in a middleware."""
    return Counter(map(downloader.get_slot_key, downloader.active))


def room(downloader: Downloader, host: str) -> int:
    """The number of requests of a host that may be active at a time."""
    own = downloader.per_slot_settings.get(host, {})
    return int(own.get("concurrency", downloader.domain_concurrency)) + _WAITING
