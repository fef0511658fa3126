"""Pages to which rows lead: the article, a page in place of it, a hub, a list, or something else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial

from scrapy.http import Response, TextResponse

from gxcrawl.downloading.page import looks_like_html
from gxcrawl.portals.addresses import lasting_addresses
from gxcrawl.portals.articles import (
    Article,
    bodies_beside,
    is_another_kind,
    is_earlier,
    is_empty_answer,
    is_list_of_reports,
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
from gxcrawl.portals.pages.markup.shapes import DetailPage, ListEntry, ListRequest
from gxcrawl.portals.pages.markup.words import texts_of, unspaced
from gxcrawl.spiders.crawl import Crawl
from gxcrawl.spiders.documents.files import NOT_MODIFIED, Files
from gxcrawl.spiders.documents.items import ANSWERED_AS_DATA, answers
from gxcrawl.spiders.documents.kept import Keeper
from gxcrawl.spiders.documents.whole_articles import WholeArticles
from gxcrawl.spiders.documents.wrong_pages import WrongPages
from gxcrawl.spiders.failures import Failures
from gxcrawl.spiders.known_documents import KnownDocuments
from gxcrawl.spiders.paging import Listing
from gxcrawl.spiders.request_factory import RequestFactory
from gxcrawl.spiders.requests import Found, Visit
from gxcrawl.spiders.rows import Rows
from gxcrawl.text.years import years_in


@dataclass(frozen=True, eq=False)
class Articles:
    """Decides what kind of page a row leads to, and passes it to the part that handles it."""

    crawl: Crawl
    requests: RequestFactory
    failures: Failures
    wrong_pages: WrongPages
    known: KnownDocuments
    rows: Rows
    files: Files
    keeper: Keeper
    whole_articles: WholeArticles

    def read(self, response: Response, visit: Visit) -> Iterator[Found]:
        """The document of an article, and requests for its files; the links of a hub."""
        if response.status == NOT_MODIFIED and visit.known:
            yield from self.known.unchanged(visit, visit.known)
        elif answers(response):
            yield from self.wrong_pages.refuse(response, visit, find_obstacle(response) or ANSWERED_AS_DATA)
        elif isinstance(response, TextResponse) and looks_like_html(response):
            family = self.crawl.family_of(response, visit.trail)
            read = read_detail(family, response, visit.entry.title)
            yield from self._read_page(response, family, read, visit)
        else:
            yield from self.files.read(response, visit)

    def _read_page(self, page: TextResponse, family: Family, read: DetailPage, visit: Visit) -> Iterator[Found]:
        """Handles a page that may not be the article at all."""
        sent_home = was_sent_home(page, self.crawl.portal_of(visit.trail).home)
        obstacle = find_obstacle(page)
        empty = visit.entry.year is not None and not read.attachments and is_empty_answer(read.text)
        article = read_article(read, visit.entry, visit.trail)
        if sent_home:
            yield from self.failures.of_visit(visit, sent_home)
        elif obstacle:
            yield from self.wrong_pages.repeat_or_refuse(page, visit, obstacle)
        elif empty:
            self.crawl.count("empty")
            if visit.entry.by_chance:  # so that the next crawl does not try it again
                yield from self.keeper.put_aside(page, article, visit)
        elif (behind := article_behind(page, read)) and self.crawl.holds(behind, visit.trail):
            # stored with the row's title, by which the next crawl recognises it
            entry = replace(visit.entry, url=behind, lasting=visit.address, title=visit.entry.title or read.title)
            yield self.requests.visit(replace(visit, entry=entry, known=None, is_behind=True))
        elif (
            not is_report_body(read.text)
            and (other := is_another_page(page, read, visit.entry.title))
            and _rest_of(page, read) is None  # an empty shell, which its script would fill, has not even its title
        ):
            yield from self.wrong_pages.repeat_or_refuse(page, visit, other)
        else:
            yield from self._take(page, family, read, article, visit)

    def _take(
        self, page: TextResponse, family: Family, read: DetailPage, article: Article, visit: Visit
    ) -> Iterator[Found]:
        """Handles an article according to its own text."""
        links = cache(partial(family.read_links, page))
        beside = cache(partial(bodies_beside, read, links))
        if is_another_kind(read, visit.entry):
            yield from self.keeper.put_aside(page, article, visit)
        elif only_links_chapters(read, links):
            yield from self.whole_articles.keep_chapters(page, visit)
        elif several := years_of_several_reports(_whole(page, read)) or several_bodies(read, visit.entry):
            of = "years" if isinstance(several[0], int) else "bodies"
            reason = f"page holds reports of several {of} ({', '.join(map(str, several))}) one after the other"
            yield from self.failures.of_visit(visit, reason)
        elif article.is_hub or offers_several_bodies(read, beside()):
            yield from self._follow_hub(links(), article, visit)
        elif is_list_of_reports(read, links) and not shows_report_itself(page, visit.entry.title):
            listing = Listing(visit.trail.into_column(), ListRequest(visit.address), found_on=visit.found_on)
            yield from self.requests.spider.read_list(page, listing)
        elif (asked := _rest_of(page, read)) and self.crawl.holds(asked.url, visit.trail):
            yield self.requests.rest(asked, page, visit)
        else:
            named = with_named_files(read, beside())
            told = article if named is read else read_article(named, visit.entry, visit.trail)
            yield from self.whole_articles.keep(page, told, visit)
            if (told.is_whole or told.attachments) and _links_years(page, told.year):
                yield from self._follow_earlier(links(), told, page.url, visit)

    def _follow_earlier(self, links: Iterable[ListEntry], article: Article, url: str, visit: Visit) -> Iterator[Found]:
        """The same body's reports of other years that an article links (历年年报, 上一篇), unless a list has them."""
        earlier = [one for one in links if is_earlier(one, article, url, visit.trail)]
        found = self.rows.follow(earlier, replace(visit.trail.into_column(), year=None), visit.address)
        yield from self.crawl.held_back.hold(found)

    def _follow_hub(self, links: Iterable[ListEntry], article: Article, visit: Visit) -> Iterator[Found]:
        """The reports that a page links."""
        self.crawl.count("hubs")
        trail = Trail(visit.trail.portal_id, "column", visit.trail.depth, year=article.year)
        rows = list(links)
        lasting = lasting_addresses([row.url for row in rows], visit.address)
        rows = [replace(row, lasting=lasting[row.url]) for row in rows]
        followed = list(self.rows.follow(rows, trail, visit.address))
        yield from followed
        if followed or self.crawl.selection.agency_ids:
            yield from self.failures.recovered(visit.address, visit.trail.portal_id)
        else:
            hub = Listing(visit.trail, ListRequest(visit.address))
            yield self.failures.of_list(hub, "hub page shows no links to reports")


def _whole(page: TextResponse, read: DetailPage) -> DetailPage:
    """An article with the full text of its page, if that is a report; another tab may contain another year's report."""
    if not is_report_body(read.text):
        return read
    return replace(read, text=unspaced(texts_of(page.selector.root)))


def _links_years(page: TextResponse, year: int | None) -> bool:
    """True if any link of a page names another year; to read all links takes four times as long as the article."""
    return any(years_in("".join(link.itertext())) - {year} for link in page.selector.root.iter("a", "option"))


def _rest_of(page: TextResponse, read: DetailPage) -> ListRequest | None:
    """The request by which a script of a page with little text loads its body or files; None if there is none."""
    says_more = read.attachments or len(read.text) > SAYS_LITTLE or is_report_body(read.text)
    return None if says_more else asked_for_article(page)
