"""`failures`: documents that could not be fetched, read, parsed or stored, kept until they succeed."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from gxcrawl.model import Asked, Failure, ListRequest, Stage
from gxcrawl.storage.collections import FAILURES
from gxcrawl.storage.conversion.dataclasses import fields_of, made_of
from gxcrawl.storage.documents import Document, storable
from gxcrawl.storage.interface import Backend

STAGES: tuple[Stage, ...] = get_args(Stage)


@dataclass(frozen=True, slots=True)
class KeptFailure:
    """A failure as last recorded, with its first date and its count."""

    failure: Failure
    first_seen: datetime
    last_seen: datetime
    count: int = 1


class Failures:
    """Counts failures by url and stage, and deletes them on success."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def record(self, failure: Failure, now: datetime) -> None:
        """Records a failure, for the first time or again. Each call counts."""
        met = to_document(KeptFailure(failure, first_seen=now, last_seen=now))

        def change(current: Document | None) -> Document:
            if current is None:
                return met
            return {**met, "first_seen": current["first_seen"], "count": current["count"] + 1}

        self._backend.update(FAILURES, met["_id"], change)

    def clear(self, url: str, stage: Stage | None = None) -> int:
        """Deletes the failures of a url, at one stage or at all; returns how many there were."""
        stages = STAGES if stage is None else (stage,)
        return self._backend.delete_all(FAILURES, [failure_id(url, one) for one in stages])

    def get(self, url: str, stage: Stage) -> KeptFailure | None:
        """The failure of a url at a stage."""
        document = self._backend.get(FAILURES, failure_id(url, stage))
        return None if document is None else from_document(document)

    def of_url(self, url: str) -> list[KeptFailure]:
        """The failures of a url, at all stages."""
        found = self._backend.find(FAILURES, {"_id": [failure_id(url, stage) for stage in STAGES]})
        return list(map(from_document, found))

    def find(
        self, *, agency_id: str | None = None, stage: Stage | None = None, portal_id: str | None = None
    ) -> Iterator[KeptFailure]:
        """The failures that match all given conditions."""
        conditions = {"agency_id": agency_id, "stage": stage, "portal_id": portal_id}
        where = {field: value for field, value in conditions.items() if value is not None}
        return map(from_document, self._backend.find(FAILURES, where))


def failure_id(url: str, stage: Stage) -> str:
    """The `_id` of the failure of this url at this stage."""
    return hashlib.sha256(f"{url}\n{stage}".encode()).hexdigest()


def to_document(kept: KeptFailure) -> Document:
    """A failure as one flat document, with its dates and its count."""
    failure = kept.failure
    return storable(
        {
            "_id": failure_id(failure.url, failure.stage),
            **fields_of(failure),
            "asked": _asked_to_document(failure.asked),
            "first_seen": kept.first_seen,
            "last_seen": kept.last_seen,
            "count": kept.count,
        }
    )


def from_document(document: Document) -> KeptFailure:
    """The failure in a stored document."""
    failure = made_of(Failure, document, asked=_asked_from_document(document.get("asked")))
    return KeptFailure(failure, document["first_seen"], document["last_seen"], document["count"])


def _asked_to_document(asked: Asked | None) -> Document | None:
    """The stored form of an `Asked`; alternative requests are nested in the order in which they are tried."""
    return None if asked is None else fields_of(asked) | {"request": _request_to_document(asked.request)}


def _asked_from_document(document: Document | None) -> Asked | None:
    """The `Asked` in its stored form."""
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
