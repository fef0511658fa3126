"""Requests of a crawl: converts the families' descriptions into Scrapy requests that carry their state."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request

from gxcrawl.downloading.meta import TRAIL, slot_of
from gxcrawl.model import Agency, Failure, FetchedDocument, FetchRecovered, Portal, Remembered, UnchangedDocument
from gxcrawl.model.queued import restore
from gxcrawl.portals.addresses import without_session
from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.pages.markup.shapes import ListEntry, ListRequest
from gxcrawl.portals.sites import is_loopback, site_of
from gxcrawl.spiders.memory import conditions
from gxcrawl.spiders.paging import Listing

Found = Request | FetchedDocument | Failure | UnchangedDocument | FetchRecovered

_LOOPBACK_CONCURRENCY = 8
_DETAIL_PRIORITY, FILE_PRIORITY = 10, 20  # reports before further lists, so that an interrupted run has fetched some


@dataclass(frozen=True, slots=True)
class Visit:
    """One article or file to be fetched, with its row and list.

    For a file that a page offers: that page, and the agency, year and publisher found there.
    unnamed: whether that agency is only a guess, because the page named none.
    known: the document of earlier crawls, if the request is conditional on a change.
    parts: of an article with several pages, the pages fetched so far.
    posted: the request for a file that is downloaded by submitting a form.
    row: the text of its row, if that is the name of a body and not a title.
    is_behind: whether the page that its row leads to only frames it or forwards to it; its Last-Modified then says
    nothing about that page.
    """

    trail: Trail  # the way from the home page to its list
    entry: ListEntry  # its row
    found_on: str  # URL of the list or other page that links it
    parent_url: str | None = None  # for a file, the page that offers it
    agency: Agency | None = None  # for a file, the body named by that page
    year: int | None = None
    publisher: str | None = None
    unnamed: bool = False
    known: Remembered | None = None
    parts: tuple[str, ...] = ()
    posted: ListRequest | None = None
    row: str = ""
    is_behind: bool = False

    __setstate__ = restore

    @property
    def address(self) -> str:
        """The address that identifies the document, independent of redirects and of expiring parts."""
        return self.entry.lasting or without_session(self.entry.url)

    @property
    def listed(self) -> str | None:
        """The row as printed in its list; None if no list names it."""
        title = self.row or self.entry.title
        if self.parent_url is not None or not title:
            return None
        return f"{title} {self.entry.published_on or ''}".rstrip()


def visit_of(listing: Listing) -> Visit:
    """The visit for a page that was requested as a list."""
    trail, url = listing.trail, listing.request.url
    entry = ListEntry(url, listing.title, listing.published_on, year=trail.year, agency=trail.agency)
    return Visit(trail, entry, listing.found_on or url, row=listing.row)


def list_request(listing: Listing, callback: Callable[..., Any], errback: Callable[..., Any]) -> Request:
    """The request for a list page; lists near the home page come first, to know their agencies and years early."""
    asked = listing.request
    return Request(
        asked.url if asked.state else without_session(asked.url),
        method=asked.method,
        body=asked.body or None,
        headers=dict(asked.headers),
        callback=callback,
        errback=errback,
        cb_kwargs={"listing": listing},
        meta=_meta(listing.trail, asked.url),
        priority=-listing.trail.depth,
        dont_filter=listing.is_reread,
    )


def visit_request(visit: Visit, callback: Callable[..., Any], errback: Callable[..., Any]) -> Request:
    """The request for an article or a file, with the page before it as Referer, because some servers require one."""
    posted = visit.posted or ListRequest(without_session(visit.entry.url))
    return Request(
        posted.url,
        method=posted.method,
        body=posted.body or None,
        headers={"Referer": visit.parent_url or visit.found_on, **conditions(visit.known), **dict(posted.headers)},
        callback=callback,
        errback=errback,
        cb_kwargs={"visit": visit},
        meta=_meta(visit.trail, visit.entry.url) | ({"handle_httpstatus_list": [304]} if visit.known else {}),
        priority=FILE_PRIORITY if visit.parent_url else _DETAIL_PRIORITY,
    )


def _meta(trail: Trail, url: str) -> dict[str, Any]:
    return {TRAIL: trail, "cookiejar": trail.portal_id, **slot_of(url)}


def undelayed_slots(portals: Iterable[Portal]) -> dict[str, dict[str, float]]:
    """Settings for Scrapy's DOWNLOAD_SLOTS: no delay for portals on this machine, which belong to the user."""
    homes = [portal.home for portal in portals if is_loopback(portal.home)]
    slots = {slot for home in homes for slot in (site_of(home), urlsplit(home).hostname or "")}
    return {slot: {"delay": 0.0, "concurrency": _LOOPBACK_CONCURRENCY} for slot in slots}
