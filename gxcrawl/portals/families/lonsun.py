"""Portals made with Lonsun (龙讯)."""

import re
from urllib.parse import parse_qs, urlencode, urlsplit

from scrapy.http import TextResponse

from gxcrawl.portals.addresses import joined
from gxcrawl.portals.families.base import Family
from gxcrawl.portals.marks import Marks
from gxcrawl.portals.pages.markup.shapes import Column, ListPage, ListRequest, State
from gxcrawl.portals.pages.rows.anchors import page_entries

_MARKS = Marks(r"/site/label/8888|/public/column/\d+\?", "/site/label/", "/public/column/")
_COLUMN = re.compile(r"^(.*?)/public/column/(\d+)$")
_ARTICLE = re.compile(r"/public/\d+/\d+\.html$")
_SITE_ID = re.compile(r"siteId[\"']?\s*[:=]\s*[\"']?(\d+)", re.IGNORECASE)
_LABEL = re.compile(r"((?:https?://[^/\"'\s]+(?:/[^/\"'\s]+){0,9}?|(?:/[\w-]+){0,9})/site/label/8888)")
# "pageCount:12", "pageCount = '12'"
_PAGE_COUNT = re.compile(r"pageCount[\"']?\s*[:=]\s*[\"']?(\d+)")
_ANNUAL_REPORTS = "3"  # of the software's enumeration: 1 rules, 2 guide, 3 annual reports, 4 catalogue …
_PAGE_SIZE = 20


class Lonsun(Family):
    """Recognised by `/public/column/<organ id>`, `/public/<organ>/<content>.html` or the label URL.

    Habits: one list for each agency, by organ id; type 3 is annual reports. Rows are an HTML fragment from
    `/site/label/8888`; their titles are truncated, `title` has the full text. Reports may be pictures （图片版）.
    See docs/portals/lonsun.md.
    """

    name = "lonsun"
    body_containers = (".j-fontContent", "#J_content", ".contentbox")

    def recognises(self, page: TextResponse) -> bool:
        """By its column, article and label URLs."""
        path = urlsplit(page.url).path
        return bool(_COLUMN.search(path) or _ARTICLE.search(path) or _MARKS.search(page.text))

    def read_list(self, page: TextResponse, state: State) -> ListPage:
        """Rows of a label's response; for a column page its rows, its label, and the agency's annual reports."""
        entries = tuple(page_entries(page))
        if state.get("number"):
            return ListPage(entries, _next_label_page(page, state) if entries else ())
        column = _COLUMN.search(urlsplit(page.url).path)
        if column is None:
            return ListPage(entries)
        asked = {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}
        if asked.get("type") == _ANNUAL_REPORTS:
            return ListPage(entries, (_label_request(page, column[2], asked),))
        reports = ListRequest(
            joined(page.url, f"{column[1]}/public/column/{column[2]}?type={_ANNUAL_REPORTS}&action=list")
        )
        return ListPage(entries, columns=(Column("政府信息公开年报", reports),))


def _label_request(page: TextResponse, organ: str, asked: dict[str, str]) -> ListRequest:
    label, site = _LABEL.search(page.text), _SITE_ID.search(page.text)
    fields = {
        "IsAjax": "1",
        "dataType": "html",
        "labelName": "publicInfoList",
        "siteId": site[1] if site else "",
        "organId": organ,
        "type": _ANNUAL_REPORTS,
        "catId": asked.get("catId", ""),
        "pageSize": str(_PAGE_SIZE),
        "action": "list",
        "isDate": "true",
        "dateFormat": "yyyy-MM-dd",
        "length": "50",
    }
    pages = _PAGE_COUNT.search(page.text)
    count = int(pages[1]) if pages else 0
    return _label_page(
        f"{joined(page.url, label[1] if label else '/site/label/8888')}?{urlencode(fields)}", 1, count, page.url
    )


def _label_page(address: str, number: int, count: int, referer: str) -> ListRequest:
    state: dict[str, str | int] = {"address": address, "number": number, "count": count, "referer": referer}
    return ListRequest(f"{address}&pageIndex={number}", headers=(("Referer", referer),), state=state)


def _next_label_page(page: TextResponse, state: State) -> tuple[ListRequest, ...]:
    """The page after a response with rows; if the page count is not known, the spider stops at rows that repeat."""
    counted = _PAGE_COUNT.search(page.text)
    number, count = int(state["number"]), int(counted[1]) if counted else int(state["count"])
    if count and number >= count:
        return ()
    return (_label_page(str(state["address"]), number + 1, count, str(state["referer"])),)
