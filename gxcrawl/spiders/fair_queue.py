"""Scrapy's queue of waiting requests, with a share for each host that others can count on."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

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
        """Requests under way, waiting ones and those resting in a middleware included, and the host's slot."""
        under_way = Counter(map(self.downloader.get_slot_key, self.downloader.active))
        return [(under_way[slot], slot) for slot in possible_slots if under_way[slot] < self._room(slot)]

    def _room(self, slot: str) -> int:
        own = self.downloader.per_slot_settings.get(slot, {})
        return int(own.get("concurrency", self.downloader.domain_concurrency)) + _WAITING
