"""What one crawl of a test brings."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Crawled:
    """What one crawl brought. evidence: pages that were not what was asked for."""

    documents: list[dict[str, Any]]
    evidence: list[dict[str, Any]]
    failures: list[dict[str, Any]]
    stats: dict[str, Any]
    log: str

    def reports(self) -> set[tuple[str, int | None]]:
        """Agency id and year of every document."""
        return {(document["agency_id"], document["year"]) for document in self.documents}


Crawl = Callable[..., Crawled]
