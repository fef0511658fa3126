"""All versions of a report: when and where each was seen, and what changed from one to the next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gxcrawl.reports.revisions import Changes, changes

Document = Mapping[str, Any]
FirstSeen = Callable[[str, str], datetime | None]  # raw id, URL → when the document was first seen there


@dataclass(frozen=True, slots=True)
class Version:
    """One version: when it was seen first and last and parsed, its places, and its changes; None for the first version.

    first_seen: not earlier than the version before was last seen, even if the same document had been published before.
    """

    revision: int
    parsed_at: datetime
    first_seen: datetime
    last_seen: datetime
    published_on: str | None
    url: str
    raw_id: str
    changes: Changes | None


def versions_of(documents: Sequence[Document], first_seen: FirstSeen) -> list[Version]:
    """The versions of one report.

    documents: oldest first. first_seen: None where the raw document is no longer stored; then `parsed_at` counts.
    """
    versions: list[Version] = []
    for number, document in enumerate(documents):
        primary: Document = next((source for source in document["sources"] if source["role"] == "primary"), {})
        url, raw_id = primary.get("url", ""), document["content_hash"]
        first: datetime = first_seen(raw_id, url) or document["parsed_at"]
        versions.append(
            Version(
                revision=document["revision"],
                parsed_at=document["parsed_at"],
                first_seen=max(first, versions[-1].last_seen) if versions else first,
                last_seen=document["last_seen"],
                published_on=document.get("published_on"),
                url=url,
                raw_id=raw_id,
                changes=changes(documents[number - 1], document) if number else None,
            )
        )
    return versions
