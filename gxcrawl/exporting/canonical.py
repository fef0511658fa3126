"""The one form of a document that does not depend on the database it is kept in."""

from typing import Any

import bson

from gxcrawl.storage import Document

_PLAIN = frozenset({str, int, bool, float, type(None)})


def canonical(document: Document) -> Document:
    """The document with its names sorted, `_id` first, and plain integers.

    Databases keep the order in which fields were written, and MongoDB tells short integers from long ones; neither
    means anything here.
    """
    return {"_id": document["_id"]} | {name: _sorted(document[name]) for name in sorted(document) if name != "_id"}


def to_bson(document: Document) -> bytes:
    """The canonical document as BSON."""
    return bson.encode(canonical(document))


def _sorted(value: Any) -> Any:
    kind = type(value)
    if kind in _PLAIN:  # nine values of ten
        return value
    if kind is dict:
        return {name: _sorted(value[name]) for name in sorted(value)}
    if kind is list:
        return [_sorted(inner) for inner in value]
    return int(value) if isinstance(value, int) else value
