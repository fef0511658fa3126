"""Documents of earlier crawls: which need a request, and which are only recorded as still published."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from gxcrawl.model import MANY_REPORTS, Remembered, UnchangedDocument
from gxcrawl.portals.addresses import can_be_asked
from gxcrawl.portals.pages.markup.shapes import ListEntry
from gxcrawl.spiders.crawl import Crawl
from gxcrawl.spiders.failures import Failures
from gxcrawl.spiders.request_factory import RequestFactory
from gxcrawl.spiders.requests import Found, Visit


@dataclass(frozen=True, eq=False)
class KnownDocuments:
    """Decides by rows and server responses which parts of a known document are fetched."""

    crawl: Crawl
    requests: RequestFactory
    failures: Failures
    _recorded: set[str] = field(default_factory=set)

    def visit(self, visit: Visit, known: Remembered | None) -> Iterator[Found]:
        """The request for an article; only UnchangedDocument items if its row and the last check show no change."""
        files = self._offered(known) if known else None
        if known is None or files is None:
            yield self.requests.visit(visit)
            return
        need = self.crawl.past.need(known, visit)
        if need == "nothing":
            if known.source.refused == MANY_REPORTS:
                # its row is that of an archive of reports, which need not name a report
                self.crawl.results.show_report(visit.trail.portal_id)
            yield from self._record(visit, known, *files)
        else:
            yield self.requests.visit(replace(visit, known=known) if need == "ask" else visit)

    def _offered(self, known: Remembered) -> list[Remembered] | None:
        """The known documents linked by a known page, and those in archives among them; None if not all are known."""
        files = self.crawl.past.known(known.source.files) if known.source.files else {}
        held = [self._offered(one) for one in files.values()]
        if len(files) < len(known.source.files) or None in held:
            return None
        return [*files.values(), *(one for inside in held for one in inside or ())]

    def unchanged(self, visit: Visit, known: Remembered) -> Iterator[Found]:
        """Handles a response saying that a document is unchanged; its files are requested next."""
        self.crawl.results.show_report(visit.trail.portal_id)
        yield from self.failures.recovered(visit.address, visit.trail.portal_id)
        yield from self._record(visit, known, checked=True)
        source = known.source
        remembered = self.crawl.past.known(source.files)
        for url in source.files:
            if not can_be_asked(url):  # only its page could issue a new ticket, and that has not changed
                yield from self._record(visit, remembered[url]) if url in remembered else ()
                continue
            entry = ListEntry(url, source.title or "", source.published_on)
            # a file may name another body than its page
            agency_id = remembered[url].source.agency_id if url in remembered else source.agency_id
            about = (visit.address, self.crawl.bodies.by_id(agency_id), source.year, source.publisher)
            yield self.requests.visit(Visit(visit.trail, entry, visit.found_on, *about, known=remembered.get(url)))

    def _record(self, visit: Visit, *known: Remembered, checked: bool = False) -> Iterator[Found]:
        """An UnchangedDocument for each document that is still published, except those outside the selection."""
        for one in known:
            source = one.source
            if source.url in self._recorded or not self.crawl.selection.wants(source.agency_id, source.year):
                continue
            self._recorded.add(source.url)
            self.crawl.results.deliver(source.agency_id, source.year)
            self.crawl.count("unchanged")
            yield UnchangedDocument(source.url, one.raw_id, visit.trail.portal_id, datetime.now(UTC), checked)
