"""Articles that span several pages: all pages are fetched and stored as one document, or the article fails."""

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import replace

from scrapy import Request
from scrapy.http import HtmlResponse, Response, TextResponse
from twisted.python.failure import Failure as TwistedFailure

from gxcrawl.portals.articles import Article, read_article
from gxcrawl.portals.families import read_detail
from gxcrawl.portals.obstacles import find_obstacle, was_sent_home
from gxcrawl.portals.pages.articles.chapters import Chapter, chapters_of
from gxcrawl.portals.pages.articles.parts import MOST_PARTS, join_parts, next_part
from gxcrawl.portals.pages.articles.told_by_scripts import with_answer
from gxcrawl.portals.pages.markup.shapes import ListRequest
from gxcrawl.spiders.documents.files import FilesSpider
from gxcrawl.spiders.documents.wrong_pages import of_part
from gxcrawl.spiders.portal_spider import Found
from gxcrawl.spiders.requests import Visit, part_request, visit_request


class WholeArticlesSpider(FilesSpider):
    """The part of a spider that stores an article only when all its pages are available."""

    @abstractmethod
    def _keep(self, response: Response, article: Article, visit: Visit) -> Iterator[Found]:
        """The document of one article, then what it offers for download."""

    def _keep_whole(self, response: TextResponse, article: Article, visit: Visit) -> Iterator[Found]:
        """The document of an article; if it has further pages, requests these first."""
        onward = next_part(response, response.url, 1)
        if onward is None or not self.scopes[visit.trail.portal_id].holds(onward):
            yield from self._keep(response, article, visit)
            return
        yield self._part(onward, replace(visit, parts=(response.text,)), response.url)

    def _ask_for_rest(self, asked: ListRequest, page: TextResponse, visit: Visit) -> Request:
        """The request for the body or the files of an article, as the script of its page makes it."""
        onward = replace(visit, parts=(page.text,), posted=asked, known=None)
        request = visit_request(onward, self.parse_rest, self.rest_failed)
        request.cb_kwargs["first"] = page.url
        return request.replace(url=asked.url, dont_filter=True)

    def parse_rest(self, response: Response, visit: Visit, first: str) -> Iterator[Found]:
        """The document of an article with the answer to its script; without it if the answer adds nothing.

        first: the address of its page.
        """
        page = HtmlResponse(first, body=visit.parts[0].encode(errors="replace"), encoding="utf-8")
        page.headers["Content-Type"] = "text/html; charset=utf-8"
        answer = response.text if isinstance(response, TextResponse) else ""
        whole = with_answer(page, answer, visit.entry.title) or page
        read = read_detail(self._family(whole, visit.trail), whole, visit.entry.title)
        article = read_article(read, visit.entry, visit.trail)
        yield from self._keep(whole, article, replace(visit, parts=(), posted=None))

    def rest_failed(self, failure: TwistedFailure) -> Iterator[Found]:
        """The article without the part that could not be fetched; the parser will find that it is no report."""
        request: Request = failure.request  # type: ignore[attr-defined]
        yield from self.parse_rest(Response(request.url), **request.cb_kwargs)

    def _keep_chapters(self, page: TextResponse, visit: Visit) -> Iterator[Found]:
        """The document of an article whose chapters are separate pages; a failure if these cannot be determined."""
        chapters = chapters_of(page)
        onward = _beside(page.url, chapters)
        if not onward or not all(map(self.scopes[visit.trail.portal_id].holds, onward)):
            yield from self._fail_visit(visit, "page only links the chapters of a report, each on a page of its own")
            return
        yield self._part(onward[0], replace(visit, parts=(page.text,)), page.url, chapters)

    def _part(self, url: str, visit: Visit, first: str, chapters: tuple[Chapter, ...] = ()) -> Request:
        asked = part_request(url, visit, self.parse_part, self.visit_failed)
        asked.cb_kwargs.update(first=first, chapters=chapters)
        return asked

    def parse_part(
        self, response: Response, visit: Visit, first: str, chapters: tuple[Chapter, ...] = ()
    ) -> Iterator[Found]:
        """Handles a further page of an article and requests the next one; after the last, the whole document.

        If one page cannot be fetched the article fails, because half a report would be read as a whole one. first:
        address of the article's first page. chapters: set if the pages are chapters.
        """
        obstacle = find_obstacle(response) or was_sent_home(response, self._portals[visit.trail.portal_id].home)
        if obstacle is None and not isinstance(response, TextResponse):
            obstacle = "asked for a page, got a file"
        if obstacle or not isinstance(response, TextResponse):
            yield from self._fail_visit(visit, of_part(visit, obstacle or ""))
            return
        read = replace(visit, parts=(*visit.parts, response.text))
        if chapters and next_part(response, response.url, 1):
            yield from self._fail_visit(visit, of_part(visit, "a chapter that goes on over several pages"))
            return
        number = len(read.parts)
        others = iter(_beside(first, chapters)[number - 1 :])
        onward = next(others, None) if chapters else next_part(response, first, number)
        if onward and number < MOST_PARTS:
            yield self._part(onward, read, first, chapters)
        elif onward:
            yield from self._fail_visit(visit, f"article goes on after {MOST_PARTS} pages")
        else:
            yield from self._keep_joined(response, read, first, chapters)

    def _keep_joined(
        self, last: TextResponse, visit: Visit, first: str, chapters: tuple[Chapter, ...]
    ) -> Iterator[Found]:
        """The document of an article joined from its pages."""
        family = self._family(last, visit.trail)
        whole = join_parts(first, visit.parts, family.body_containers, chapters)
        if whole is None:
            yield from self._fail_visit(visit, f"the {len(visit.parts)} pages of the article could not be put together")
            return
        self._count("joined")
        article = read_article(family.read_detail(whole), visit.entry, visit.trail)
        yield from self._keep(whole, article, replace(visit, parts=()))


def _beside(first: str, chapters: tuple[Chapter, ...]) -> list[str]:
    """The chapter pages except the first, which is a chapter or the page that links them."""
    return [chapter.url for chapter in chapters if chapter.url != first]
