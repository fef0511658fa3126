"""The end of a crawl: portals without a report are searched once more, then reported as failures."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from scrapy import Request
from scrapy.http import Response

from gxcrawl.model import Portal
from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.pages.lists.site_map import further_maps, mapped_columns
from gxcrawl.portals.pages.markup.shapes import ListRequest
from gxcrawl.spiders.crawl import Crawl
from gxcrawl.spiders.failures import Failures
from gxcrawl.spiders.paging import Listing
from gxcrawl.spiders.request_factory import RequestFactory
from gxcrawl.spiders.requests import Found
from gxcrawl.spiders.rows import Rows


@dataclass(frozen=True, eq=False)
class EndOfCrawl:
    """Ensures that a portal without reports has at least one failure."""

    crawl: Crawl
    requests: RequestFactory
    failures: Failures
    rows: Rows
    _looked_round: set[str] = field(default_factory=set)  # silent portals whose last resorts were requested
    _done: set[str] = field(default_factory=set)  # portals whose outcome was requested

    def last_resorts(self) -> Iterator[Request]:
        """Requests for the last resorts of silent portals, once for each."""
        results, resorts = self.crawl.results, self.crawl.last_resorts
        for portal_id in {one for one in results.started - self._looked_round if results.is_unheard_of(one)}:
            self._looked_round.add(portal_id)
            portal, scope = self.crawl.portals[portal_id], self.crawl.scopes[portal_id]
            yield from map(self.requests.site_map, resorts.maps(portal, scope))
            yield from map(self.requests.unnamed_list, resorts.lists(portal, scope))

    def ends(self) -> Iterator[Request]:
        """For each portal, once, the internal request that leads to `report`."""
        for portal_id in self.crawl.results.started - self._done:
            self._done.add(portal_id)
            yield self.requests.end_of(portal_id)

    def read_map(self, response: Response, listing: Listing) -> Iterator[Found]:
        """The columns of annual reports named in a portal's site map, or further maps."""
        further = further_maps(response.body, response.url) if listing.trail.depth == 1 else []
        deeper = replace(listing.trail, depth=listing.trail.depth + 1)
        for url in further:
            yield self.requests.site_map(Listing(deeper, ListRequest(url)))
        if not further:
            columns = mapped_columns(response.body, response.url)
            yield from self.rows.follow(columns, listing.trail, listing.request.url)

    def report(self, trail: Trail) -> Iterator[Found]:
        """The failures of a finished portal: it showed no report, or rows named reports that none led to.

        A portal with reports clears earlier failures of its starting places.
        """
        self.crawl.count("portals_done")
        portal, results = self.crawl.portal_of(trail), self.crawl.results
        if results.is_silent(portal.id):
            start = ListRequest(portal.column or portal.home)
            yield self.failures.of_list(Listing(trail, start, start=True), self._why_silent(portal))
        elif results.shows_reports(portal.id):
            for url, found_on in results.columns_outside[portal.id].items():
                column = Listing(trail.into_column(), ListRequest(url), found_on=found_on)
                elsewhere = self.failures.stands_elsewhere("linked as the column", url, trail)
                yield self.failures.of_list(column, elsewhere)
            for url in {portal.home, *(url for url, _ in self.crawl.selection.starting_places(portal))}:
                if url not in results.failed_lists:
                    yield from self.failures.recovered(url, portal.id)
        for visit, reason in results.broken_promises(portal.id):
            yield from self.failures.of_visit(visit, reason)

    def _why_silent(self, portal: Portal) -> str:
        read = self.crawl.results.columns_read.get(portal.id)
        if portal.column:
            what = "column shows no reports"
        elif read:
            what = f"{read} is linked as the annual-report column and shows no reports"
        else:
            what = self.crawl.results.drawn.get(portal.id) or "no annual-report column found from the home page"
        known = self.crawl.past.reports(portal.id)
        before = f" although {known} reports of it are known" if known else ""
        outside = "; ".join(f"{name!r} leads to {site}" for site, name in self.crawl.results.outside[portal.id].items())
        advice = (
            f"{outside}: name what belongs to it as `hosts` in the registry entry"
            if outside
            else "look at it and name the right one as `column` in the registry entry"
        )
        return f"{what}{before}; {advice}"
