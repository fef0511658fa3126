"""Portals made with Hanweb JPAAS: `unitbuild.js` loads the lists."""

import json
import re
from urllib.parse import parse_qsl, urlencode

from parsel import Selector
from scrapy.http import TextResponse

from gxcrawl.portals.addresses import joined
from gxcrawl.portals.families.answers import answered
from gxcrawl.portals.families.base import Family
from gxcrawl.portals.marks import Marks
from gxcrawl.portals.pages.markup.links import attribute, base_address
from gxcrawl.portals.pages.markup.shapes import ListPage, ListRequest, State
from gxcrawl.portals.pages.markup.words import is_number
from gxcrawl.portals.pages.rows.anchors import entries_in_markup, page_entries

_MARKS = Marks(r"unitbuild\.js|/api-gateway/jpaas-(?:publish|web)-server/", "unitbuild.js", "/api-gateway/")
_UNIT_SCRIPT = "//script[contains(@src, 'unitbuild.js')]"
_BUILD = "/api-gateway/jpaas-publish-server/front/page/build/unit"
# blocks of the page that are never a list
_FURNITURE = re.compile(r"导航|底部|头部|页头|页脚|版权|位置|面包屑|搜索|轮播|友情|浮动|二维码")
_PAGE_SIZE = 15


class Jpaas(Family):
    """Recognised by a script `unitbuild.js` or the gateway's address.

    Habits: each block of a column page is a script element whose `queryData` (JSON-like, in single quotes) contains
    the request's parameters; the response is JSON whose `data.html` contains the rows and a pager table with `count`,
    `rows`, `pageNo`. Some servers read the page number only from `paramJson`, some only from `pageNo`: both are sent.
    A server in pre-rendered mode always returns page 1; the spider stops at rows that repeat.
    See docs/portals/jpaas.md.
    """

    name = "jpaas"
    body_containers = ("#zoom", ".zoom", "div.bt-content", ".main-txt", "div.artile_zw")

    def recognises(self, page: TextResponse) -> bool:
        """By the script or the gateway URL in the markup."""
        return bool(_MARKS.search(page.text))

    def read_list(self, page: TextResponse, state: State) -> ListPage:
        """Requests for the blocks that a column page loads, or the rows of one block's response."""
        if state.get("unit"):
            return _read_answer(page, state)
        scripts = page.xpath(_UNIT_SCRIPT)
        requests = [request for script in scripts if (request := _first_request(page, script)) is not None]
        return ListPage(tuple(page_entries(page)), tuple(requests))


def _first_request(page: TextResponse, script: Selector) -> ListRequest | None:
    fields = _query_data(attribute(script, "querydata"))
    if not fields or _FURNITURE.search(fields.get("tagId", "")):
        return None
    address = joined(page.url, attribute(script, "url") or _BUILD)
    return _unit_request(f"{address}?{urlencode(fields)}", 1, page.url)


def _unit_request(address: str, number: int, referer: str) -> ListRequest:
    endpoint, _, query = address.partition("?")
    fields = dict(parse_qsl(query, keep_blank_values=True))
    paging = {
        "paramJson": json.dumps({"pageNo": number, "pageSize": str(_PAGE_SIZE)}, separators=(",", ":")),
        "pageNo": str(number),
        "pageSize": str(_PAGE_SIZE),
    }
    return ListRequest(
        f"{endpoint}?{urlencode(fields | paging)}",
        headers=(("Referer", referer), ("X-Requested-With", "XMLHttpRequest")),
        state={"unit": address, "number": number, "referer": referer},
    )


def _read_answer(page: TextResponse, state: State) -> ListPage:
    markup = answered(page.text, "data", "html")
    if answered(page.text) is None:
        return ListPage(trouble="list block answered something else than JSON")
    if not isinstance(markup, str):
        return ListPage(trouble=f"list block answered without rows: {answered(page.text, 'message') or 'no data'}")
    entries = entries_in_markup(markup, base_address(page))
    total, rows = _pager(markup)
    number = int(state["number"])
    more = bool(entries) and (total is None or number * rows < total)
    following = _unit_request(str(state["unit"]), number + 1, str(state["referer"]))
    paged = total is not None and more
    return ListPage(tuple(entries), (following,) if paged else (), total)


def _pager(markup: str) -> tuple[int | None, int]:
    """The total of rows in the pager table (None without a pager), and the number of rows per page."""
    table = Selector(text=f"<html><body>{markup}</body></html>").xpath("//*[@count][@rows or @pageno]")
    count = attribute(table[0], "count") if table else ""
    rows = attribute(table[0], "rows") if table else ""
    return int(count) if is_number(count) else None, int(rows) if is_number(rows) and int(rows) else _PAGE_SIZE


def _query_data(text: str) -> dict[str, str]:
    """ "{'webId':'1','tagId':'信息列表'}" as a dict; {} for other text."""
    try:
        fields = json.loads(text.replace("'", '"'))
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in fields.items()} if isinstance(fields, dict) else {}
