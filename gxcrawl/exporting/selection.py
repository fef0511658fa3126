"""Selects the documents of a dump."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gxcrawl.errors import WrongUse
from gxcrawl.storage import PUBLIC, Collection, Database, Document
from gxcrawl.storage.documents import Where


@dataclass(frozen=True, slots=True)
class Selection:
    """Conditions, all of which must hold; None and () are no condition.

    collections: by name. agencies: ids; any of them, as of the years. Crawl runs belong to no agency and no year: they
    are in a dump of everything.
    """

    collections: tuple[str, ...] | None = None
    agencies: tuple[str, ...] = ()
    portal: str | None = None
    years: tuple[int, ...] = ()

    @property
    def is_everything(self) -> bool:
        """Whether no agency, portal or year is asked for."""
        return not (self.agencies or self.portal or self.years)

    def asked(self) -> dict[str, Any]:
        """The conditions as a manifest names them: one value by itself, several as a sorted list."""
        return {
            "collections": self.collections,
            "agency_id": _one_or_all(self.agencies),
            "portal": self.portal,
            "year": _one_or_all(self.years),
        }

    def __str__(self) -> str:
        return in_words(self.asked())


def in_words(asked: Mapping[str, Any]) -> str:
    """The conditions of a manifest: agency a or b, year 2020."""
    conditions = {"agency": asked.get("agency_id"), "portal": asked.get("portal"), "year": asked.get("year")}
    named = {name: value if isinstance(value, list) else [value] for name, value in conditions.items() if value}
    return ", ".join(f"{name} {' or '.join(map(str, values))}" for name, values in named.items()) or "everything"


def _one_or_all(values: Sequence[Any]) -> Any:
    several = sorted(set(values))
    return several if len(several) > 1 else next(iter(several), None)


def chosen_collections(selection: Selection, held: tuple[str, ...], form: str) -> list[Collection]:
    """The collections of a dump, in its order.

    held: those that the format can hold; `form`: its name. Raises WrongUse for an unknown name, one that this format
    cannot hold, or if none is left.
    """
    names = [collection.name for collection in PUBLIC]
    for name in selection.collections or ():
        if name not in names:
            raise WrongUse(f"there is no collection {name!r}; choose from {', '.join(names)}")
        if name not in held:
            raise WrongUse(f"{form} holds {' and '.join(held)} only, not {name}; leave it out or choose jsonl")
    chosen = [one for one in PUBLIC if one.name in (selection.collections or held)]
    kept = [one for one in chosen if selection.is_everything or one.name != "crawl_runs"]
    if not kept:
        raise WrongUse("crawl_runs belong to no agency, portal or year; leave these out, or choose another collection")
    return kept


def chosen_documents(
    database: Database, collection: Collection, selection: Selection, *, encoded: bool = False
) -> Iterator[tuple[Document, bytes]]:
    """The selected documents of a collection, sorted by `_id`, read lazily.

    encoded: yield each with its BSON, which is empty otherwise.
    """
    where = _where(database, collection, selection)
    found = (
        database.encoded(collection, where)
        if encoded
        else ((one, b"") for one in database.documents(collection, where))
    )
    if collection.name == "report_revisions":
        return (pair for pair in found if _is_superseded(pair[0], database))
    if _is_by_source(collection, selection):
        return (pair for pair in found if any(source["year"] in selection.years for source in pair[0]["sources"]))
    return found


def _is_superseded(version: Document, database: Database) -> bool:
    """False for a copy of the current version, left by a process killed before it wrote the next one."""
    current = database.reports.get(str(version["_id"]).rpartition("/")[0], {"revision": 1})
    return current is None or version["revision"] < current["revision"]


def count_documents(database: Database, collection: Collection, selection: Selection) -> int | None:
    """The number of selected documents; None if it is only known after reading them."""
    if collection.name == "report_revisions" or _is_by_source(collection, selection):
        return None
    return database.count(collection, _where(database, collection, selection))


def _where(database: Database, collection: Collection, selection: Selection) -> Where:
    """The condition for the database."""
    if collection.name == "raw_documents":
        everyone = not selection.agencies and selection.portal is None
        return {} if everyone else {"sources.agency_id": _agency_ids(database, selection)}
    wanted = {"agency": selection.agencies, "portal": selection.portal, "year": selection.years}
    fields = _CONDITIONS.get(collection.name, {})
    return {field: wanted[name] for name, field in fields.items() if wanted[name]}


def _is_by_source(collection: Collection, selection: Selection) -> bool:
    """Whether a year is asked for that no index knows: each place of a raw document has one of its own."""
    return collection.name == "raw_documents" and bool(selection.years)


def _agency_ids(database: Database, selection: Selection) -> list[str]:
    if selection.portal is None:
        return list(selection.agencies)
    ids = [agency.id for agency in database.agencies.by_portal(selection.portal)]
    return [one for one in ids if not selection.agencies or one in selection.agencies]


_OF_REPORTS = {"agency": "agency.id", "portal": "agency.portal", "year": "year"}
_CONDITIONS = {
    "reports": _OF_REPORTS,
    "report_revisions": _OF_REPORTS,
    "agencies": {"agency": "_id", "portal": "portal"},
    "failures": {"agency": "agency_id", "portal": "portal_id"},
}
