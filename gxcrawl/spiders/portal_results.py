"""The results of one crawl for each portal: reports seen, failures, withdrawn documents."""

from collections import defaultdict

from gxcrawl.portals.obstacles import means_gone
from gxcrawl.spiders.requests import Visit


class PortalResults:
    """Records, for the end of a crawl, which portals were silent and which were read completely."""

    def __init__(self) -> None:
        self.started: set[str] = set()  # portals whose starting place was requested
        self.unreached: set[str] = set()  # documents that could not be fetched but may still exist
        self.gone: set[str] = set()  # documents that their portal says are gone
        self.failed_lists: set[str] = set()
        self.recovered: set[str] = set()  # addresses that failed in an earlier crawl and did not now
        # links of a portal to other hosts: site → text of the link; column → the page that links it
        self.outside: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self.columns_outside: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self.columns_read: dict[str, str] = {}  # by portal, the first page that was read as its column
        self.drawn: dict[str, str] = {}  # by portal, why a program cannot read its home page
        self._delivered: set[tuple[str, int | None]] = set()  # agency and year of what was fetched or is known
        self._promised: dict[str, dict[tuple[str, int], tuple[Visit, str]]] = {}  # by portal
        self._with_reports: set[str] = set()
        self._with_failures: set[str] = set()
        self._unread: set[str] = set()

    def show_report(self, portal_id: str) -> None:
        """Records that the portal shows a report, whether or not it is fetched."""
        self._with_reports.add(portal_id)

    def deliver(self, agency_id: str, year: int | None) -> None:
        """Records that a document of this report was fetched, or is known to be still published."""
        self._delivered.add((agency_id, year))

    def promise(self, agency_id: str, year: int, visit: Visit, reason: str) -> None:
        """Records that a row names this report but leads to another. reason: of the failure if no row leads to it."""
        self._promised.setdefault(visit.trail.portal_id, {}).setdefault((agency_id, year), (visit, reason))

    def broken_promises(self, portal_id: str) -> list[tuple[Visit, str]]:
        """The reports that rows of a completely read portal named but none led to; each is returned once."""
        promised = self._promised.pop(portal_id, {})
        return [told for report, told in promised.items() if report not in self._delivered]

    def fail_list(self, portal_id: str, url: str) -> None:
        """Records that a list of the portal could not be read, or not to its end."""
        self.failed_lists.add(url)
        self._with_failures.add(portal_id)
        self._unread.add(portal_id)

    def miss_list(self, portal_id: str, url: str) -> None:
        """Records a failed list on the way to reports; it does not explain silence: other lists may lead there."""
        self.failed_lists.add(url)
        self._unread.add(portal_id)

    def fail_document(self, portal_id: str, url: str, reason: str) -> None:
        """Records that a document could not be fetched."""
        self._with_failures.add(portal_id)
        (self.gone if means_gone(reason) else self.unreached).add(url)

    def is_silent(self, portal_id: str) -> bool:
        """True if a portal showed no report, and no failure explains that."""
        return self.is_unheard_of(portal_id)

    def is_unheard_of(self, portal_id: str) -> bool:
        """The same, judging only by this process."""
        return portal_id not in self._with_reports and portal_id not in self._with_failures

    def shows_reports(self, portal_id: str) -> bool:
        """True if a portal showed any report."""
        return portal_id in self._with_reports

    def is_read_wholly(self, portal_id: str) -> bool:
        """True if every list of a portal was read to its end, and there were reports."""
        return portal_id in self._with_reports and portal_id not in self._unread
