"""All versions of a report: when and where each was seen, and what changed from one to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gxcrawl.reports.revisions import Changes, changes

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Version:
    """One version: when it was first parsed and last seen, its places, and its changes; None for the first version."""

    revision: int
    parsed_at: datetime
    last_seen: datetime
    published_on: str | None
    url: str
    raw_id: str
    changes: Changes | None


def versions_of(documents: Sequence[Document]) -> list[Version]:
    """The versions of one report.

    documents: oldest first.
    """
    before: list[Document | None] = [None, *documents[:-1]]
    return [_version(old, new) for old, new in zip(before, documents, strict=True)]


def _version(before: Document | None, document: Document) -> Version:
    primary: Document = next((source for source in document["sources"] if source["role"] == "primary"), {})
    return Version(
        revision=document["revision"],
        parsed_at=document["parsed_at"],
        last_seen=document["last_seen"],
        published_on=document.get("published_on"),
        url=primary.get("url", ""),
        raw_id=document["content_hash"],
        changes=None if before is None else changes(before, document),
    )
