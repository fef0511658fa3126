"""Whether two documents are the same report, and which fields of the stored one the new one takes over."""

from gxcrawl.reports.document import TABLES
from gxcrawl.storage.documents import Document

Place = tuple[str, str]

# The content of a report. All other fields are about it: where it was found, how it was read, whether it adds up.
_SUBSTANCE = ("title", "form", "preface", "sections", *TABLES, "statistics")


def same_report(kept: Document, fresh: Document) -> bool:
    """Whether values and prose are the same; a missing field equals an empty one."""
    return all((kept.get(field) or None) == (fresh.get(field) or None) for field in _SUBSTANCE)


def seen_again(kept: Document, fresh: Document) -> Document:
    """The same report, found again, perhaps at another place or by another parser.

    If parsing it again changed nothing, the time of the first parsing stays.
    """
    again = {**kept, **succeeding(kept, fresh, kept["revision"])}
    moments = {"parsed_at": None, "last_seen": None}
    return {**again, "parsed_at": kept.get("parsed_at")} if {**again, **moments} == {**kept, **moments} else again


def still_published(kept: Document, fresh: Document) -> bool:
    """Whether the stored report's primary is still published where it was found, as a copy of the new primary.

    Then nothing was revised at the source: a fuller copy was found, such as the attachment of a page. If the two differ
    in a number, the report's own checks show it.
    """
    return any(
        source["raw_id"] == kept.get("content_hash") and source["role"] != "older" for source in fresh["sources"]
    )


def succeeding(kept: Document, fresh: Document, revision: int) -> Document:
    """The new report in place of the stored one: with the earliest and latest dates of both, and not marked as gone."""
    return {
        **fresh,
        "first_seen": min(kept["first_seen"], fresh["first_seen"]),
        "last_seen": max(kept["last_seen"], fresh["last_seen"]),
        "gone_since": None,
        "revision": revision,
    }


def places(document: Document) -> set[Place]:
    """Where the report is published: address and raw document."""
    return {(source["url"], source["raw_id"]) for source in document.get("sources") or ()}
