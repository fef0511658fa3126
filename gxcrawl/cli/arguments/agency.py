"""Finds the agency, portal or report that the user named, for all commands that take one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from gxcrawl.cli.arguments.options import year_of
from gxcrawl.errors import WrongUse
from gxcrawl.model import Agency, Portal
from gxcrawl.portals.registry import Registry, load_registry
from gxcrawl.reports.coverage import YEARS
from gxcrawl.storage import Database, Document

AgencyArgument = Annotated[str, typer.Argument(metavar="AGENCY", help="Agency id, name or alias, or a part of one.")]
YearArgument = Annotated[int, typer.Argument(metavar="YEAR", help="The year that the report is about.", parser=year_of)]


def find_agency(database: Database, query: str, portals: Sequence[Path] | None = None) -> Agency:
    """The agency with this id, name or alias, in the database or the registry; of the database's, also by a part.

    portals: the user's registry files; None for the registry that gxcrawl ships with.
    Raises WrongUse if several agencies match, listing them, or if none does, listing similar ones.
    """
    registry = replace(load_registry(portals), listed_by="gxcrawl status --agencies")
    return registry.find_agency(query, database.agencies.all(), by_part=True)


def find_portal(database: Database, portal_id: str | None) -> str | None:
    """Checks that a portal id is in the registry, the stored agencies or the failures, and returns it; None for None.

    Raises WrongUse for an unknown id, listing similar ids.
    """
    if portal_id is None:
        return None
    registered = load_registry().portals
    named = {portal.id for portal in registered}
    others = {agency.portal for agency in database.agencies.all()} - named
    if portal_id not in named | others:  # failures are read last because there can be many
        others |= {kept.failure.portal_id for kept in database.failures.find() if kept.failure.portal_id} - named
    return Registry((*registered, *(Portal(one, one, home="") for one in sorted(others)))).portal(portal_id).id


def refuse_impossible(years: Iterable[int]) -> None:
    """Raises WrongUse if there can be no report about one of the years: the user mistyped it."""
    if wrong := [year for year in years if year not in YEARS]:
        raise WrongUse(f"year {wrong[0]} is no year of a report; give one from {YEARS[0]} on, such as 2020")


def one_report(database: Database, query: str, year: int) -> Document:
    """The stored report of an agency about a year. Raises WrongUse if there is none, listing the stored years."""
    agency = find_agency(database, query)
    report = database.reports.get(f"{agency.id}/{year}")
    if report is not None:
        return report
    stored = [str(one["year"]) for one in database.reports.find(agency_id=agency.id, projection={"year": 1})]
    there = f"there are those of {', '.join(sorted(stored))}" if stored else f"try: gxcrawl crawl --agency {agency.id}"
    raise WrongUse(f"no report of {agency.name} about {year} is stored; {there}")
