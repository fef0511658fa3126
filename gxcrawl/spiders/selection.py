"""The portals, agencies and years that a crawl covers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from gxcrawl.errors import WrongUse
from gxcrawl.model import Agency, Portal
from gxcrawl.portals.registry import Registry, load_registry
from gxcrawl.reports.coverage import YEARS


@dataclass(frozen=True, slots=True)
class Selection:
    """The scope of one run. Empty `agency_ids` or `years` set no limit.

    agency_ids may contain agencies that are in no registry, found by an earlier crawl (`<portal>-<pinyin>`).
    registered: all portals of the registry; documents on their hosts are left to their own crawls.
    """

    portals: tuple[Portal, ...]
    agency_ids: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    known: Mapping[str, Agency] = field(default_factory=dict)
    registered: tuple[Portal, ...] = ()

    def wants(self, agency_id: str | None, year: int | None) -> bool:
        """True if a report of this agency and year is in scope; an unknown agency or year counts as in scope."""
        of_year = not self.years or year is None or year in self.years
        return of_year and (agency_id is None or self.wants_agency(agency_id))

    def wants_agency(self, agency_id: str) -> bool:
        """True if reports of this agency are in scope."""
        return not self.agency_ids or agency_id in self.agency_ids

    def starting_places(self, portal: Portal) -> Iterator[tuple[str, Agency | None]]:
        """The URLs at which to begin: the portal's column or home page, and columns of single agencies."""
        of_agencies = [agency for agency in portal.agencies if agency.column and self.wants_agency(agency.id)]
        elsewhere = {agency.id for agency in of_agencies}
        if not self.agency_ids or not self._wanted_of(portal) <= elsewhere:
            yield portal.column or portal.home, None
        for agency in of_agencies:
            yield str(agency.column), agency

    def _wanted_of(self, portal: Portal) -> set[str]:
        registered = {agency.id for agency in portal.agencies}
        return {i for i in self.agency_ids if i in registered or i.startswith(f"{portal.id}-")}


def read_selection(
    portal: str = "", agency: str = "", year: str = "", portals: str = "", known: Iterable[Agency] = ()
) -> Selection:
    """The selection given by comma lists of ids (or agency names) and years. Raises WrongUse.

    portals: comma list of registry files; the shipped registry if empty. known: agencies that earlier crawls found.
    """
    registry = load_registry([Path(name) for name in _split(portals)] or None)
    met = {one.id: one for one in known}
    wanted = [_find(registry, query, met) for query in _split(agency)]
    named = [registry.portal(portal_id) for portal_id in _split(portal)]
    homes = {portal_id for portal_id, _ in wanted}
    chosen = [p for p in named or registry.portals if not homes or p.id in homes]
    if not chosen:
        raise WrongUse(f"agency {agency!r} does not publish on portal {portal!r}; leave out one of the two")
    return Selection(
        portals=tuple(dict.fromkeys(chosen)),
        agency_ids=frozenset(agency_id for _, agency_id in wanted),
        years=frozenset(_year(text) for text in _split(year)),
        known=met,
        registered=registry.portals,
    )


def _find(registry: Registry, query: str, met: Mapping[str, Agency]) -> tuple[str, str]:
    """The portal id and agency id for a query. An id made by an earlier crawl is resolved by its portal's prefix."""
    try:
        agency = registry.find_agency(query, met.values())
    except WrongUse:
        owners = [p.id for p in registry.portals if query.startswith(f"{p.id}-") and query.isascii()]
        if not owners:
            raise
        return max(owners, key=len), query
    return agency.portal, agency.id


def _year(text: str) -> int:
    of_four = len(text) == 4 and text.isdecimal()
    if of_four and int(text) > (now := datetime.now(UTC).year):
        raise WrongUse(f"year {text} has not begun; reports of {now} are published in {now + 1}")
    if not of_four or int(text) not in YEARS:
        raise WrongUse(f"year {text[:20]!r} is no year of a report; give four digits, from {YEARS[0]} on, such as 2020")
    return int(text)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
