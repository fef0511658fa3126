"""Items of a crawl about addresses that are already known."""

from dataclasses import dataclass
from datetime import datetime

from gxcrawl.model.documents import Source


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is stored about an address: the content last seen there, and the metadata of the place."""

    raw_id: str
    source: Source


@dataclass(frozen=True, slots=True)
class UnchangedDocument:
    """A known document is still published and was not fetched again.

    checked: True if the server said that it is unchanged (304); False if only its row in the list says so.
    """

    url: str
    raw_id: str
    portal_id: str
    seen_at: datetime
    checked: bool = False


@dataclass(frozen=True, slots=True)
class FetchRecovered:
    """An address that an earlier crawl failed to fetch was fetched now."""

    url: str
