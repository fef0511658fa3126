"""Converts documents and failures of earlier crawls to new requests, with the metadata stored then."""

from gxcrawl.model import Agency, Asked, Failure, ListRequest, Portal, Source
from gxcrawl.portals.addresses import can_be_asked
from gxcrawl.portals.discovery import Place, Trail
from gxcrawl.portals.pages.markup.shapes import ListEntry
from gxcrawl.spiders.paging import Listing
from gxcrawl.spiders.requests import Visit


def visit_again(seen: Failure | Source, portal_id: str, agency: Agency | None) -> Visit:
    """The visit that led to an article or an attachment, as stored; through its page if necessary.

    agency: its body; None if no crawl found it, so that it has to be read from the page.
    """
    name = agency.name if agency else None
    published_on, publisher = (seen.published_on, seen.publisher) if isinstance(seen, Source) else (None, None)
    trail = Trail(portal_id, "column", 1, agency=name, year=seen.year)
    by_page = seen.parent_url is not None and (agency is None or not can_be_asked(seen.url))
    url = str(seen.parent_url) if by_page else seen.url
    entry = ListEntry(url, seen.title or "", published_on, year=seen.year, agency=name)
    found_on = seen.found_on or seen.url
    if seen.parent_url is None or by_page:
        return Visit(trail, entry, found_on)
    return Visit(trail, entry, found_on, seen.parent_url, agency, seen.year, publisher)


def retry_listing(failure: Failure, portal: Portal, agency: Agency | None) -> Listing:
    """The list that could not be read, from the failed request on."""
    at_start = failure.url in (portal.home, portal.column)
    place: Place = "home" if failure.url == portal.home else "column"
    trail = Trail(portal.id, place, 0 if at_start else 1, agency.name if agency else None, failure.year)
    asked = failure.asked or _through_its_column(failure)
    return Listing(
        trail,
        asked.request,
        family=asked.family,
        page=asked.page,
        rows=asked.rows,
        total=asked.total,
        found_on=failure.found_on,
        opened_at=failure.found_on if asked.page > 1 else None,
        start=at_start,
    )


def _through_its_column(failure: Failure) -> Asked:
    """The request for a failure stored by an older version, which kept only the address: an endpoint through its column
    page.
    """
    called_by = failure.found_on if "?" in failure.url else None
    return Asked(ListRequest(called_by or failure.url))
