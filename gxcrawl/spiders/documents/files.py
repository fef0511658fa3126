"""Files: the documents in their responses."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from scrapy.http import Response, TextResponse

from gxcrawl.downloading.page import looks_like_html
from gxcrawl.model import MANY_REPORTS
from gxcrawl.portals.articles import Article
from gxcrawl.portals.obstacles import find_obstacle
from gxcrawl.portals.pages.markup.sections import is_report_body
from gxcrawl.spiders.crawl import Crawl
from gxcrawl.spiders.documents.archives import Member
from gxcrawl.spiders.documents.items import answers, fetched_document, is_file
from gxcrawl.spiders.documents.unpacking import members_in
from gxcrawl.spiders.documents.wrong_pages import WrongPages
from gxcrawl.spiders.failures import Failures
from gxcrawl.spiders.known_documents import KnownDocuments
from gxcrawl.spiders.requests import Found, Visit

NOT_MODIFIED = 304


@dataclass(frozen=True, eq=False)
class Files:
    """Turns the files that pages offer or lists link into documents."""

    crawl: Crawl
    failures: Failures
    wrong_pages: WrongPages
    known: KnownDocuments

    def read(self, response: Response, visit: Visit) -> Iterator[Found]:
        """The document of a file that a page offers or a list links."""
        if response.status == NOT_MODIFIED and visit.known:
            yield from self.known.unchanged(visit, visit.known)
        elif reason := _why_refused(response):
            yield from self.wrong_pages.repeat_or_refuse(response, visit, reason)
        elif members := members_in(response):
            yield from self._keep_members(response, members, visit)
        else:
            yield from self._keep(response, visit)

    def _keep_members(self, response: Response, members: list[Member], visit: Visit) -> Iterator[Found]:
        """The documents in an archive of several reports, and the archive itself, so that the next crawl recognises
        it.
        """
        article = Article.of_row(visit.entry, visit.trail, visit.year, visit.publisher)
        files = tuple(member.address(visit.address) for member in members)
        agency_id = self.crawl.bodies.owner(visit, article).id
        yield fetched_document(response, visit, article, agency_id, files=files, refused=MANY_REPORTS)
        for member in members:
            row = replace(
                visit.entry,
                url=member.address(visit.address),
                lasting="",
                title=member.title,
                agency=member.agency,
                year=member.year or article.year,
                posted=None,
            )
            inside = replace(visit, entry=row, parent_url=visit.address, agency=None, known=None, posted=None)
            if member.agency is None:
                reason = "file in an archive of several reports: nothing says whose it is"
                yield from self.failures.of_visit(inside, reason)
            else:
                yield from self._keep(response.replace(body=member.content), inside)
        yield from self.failures.recovered(visit.address, visit.trail.portal_id)

    def _keep(self, response: Response, visit: Visit) -> Iterator[Found]:
        """The document of one file, if it is inside the selection."""
        article = Article.of_row(visit.entry, visit.trail, visit.year, visit.publisher)
        agency_id = self.crawl.bodies.owner(visit, article).id
        if not self.crawl.selection.wants(agency_id, article.year):
            self.crawl.count("skipped_by_selection")
            return
        self.crawl.count("attachments" if visit.parent_url else "details")
        self.crawl.results.show_report(visit.trail.portal_id)
        self.crawl.results.deliver(agency_id, article.year)
        yield fetched_document(response, visit, article, agency_id)
        yield from self.failures.recovered(visit.address, visit.trail.portal_id)


def _why_refused(response: Response) -> str | None:
    """Why a response is not the requested file; None if it is one."""
    if is_file(response):
        return None
    if looks_like_html(response):
        # Word may save a report as HTML with the extension `.doc`
        is_report = isinstance(response, TextResponse) and is_report_body(response.text)
        return None if is_report else find_obstacle(response) or "asked for a file, got an HTML page"
    if answers(response):
        return find_obstacle(response) or "asked for a file, got what a program answers to a script"
    return find_obstacle(response)
