"""Whom and which report the user means, for every command that is about one body."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from gxcrawl.coverage import YEARS
from gxcrawl.errors import WrongUse
from gxcrawl.model import Agency, Portal
from gxcrawl.portals.registry import Registry, load_registry
from gxcrawl.storage import Database, Document

AgencyArgument = Annotated[str, typer.Argument(metavar="AGENCY", help="Agency id, name or alias.")]
YearArgument = Annotated[int, typer.Argument(metavar="YEAR", help="The year that the report is about.")]


def find_agency(database: Database, query: str, portals: Sequence[Path] | None = None) -> Agency:
    """The one agency of database and registry with this id, name or alias.

    portals: files of a registry of the user's own, None for the shipped one.
    Raises WrongUse: candidates listed where several fit, the nearest ones where none does.
    """
    return load_registry(portals).find_agency(query, database.agencies.all())


def find_portal(database: Database, portal_id: str | None) -> str | None:
    """The id of a portal that the registry names, or that a crawl met or failed at; None for None.

    Raises WrongUse, naming the nearest ids.
    """
    if portal_id is None:
        return None
    registered = load_registry().portals
    named = {portal.id for portal in registered}
    others = {agency.portal for agency in database.agencies.all()} - named
    if portal_id not in named | others:  # failures can be many
        others |= {kept.failure.portal_id for kept in database.failures.find() if kept.failure.portal_id} - named
    return Registry((*registered, *(Portal(one, one, home="") for one in sorted(others)))).portal(portal_id).id


def refuse_impossible(years: Iterable[int]) -> None:
    """Raises WrongUse for a year that no report can be about, of which nothing could be found but for a mistake."""
    if wrong := [year for year in years if year not in YEARS]:
        raise WrongUse(f"year {wrong[0]} is no year of a report; give four digits, such as 2020")


def one_report(database: Database, query: str, year: int) -> Document:
    """The stored report of an agency about a year. Raises WrongUse, naming the years that are there."""
    agency = find_agency(database, query)
    report = database.reports.get(f"{agency.id}/{year}")
    if report is not None:
        return report
    stored = [str(one["year"]) for one in database.reports.find(agency_id=agency.id, projection={"year": 1})]
    there = f"there are those of {', '.join(sorted(stored))}" if stored else f"try: gxcrawl crawl --agency {agency.id}"
    raise WrongUse(f"no report of {agency.name} about {year} is stored; {there}")
