"""The items of a complete article: a document, and requests for the files that it offers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from scrapy.http import Response

from gxcrawl.model import NO_REPORT, Agency
from gxcrawl.portals.addresses import lasting_addresses
from gxcrawl.portals.articles import Article, names_other_body
from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.pages.markup.shapes import Attachment, ListEntry
from gxcrawl.portals.titles import judge_title, names_another_kind, report_year, title_is_cut
from gxcrawl.spiders.crawl import Crawl
from gxcrawl.spiders.documents.items import fetched_document
from gxcrawl.spiders.failures import Failures
from gxcrawl.spiders.request_factory import RequestFactory
from gxcrawl.spiders.requests import Found, Visit
from gxcrawl.text.bodies import agency_in_title, may_be_one_body


@dataclass(frozen=True, eq=False)
class Keeper:
    """Makes the items of articles."""

    crawl: Crawl
    requests: RequestFactory
    failures: Failures

    def put_aside(self, response: Response, article: Article, visit: Visit) -> Iterator[Found]:
        """Stores a document without parsing it, so that the next crawl recognises its row."""
        self.crawl.count("skipped_by_title")
        agency = article.agency_or_own(self.crawl.bodies.of(visit.trail.portal_id))
        yield fetched_document(response, visit, article, agency.id, refused=NO_REPORT)
        yield from self.failures.recovered(visit.address, visit.trail.portal_id)

    def keep(self, response: Response, article: Article, visit: Visit) -> Iterator[Found]:
        """The document of one article, then requests for the files that it offers."""
        agency = self.crawl.bodies.owner(visit, article)
        self._note_promise(visit, agency, article.year)
        if not self.crawl.selection.wants(agency.id, article.year):
            self.crawl.count("skipped_by_selection")
            return
        self.crawl.count("details")
        self.crawl.results.show_report(visit.trail.portal_id)
        self.crawl.results.deliver(agency.id, article.year)
        offered = self._offered(article, visit, agency)
        files = tuple(dict.fromkeys(file.address for file in offered))
        yield fetched_document(response, visit, article, agency.id, files=files)
        yield from self.failures.recovered(visit.address, visit.trail.portal_id)
        yield from map(self.requests.visit, offered)
        if not (article.is_whole or offered):
            yield from self._miss_elsewhere(article, visit, agency)

    def _offered(self, article: Article, visit: Visit, agency: Agency) -> list[Visit]:
        """The files of an article that are to be requested."""
        lasting = lasting_addresses([file.url for file in article.attachments], visit.address)
        strays, offered = {file.url: file for file in article.strays}, []
        for file in article.attachments:
            if self._wants(file, visit.trail):
                row = ListEntry(file.url, article.title, article.published_on, lasting=lasting[file.url])
                one = replace(_file_of(article, visit, agency, row), posted=file.posted)
                offered.append(_of_its_own(one, strays[file.url]) if file.url in strays else one)
        return offered

    def _wants(self, file: Attachment, trail: Trail) -> bool:
        """True if a file that a page offers is to be requested, by its name and host."""
        if names_another_kind(file.name):
            self.crawl.count("skipped_by_title")
            return False
        if not self.crawl.holds(file.url, trail):
            self.crawl.count("outside")
            return False
        return True

    def _miss_elsewhere(self, article: Article, visit: Visit, agency: Agency) -> Iterator[Found]:
        """The failures of files on other hosts, if the article has no other content."""
        for url in (one.url for one in article.attachments if not names_another_kind(one.name)):
            missed = _file_of(article, visit, agency, ListEntry(url, article.title, article.published_on))
            elsewhere = self.failures.stands_elsewhere("offered", url, visit.trail)
            yield from self.failures.of_visit(missed, elsewhere)

    def _note_promise(self, visit: Visit, agency: Agency, year: int | None) -> None:
        """Records the report that a row's title names if its page is a report of another body or year.

        The text of the page is believed. The end of the crawl shows whether another row led to the named report.
        """
        title = visit.entry.title
        if visit.parent_url is not None or year is None or title_is_cut(title) or judge_title(title) != "report":
            return
        told, named = report_year(title) or year, agency_in_title(title)
        its = (agency.name, *agency.aliases)
        row: Agency | None = agency
        if named is not None and not any(may_be_one_body(named, one) for one in its):
            row = Article.of_row(visit.entry, visit.trail).agency(self.crawl.bodies.of(visit.trail.portal_id))
        if row is not None and (row.id, told) != (agency.id, year):
            reason = f"row names the report of {row.name} of {told}, its page is that of {agency.name} of {year}"
            self.crawl.results.promise(row.id, told, visit, reason)


def _file_of(article: Article, visit: Visit, agency: Agency, row: ListEntry) -> Visit:
    """The visit of a file, with the metadata from its article."""
    about = (visit.address, agency, article.year, article.publisher, not article.names)
    return Visit(visit.trail, row, visit.found_on, *about)


def _of_its_own(file: Visit, stray: Attachment) -> Visit:
    """The visit of a file whose report differs from that of its page, with the year and body in its name."""
    names = (file.agency.name, *file.agency.aliases) if file.agency else ()
    body = None if names_other_body(stray, names, many=True) else file.agency
    year = None if report_year(stray.name) else file.year
    return replace(file, entry=replace(file.entry, title=stray.name), agency=body, year=year, publisher=None)
