"""What a failed list was asked, as a document: the field `asked` of `failures`."""

from gxcrawl.model import Asked, ListRequest
from gxcrawl.storage.documents import Document


def to_document(asked: Asked) -> Document:
    """Requests one inside the other, as they are tried."""
    return {
        "request": _request_to_document(asked.request),
        "family": asked.family,
        "page": asked.page,
        "rows": asked.rows,
        "total": asked.total,
    }


def from_document(document: Document) -> Asked:
    """What it was made of."""
    return Asked(
        request=_request_from_document(document["request"]),
        family=document["family"],
        page=document["page"],
        rows=document["rows"],
        total=document["total"],
    )


def _request_to_document(request: ListRequest) -> Document:
    return {
        "url": request.url,
        "method": request.method,
        "body": request.body,
        "headers": dict(request.headers),
        "state": dict(request.state),
        "otherwise": None if request.otherwise is None else _request_to_document(request.otherwise),
    }


def _request_from_document(document: Document) -> ListRequest:
    otherwise = document["otherwise"]
    return ListRequest(
        url=document["url"],
        method=document["method"],
        body=document["body"],
        headers=tuple(document["headers"].items()),
        state=document["state"],
        otherwise=None if otherwise is None else _request_from_document(otherwise),
    )
