"""The end of a list: complete, cut, or failed; requested in another way if there is one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from scrapy import Request
from twisted.python.failure import Failure as TwistedFailure

from gxcrawl.portals.obstacles import means_gone
from gxcrawl.portals.pages.markup.shapes import ListPage
from gxcrawl.spiders.crawl import Crawl
from gxcrawl.spiders.failures import Failures
from gxcrawl.spiders.paging import Listing, Turn, turn
from gxcrawl.spiders.reasons import failure_detail, failure_reason
from gxcrawl.spiders.request_factory import RequestFactory
from gxcrawl.spiders.requests import Found


@dataclass(frozen=True, eq=False)
class EndedLists:
    """Reports how each list ended."""

    crawl: Crawl
    requests: RequestFactory
    failures: Failures

    def end(self, listing: Listing) -> Iterator[Found]:
        """Handles an empty response, as some servers send after the last row; a failure if more rows are stated."""
        turned = turn(listing, ListPage(), [], listing.family or "generic", self.crawl.max_list_pages)
        yield from self.judge(listing, ListPage(), turned)
        yield from self.mend(listing, ListPage(), turned)
        yield from map(self.requests.list_page, turned.next)

    def judge(self, listing: Listing, page: ListPage, turned: Turn) -> Iterator[Found]:
        """The failure of a list page that does not contain what it should."""
        if turned.asks_otherwise or listing.is_script_of_home:
            return  # whether a home page can be read is told once, at the end
        if page.trouble:
            yield self.failures.of_list(listing, page.trouble)
        elif turned.trouble:
            yield self.failures.of_list(listing, turned.trouble, whole=True)

    def mend(self, listing: Listing, page: ListPage, turned: Turn) -> Iterator[Found]:
        """Notes that a list which failed earlier was read; called last, because a later request for it may still fail.

        The pipelines work on items in parallel: of a failure and a repair of one address, either may come first.
        """
        troubled = page.trouble or turned.trouble or listing.address in self.crawl.results.failed_lists
        if not (turned.asks_otherwise or turned.rereads or troubled or listing.start):
            yield from self.failures.recovered(listing.address, listing.trail.portal_id)

    def failed(self, failure: TwistedFailure) -> Iterator[Found]:
        """Handles a list page that could not be fetched: requested in another way if there is one, else a Failure."""
        request: Request = failure.request  # type: ignore[attr-defined]
        reason, listing = failure_reason(failure.value, request), request.cb_kwargs["listing"]
        if listing.is_counted_here and means_gone(reason) and not listing.refusal:
            yield from self.end(listing)
        else:
            yield from self.give_up(listing, reason, failure_detail(failure))

    def give_up(self, listing: Listing, reason: str, detail: str = "") -> Iterator[Found]:
        """Handles a page that is not a list: requests it in another way, or a failure, or nothing if it was a guess."""
        if means_gone(reason):  # there is no such page under another address: the first failure tells more
            reason = listing.refusal or reason
        other = listing.asked_otherwise()
        if other is not None:
            yield self.requests.list_page(replace(other, refusal="" if means_gone(reason) else reason))
            return
        if listing.is_script_of_home:
            return  # a home page has many scripts, and one of them may write its menu
        if listing.by_chance and means_gone(reason):
            return
        if means_gone(reason) and listing.seen:  # a further page; the list itself is there
            reason = f"list is cut: {reason}"
        yield self.failures.of_list(listing, reason, detail)
        portal = self.crawl.portal_of(listing.trail)
        if listing.start and listing.request.url == portal.column:
            # a column that moved: the home page leads to the new one; the failure says that the entry is out of date
            yield self.requests.first_page(portal, portal.home, named=False)
