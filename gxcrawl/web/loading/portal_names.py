"""Names of portals by id: from a registry, otherwise as crawls stored them with the agencies."""

import time
from collections.abc import Callable, Iterable, Mapping

from gxcrawl.model import Agency

_FRESH_SECONDS = 60.0  # names change with the registry; reading 5,000 agencies takes a sixth of a second


class PortalNames:
    """Caches the names for a minute. Thread-safe.

    registered: names from the registry, which take precedence over stored ones. read: returns all stored agencies.
    """

    def __init__(self, registered: Mapping[str, str], read: Callable[[], Iterable[Agency]]) -> None:
        self._registered = registered
        self._read = read
        self._known: tuple[float, Mapping[str, str]] | None = None

    def learn(self, agencies: Iterable[Agency]) -> Mapping[str, str]:
        """Caches and returns the names. agencies: all stored agencies, just read."""
        stored = {agency.portal: agency.portal_name for agency in agencies if agency.portal_name}
        names = {**stored, **self._registered}
        self._known = (time.monotonic(), names)
        return names

    def all(self) -> Mapping[str, str]:
        """Portal id → name, from the cache or the database; portals without any name are left out."""
        known = self._known
        if known is None or time.monotonic() - known[0] > _FRESH_SECONDS:
            return self.learn(self._read())
        return known[1]
