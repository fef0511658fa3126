"""Portals made with the Openness software (呼伦贝尔, 池州, 黄山, 宁国, 枞阳)."""

import re

from scrapy.http import TextResponse
from typing_extensions import override

from gxcrawl.portals.families.base import Family
from gxcrawl.portals.marks import Marks
from gxcrawl.portals.pages.lists.paging import next_link
from gxcrawl.portals.pages.markup.shapes import ListPage, ListRequest, State
from gxcrawl.portals.pages.markup.words import body_text
from gxcrawl.portals.pages.rows.anchors import page_entries

_MARKS = Marks(r"/(?:Branch)?OpennessContent/(?:showList|show|download)/", "OpennessContent/")
_LIST = re.compile(r"/(?:Branch)?OpennessContent/showList/\d+/\d+/page_(\d+)\.html")
# "1/12", "共12页": the number of pages in the pager's text
_PAGES = re.compile(r"共\s*(\d+)\s*页|(?<![\d/])\d+\s*/\s*(\d+)(?![\d/])")


class Openness(Family):
    """Recognised by `/OpennessContent/` and `/BranchOpennessContent/` URLs.

    Habits: `showList/<branch>/<category>/page_<n>.html`, counted from 1; files under `/OpennessContent/download/`.
    See docs/portals/openness.md.
    """

    name = "openness"
    marks = _MARKS
    body_containers = (".is-newscontnet", ".gkcontent", ".wzcon")

    @override
    def read_list(self, page: TextResponse, state: State) -> ListPage:
        """Rows of one numbered page and the page after it."""
        following = next_link(page) or _numbered_page(page)
        return ListPage(tuple(page_entries(page)), () if following is None else (following,))


def _numbered_page(page: TextResponse) -> ListRequest | None:
    """The page after the one shown, if the pager's text or links say that there is one."""
    shown = _LIST.search(page.url)
    if shown is None:
        return None
    number, column = int(shown[1]), page.url.rpartition("/")[0]
    told = [int(first or second) for first, second in _PAGES.findall(body_text(page))]
    own = [entry.url for entry in page_entries(page) if entry.url.startswith(f"{column}/")]
    linked = [int(match[1]) for url in own if (match := _LIST.search(url))]
    last = max((*told, *linked), default=0)
    return ListRequest(f"{column}/page_{number + 1}.html") if number < last else None
