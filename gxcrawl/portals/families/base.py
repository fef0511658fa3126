"""The interface of every CMS family."""

from abc import ABC, abstractmethod
from typing import ClassVar

from scrapy.http import TextResponse

from gxcrawl.portals.marks import Marks
from gxcrawl.portals.pages.articles.details import read_common_detail
from gxcrawl.portals.pages.markup.shapes import DetailPage, ListEntry, ListPage, State
from gxcrawl.portals.pages.rows.anchors import page_entries


class Family(ABC):
    """One CMS. Every method is pure: it takes a response and returns values; the spider makes the requests."""

    name: ClassVar[str]
    # CSS selectors of the elements that can contain a report's body, most specific first
    body_containers: ClassVar[tuple[str, ...]] = ()

    marks: ClassVar[Marks]

    def recognises(self, page: TextResponse) -> bool:
        """True if the family's software made this page, judged by marks in its URL or content."""
        return bool(self.marks.search(page.url) or self.marks.search(page.text))

    @abstractmethod
    def read_list(self, page: TextResponse, state: State) -> ListPage:
        """The rows of a list page or of a list API's response. state: that of the ListRequest for this page."""

    def read_detail(self, page: TextResponse) -> DetailPage:
        """The details of one article by the general rules; the body is looked for in the family's elements first."""
        return read_common_detail(page, self.body_containers)

    def read_links(self, page: TextResponse) -> tuple[ListEntry, ...]:
        """Every link of a page that was requested as an article; called only if the article may be a list."""
        return tuple(page_entries(page))
