"""The end of a list: complete, cut, or failed; requested in another way if there is one."""

from abc import abstractmethod
from collections.abc import Iterator

from scrapy import Request
from twisted.python.failure import Failure as TwistedFailure

from gxcrawl.model import Portal
from gxcrawl.portals.obstacles import means_gone
from gxcrawl.portals.pages.markup.shapes import ListPage
from gxcrawl.spiders.lists.odd_rows import OddRowsSpider
from gxcrawl.spiders.paging import Listing, Turn, turn
from gxcrawl.spiders.portal_spider import Found
from gxcrawl.spiders.reasons import failure_detail, failure_reason


class EndedListsSpider(OddRowsSpider):
    """The part of a spider that reports how each list ended."""

    @abstractmethod
    def _first_page(self, portal: Portal, url: str, agency: str | None = None, *, named: bool) -> Request:
        """The request for a starting place."""

    def _end_list(self, listing: Listing) -> Iterator[Found]:
        """Handles an empty answer: some servers send nothing after the last row. A failure if the list states more
        rows.
        """
        turned = turn(listing, ListPage(), [], listing.family or "generic", self._max_list_pages)
        yield from self._judge_list(listing, ListPage(), turned)
        yield from self._mend_list(listing, ListPage(), turned)
        for onward in turned.next:
            yield self._list_page(onward)

    def _judge_list(self, listing: Listing, page: ListPage, turned: Turn) -> Iterator[Found]:
        """The failure of a list page that does not bring what it should."""
        if turned.asks_otherwise:
            return
        if page.trouble:
            yield self._list_failure(listing, page.trouble)
        elif turned.trouble:
            yield self._list_failure(listing, turned.trouble, whole=True)

    def _mend_list(self, listing: Listing, page: ListPage, turned: Turn) -> Iterator[Found]:
        """Notes that a list which failed earlier was read; called last, because a later request for it may still fail.

        The pipelines work on items in parallel: of a failure and a repair of one address, either may come first.
        """
        troubled = page.trouble or turned.trouble or listing.address in self.ledger.failed_lists
        if not (turned.asks_otherwise or troubled or listing.start):
            yield from self._mended(listing.address, listing.trail.portal_id)

    def list_failed(self, failure: TwistedFailure) -> Iterator[Found]:
        """Handles a list page that could not be fetched: requested in another way if there is one, else a Failure."""
        request: Request = failure.request  # type: ignore[attr-defined]
        reason, listing = failure_reason(failure.value, request), request.cb_kwargs["listing"]
        if listing.is_counted_here and means_gone(reason):
            yield from self._end_list(listing)
        else:
            yield from self._give_up_list(listing, reason, failure_detail(failure))

    def _give_up_list(self, listing: Listing, reason: str, detail: str = "") -> Iterator[Found]:
        other = listing.asked_otherwise()
        if other is not None:
            yield self._list_page(other)
            return
        if listing.trail.place == "home" and "script_of" in listing.request.state:
            return  # a home page has many scripts, of which one may write its menu
        if listing.by_chance and means_gone(reason):
            return
        yield self._list_failure(listing, reason, detail)
        portal = self._portals[listing.trail.portal_id]
        if listing.start and listing.request.url == portal.column:
            # a column that moved: home still leads to the new one, and the failure says that the entry is out of date
            yield self._first_page(portal, portal.home, named=False)
