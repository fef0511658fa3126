"""`agencies`: every body that must report, from the registry or found in a column."""

from datetime import datetime

from gxcrawl.model import Agency
from gxcrawl.storage.collections import AGENCIES
from gxcrawl.storage.conversion.dataclasses import from_plain, plain_document
from gxcrawl.storage.documents import Document, Projection, Where
from gxcrawl.storage.interface import Backend

_WITHOUT_DAYS: Projection = {"first_seen": 0, "last_seen": 0}


class Agencies:
    """Stores agencies by id. Data from the registry override data found in columns."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def meet(self, agency: Agency, seen_at: datetime) -> None:
        """Inserts or updates an agency. Idempotent except for `last_seen`."""
        fresh = plain_document(agency, first_seen=seen_at, last_seen=seen_at)

        def change(current: Document | None) -> Document | None:
            both = fresh if current is None else _merged(current, fresh)
            return None if both == current else both

        self._backend.update(AGENCIES, agency.id, change)

    def get(self, agency_id: str) -> Agency | None:
        """The agency with this id."""
        document = self._backend.get(AGENCIES, agency_id)
        return None if document is None else from_plain(Agency, document)

    def all(self) -> list[Agency]:
        """All agencies, sorted by id."""
        return self._found({})

    def by_portal(self, portal: str) -> list[Agency]:
        """The agencies of a portal, sorted by id."""
        return self._found({"portal": portal})

    def _found(self, where: Where) -> list[Agency]:
        return [from_plain(Agency, document) for document in self._backend.find(AGENCIES, where, _WITHOUT_DAYS)]


def _merged(kept: Document, fresh: Document) -> Document:
    """Both combined: registered data first, then newer data, with all names of the body."""
    leading, other = (kept, fresh) if kept["registered"] and not fresh["registered"] else (fresh, kept)
    filled = {field: other.get(field) if leading.get(field) is None else leading[field] for field in fresh}
    names = [*leading["aliases"], other["name"], *other["aliases"]]
    return {
        **filled,
        "aliases": sorted({name for name in names if name != leading["name"]}),
        "first_seen": min(kept["first_seen"], fresh["first_seen"]),
        "last_seen": max(kept["last_seen"], fresh["last_seen"]),
    }
