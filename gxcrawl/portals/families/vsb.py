"""Portals made with VSB (博达), including its egovinfo module."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from scrapy.http import TextResponse
from typing_extensions import override

from gxcrawl.portals.addresses import joined
from gxcrawl.portals.families.base import Family
from gxcrawl.portals.marks import Marks
from gxcrawl.portals.pages.lists.paging import next_link
from gxcrawl.portals.pages.markup.shapes import ListPage, ListRequest, State
from gxcrawl.portals.pages.markup.words import body_text, is_number
from gxcrawl.portals.pages.rows.anchors import page_entries

_MARKS = Marks(
    r"_newscontent_fromname|id=[\"']vsb_content|/system/_content/download\.jsp|id=[\"']line_u\d|urltype=egovinfo\.",
    *("_newscontent_fromname", "vsb_content", "/system/_content/", "line_u", "urltype=egovinfo"),
)
_ADDRESS = re.compile(r"/info/(?:\d+/\d+|egovinfo/.+)\.htm$")
# "共2880条  1/144": the current page and the number of pages
_POSITION = re.compile(r"共\s*\d+\s*条[\s\S]{0,80}?(\d+)\s*/\s*(\d+)")
_COUNTDOWN_PAGE = re.compile(r"/\d+\.htm$")
# "ainfolist1234t=12": unit and number of pages of an egovinfo list
_EGOV_PAGES = re.compile(r"\bainfolist(\d+)t=(\d+)")


class Vsb(Family):
    """Recognised by `vsb_content`, `_newscontent_fromname`, rows `line_u…` or `/info/1/2.htm`.

    Habits: page numbers count down: of T pages the first is `list.htm`, page P is `list/<T-P+1>.htm`, the last is
    `list/1.htm`. Downloads need a Referer, which the spider always sends; without one they return HTML or a captcha.
    The header declares no charset: the declaration in the page is used.
    See docs/portals/vsb.md.
    """

    name = "vsb"
    marks = _MARKS
    body_containers = ("#vsb_content", "#vsb_content_2", ".v_news_content", "[id^=vsb_content]")

    def recognises(self, page: TextResponse) -> bool:
        """By element ids and URLs that only this software makes."""
        return _ADDRESS.search(page.url) is not None or super().recognises(page)

    @override
    def read_list(self, page: TextResponse, state: State) -> ListPage:
        """Rows of a static or egovinfo list, and the request for its next page."""
        following = _egov_page(page) or next_link(page) or _countdown_page(page)
        return ListPage(tuple(page_entries(page)), () if following is None else (following,))


def _countdown_page(page: TextResponse) -> ListRequest | None:
    position = _POSITION.search(body_text(page))
    if position is None or int(position[1]) >= int(position[2]):
        return None
    number = int(position[2]) - int(position[1])  # T - (P + 1) + 1
    path = urlsplit(page.url).path
    if _COUNTDOWN_PAGE.search(path):
        return ListRequest(joined(page.url, f"{number}.htm"))
    return ListRequest(joined(page.url, f"{path.rsplit('/', 1)[-1].removesuffix('.htm')}/{number}.htm"))


def _egov_page(page: TextResponse) -> ListRequest | None:
    pages = _EGOV_PAGES.search(page.text.replace("&amp;", "&")) or _EGOV_PAGES.search(page.url)
    parts = urlsplit(page.url)
    fields = dict(parse_qsl(parts.query, keep_blank_values=True))
    if pages is None or "egovinfo." not in fields.get("urltype", ""):
        return None
    unit, count = pages[1], int(pages[2])
    shown = fields.get(f"ainfolist{unit}p", "1")
    number = int(shown) + 1 if is_number(shown) else 2
    if number > count:
        return None
    paging = {f"ainfolist{unit}t": str(count), f"ainfolist{unit}p": str(number)}
    return ListRequest(urlunsplit(parts._replace(query=urlencode(fields | paging))))
