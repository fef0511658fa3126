"""Files: which to request, and how to judge their answers."""

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from scrapy.http import Response, TextResponse

from gxcrawl.downloading.page import looks_like_html
from gxcrawl.model import MANY_REPORTS, Remembered
from gxcrawl.portals.articles import Article
from gxcrawl.portals.obstacles import find_obstacle
from gxcrawl.portals.pages.markup.sections import is_report_body
from gxcrawl.portals.pages.markup.shapes import Attachment
from gxcrawl.portals.titles import names_another_kind
from gxcrawl.spiders.documents.archives import Member
from gxcrawl.spiders.documents.items import answers, fetched_document
from gxcrawl.spiders.documents.unpacking import members_in
from gxcrawl.spiders.documents.wrong_pages import WrongPagesSpider
from gxcrawl.spiders.portal_spider import Found
from gxcrawl.spiders.requests import Visit

NOT_MODIFIED = 304


class FilesSpider(WrongPagesSpider):
    """The part of a spider that handles files."""

    @abstractmethod
    def _unchanged(self, visit: Visit, known: Remembered) -> Iterator[Found]:
        """The items and requests that follow when a server says that a document is unchanged."""

    def _wants_file(self, file: Attachment, portal_id: str) -> bool:
        if names_another_kind(file.name):
            self._count("skipped_by_title")
            return False
        if not self.scopes[portal_id].holds(file.url):
            self._count("outside")
            return False
        return True

    def parse_file(self, response: Response, visit: Visit) -> Iterator[Found]:
        """The document of a file that a page offers or a list links."""
        if response.status == NOT_MODIFIED and visit.known:
            yield from self._unchanged(visit, visit.known)
        elif (looks_like_html(response) and not _is_report(response)) or answers(response) or not response.body:
            got = "what a program answers to a script" if answers(response) else "an HTML page"
            yield from self._refuse(response, visit, find_obstacle(response) or f"asked for a file, got {got}")
        elif members := members_in(response):
            yield from self._keep_members(response, members, visit)
        else:
            yield from self._keep_file(response, visit)

    def _keep_members(self, response: Response, members: list[Member], visit: Visit) -> Iterator[Found]:
        """The documents in an archive of several reports, and the archive itself, so that the next crawl recognises
        it.
        """
        article = Article.of_row(visit.entry, visit.trail, visit.year, visit.publisher)
        files = tuple(member.address(visit.address) for member in members)
        agency_id, now = self._owner(visit, article).id, datetime.now(UTC)
        yield fetched_document(response, visit, article, agency_id, now, files=files, refused=MANY_REPORTS)
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
                yield from self._fail_visit(inside, "file in an archive of several reports: nothing says whose it is")
            else:
                yield from self._keep_file(response.replace(body=member.content), inside)
        yield from self._mended(visit.address, visit.trail.portal_id)

    def _keep_file(self, response: Response, visit: Visit) -> Iterator[Found]:
        """The document of one file, if it is inside the selection."""
        article = Article.of_row(visit.entry, visit.trail, visit.year, visit.publisher)
        agency_id = self._owner(visit, article).id
        if not self.selection.wants(agency_id, article.year):
            self._count("skipped_by_selection")
            return
        self._count("attachments" if visit.parent_url else "details")
        self.ledger.show_report(visit.trail.portal_id)
        self.ledger.deliver(agency_id, article.year)
        yield fetched_document(response, visit, article, agency_id, datetime.now(UTC))
        yield from self._mended(visit.address, visit.trail.portal_id)


def _is_report(response: Response) -> bool:
    """True if the answer for a file is a report in HTML, which Word saves under the name `.doc`."""
    return isinstance(response, TextResponse) and is_report_body(response.text)
