"""The fallback: any portal whose lists are anchors in the page."""

from typing import ClassVar

from scrapy.http import TextResponse
from typing_extensions import override

from gxcrawl.portals.families.base import Family
from gxcrawl.portals.pages.details import read_common_detail
from gxcrawl.portals.pages.paging import hidden_pages, next_link
from gxcrawl.portals.pages.rows import page_entries
from gxcrawl.portals.pages.shapes import DetailPage, ListPage, State


class Generic(Family):
    """Works from anchors, the dates beside them and links called 下一页. Recognises every page: it comes last.

    Source: PORTALS.md, section 8.
    """

    name: ClassVar[str] = "generic"

    @override
    def recognises(self, page: TextResponse) -> bool:
        """Always: what no other family claims is read this way."""
        return True

    @override
    def read_list(self, page: TextResponse, state: State) -> ListPage:
        """Every anchor of the page, and the page that 下一页 leads to; trouble where a script alone can turn it."""
        following = next_link(page)
        entries = tuple(page_entries(page))
        return ListPage(entries, (following,)) if following else ListPage(entries, trouble=hidden_pages(page))

    def read_detail(self, page: TextResponse) -> DetailPage:
        """The marks that most software shares."""
        return read_common_detail(page)
