"""The page of downloads: the formats of dumps, the part of the database they contain, and the meaning of its fields."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gxcrawl.exporting import FORMATS
from gxcrawl.exporting.dictionary import entries
from gxcrawl.web.queries import SelectionQuery
from gxcrawl.web.selection import web_collections

Entry = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class DownloadsPage:
    """The contents of the page. reports: number of selected reports. formats: name → collections in a dump.

    headed: those whose column names can be Chinese. dictionary: the entry of each field in the data dictionary.
    """

    query: SelectionQuery
    reports: int
    formats: Mapping[str, tuple[str, ...]]
    headed: frozenset[str]
    portals: tuple[str, ...]
    years: tuple[int, ...]
    dictionary: tuple[Entry, ...]


def downloads_page(digests: Iterable[Mapping[str, Any]], query: SelectionQuery) -> DownloadsPage:
    """The page for a selection. digests: of all reports."""
    places = [(one["agency"]["portal"], one["year"]) for one in digests]
    chosen = sum(query.portal in (None, portal) and query.year in (None, year) for portal, year in places)
    portals = tuple(sorted({portal for portal, _ in places}))
    years = tuple(sorted({year for _, year in places}, reverse=True))
    return DownloadsPage(
        query=query,
        reports=chosen,
        formats={name: web_collections(name) for name in FORMATS},
        headed=frozenset(name for name, form in FORMATS.items() if "header" in form.takes),
        portals=portals,
        years=years,
        dictionary=tuple(entries()),
    )
