"""Articles that span several pages: all pages are fetched and stored as one document, or the article fails."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from scrapy.http import Response, TextResponse

from gxcrawl.downloading.page import Page
from gxcrawl.portals.articles import Article, read_article
from gxcrawl.portals.families import read_detail
from gxcrawl.portals.obstacles import find_obstacle, was_sent_home
from gxcrawl.portals.pages.articles.chapters import Chapter, chapters_of
from gxcrawl.portals.pages.articles.parts import MOST_PARTS, join_parts, next_part
from gxcrawl.portals.pages.articles.told_by_scripts import with_answer
from gxcrawl.spiders.crawl import Crawl
from gxcrawl.spiders.documents.kept import Keeper
from gxcrawl.spiders.documents.wrong_pages import of_part
from gxcrawl.spiders.failures import Failures
from gxcrawl.spiders.request_factory import RequestFactory
from gxcrawl.spiders.requests import Found, Visit


@dataclass(frozen=True, eq=False)
class WholeArticles:
    """Keeps an article only when all its pages are available."""

    crawl: Crawl
    requests: RequestFactory
    failures: Failures
    keeper: Keeper

    def keep(self, page: TextResponse, article: Article, visit: Visit) -> Iterator[Found]:
        """The document of an article; if it has further pages, requests these first."""
        onward = next_part(page, page.url, 1)
        if onward is None or not self.crawl.holds(onward, visit.trail):
            yield from self.keeper.keep(page, article, visit)
        else:
            yield self.requests.part(onward, replace(visit, parts=(page.text,)), page.url)

    def keep_chapters(self, page: TextResponse, visit: Visit) -> Iterator[Found]:
        """The document of an article whose chapters are separate pages; a failure if these cannot be determined."""
        chapters = chapters_of(page)
        onward = _beside(page.url, chapters)
        if onward and all(self.crawl.holds(url, visit.trail) for url in onward):
            yield self.requests.part(onward[0], replace(visit, parts=(page.text,)), page.url, chapters)
        else:
            reason = "page only links the chapters of a report, each on a page of its own"
            yield from self.failures.of_visit(visit, reason)

    def read_rest(self, response: Response, visit: Visit, first: str) -> Iterator[Found]:
        """The document of an article with the response to its script; without the response if that adds nothing.

        first: the URL of its page.
        """
        page = Page(first, body=visit.parts[0].encode(errors="replace"), encoding="utf-8")
        page.headers["Content-Type"] = "text/html; charset=utf-8"
        answer = response.text if isinstance(response, TextResponse) else ""
        whole = with_answer(page, answer, visit.entry.title) or page
        read = read_detail(self.crawl.family_of(whole, visit.trail), whole, visit.entry.title)
        article = read_article(read, visit.entry, visit.trail)
        yield from self.keeper.keep(whole, article, replace(visit, parts=(), posted=None))

    def read_part(self, response: Response, visit: Visit, first: str, chapters: tuple[Chapter, ...]) -> Iterator[Found]:
        """Handles a further page of an article and requests the next one; after the last, the whole document.

        If one page cannot be fetched the article fails, because half a report would be read as a whole one. first:
        address of the article's first page. chapters: set if the pages are chapters.
        """
        obstacle = find_obstacle(response) or was_sent_home(response, self.crawl.portal_of(visit.trail).home)
        if obstacle is None and not isinstance(response, TextResponse):
            obstacle = "asked for a page, got a file"
        if obstacle or not isinstance(response, TextResponse):
            yield from self.failures.of_visit(visit, of_part(visit, obstacle or ""))
            return
        read = replace(visit, parts=(*visit.parts, response.text))
        if chapters and next_part(response, response.url, 1):
            yield from self.failures.of_visit(visit, of_part(visit, "a chapter that goes on over several pages"))
            return
        number = len(read.parts)
        others = iter(_beside(first, chapters)[number - 1 :])
        onward = next(others, None) if chapters else next_part(response, first, number)
        if onward and number < MOST_PARTS:
            yield self.requests.part(onward, read, first, chapters)
        elif onward:
            yield from self.failures.of_visit(visit, f"article goes on after {MOST_PARTS} pages")
        else:
            yield from self._keep_joined(response, read, first, chapters)

    def _keep_joined(
        self, last: TextResponse, visit: Visit, first: str, chapters: tuple[Chapter, ...]
    ) -> Iterator[Found]:
        """The document of an article joined from its pages."""
        family = self.crawl.family_of(last, visit.trail)
        whole = join_parts(first, visit.parts, family.body_containers, chapters)
        if whole is None:
            reason = f"the {len(visit.parts)} pages of the article could not be put together"
            yield from self.failures.of_visit(visit, reason)
            return
        self.crawl.count("joined")
        article = read_article(family.read_detail(whole), visit.entry, visit.trail)
        yield from self.keeper.keep(whole, article, replace(visit, parts=()))


def _beside(first: str, chapters: tuple[Chapter, ...]) -> list[str]:
    """The chapter pages except the first, which is a chapter or the page that links them."""
    return [chapter.url for chapter in chapters if chapter.url != first]
