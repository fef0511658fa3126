"""What a failed list was asked, as a document: the field `asked` of `failures`."""

from gxcrawl.model import Asked, ListRequest
from gxcrawl.storage.documents import Document
from gxcrawl.storage.plain import fields_of, made_of


def to_document(asked: Asked | None) -> Document | None:
    """Requests one inside the other, as they are tried."""
    return None if asked is None else fields_of(asked) | {"request": _request_to_document(asked.request)}


def from_document(document: Document | None) -> Asked | None:
    """What it was made of."""
    return made_of(Asked, document, request=_request_from_document(document["request"])) if document else None


def _request_to_document(request: ListRequest | None) -> Document | None:
    if request is None:
        return None
    named = {"headers": dict(request.headers), "state": dict(request.state)}
    return fields_of(request) | named | {"otherwise": _request_to_document(request.otherwise)}


def _request_from_document(document: Document | None) -> ListRequest | None:
    if document is None:
        return None
    otherwise = _request_from_document(document["otherwise"])
    return made_of(ListRequest, document, headers=tuple(document["headers"].items()), otherwise=otherwise)
