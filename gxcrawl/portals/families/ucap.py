"""Portals made with UCAP (开普云)."""

import re
from urllib.parse import parse_qsl, urlencode

from scrapy.http import TextResponse

from gxcrawl.portals.addresses import is_article_address, joined
from gxcrawl.portals.families.answers import answered, answered_rows, entry_of
from gxcrawl.portals.families.base import Family
from gxcrawl.portals.marks import Marks
from gxcrawl.portals.pages.lists.paging import next_link
from gxcrawl.portals.pages.markup.shapes import ListPage, ListRequest, State
from gxcrawl.portals.pages.rows.anchors import page_entries

# "createPageHTML('page_div', 7, 1, 'list', 'shtml', 130)": element, pages, current page from 1, stem, suffix, records
_PAGER = Marks(
    r"createPageHTML\s*\(\s*['\"][\w-]+['\"]\s*,\s*(\d+)\s*,\s*(\d+)\s*,\s*['\"]([\w-]+)['\"]\s*,\s*['\"](\w+)['\"]",
    "createPageHTML",
)
_MARKS = Marks(
    r"<(?:ucap|UCAP)(?i:title|content)\b|id=[\"'](?:UCAP-CONTENT|ucap-content)|/(?:common/search|searchList|search)/[0-9a-f]{32}",
    *("ucap", "UCAP", "/search/", "/searchList/"),
)
_ADDRESS = re.compile(r"/c\w+/\d{6}/(?:c?[0-9a-f]{32}|c\d+_\d+)\.shtml$")
# "/common/search/0f23…?_isAgg=true", "/searchList/0f23…"
_CHANNEL = re.compile(r"((?:/[\w-]+){0,9}/(?:common/search|searchList|search)/[0-9a-f]{32})(?:\?([^\"'\s]*))?")
_QUERY = {
    "_isAgg": "true",
    "_isJson": "true",
    "_pageSize": "20",
    "_template": "index",
    "_rangeTimeGte": "",
    "_channelName": "",
}


class Ucap(Family):
    """Recognised by `ucaptitle`, a `createPageHTML` that begins with an element id, or `/c1/202101/<32 hex>.shtml`.

    Habits: page n ≥ 2 of `list.shtml` is `list_n.shtml`; if the page has no rows, `/common/search/<channel>` returns
    them as JSON; similar endpoints need a POST like that of the page's script. After many requests in a short time,
    servers return the index page instead of an article: a page without the body element is not taken for a report.
    Page and attachment are often two copies of one report.
    See docs/portals/ucap.md.
    """

    name = "ucap"
    body_containers = ("ucapcontent", "#UCAP-CONTENT", "#zoomcon", "div.article_content", ".article-content")

    def recognises(self, page: TextResponse) -> bool:
        """By custom elements, the pager call, or the URL."""
        return bool(_ADDRESS.search(page.url) or _MARKS.search(page.text) or _PAGER.search(page.text))

    def read_list(self, page: TextResponse, state: State) -> ListPage:
        """Rows of a static page or of a JSON response."""
        if state.get("channel"):
            return _read_answer(page, state)
        entries = page_entries(page)
        pager = _PAGER.search(page.text)
        following = _static_page(page.url, pager) if pager else next_link(page)
        channel = _CHANNEL.search(page.text)
        if channel and not any(is_article_address(entry.url) for entry in entries):
            following = _channel_request(page.url, channel)
        return ListPage(tuple(entries), () if following is None else (following,))


def _static_page(url: str, pager: re.Match[str]) -> ListRequest | None:
    pages, current, stem, suffix = int(pager[1]), int(pager[2]), pager[3], pager[4]
    if current >= pages:
        return None
    return ListRequest(joined(url, f"{stem}_{current + 1}.{suffix}"))


def _channel_request(url: str, channel: re.Match[str]) -> ListRequest:
    fields = _QUERY | dict(parse_qsl((channel[2] or "").replace("&amp;", "&"), keep_blank_values=True))
    return _search_page(f"{joined(url, channel[1])}?{urlencode(fields)}", 1)


def _search_page(address: str, number: int) -> ListRequest:
    endpoint, _, query = address.partition("?")
    fields = dict(parse_qsl(query, keep_blank_values=True)) | {"page": str(number), "_isJson": "true"}
    return ListRequest(f"{endpoint}?{urlencode(fields)}", state={"channel": address, "number": number})


def _read_answer(page: TextResponse, state: State) -> ListPage:
    found, rows = answered(page.text, "data"), answered_rows(page.text, "data", "results")
    if rows is None:
        return ListPage(trouble="channel search answered something else than its JSON")
    named = (entry_of(page, row, url=("url",), title=("title",), day="publishedTimeStr") for row in rows)
    entries = list(filter(None, named))
    total, size, number = int(found.get("total") or 0), int(found.get("rows") or 20), int(state["number"])
    more = bool(rows) and number * size < total
    return ListPage(tuple(entries), (_search_page(str(state["channel"]), number + 1),) if more else (), total)
