"""The registry: every portal and agency that was registered, found by id, name or alias."""

import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from itertools import islice
from pathlib import Path

from rapidfuzz import process

from gxcrawl.errors import WrongUse
from gxcrawl.model import Agency, Portal
from gxcrawl.portals.bodies.names import name_key, region_stages
from gxcrawl.portals.entries import PortalEntry
from gxcrawl.portals.registry_files import read_registry_file, shipped_files

_SUGGESTIONS = 3
_CANDIDATES = 10
_NEAR = 55.0


@dataclass(frozen=True, slots=True)
class Registry:
    """Portals in the order of their files; ids are unique over all of them."""

    portals: tuple[Portal, ...]
    listed_by: str = "gxcrawl portals list"  # the command that lists its entries

    @property
    def agencies(self) -> tuple[Agency, ...]:
        """Every registered agency, portal by portal."""
        return tuple(agency for portal in self.portals for agency in portal.agencies)

    def portal(self, portal_id: str) -> Portal:
        """The portal with this id. Raises WrongUse with the nearest ids."""
        for portal in self.portals:
            if portal.id == portal_id:
                return portal
        ids = ((portal.id, portal.id) for portal in self.portals)
        raise WrongUse(f"unknown portal {portal_id!r}{self._suggest(portal_id, ids)}")

    def find_agency(self, query: str, known: Iterable[Agency] = (), *, by_part: bool = False) -> Agency:
        """The one agency that has this id, name or alias.

        known: agencies found by earlier crawls and not in any registry. by_part: a part of an id, a name or an alias
        finds the only one of them that has it.
        Raises WrongUse with the candidates if several fit, or with the nearest ones if none does.
        """
        met = list(known)
        every = {agency.id: agency for agency in (*met, *self.agencies)}
        if query in every:
            return every[query]
        fitting = [agency for agency in every.values() if query in (agency.name, *agency.aliases)]
        if by_part and not fitting:
            fitting = [agency for agency in met if any(query in word for word in _words_of(agency))]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            raise WrongUse(f"agency {query!r} is ambiguous; give one of the ids: {_listed(fitting)}")
        words = ((agency.id, word) for agency in every.values() for word in _words_of(agency))
        raise WrongUse(f"unknown agency {query!r}{self._suggest(query, words)}")

    def _suggest(self, query: str, words: Iterable[tuple[str, str]]) -> str:
        """The nearest words, one per id. words: word → the id that it belongs to."""
        near = process.extract(query, {key: key[1] for key in sorted(set(words))}, limit=None, score_cutoff=_NEAR)
        best: dict[str, str] = {}
        for word, _, (owner, _) in near:
            best.setdefault(owner, word)
        found = ", ".join(islice(dict.fromkeys(best.values()), _SUGGESTIONS))
        return f"; did you mean {found}?" if found else f"; `{self.listed_by}` shows what there is"


def _words_of(agency: Agency) -> tuple[str, ...]:
    return agency.id, agency.name, *agency.aliases


def _listed(agencies: Sequence[Agency]) -> str:
    listed = ", ".join(f"{agency.id} ({agency.name})" for agency in agencies[:_CANDIDATES])
    more = len(agencies) - _CANDIDATES
    return f"{listed}, and {more} more" if more > 0 else listed


def load_registry(paths: Sequence[Path] | None = None) -> Registry:
    """The registry of these files, or of the shipped ones if none is given. Raises WrongUse."""
    portals: dict[str, Portal] = {}
    owner_of_agency: dict[str, str] = {}
    for path in shipped_files() if paths is None else paths:
        for entry in read_registry_file(path):
            if entry.id in portals:
                raise WrongUse(f"{path}, portal {entry.id!r}: this id is taken by an earlier portal; ids are unique")
            portals[entry.id] = entry.to_portal()
            for agency in entry.agencies:
                _claim_agency_id(path, entry.id, agency.id, owner_of_agency)
            _refuse_shared_names(path, entry)
    named = (f"--portals {shlex.quote(str(path))}" for path in paths or ())
    return Registry(tuple(portals.values()), " ".join(("gxcrawl portals list", *named)))


def _claim_agency_id(path: Traversable, portal_id: str, agency_id: str, owner_of_agency: dict[str, str]) -> None:
    if agency_id in owner_of_agency:
        where = f"portal {owner_of_agency[agency_id]!r}"
        raise WrongUse(f"{path}, portal {portal_id!r}: agency id {agency_id!r} is taken already, in {where}")
    owner_of_agency[agency_id] = portal_id


def _refuse_shared_names(path: Traversable, entry: PortalEntry) -> None:
    """Rejects names shared by several bodies; compared as in a crawl, where the first would get all such reports."""
    stages = region_stages(entry.name)
    owners: dict[str, str] = {}
    for agency in entry.agencies:
        for name in (agency.name, *agency.aliases):
            owner = owners.setdefault(name_key(name, stages), agency.id)
            if owner != agency.id:
                raise WrongUse(
                    f"{path}, portal {entry.id!r}, agency {agency.id!r}: {name!r} names agency {owner!r} too; "
                    "a name is that of one body"
                )
