"""The page of downloads: what can be had of which part of the database, and what its fields mean."""

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
    """reports: how many the selection holds. formats: name → the collections that a dump over the web holds.

    dictionary: place, name, type, Chinese, English.
    """

    query: SelectionQuery
    reports: int
    formats: Mapping[str, tuple[str, ...]]
    portals: tuple[str, ...]
    years: tuple[int, ...]
    dictionary: tuple[Entry, ...]


def downloads_page(digests: Iterable[Mapping[str, Any]], query: SelectionQuery) -> DownloadsPage:
    """digests: of all reports."""
    places = [(one["agency"]["portal"], one["year"]) for one in digests]
    chosen = sum(query.portal in (None, portal) and query.year in (None, year) for portal, year in places)
    portals = tuple(sorted({portal for portal, _ in places}))
    years = tuple(sorted({year for _, year in places}, reverse=True))
    return DownloadsPage(
        query=query,
        reports=chosen,
        formats={name: web_collections(name) for name in FORMATS},
        portals=portals,
        years=years,
        dictionary=tuple(entries()),
    )
