"""Unexpected documents: requested again, stored as evidence, or reported as failures."""

from collections.abc import Iterator
from datetime import UTC, datetime

from scrapy import Request
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure as TwistedFailure
from typing_extensions import override

from gxcrawl.downloading.backoff import BackoffMiddleware
from gxcrawl.downloading.meta import TRAIL
from gxcrawl.model import NO_REPORT, Agency
from gxcrawl.portals.articles import Article
from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.obstacles import ANOTHER_PAGE, is_evidence
from gxcrawl.portals.titles import judge_title, report_year, title_is_cut
from gxcrawl.spiders.documents.items import fetched_document
from gxcrawl.spiders.portal_spider import Found, PortalSpider
from gxcrawl.spiders.reasons import failure_detail, failure_reason
from gxcrawl.spiders.requests import Visit
from gxcrawl.text.bodies import agency_in_title, may_be_one_body


class WrongPagesSpider(PortalSpider):
    """The part of a spider that handles documents that could not be fetched properly."""

    def _ask_again_or_refuse(self, response: Response, visit: Visit, obstacle: str) -> Iterator[Found]:
        """Requests an article again later, because some servers answer many requests with another page; else reports
        it.
        """
        again = None
        if obstacle == ANOTHER_PAGE and response.request:
            again = get_retry_request(response.request, spider=self, reason="another page")
        if again is not None:
            backoff = self.crawler.get_downloader_middleware(BackoffMiddleware)
            if isinstance(backoff, BackoffMiddleware) and response.request:
                backoff.let_rest(response.request)
            yield again
        else:
            yield from self._refuse(response, visit, obstacle)

    def _put_aside(self, response: Response, article: Article, visit: Visit) -> Iterator[Found]:
        """Stores a document without parsing it, so that the next crawl recognises its row."""
        self._count("skipped_by_title")
        agency = article.agency_or_own(self._books[visit.trail.portal_id])
        yield fetched_document(response, visit, article, agency.id, datetime.now(UTC), refused=NO_REPORT)
        yield from self._mended(visit.address, visit.trail.portal_id)

    def visit_failed(self, failure: TwistedFailure) -> Iterator[Found]:
        """The failure of an article or file that could not be fetched; a challenge or block is stored as evidence."""
        request: Request = failure.request  # type: ignore[attr-defined]
        visit: Visit = request.cb_kwargs["visit"]
        reason = of_part(visit, failure_reason(failure.value, request))
        if isinstance(failure.value, HttpError) and is_evidence(failure.value.response):
            yield from self._refuse(failure.value.response, visit, reason)
        else:
            yield from self._fail_visit(visit, reason, failure_detail(failure))

    def _note_promise(self, visit: Visit, agency: Agency, year: int | None) -> None:
        """Takes down what the title of a row names where its page is another report: of whom, or of which year.

        Page and text are believed; at the end it shows whether another row leads to what this one named.
        """
        title = visit.entry.title
        if visit.parent_url is not None or year is None or title_is_cut(title) or judge_title(title) != "report":
            return
        told, named = report_year(title) or year, agency_in_title(title)
        its = (agency.name, *agency.aliases)
        body = None if named is None or any(may_be_one_body(named, one) for one in its) else named
        row = Article.of_row(visit.entry, visit.trail).agency(self._books[visit.trail.portal_id]) if body else agency
        if row is not None and (row.id, told) != (agency.id, year):
            reason = f"row names the report of {row.name} of {told}, its page is that of {agency.name} of {year}"
            self.ledger.promise(row.id, told, visit, reason)

    @override
    def report_silence(self, response: Response) -> Iterator[Found]:
        yield from super().report_silence(response)
        trail: Trail = response.meta[TRAIL]
        for visit, reason in self.ledger.broken_promises(trail.portal_id):
            yield from self._fail_visit(visit, reason)

    def stumbled(self, response: Response, reason: str, detail: str) -> Iterator[Found]:
        """The failure of a page that its reader could not process, recorded like a failed fetch."""
        listing, visit = (response.cb_kwargs.get(name) for name in ("listing", "visit"))
        if listing is not None:
            yield self._list_failure(listing, reason, detail)
        elif visit is not None:
            yield from self._fail_visit(visit, reason, detail)

    def _fail_visit(self, visit: Visit, reason: str, detail: str = "") -> Iterator[Found]:
        """The failure of a document, unless it is known to be outside the selection."""
        failure = self._visit_failure(visit, reason, detail)
        if not self.selection.wants(failure.agency_id, failure.year):
            self._count("skipped_by_selection")
            return
        self._count("failures")
        self.ledger.fail_document(visit.trail.portal_id, visit.address, reason)
        yield failure

    def _refuse(self, response: Response, visit: Visit, reason: str) -> Iterator[Found]:
        """The failure of a page that is not the requested content, and its bytes as evidence."""
        yield from self._fail_visit(visit, reason)
        article = Article.of_row(visit.entry, visit.trail, visit.year, visit.publisher)
        agency_id = self._owner(visit, article).id
        if not self.selection.wants(agency_id, article.year):
            return
        yield fetched_document(response, visit, article, agency_id, datetime.now(UTC), refused=reason)


def of_part(visit: Visit, reason: str) -> str:
    """A reason, with the failing page if the article spans several."""
    return f"page {len(visit.parts) + 1} of the article: {reason}" if visit.parts else reason
