"""Unexpected documents: requested again, stored as evidence, or reported as failures."""

from collections.abc import Iterator
from dataclasses import dataclass

from scrapy import Request
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure as TwistedFailure

from gxcrawl.portals.articles import Article
from gxcrawl.portals.obstacles import is_evidence
from gxcrawl.spiders.crawl import Crawl
from gxcrawl.spiders.documents.items import fetched_document
from gxcrawl.spiders.failures import Failures
from gxcrawl.spiders.reasons import failure_detail, failure_reason
from gxcrawl.spiders.request_factory import RequestFactory
from gxcrawl.spiders.requests import Found, Visit


@dataclass(frozen=True, eq=False)
class WrongPages:
    """Handles documents that could not be fetched properly."""

    crawl: Crawl
    requests: RequestFactory
    failures: Failures

    def repeat_or_refuse(self, response: Response, visit: Visit, obstacle: str) -> Iterator[Found]:
        """Requests a document again later if its obstacle may pass; otherwise as `refuse`."""
        again = self.requests.repeat(response, obstacle)
        yield from [again] if again else self.refuse(response, visit, obstacle)

    def refuse(self, response: Response, visit: Visit, reason: str) -> Iterator[Found]:
        """The failure of a page that is not the requested content, and its bytes as evidence."""
        yield from self.failures.of_visit(visit, reason)
        article = Article.of_row(visit.entry, visit.trail, visit.year, visit.publisher)
        agency_id = self.crawl.bodies.owner(visit, article).id
        if self.crawl.selection.wants(agency_id, article.year):
            yield fetched_document(response, visit, article, agency_id, refused=reason)

    def failed(self, failure: TwistedFailure) -> Iterator[Found]:
        """The failure of an article or file that could not be fetched; a challenge or block is stored as evidence."""
        request: Request = failure.request  # type: ignore[attr-defined]
        visit: Visit = request.cb_kwargs["visit"]
        reason = of_part(visit, failure_reason(failure.value, request))
        if isinstance(failure.value, HttpError) and is_evidence(failure.value.response):
            yield from self.refuse(failure.value.response, visit, reason)
        else:
            yield from self.failures.of_visit(visit, reason, failure_detail(failure))


def of_part(visit: Visit, reason: str) -> str:
    """A reason, with the failing page if the article spans several."""
    return f"page {len(visit.parts) + 1} of the article: {reason}" if visit.parts else reason
