"""What a crawl says of addresses that are known already."""

from dataclasses import dataclass
from datetime import datetime

from gxcrawl.model.documents import Source


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is known of an address: the content last seen there, and what was noted of the place."""

    raw_id: str
    source: Source


@dataclass(frozen=True, slots=True)
class Sighting:
    """A known document is still published, and was not fetched again.

    checked: the server itself said that it is unchanged (304); else its row in the list says so.
    """

    url: str
    raw_id: str
    portal_id: str
    seen_at: datetime
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Mended:
    """An address that an earlier crawl could not fetch was fetched now."""

    url: str
