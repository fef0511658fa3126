"""When two documents are the same report, and what of the kept one lives on in the fresh one."""

from gxcrawl.reports.document import TABLES
from gxcrawl.storage.documents import Document

Place = tuple[str, str]

# What a report says. Everything else is about it: where it was found, how it was read, whether it adds up.
_SUBSTANCE = ("title", "form", "preface", "sections", *TABLES, "statistics")


def same_report(kept: Document, fresh: Document) -> bool:
    """Whether values and prose are the same; a field that is missing is one that is empty."""
    return all((kept.get(field) or None) == (fresh.get(field) or None) for field in _SUBSTANCE)


def seen_again(kept: Document, fresh: Document) -> Document:
    """The same report, met once more, perhaps in another place or by another parser.

    Where reading it once more changed nothing it counts as parsed when it was parsed first.
    """
    again = {**kept, **succeeding(kept, fresh, kept["revision"])}
    moments = {"parsed_at": None, "last_seen": None}
    return {**again, "parsed_at": kept.get("parsed_at")} if {**again, **moments} == {**kept, **moments} else again


def still_published(kept: Document, fresh: Document) -> bool:
    """Whether the kept report's primary still stands where it was found, as a copy of what is primary now.

    Then nothing was revised at the source: a fuller copy came to light, such as the attachment of a page. Where the
    two dispute a number, the report's own checks say so.
    """
    return any(
        source["raw_id"] == kept.get("content_hash") and source["role"] != "older" for source in fresh["sources"]
    )


def succeeding(kept: Document, fresh: Document, revision: int) -> Document:
    """The fresh report in the place of the kept one: seen when either was, and not gone any more."""
    return {
        **fresh,
        "first_seen": min(kept["first_seen"], fresh["first_seen"]),
        "last_seen": max(kept["last_seen"], fresh["last_seen"]),
        "gone_since": None,
        "revision": revision,
    }


def places(document: Document) -> set[Place]:
    """Where the report is known to stand: address and raw document."""
    return {(source["url"], source["raw_id"]) for source in document["sources"]}
