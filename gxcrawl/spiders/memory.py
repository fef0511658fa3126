"""The interface through which a spider uses results of earlier crawls, and decisions based on them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

from gxcrawl.model import Remembered

Need = Literal["fetch", "ask", "nothing"]


class Memory(Protocol):
    """Results of earlier crawls in a database. Read-only; an empty result is always safe and only costs requests."""

    def seen(self, urls: Iterable[str]) -> Mapping[str, Remembered]:
        """Known URL → content last seen there. Refused pages are not known."""

    def failed(self, portal_id: str) -> frozenset[str]:
        """The URLs of a portal that could not be fetched in an earlier crawl."""

    def reports(self, portal_id: str) -> int:
        """The number of known reports of a portal."""


class NoMemory:
    """The memory of a crawl without earlier crawls."""

    def seen(self, urls: Iterable[str]) -> Mapping[str, Remembered]:  # noqa: ARG002  the port's signature
        """Always empty."""
        return {}

    def failed(self, portal_id: str) -> frozenset[str]:  # noqa: ARG002
        """Always empty (no failures)."""
        return frozenset()

    def reports(self, portal_id: str) -> int:  # noqa: ARG002
        """Always 0."""
        return 0


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a known document is requested although its list shows no change.

    A third of the interval varies with the address, so that documents fetched in one crawl are not all due in one
    crawl.
    """

    recheck_after: timedelta

    def need(self, known: Remembered, listed: str | None, now: datetime) -> Need:
        """Returns `fetch` if its row changed, `ask` (if modified) if a check is due, else `nothing`."""
        if listed is not None and known.source.listed != listed:
            return "fetch"
        checked_at = known.source.checked_at
        if checked_at is None or checked_at > now:  # by a wrong clock: the next check could be years away
            return "ask"
        return "ask" if now - checked_at >= self._spread(known.source.url) else "nothing"

    def _spread(self, url: str) -> timedelta:
        share = sum(url.encode()) % 100 / 100
        return self.recheck_after * (2 / 3 + share / 3)


def conditions(known: Remembered | None) -> dict[str, str]:
    """The headers that make a request conditional on the last response; {} if that had no validators."""
    if known is None:
        return {}
    http = known.source.http
    said = {"If-None-Match": http.etag, "If-Modified-Since": http.last_modified}
    return {name: value for name, value in said.items() if value}
