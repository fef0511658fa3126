"""The requests of all processes in Redis, one queue per host. A request stays there until it is done."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from redis.exceptions import DataError
from scrapy import Request
from scrapy_redis.queue import Base

from gxcrawl.distributed.scripts import DONE, HOLD, LEFT, PUSH, RELEASE, RENEW, TAKE

_SERIAL_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Taken:
    """A request that this process is working on, as stored in Redis, and its host."""

    host: str
    stored: bytes
    request: Request


class HostQueues(Base):  # type: ignore[misc]  # scrapy-redis has no types
    """Queues per host that record who is working on a request; scrapy-redis' own pop a request and forget it.

    Serialisation of requests is inherited. Keys: `waiting:HOST` and `taken:HOST`, sorted by priority, then by arrival;
    `lease:HOST`, the process that may request from the host, until the lease expires; `hosts` with work left; `held`,
    requests to be made after all others.
    """

    def __init__(self, server: Any, spider: Any, key: str, serializer: Any = None) -> None:
        super().__init__(server, spider, key, serializer)
        scripts = (LEFT, PUSH, TAKE, DONE, RENEW)
        self._left, self._push, self._take, self._done, self._renew = map(server.register_script, scripts)
        self._hold, self._release = map(server.register_script, (HOLD, RELEASE))
        self._membership = spider.membership

    def _key(self, *parts: str) -> str:
        return ":".join((self.key, *parts))

    def _of(self, host: str) -> tuple[str, str]:
        return self._key("waiting", host), self._key("taken", host)

    def __len__(self) -> int:
        """Number of hosts with work left, for any process."""
        return int(self._left(keys=[self._membership.mark_key, self._key("hosts")], args=[self._membership.mark]))

    def put(self, request: Request, host: str, fingerprint: str | None, seen: str) -> bool:
        """Queues a request; returns False if it was queued before.

        fingerprint: None for a deliberate repetition. seen: key of the set of fingerprints.
        """
        keys = [*self._queueing(seen), self._key("waiting", host)]
        return bool(self._push(keys=keys, args=self._asked(request, host, fingerprint)))

    def hold(self, request: Request, host: str, fingerprint: str | None) -> None:
        """Stores a request until nothing else is left to do, even if this process dies."""
        keys = [self._membership.mark_key, self._key("held")]
        self._hold(keys=keys, args=self._asked(request, host, fingerprint))

    def release(self, seen: str) -> int:
        """Queues the held requests if nothing else is left to do; returns the number of hosts with work left then."""
        keys = [*self._queueing(seen), self._key("held")]
        return int(self._release(keys=keys, args=[self._membership.mark, self._key("waiting", "")]))

    def _queueing(self, seen: str) -> list[str]:
        return [self._membership.mark_key, self._key("hosts"), seen, self._key("serial")]

    def _asked(self, request: Request, host: str, fingerprint: str | None) -> list[Any]:
        return [self._membership.mark, fingerprint or "", -request.priority, self._encode_request(request), host]

    def take(self, host: str, lease_ms: int) -> tuple[bool, Taken | None]:
        """Whether this process now holds the host's lease, and the next waiting request, if any."""
        keys = [self._key("lease", host), *self._of(host), self._key("hosts")]
        owned, *stored = self._take(keys=keys, args=[self._membership.process, lease_ms, host])
        if not stored:
            return bool(owned), None
        return True, Taken(host, stored[0], self._request_in(stored[0]))

    def _request_in(self, stored: bytes) -> Request:
        try:
            request: Request = self._decode_request(stored[_SERIAL_LENGTH:])
        except Exception as error:  # unpickling what another version wrote may raise anything
            raise DataError(f"a request in it is from another version of gxcrawl: {error}") from error
        return request

    def done(self, taken: Taken) -> None:
        """Removes a request that is completely done."""
        self._done(keys=[*self._of(taken.host), self._key("hosts")], args=[taken.stored, taken.host])

    def hosts(self, most: int) -> list[str]:
        """A random selection of hosts with work left, so that processes do not all try the same ones."""
        return [host.decode() for host in self.server.srandmember(self._key("hosts"), most)]

    def renew(self, hosts: Iterable[str], lease_ms: int) -> None:
        """Keeps the leases."""
        for host in hosts:
            self._renew(keys=[self._key("lease", host)], args=[self._membership.process, lease_ms])
