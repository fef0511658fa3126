"""Requests of a crawl: what the families describe, as Scrapy requests that carry where they stand."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from scrapy import Request

from gxcrawl.portals.addresses import site_of, without_session
from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.families.base import ListEntry, ListRequest

TRAIL = "gxcrawl_trail"
_LIST_PRIORITY, _DETAIL_PRIORITY, _FILE_PRIORITY = 0, 10, 20  # reports before more lists: an interrupted run has them


@dataclass(frozen=True, slots=True)
class Listing:
    """One list being paged through: what was asked, which rows came so far, by which family it is read.

    total: rows that the server says the list has. start: the address is one that the registry names.
    """

    trail: Trail
    request: ListRequest
    family: str | None = None
    page: int = 1
    seen: frozenset[str] = frozenset()
    total: int | None = None
    found_on: str | None = None
    start: bool = False

    def turned(self, request: ListRequest, family: str, rows: frozenset[str], total: int | None) -> "Listing":
        """The same list one page on."""
        seen = self.seen | rows
        total = self.total if total is None else total
        return replace(self, request=request, family=family, page=self.page + 1, seen=seen, total=total, start=False)


@dataclass(frozen=True, slots=True)
class Visit:
    """One article or file on its way: its row, the list it stood in, and for a file the page that offers it."""

    trail: Trail
    entry: ListEntry
    found_on: str
    family: str | None = None
    parent_url: str | None = None
    agency_id: str | None = None
    year: int | None = None
    publisher: str | None = field(default=None)


def list_request(listing: Listing, callback: Callable[..., Any], errback: Callable[..., Any]) -> Request:
    """The request for a list page."""
    asked = listing.request
    return Request(
        without_session(asked.url) if asked.method == "GET" and not asked.state else asked.url,
        method=asked.method,
        body=asked.body or None,
        headers=dict(asked.headers),
        callback=callback,
        errback=errback,
        cb_kwargs={"listing": listing},
        meta=_meta(listing.trail, asked.url),
        priority=_LIST_PRIORITY,
    )


def visit_request(visit: Visit, callback: Callable[..., Any], errback: Callable[..., Any]) -> Request:
    """The request for an article or a file. The page before it goes along as Referer, which some servers insist on."""
    return Request(
        without_session(visit.entry.url),
        headers={"Referer": visit.parent_url or visit.found_on},
        callback=callback,
        errback=errback,
        cb_kwargs={"visit": visit},
        meta=_meta(visit.trail, visit.entry.url),
        priority=_FILE_PRIORITY if visit.parent_url else _DETAIL_PRIORITY,
    )


def _meta(trail: Trail, url: str) -> dict[str, Any]:
    # a portal is its host *and port*: Scrapy's own slot is the host alone, and a slow neighbour would hold it up
    return {TRAIL: trail, "download_slot": site_of(url), "cookiejar": trail.portal_id}
