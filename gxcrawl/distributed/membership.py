"""The processes that share a crawl: they find each other by the same choice of portals, through keys in Redis."""

import hashlib
import platform
import secrets
from typing import Any

from gxcrawl.distributed.redis_connection import place_of
from gxcrawl.distributed.scripts import BEAT, FORGET, JOIN
from gxcrawl.errors import CannotRun
from gxcrawl.spiders.selection import Selection


class CrawlMembership:
    """This process as a member of a shared crawl. Methods may raise RedisError.

    Keys: `crawl`, created by the first process and deleted when the crawl is over (or lost if Redis is emptied);
    `processes`, with the time until which each counts as alive.
    """

    def __init__(self, server: Any, queue_key: str, lease_ms: int, *forgotten: str) -> None:
        """forgotten: keys that end with the crawl, beside those of the queue."""
        self.process = f"{platform.node()}-{secrets.token_hex(4)}"
        self.mark = ""
        self.mark_key = f"{queue_key}:crawl"
        self._server = server
        self._lease_ms = lease_ms
        self._processes = f"{queue_key}:processes"
        left = (f"{queue_key}:hosts", f"{queue_key}:held")
        self._keys = [self._processes, *left, self.mark_key, f"{queue_key}:serial", *forgotten]
        self._join, self._beat, self._forget = map(server.register_script, (JOIN, BEAT, FORGET))

    def join(self, selection: Selection) -> None:
        """Joins the running crawl, or begins one. Raises CannotRun if the running one has another choice of portals."""
        choice, now = _digest(selection), self._now_ms()
        fresh = f"{choice}-{secrets.token_hex(4)}"
        self.mark = self._join(keys=self._keys, args=[self.process, now, now + self._lease_ms, choice, fresh]).decode()
        if not self.mark.startswith(choice):
            raise CannotRun(
                f"the Redis at {place_of(self._server)} holds a crawl of other portals, agencies or years; end it with "
                "the arguments and registry it was begun with, or name another database of Redis, as in …/1"
            )

    def beat(self) -> None:
        """Records that this process is alive."""
        args = [self.mark, self.process, self._now_ms() + self._lease_ms]
        self._beat(keys=[self.mark_key, self._processes], args=args)

    def leave(self) -> None:
        """Removes this process; deletes the keys of the crawl if it was the last and nothing is left to do."""
        self._forget(keys=self._keys, args=[self.process, self._now_ms()])

    def _now_ms(self) -> int:
        """By Redis' own clock, which all processes share."""
        seconds, microseconds = self._server.time()
        return int(seconds * 1000 + microseconds // 1000)


def _digest(selection: Selection) -> str:
    """A hash of the choice of portals; processes with the same hash can share requests."""
    choice = (selection.portals, sorted(selection.agency_ids), sorted(selection.years))
    return hashlib.sha256(repr(choice).encode()).hexdigest()[:16]
