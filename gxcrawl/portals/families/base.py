"""What every CMS family answers."""

from abc import ABC, abstractmethod
from typing import ClassVar

from scrapy.http import TextResponse

from gxcrawl.portals.marks import Marks
from gxcrawl.portals.pages.articles.details import read_common_detail
from gxcrawl.portals.pages.markup.shapes import DetailPage, ListEntry, ListPage, State
from gxcrawl.portals.pages.rows.anchors import page_entries


class Family(ABC):
    """One CMS. Every method is pure: a response in, values out; the spider makes the requests."""

    name: ClassVar[str]
    # CSS of the elements that can hold a report's body, most telling first
    body_containers: ClassVar[tuple[str, ...]] = ()

    marks: ClassVar[Marks]

    def recognises(self, page: TextResponse) -> bool:
        """Whether this page was made by the family's software: by its marks, in the address of the page or in it."""
        return bool(self.marks.search(page.url) or self.marks.search(page.text))

    @abstractmethod
    def read_list(self, page: TextResponse, state: State) -> ListPage:
        """The rows of a list page or of a list endpoint's answer. state: of the ListRequest that asked for it."""

    def read_detail(self, page: TextResponse) -> DetailPage:
        """The facts of one article: as any software prints them, its body in the family's own elements first."""
        return read_common_detail(page, self.body_containers)

    def read_links(self, page: TextResponse) -> tuple[ListEntry, ...]:
        """Every link of a page that was taken for an article; asked for only where the article may be a list."""
        return tuple(page_entries(page))
