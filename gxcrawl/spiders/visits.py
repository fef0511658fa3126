"""Articles and files: those worth a request, what their answers are, and what is known of them without asking."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from scrapy.http import Response, TextResponse

from gxcrawl.model import Remembered, Sighting
from gxcrawl.portals.addresses import can_be_asked
from gxcrawl.portals.articles import (
    Article,
    is_another_kind,
    is_empty_answer,
    is_list_of_reports,
    is_report_body,
    read_article,
)
from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.families import recognise
from gxcrawl.portals.obstacles import find_obstacle, is_another_page, was_sent_home
from gxcrawl.portals.pages.frames import article_behind
from gxcrawl.portals.pages.shapes import Attachment, ListEntry, ListRequest
from gxcrawl.portals.titles import names_another_kind
from gxcrawl.spiders.documents import fetched_document, looks_like_html
from gxcrawl.spiders.paging import Listing
from gxcrawl.spiders.portal_spider import Found
from gxcrawl.spiders.requests import Visit, visit_request
from gxcrawl.spiders.whole_articles import WholeArticlesSpider

_NOT_MODIFIED = 304


class VisitingSpider(WholeArticlesSpider):
    """The part of a spider that fetches documents; which ones, the lists of its subclass say."""

    @abstractmethod
    def _follow(self, entries: list[ListEntry], trail: Trail, found_on: str) -> Iterator[Found]:
        """Requests for what a page's links lead to."""

    @abstractmethod
    def _read_list(self, response: TextResponse, listing: Listing) -> Iterator[Found]:
        """What a list page leads to."""

    def _known(self, urls: Iterable[str]) -> dict[str, Remembered]:
        return {} if self.fresh else dict(self.memory.seen(urls))

    def _visit(self, visit: Visit, known: Remembered | None) -> Iterator[Found]:
        """The request for an article; a mere Sighting where its row and the last look say that nothing changed."""
        files = self._known(known.source.files) if known else {}
        if known is None or len(files) < len(known.source.files):
            yield visit_request(visit, self.parse_detail, self.visit_failed)
            return
        need = self._rhythm.need(known, visit.listed, datetime.now(UTC))
        if need == "nothing":
            yield from self._sight(visit, known, *files.values())
        else:
            asked = visit.asking_if_changed(known) if need == "ask" else visit
            yield visit_request(asked, self.parse_detail, self.visit_failed)

    def _sight(self, visit: Visit, *known: Remembered, checked: bool = False) -> Iterator[Found]:
        """That documents are still published; those outside the selection are nobody's concern in this crawl."""
        for one in known:
            url = one.source.url
            if url in self._sighted or not self._wants_known(one):
                continue
            self._sighted.add(url)
            self._count("unchanged")
            yield Sighting(url, one.raw_id, visit.trail.portal_id, datetime.now(UTC), checked)

    def _wants_known(self, known: Remembered) -> bool:
        source = known.source
        return self.selection.wants_agency(source.agency_id) and self.selection.wants_year(source.year)

    def _unchanged(self, visit: Visit, known: Remembered) -> Iterator[Found]:
        """The server's word that a document is as it was; its files are asked for in turn."""
        self.ledger.show_report(visit.trail.portal_id)
        yield from self._mended(visit.address, visit.trail.portal_id)
        yield from self._sight(visit, known, checked=True)
        source = known.source
        remembered = self._known(source.files)
        for url in source.files:
            if not can_be_asked(url):  # its page, which would hand out a new ticket, has not changed
                yield from self._sight(visit, remembered[url]) if url in remembered else ()
                continue
            entry = ListEntry(url, source.title or "", source.published_on)
            about = (visit.address, source.agency_id, source.year, source.publisher)
            onward = Visit(visit.trail, entry, visit.found_on, *about, known=remembered.get(url))
            yield visit_request(onward, self.parse_file, self.visit_failed)

    def parse_detail(self, response: Response, visit: Visit) -> Iterator[Found]:
        """The document of an article, and requests for its files; the links of a hub."""
        if response.status == _NOT_MODIFIED and visit.known:
            yield from self._unchanged(visit, visit.known)
            return
        if not isinstance(response, TextResponse) or not looks_like_html(response):
            yield from self.parse_file(response, visit)
            return
        portal = self._portals[visit.trail.portal_id]
        family = recognise(response, portal.cms)
        page = family.read_detail(response)
        sent_home = was_sent_home(response, portal.home)
        obstacle = find_obstacle(response)
        empty = obstacle is None and visit.entry.year is not None and is_empty_answer(page.text)
        behind = None if obstacle or sent_home or empty else article_behind(response, page)
        if behind and self.scopes[portal.id].holds(behind):
            entry = replace(visit.entry, url=behind, title=visit.entry.title or page.title)
            yield visit_request(replace(visit, entry=entry), self.parse_detail, self.visit_failed)
            return
        if obstacle is None and not empty and not is_report_body(page.text):
            obstacle = is_another_page(response, page, visit.entry.title)
        article = read_article(page, visit.entry, visit.trail)
        if sent_home:
            yield from self._fail_visit(visit, sent_home)
        elif obstacle:
            yield from self._ask_again_or_refuse(response, visit, obstacle)
        elif empty:
            self._count("empty")
            if visit.entry.by_chance:  # so that the next crawl need not try its luck again
                yield from self._put_aside(response, article, visit)
        elif is_another_kind(page, visit.entry):
            yield from self._put_aside(response, article, visit)
        elif article.is_hub:
            yield from self._follow_hub(family.read_links(response), article, visit)
        elif is_list_of_reports(page, partial(family.read_links, response)):
            listing = Listing(visit.trail.into_column(), ListRequest(visit.address), found_on=visit.found_on)
            yield from self._read_list(response, listing)
        else:
            yield from self._keep_whole(response, article, visit)

    def _follow_hub(self, links: Iterable[ListEntry], article: Article, visit: Visit) -> Iterator[Found]:
        self._count("hubs")
        trail = Trail(visit.trail.portal_id, "column", visit.trail.depth, year=article.year)
        followed = list(self._follow(list(links), trail, visit.address))
        yield from followed
        if followed or self.selection.agency_ids:
            yield from self._mended(visit.address, visit.trail.portal_id)
        else:
            yield self._list_failure(
                Listing(visit.trail, ListRequest(visit.address)), "hub page shows no links to reports"
            )

    def _keep(self, response: Response, article: Article, visit: Visit) -> Iterator[Found]:
        """The document of one article, then what it offers for download."""
        agency = article.agency_or_own(self._books[visit.trail.portal_id])
        if not self.selection.wants_agency(agency.id) or not self.selection.wants_year(article.year):
            self._count("skipped_by_selection")
            return
        self._count("details")
        self.ledger.show_report(visit.trail.portal_id)
        offered = (file for file in article.attachments if self._wants_file(file, visit.trail.portal_id))
        known = (visit.address, agency.id, article.year, article.publisher)
        visits = [
            Visit(visit.trail, ListEntry(file.url, article.title, article.published_on), visit.found_on, *known)
            for file in offered
        ]
        files = tuple(dict.fromkeys(file.address for file in visits))
        yield fetched_document(response, visit, article, agency.id, datetime.now(UTC), files=files)
        yield from self._mended(visit.address, visit.trail.portal_id)
        for file in visits:
            yield visit_request(file, self.parse_file, self.visit_failed)

    def _wants_file(self, file: Attachment, portal_id: str) -> bool:
        if names_another_kind(file.name):
            self._count("skipped_by_title")
            return False
        if not self.scopes[portal_id].holds(file.url):
            self._count("outside")
            return False
        return True

    def parse_file(self, response: Response, visit: Visit) -> Iterator[Found]:
        """The document of a file, whether a page offers it or a list links it directly."""
        if response.status == _NOT_MODIFIED and visit.known:
            yield from self._unchanged(visit, visit.known)
            return
        if looks_like_html(response) or not response.body:
            yield from self._refuse(response, visit, find_obstacle(response) or "asked for a file, got an HTML page")
            return
        article = Article.of_row(visit.entry, visit.trail, visit.year, visit.publisher)
        agency_id = visit.agency_id or article.agency_or_own(self._books[visit.trail.portal_id]).id
        if not self.selection.wants_agency(agency_id) or not self.selection.wants_year(article.year):
            self._count("skipped_by_selection")
            return
        self._count("attachments" if visit.parent_url else "details")
        self.ledger.show_report(visit.trail.portal_id)
        yield fetched_document(response, visit, article, agency_id, datetime.now(UTC))
        yield from self._mended(visit.address, visit.trail.portal_id)
