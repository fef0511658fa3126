"""The one form of a document that does not depend on the database it is kept in."""

from operator import itemgetter
from typing import Any

import bson

from gxcrawl.storage import Document

_NAME = itemgetter(0)
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
    # plain values are passed over here already: a call for each takes half the time of a dump
    if kind is dict:
        return {
            name: inner if type(inner) in _PLAIN else _sorted(inner) for name, inner in sorted(value.items(), key=_NAME)
        }
    if kind is list:
        return [inner if type(inner) in _PLAIN else _sorted(inner) for inner in value]
    return int(value) if isinstance(value, int) else value
