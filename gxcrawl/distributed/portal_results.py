"""What the processes of a crawl know about each portal, as far as they must share it."""

from functools import partial
from typing import Any

from typing_extensions import override

from gxcrawl.distributed.redis_connection import RedisConnection
from gxcrawl.spiders.portal_results import PortalResults


class SharedPortalResults(PortalResults):
    """A portal is silent if no process saw anything of it; that is reported once."""

    def __init__(self, connection: RedisConnection, server: Any, heard: str, said: str) -> None:
        """heard, said: keys of the portals that any process heard of, and of those found silent."""
        super().__init__()
        self._connection, self._server = connection, server
        self._heard, self._said = heard, said
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
