"""When two documents are the same report, and what is kept of each where they are, or are not."""

from typing import Any

from gxcrawl.storage.documents import Document

Place = tuple[str, str]
_SUPERSEDED = dict.fromkeys(("primary", "copy", "attachment"), "older")

# What a report says. Everything else is about it: where it was found, how it was read, whether it adds up.
_SUBSTANCE = (
    "title",
    "form",
    "preface",
    "sections",
    "proactive_disclosure",
    "applications",
    "review_litigation",
    "statistics",
)

# In HTML and Word a table says what its cells are; in a PDF they are worked out from lines.
_KINDS = ("html", "docx", "doc", "wps", "xlsx", "xls", "pdf", "txt")


def same_report(kept: Document, fresh: Document) -> bool:
    """Whether values and prose are the same; a field that is missing is one that is empty."""
    return all((kept.get(field) or None) == (fresh.get(field) or None) for field in _SUBSTANCE)


def seen_again(kept: Document, fresh: Document, *, complete: bool) -> Document:
    """The same report, met once more, perhaps in another place or by another parser.

    One of the two leads: its tables, notes and checks are kept and its document is the primary. Which one does not
    depend on the order in which they came, so that an interrupted crawl ends with what an uninterrupted one has.
    complete: the fresh one was put together from all places of the kept one too.
    """
    newer = fresh.get("parser_version") != kept.get("parser_version")
    leads = complete or newer or _rank(fresh) < _rank(kept)
    leading, other = (fresh, kept) if leads else (kept, fresh)
    same_document = fresh.get("content_hash") == kept.get("content_hash")
    again = {
        **kept,
        **leading,
        # Checks look at the agency's other years too, so the same document can have new ones.
        "checks": (fresh if same_document else leading).get("checks"),
        **_history(kept, fresh),
        "revision": kept["revision"],
        "sources": fresh["sources"] if complete else _joined(leading, other, {"primary": "copy"}),
    }
    return _parsed_before(again, kept)


def _parsed_before(again: Document, kept: Document) -> Document:
    """Reading it once more changed nothing: then it counts as parsed when it was parsed first."""
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


def completed(kept: Document, fresh: Document, *, complete: bool) -> Document:
    """The same revision of a report, read from a fuller copy."""
    return {
        **fresh,
        **_history(kept, fresh),
        "revision": kept["revision"],
        "sources": fresh["sources"] if complete else _joined(fresh, kept, {"primary": "copy"}),
    }


def revised(kept: Document, fresh: Document, *, complete: bool) -> Document:
    """The next revision of a report; places that show the one before are `older`."""
    return {
        **fresh,
        **_history(kept, fresh),
        "revision": kept["revision"] + 1,
        "sources": fresh["sources"] if complete else _joined(fresh, kept, _SUPERSEDED),
    }


def _history(kept: Document, fresh: Document) -> Document:
    """When it was seen, first and last of both; it is not gone any more."""
    return {
        "first_seen": min(kept["first_seen"], fresh["first_seen"]),
        "last_seen": max(kept["last_seen"], fresh["last_seen"]),
        "gone_since": None,
    }


def _rank(document: Document) -> tuple[int, str, str]:
    """Less is better: structured kinds before others, then by address, so that two never tie."""
    primary = next((source for source in document.get("sources", ()) if source["role"] == "primary"), None)
    if primary is None:
        return (len(_KINDS), "", "")
    kind = _KINDS.index(primary["kind"]) if primary["kind"] in _KINDS else len(_KINDS)
    return (kind, primary["url"], primary["raw_id"])


def _joined(leading: Document, other: Document, roles: dict[str, str]) -> list[dict[str, Any]]:
    """The places of both, sorted, the primary first; those only in `other` get the roles given."""
    joined = {
        _place(source): {**source, "role": roles.get(source["role"], source["role"])} for source in other["sources"]
    }
    joined |= {_place(source): source for source in leading["sources"]}
    return sorted(joined.values(), key=lambda source: (source["role"] != "primary", _place(source)))


def places(document: Document) -> set[Place]:
    """Where the report is known to stand: address and raw document."""
    return {_place(source) for source in document["sources"]}


def _place(source: dict[str, Any]) -> Place:
    return (source["url"], source["raw_id"])
