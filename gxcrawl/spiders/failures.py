"""Failures of fetching and reading, and repairs of failures of earlier crawls."""

from collections.abc import Iterator
from dataclasses import dataclass

from gxcrawl.model import Failure, FetchRecovered
from gxcrawl.portals.articles import Article
from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.sites import as_hosts, site_of
from gxcrawl.spiders.crawl import Crawl
from gxcrawl.spiders.paging import Listing
from gxcrawl.spiders.requests import Visit


@dataclass(frozen=True, eq=False)
class Failures:
    """Makes the failures of lists and documents, and enters them in the results."""

    crawl: Crawl

    def of_list(self, listing: Listing, reason: str, detail: str = "", *, whole: bool = False) -> Failure:
        """The failure of a list. whole: the list as a whole is at fault, so a retry starts from its first page."""
        self.crawl.count("failures")
        results, portal_id = self.crawl.results, listing.trail.portal_id
        explains_silence = listing.start or listing.trail.in_column
        (results.fail_list if explains_silence else results.miss_list)(portal_id, listing.address)
        found_on = listing.opened_at or listing.found_on
        agency = self.crawl.bodies.on_way(listing.trail)  # so that a retry knows the agency too
        return Failure(
            listing.address,
            "fetch",
            reason,
            detail,
            agency_id=agency.id if agency else None,
            portal_id=portal_id,
            year=listing.trail.year,
            found_on=found_on if found_on != listing.address else None,
            asked=listing.from_the_start() if whole else listing.from_here(),
        )

    def of_visit(self, visit: Visit, reason: str, detail: str = "") -> Iterator[Failure]:
        """The failure of a document, unless it is known to be outside the selection."""
        portal_id = visit.trail.portal_id
        row = Article.of_row(visit.entry, visit.trail, visit.year)
        named = visit.agency or row.agency(self.crawl.bodies.of(portal_id))
        agency_id = named.id if named else None
        if not self.crawl.selection.wants(agency_id, row.year):
            self.crawl.count("skipped_by_selection")
            return
        self.crawl.count("failures")
        self.crawl.results.fail_document(portal_id, visit.address, reason)
        yield Failure(
            visit.address,
            "fetch",
            reason,
            detail,
            agency_id=agency_id,
            portal_id=portal_id,
            year=row.year,
            title=visit.entry.title,
            found_on=visit.found_on,
            parent_url=visit.parent_url,
        )

    def stands_elsewhere(self, how: str, url: str, trail: Trail) -> str:
        """The reason of a failure: the portal links something on a host that is not its own."""
        advice = f"name {as_hosts(url, self.crawl.portal_of(trail).home)} as `hosts` in the registry entry"
        return f"{how} here, but stands on {site_of(url)}; {advice} if it is the portal's"

    def recovered(self, url: str, portal_id: str) -> Iterator[FetchRecovered]:
        """Reports, once, that a URL which failed in an earlier crawl has been fetched."""
        if url in self.crawl.past.failed(portal_id) and url not in self.crawl.results.recovered:
            self.crawl.results.recovered.add(url)
            yield FetchRecovered(url)
