"""Who shares a crawl: processes that found it by the same choice of portals, by the marks they leave in Redis."""

import hashlib
import platform
import secrets
from typing import Any

from gxcrawl.distributed.link import place_of
from gxcrawl.distributed.scripts import BEAT, FORGET, JOIN
from gxcrawl.errors import CannotRun
from gxcrawl.spiders.selection import Selection


class Crew:
    """This process as one of those that share a crawl. Asking may raise RedisError.

    Keys: `crawl`, made by the first and gone once the crawl is over, or with everything else that Redis forgot;
    `processes`, until when each is known to live.
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
        """Joins the crawl that is going on, or begins one. Raises CannotRun where that is one of another choice."""
        choice, now = _digest(selection), self._now_ms()
        fresh = f"{choice}-{secrets.token_hex(4)}"
        self.mark = self._join(keys=self._keys, args=[self.process, now, now + self._lease_ms, choice, fresh]).decode()
        if not self.mark.startswith(choice):
            raise CannotRun(
                f"the Redis at {place_of(self._server)} holds a crawl of other portals, agencies or years; end it with "
                "the arguments and registry it was begun with, or name another database of Redis, as in …/1"
            )

    def beat(self) -> None:
        """Says that this process lives."""
        args = [self.mark, self.process, self._now_ms() + self._lease_ms]
        self._beat(keys=[self.mark_key, self._processes], args=args)

    def leave(self) -> None:
        """This process goes. Where it was the last and nothing is left to do, the crawl is over and forgotten."""
        self._forget(keys=self._keys, args=[self.process, self._now_ms()])

    def _now_ms(self) -> int:
        """By Redis' own clock, which all processes share."""
        seconds, microseconds = self._server.time()
        return int(seconds * 1000 + microseconds // 1000)


def _digest(selection: Selection) -> str:
    """Which crawl it is: whose requests mean something to a process of the same choice and to no other."""
    choice = (selection.portals, sorted(selection.agency_ids), sorted(selection.years))
    return hashlib.sha256(repr(choice).encode()).hexdigest()[:16]
