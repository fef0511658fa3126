"""Articles and files: which to request, how to judge their answers, and what is known without a request."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, partial

from scrapy.http import Response, TextResponse

from gxcrawl.downloading.page import looks_like_html
from gxcrawl.model import MANY_REPORTS, Remembered, Sighting
from gxcrawl.portals.addresses import can_be_asked, lasting_addresses
from gxcrawl.portals.articles import (
    Article,
    bodies_beside,
    is_another_kind,
    is_empty_answer,
    is_list_of_reports,
    names_other_body,
    offers_several_bodies,
    only_links_chapters,
    read_article,
    several_bodies,
    with_named_files,
    years_of_several_reports,
)
from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.families import Family, read_detail
from gxcrawl.portals.obstacles import find_obstacle, is_another_page, was_sent_home
from gxcrawl.portals.pages.articles.details import SAYS_LITTLE
from gxcrawl.portals.pages.articles.frames import article_behind
from gxcrawl.portals.pages.articles.own_block import shows_report_itself
from gxcrawl.portals.pages.articles.told_by_scripts import asked_for_article
from gxcrawl.portals.pages.markup.sections import is_report_body
from gxcrawl.portals.pages.markup.shapes import Attachment, DetailPage, ListEntry, ListRequest
from gxcrawl.portals.pages.markup.words import texts_of, unspaced
from gxcrawl.portals.titles import names_another_kind, report_year
from gxcrawl.spiders.documents.files import NOT_MODIFIED
from gxcrawl.spiders.documents.items import ANSWERED_AS_DATA, answers, fetched_document
from gxcrawl.spiders.documents.whole_articles import WholeArticlesSpider
from gxcrawl.spiders.paging import Listing
from gxcrawl.spiders.portal_spider import Found
from gxcrawl.spiders.requests import Visit, visit_request


class VisitingSpider(WholeArticlesSpider):
    """The part of a spider that fetches documents; its subclass reads the lists that lead to them."""

    @abstractmethod
    def _follow(self, entries: list[ListEntry], trail: Trail, found_on: str) -> Iterator[Found]:
        """Requests for what a page's links lead to."""

    @abstractmethod
    def _read_list(self, response: TextResponse, listing: Listing) -> Iterator[Found]:
        """What a list page leads to."""

    def _known(self, urls: Iterable[str]) -> dict[str, Remembered]:
        return {} if self.fresh else dict(self.memory.seen(urls))

    def _visit(self, visit: Visit, known: Remembered | None) -> Iterator[Found]:
        """The request for an article; only a Sighting if its row and the last check show that nothing changed."""
        files = self._offered(known) if known else None
        if known is None or files is None:
            yield visit_request(visit, self.parse_detail, self.visit_failed)
            return
        need = self._rhythm.need(known, visit.listed, datetime.now(UTC))
        if need == "nothing" and self._failed_earlier(visit.address, visit.trail.portal_id):
            need = "ask"  # a rerun met it broken: its failure would stay, although the list has it as before
        if need == "nothing":
            if known.source.refused == MANY_REPORTS:
                self.ledger.show_report(visit.trail.portal_id)  # its row is that of a collection, which need not be one
            yield from self._sight(visit, known, *files)
        else:
            asked = replace(visit, known=known) if need == "ask" else visit
            yield visit_request(asked, self.parse_detail, self.visit_failed)

    def _offered(self, known: Remembered) -> list[Remembered] | None:
        """The known documents linked by a known page, and those in archives among them; None if not all are known."""
        files = self._known(known.source.files) if known.source.files else {}
        held = [self._offered(one) for one in files.values()]
        if len(files) < len(known.source.files) or None in held:
            return None
        return [*files.values(), *(one for inside in held for one in inside or ())]

    def _sight(self, visit: Visit, *known: Remembered, checked: bool = False) -> Iterator[Found]:
        """Sightings of documents that are still published, except those outside the selection."""
        for one in known:
            url = one.source.url
            if url in self._sighted or not self._wants_known(one):
                continue
            self._sighted.add(url)
            self.ledger.deliver(one.source.agency_id, one.source.year)
            self._count("unchanged")
            yield Sighting(url, one.raw_id, visit.trail.portal_id, datetime.now(UTC), checked)

    def _wants_known(self, known: Remembered) -> bool:
        source = known.source
        return self.selection.wants(source.agency_id, source.year)

    def _unchanged(self, visit: Visit, known: Remembered) -> Iterator[Found]:
        """Handles a server's answer that a document is unchanged; its files are requested next."""
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
            # a file may name another body than its page
            agency_id = remembered[url].source.agency_id if url in remembered else source.agency_id
            about = (visit.address, self.agency(agency_id), source.year, source.publisher)
            onward = Visit(visit.trail, entry, visit.found_on, *about, known=remembered.get(url))
            yield visit_request(onward, self.parse_file, self.visit_failed)

    def parse_detail(self, response: Response, visit: Visit) -> Iterator[Found]:
        """The document of an article, and requests for its files; the links of a hub."""
        if response.status == NOT_MODIFIED and visit.known:
            yield from self._unchanged(visit, visit.known)
            return
        if answers(response):
            yield from self._refuse(response, visit, find_obstacle(response) or ANSWERED_AS_DATA)
        elif isinstance(response, TextResponse) and looks_like_html(response):
            family = self._family(response, visit.trail)
            read = read_detail(family, response, visit.entry.title)
            yield from self._read_detail(response, family, read, visit)
        else:
            yield from self.parse_file(response, visit)

    def _read_detail(self, page: TextResponse, family: Family, read: DetailPage, visit: Visit) -> Iterator[Found]:
        """Handles the page to which a row led: the article, a stand-in for it, a hub, a list, or something else."""
        sent_home = was_sent_home(page, self._portals[visit.trail.portal_id].home)
        obstacle = find_obstacle(page)
        empty = visit.entry.year is not None and not read.attachments and is_empty_answer(read.text)
        article = read_article(read, visit.entry, visit.trail)
        if sent_home:
            yield from self._fail_visit(visit, sent_home)
        elif obstacle:
            yield from self._refuse(page, visit, obstacle)
        elif empty:
            self._count("empty")
            if visit.entry.by_chance:  # so that the next crawl need not try its luck again
                yield from self._put_aside(page, article, visit)
        elif (behind := article_behind(page, read)) and self.scopes[visit.trail.portal_id].holds(behind):
            # called as its row, by which the next crawl knows it
            entry = replace(visit.entry, url=behind, lasting=visit.address, title=visit.entry.title or read.title)
            onward = replace(visit, entry=entry, known=None, is_behind=True)
            yield visit_request(onward, self.parse_detail, self.visit_failed)
        elif (
            not is_report_body(read.text)
            and (other := is_another_page(page, read, visit.entry.title))
            and _rest_of(page, read) is None  # an empty shell, which its script would fill, has not even its title
        ):
            yield from self._ask_again_or_refuse(page, visit, other)
        else:
            yield from self._take_article(page, family, read, article, visit)

    def _take_article(
        self, page: TextResponse, family: Family, read: DetailPage, article: Article, visit: Visit
    ) -> Iterator[Found]:
        """Handles an article according to its own text."""
        links = cache(partial(family.read_links, page))
        beside = cache(partial(bodies_beside, read, links))
        if is_another_kind(read, visit.entry):
            yield from self._put_aside(page, article, visit)
        elif only_links_chapters(read, links):
            yield from self._keep_chapters(page, visit)
        elif several := years_of_several_reports(_whole(page, read)) or several_bodies(read, visit.entry):
            of = "years" if isinstance(several[0], int) else "bodies"
            reason = f"page holds reports of several {of} ({', '.join(map(str, several))}) one after the other"
            yield from self._fail_visit(visit, reason)
        elif article.is_hub or offers_several_bodies(read, beside()):
            yield from self._follow_hub(links(), article, visit)
        elif is_list_of_reports(read, links) and not shows_report_itself(page, visit.entry.title):
            listing = Listing(visit.trail.into_column(), ListRequest(visit.address), found_on=visit.found_on)
            yield from self._read_list(page, listing)
        elif (asked := _rest_of(page, read)) and self.scopes[visit.trail.portal_id].holds(asked.url):
            yield self._ask_for_rest(asked, page, visit)
        else:
            named = with_named_files(read, beside())
            told = article if named is read else read_article(named, visit.entry, visit.trail)
            yield from self._keep_whole(page, told, visit)

    def _follow_hub(self, links: Iterable[ListEntry], article: Article, visit: Visit) -> Iterator[Found]:
        self._count("hubs")
        trail = Trail(visit.trail.portal_id, "column", visit.trail.depth, year=article.year)
        rows = list(links)
        names = lasting_addresses([row.url for row in rows], visit.address)
        rows = [replace(row, lasting=names[row.url]) for row in rows]
        followed = list(self._follow(rows, trail, visit.address))
        yield from followed
        if followed or self.selection.agency_ids:
            yield from self._mended(visit.address, visit.trail.portal_id)
        else:
            yield self._list_failure(
                Listing(visit.trail, ListRequest(visit.address)), "hub page shows no links to reports"
            )

    def _keep(self, response: Response, article: Article, visit: Visit) -> Iterator[Found]:
        """The document of one article, then what it offers for download."""
        agency = self._owner(visit, article)
        self._note_promise(visit, agency, article.year)
        if not self.selection.wants(agency.id, article.year):
            self._count("skipped_by_selection")
            return
        self._count("details")
        self.ledger.show_report(visit.trail.portal_id)
        self.ledger.deliver(agency.id, article.year)
        offered = (file for file in article.attachments if self._wants_file(file, visit.trail.portal_id))
        known = (visit.address, agency, article.year, article.publisher, not article.names)
        names = lasting_addresses([file.url for file in article.attachments], visit.address)
        told = ListEntry("", article.title, article.published_on)
        rows = ((replace(told, url=file.url, lasting=names[file.url]), file.posted) for file in offered)
        visits = [Visit(visit.trail, row, visit.found_on, *known, posted=posted) for row, posted in rows]
        strays = {file.url: file for file in article.strays}
        visits = [_of_its_own(one, strays[one.entry.url]) if one.entry.url in strays else one for one in visits]
        files = tuple(dict.fromkeys(file.address for file in visits))
        yield fetched_document(response, visit, article, agency.id, datetime.now(UTC), files=files)
        yield from self._mended(visit.address, visit.trail.portal_id)
        for file in visits:
            yield visit_request(file, self.parse_file, self.visit_failed)
        if not (article.is_whole or visits):
            for elsewhere in (one.url for one in article.attachments if not names_another_kind(one.name)):
                missed = Visit(visit.trail, replace(told, url=elsewhere), visit.found_on, *known)
                yield from self._fail_visit(missed, self._stands_elsewhere("offered", elsewhere, visit.trail.portal_id))


def _of_its_own(file: Visit, stray: Attachment) -> Visit:
    """The visit of a file that is another report than its page, with the year and body in its name."""
    names = (file.agency.name, *file.agency.aliases) if file.agency else ()
    body = None if names_other_body(stray, names, many=True) else file.agency
    year = None if report_year(stray.name) else file.year
    return replace(file, entry=replace(file.entry, title=stray.name), agency=body, year=year, publisher=None)


def _whole(page: TextResponse, read: DetailPage) -> DetailPage:
    """An article with the full text of its page, if that prints a report: another year's may be in a pane beside it."""
    if not is_report_body(read.text):
        return read
    return replace(read, text=unspaced(texts_of(page.selector.root)))


def _rest_of(page: TextResponse, read: DetailPage) -> ListRequest | None:
    """The request by which a script of a page with little text loads its body or files; None if there is none."""
    says_more = read.attachments or len(read.text) > SAYS_LITTLE or is_report_body(read.text)
    return None if says_more else asked_for_article(page)
