"""What the processes of a crawl know about each portal, as far as they must share it."""

import json
import pickle
from functools import partial
from typing import Any

from typing_extensions import override

from gxcrawl.distributed.redis_connection import RedisConnection
from gxcrawl.spiders.portal_results import PortalResults
from gxcrawl.spiders.requests import Visit


class SharedPortalResults(PortalResults):
    """A portal is silent if no process saw anything of it, a report missing if none fetched it. Each is told once."""

    def __init__(
        self, connection: RedisConnection, server: Any, heard: str, said: str, delivered: str, promised: str
    ) -> None:
        """heard, said: keys of the portals that any process heard of, and of those found silent. delivered, promised:
        keys of the reports that any process fetched, and of those that rows name.
        """
        super().__init__()
        self._connection, self._server = connection, server
        self._heard, self._said = heard, said
        self._fetched, self._named = delivered, promised
        self._told: set[str] = set()

    @override
    def show_report(self, portal_id: str) -> None:
        super().show_report(portal_id)
        self._tell(portal_id)

    @override
    def fail_list(self, portal_id: str, url: str) -> None:
        super().fail_list(portal_id, url)
        self._tell(portal_id)

    @override
    def fail_document(self, portal_id: str, url: str, reason: str) -> None:
        super().fail_document(portal_id, url, reason)
        self._tell(portal_id)

    def _tell(self, portal_id: str) -> None:
        if portal_id not in self._told:
            self._told.add(portal_id)
            self._connection.ask(partial(self._server.sadd, self._heard, portal_id), 0)

    @override
    def is_unheard_of(self, portal_id: str) -> bool:
        """True if no process saw anything of the portal; False if Redis does not answer."""
        heard = partial(self._server.sismember, self._heard, portal_id)
        return super().is_unheard_of(portal_id) and not self._connection.ask(heard, True)

    @override
    def is_silent(self, portal_id: str) -> bool:
        first_to_say = partial(self._server.sadd, self._said, portal_id)
        return super().is_silent(portal_id) and bool(self._connection.ask(first_to_say, 0))

    @override
    def deliver(self, agency_id: str, year: int | None) -> None:
        super().deliver(agency_id, year)
        self._connection.ask(partial(self._server.sadd, self._fetched, json.dumps([agency_id, year])), 0)

    @override
    def promise(self, agency_id: str, year: int, visit: Visit, reason: str) -> None:
        field = json.dumps([visit.trail.portal_id, agency_id, year])
        self._connection.ask(partial(self._server.hsetnx, self._named, field, pickle.dumps((visit, reason))), 0)

    @override
    def broken_promises(self, portal_id: str) -> list[tuple[Visit, str]]:
        """As its base, whichever process read the rows and which fetched the reports."""
        named: dict[bytes, bytes] = self._connection.ask(partial(self._server.hgetall, self._named), {})
        broken = [told for field, told in named.items() if self._is_broken(field, portal_id)]
        return [pickle.loads(told) for told in broken]  # noqa: S301  written by processes of this crawl, as its requests

    def _is_broken(self, field: bytes, portal_id: str) -> bool:
        """True for a report of a portal that no process fetched; for one process only."""
        portal, agency_id, year = json.loads(field)
        if portal != portal_id or not self._connection.ask(partial(self._server.hdel, self._named, field), 0):
            return False
        is_fetched = partial(self._server.sismember, self._fetched, json.dumps([agency_id, year]))
        return not self._connection.ask(is_fetched, True)
