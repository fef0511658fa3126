"""Scrapy's queue of waiting requests, with a share for each host that others can count on."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from scrapy.core.downloader import Downloader
from scrapy.crawler import Crawler
from scrapy.pqueues import DownloaderAwarePriorityQueue, DownloaderInterface

_WAITING = 1  # one more than a host may download at once, so that the next is at hand when one is done


class FairQueue(DownloaderAwarePriorityQueue):
    """Hands out no more requests of one host than it can be asked at once, one in waiting included.

    Scrapy's own prefers idle hosts, but when no other has work it hands out everything of a slow one, which then
    fills all places of CONCURRENT_REQUESTS: the others' next pages wait until its time-outs are over.
    """

    def __init__(self, crawler: Crawler, *args: Any, **kwargs: Any) -> None:
        super().__init__(crawler, *args, **kwargs)
        self._downloader_interface = _HostsWithRoom(crawler)


class _HostsWithRoom(DownloaderInterface):
    """What the downloader is doing, of the hosts that may be asked for more."""

    def stats(self, possible_slots: Iterable[str]) -> list[tuple[int, str]]:
        """Requests under way and the host's slot."""
        asked = under_way(self.downloader)
        return [(asked[slot], slot) for slot in possible_slots if asked[slot] < room(self.downloader, slot)]


def under_way(downloader: Downloader) -> Counter[str]:
    """How many requests of each host are out, waiting ones and those resting in a middleware included."""
    return Counter(map(downloader.get_slot_key, downloader.active))


def room(downloader: Downloader, host: str) -> int:
    """How many requests of a host may be out at a time."""
    own = downloader.per_slot_settings.get(host, {})
    return int(own.get("concurrency", downloader.domain_concurrency)) + _WAITING
