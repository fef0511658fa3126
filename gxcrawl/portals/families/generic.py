"""The fallback: any portal whose lists are anchors in the page."""

from typing import ClassVar

from scrapy.http import TextResponse
from typing_extensions import override

from gxcrawl.portals.families.base import Family
from gxcrawl.portals.pages.details import read_common_detail
from gxcrawl.portals.pages.paging import next_link
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
        """Every anchor of the page, and the page that 下一页 leads to."""
        following = next_link(page)
        return ListPage(tuple(page_entries(page)), () if following is None else (following,))

    def read_detail(self, page: TextResponse) -> DetailPage:
        """The marks that most software shares."""
        return read_common_detail(page)
