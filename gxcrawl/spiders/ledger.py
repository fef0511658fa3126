"""What one crawl met of each portal: who was heard of, what could not be read, what is gone."""

from gxcrawl.portals.obstacles import means_gone


class Ledger:
    """Notes for the end of a crawl, when it has to be said which portals are silent and which were read wholly."""

    def __init__(self) -> None:
        self.unreached: set[str] = set()  # documents that could not be fetched, though nothing says that they are gone
        self.gone: set[str] = set()  # documents that their portal says are gone
        self.failed_lists: set[str] = set()
        self.mended: set[str] = set()  # addresses that failed in an earlier crawl and did not now
        self._with_reports: set[str] = set()
        self._with_failures: set[str] = set()
        self._unread: set[str] = set()

    def show_report(self, portal_id: str) -> None:
        """The portal shows a report, whether it is fetched or not."""
        self._with_reports.add(portal_id)

    def fail_list(self, portal_id: str, url: str) -> None:
        """A list of the portal could not be read, or not to its end."""
        self.failed_lists.add(url)
        self._with_failures.add(portal_id)
        self._unread.add(portal_id)

    def miss_list(self, portal_id: str, url: str) -> None:
        """A list on the way to the reports could not be read; others may lead there, so that it explains no silence."""
        self.failed_lists.add(url)
        self._unread.add(portal_id)

    def fail_document(self, portal_id: str, url: str, reason: str) -> None:
        """A document could not be fetched."""
        self._with_failures.add(portal_id)
        (self.gone if means_gone(reason) else self.unreached).add(url)

    def is_silent(self, portal_id: str) -> bool:
        """Whether a portal showed neither a report nor a failure that explains it."""
        return self.is_unheard_of(portal_id)

    def is_unheard_of(self, portal_id: str) -> bool:
        """The same, as far as this process knows."""
        return portal_id not in self._with_reports and portal_id not in self._with_failures

    def shows_reports(self, portal_id: str) -> bool:
        """Whether a portal showed any report."""
        return portal_id in self._with_reports

    def is_read_wholly(self, portal_id: str) -> bool:
        """Whether every list of a portal was read to its end and showed reports."""
        return portal_id in self._with_reports and portal_id not in self._unread
