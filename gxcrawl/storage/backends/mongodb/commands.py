"""The backend's operations in the driver's terms: filters, updates, and which documents of a batch were rejected."""

from collections.abc import Sequence

from pymongo.errors import BulkWriteError, OperationFailure

from gxcrawl.storage.documents import Document, Where, difference

_DUPLICATE_KEY = 11000


def filter_of(where: Where) -> Document:
    """Values are only compared, never interpreted: a mapping with operators cannot be injected."""
    return {
        field: {"$eq": value} if isinstance(value, str) or not isinstance(value, Sequence) else {"$in": list(value)}
        for field, value in where.items()
    }


def update_of(current: Document, changed: Document) -> Document:
    """The update that turns one document into the other, of which only a part is known. Field names are plain."""
    fresh, stale = difference(current, changed)
    commands = (("$set", fresh), ("$unset", dict.fromkeys(stale, "")))
    return {operator: fields for operator, fields in commands if fields}


def taken_ids(error: BulkWriteError) -> set[int]:
    """The indexes of documents in a batch whose `_id` existed. Raises for any other error."""
    refused = error.details.get("writeErrors", [])
    for one in refused:
        if one["code"] != _DUPLICATE_KEY:
            raise OperationFailure(one["errmsg"], one["code"]) from error
    if error.details.get("writeConcernErrors"):
        raise error
    return {one["index"] for one in refused}
