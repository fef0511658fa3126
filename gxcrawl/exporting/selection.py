"""Which documents a dump holds."""

from collections.abc import Iterator
from dataclasses import dataclass

from gxcrawl.errors import WrongUse
from gxcrawl.storage import PUBLIC, Collection, Database, Document


@dataclass(frozen=True, slots=True)
class Selection:
    """Conditions, all of which must hold; None is no condition.

    collections: names of SCHEMA.md. Crawl runs belong to no agency and no year: they are in a dump of everything.
    """

    collections: tuple[str, ...] | None = None
    agency_id: str | None = None
    portal: str | None = None
    year: int | None = None

    def __str__(self) -> str:
        conditions = {"agency": self.agency_id, "portal": self.portal, "year": self.year}
        return ", ".join(f"{name} {value}" for name, value in conditions.items() if value is not None) or "everything"


def chosen_collections(selection: Selection, held: tuple[str, ...], form: str) -> list[Collection]:
    """The collections of a dump, in its order. held: those that the format can hold, `form` its name.

    WrongUse for a name that is no collection, or none that this format holds.
    """
    names = [collection.name for collection in PUBLIC]
    for name in selection.collections or ():
        if name not in names:
            raise WrongUse(f"there is no collection {name!r}; choose from {', '.join(names)}")
        if name not in held:
            raise WrongUse(f"{form} holds {' and '.join(held)} only, not {name}; leave it out or choose jsonl")
    chosen = [one for one in PUBLIC if one.name in (selection.collections or held)]
    everything = (selection.agency_id, selection.portal, selection.year) == (None, None, None)
    return [one for one in chosen if everything or one.name != "crawl_runs"]


def chosen_documents(database: Database, collection: Collection, selection: Selection) -> Iterator[Document]:
    """The documents of a collection that the selection names, sorted by `_id`, read as they are asked for."""
    find = _FINDERS.get(collection.name)
    return find(database, collection, selection) if find else database.documents(collection, {})


def _reports(database: Database, collection: Collection, selection: Selection) -> Iterator[Document]:
    conditions = {"agency.id": selection.agency_id, "agency.portal": selection.portal, "year": selection.year}
    return database.documents(collection, {field: value for field, value in conditions.items() if value is not None})


def _raw_documents(database: Database, collection: Collection, selection: Selection) -> Iterator[Document]:
    where: dict[str, str | list[str]] = {}
    if selection.agency_id is not None or selection.portal is not None:
        where["sources.agency_id"] = _agency_ids(database, selection)
    for document in database.documents(collection, where):
        if selection.year is None or any(source["year"] == selection.year for source in document["sources"]):
            yield document


def _agencies(database: Database, collection: Collection, selection: Selection) -> Iterator[Document]:
    conditions = {"_id": selection.agency_id, "portal": selection.portal}
    return database.documents(collection, {field: value for field, value in conditions.items() if value is not None})


def _failures(database: Database, collection: Collection, selection: Selection) -> Iterator[Document]:
    conditions = {"agency_id": selection.agency_id, "portal_id": selection.portal}
    return database.documents(collection, {field: value for field, value in conditions.items() if value is not None})


def _agency_ids(database: Database, selection: Selection) -> list[str]:
    if selection.portal is None:
        return [selection.agency_id] if selection.agency_id is not None else []
    ids = [agency.id for agency in database.agencies.by_portal(selection.portal)]
    return [one for one in ids if selection.agency_id in (None, one)]


_FINDERS = {
    "reports": _reports,
    "report_revisions": _reports,
    "raw_documents": _raw_documents,
    "agencies": _agencies,
    "failures": _failures,
}
