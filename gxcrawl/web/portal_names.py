"""Names of portals by id: those of a registry, else those that crawls noted with their agencies."""

import time
from collections.abc import Callable, Iterable, Mapping

from gxcrawl.model import Agency

_FRESH_SECONDS = 60.0  # names change with the registry; reading 5,000 agencies takes a sixth of a second


class PortalNames:
    """Knows them for a while. May be used from several threads.

    registered: names that a registry gives now, which win over what is stored. read: all agencies that are stored.
    """

    def __init__(self, registered: Mapping[str, str], read: Callable[[], Iterable[Agency]]) -> None:
        self._registered = registered
        self._read = read
        self._known: tuple[float, Mapping[str, str]] | None = None

    def learn(self, agencies: Iterable[Agency]) -> Mapping[str, str]:
        """The names, with those of all agencies, which were read just now."""
        stored = {agency.portal: agency.portal_name for agency in agencies if agency.portal_name}
        names = {**stored, **self._registered}
        self._known = (time.monotonic(), names)
        return names

    def all(self) -> Mapping[str, str]:
        """The names; a portal that nobody has named is not among them."""
        known = self._known
        if known is None or time.monotonic() - known[0] > _FRESH_SECONDS:
            return self.learn(self._read())
        return known[1]
