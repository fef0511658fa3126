"""Portals made with Epoint (新点)."""

import json
import re
from urllib.parse import parse_qs, urlsplit

from scrapy.http import TextResponse

from gxcrawl.portals.addresses import joined
from gxcrawl.portals.families.answers import answered_rows, entry_of
from gxcrawl.portals.families.base import Family
from gxcrawl.portals.marks import Marks
from gxcrawl.portals.pages.lists.paging import next_link
from gxcrawl.portals.pages.markup.shapes import ListPage, ListRequest, State
from gxcrawl.portals.pages.rows.anchors import page_entries

_MARKS = Marks(
    r"webBuilderCommon\.js|EWB-FRONT|lightfrontaction/getgovinfolist",
    "webBuilderCommon",
    "EWB-FRONT",
    "lightfrontaction/",
)
_SITE_SCRIPT = re.compile(r"[\"']([^\"']*webBuilderCommon\.js)[^\"']*[\"']")
_PROJECT = re.compile(r"projectName[\"']?\s*[:=]\s*[\"']([^\"']*)")
_SITE_GUID = re.compile(r"siteGuid[\"']?\s*[:=]\s*[\"']([^\"']*)")
_SIZE = 20


class Epoint(Family):
    """Recognised by `webBuilderCommon.js` or `EWB-FRONT`.

    Habits: `webBuilderCommon.js` names project and site, the list page's query names department and category, and a
    POST of JSON to `lightfrontaction/getgovinfolist` returns the rows. The HTML contains unfilled placeholders
    (`el.link`) of templates.
    See docs/portals/epoint.md.
    """

    name = "epoint"
    body_containers = (".ewb-article", ".article-block", ".ewb-info-content", "#mainContent")

    def recognises(self, page: TextResponse) -> bool:
        """By its script or its class names."""
        return bool(_MARKS.search(page.text))

    def read_list(self, page: TextResponse, state: State) -> ListPage:
        """Three steps: the page with its query, the script that names the site, the responses with rows."""
        if state.get("step") == "site":
            return _read_site(page, state)
        if state.get("step") == "rows":
            return _read_rows(page, state)
        query = {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}
        script = _SITE_SCRIPT.search(page.text)
        if script and "categorynum" in query:
            site = ListRequest(
                joined(page.url, script[1]),
                state={
                    "step": "site",
                    "deptcode": query.get("deptcode", ""),
                    "categorynum": query["categorynum"],
                    "referer": page.url,
                },
            )
            return ListPage(tuple(page_entries(page)), (site,))
        following = next_link(page)
        return ListPage(tuple(page_entries(page)), () if following is None else (following,))


def _read_site(page: TextResponse, state: State) -> ListPage:
    project, site = _PROJECT.search(page.text), _SITE_GUID.search(page.text)
    if project is None or site is None:
        return ListPage(trouble="webBuilderCommon.js does not name project and site: the list cannot be asked for")
    endpoint = f"/{project[1].strip('/')}/rest/lightfrontaction/getgovinfolist".replace("//", "/")
    named = {**state, "step": "rows", "site": site[1], "endpoint": joined(page.url, endpoint)}
    return ListPage(next=(_rows_request(named, 0),))


def _rows_request(state: State, number: int, *, last_try: bool = False) -> ListRequest:
    """One page of rows. Sites count from 0 or from 1: if a page has nothing new, the next number is tried."""
    asked = {
        "deptcode": state["deptcode"],
        "categorynum": state["categorynum"],
        "siteGuid": state["site"],
        "pageIndex": number,
        "pageSize": _SIZE,
    }
    headers = (("Content-Type", "application/json"), ("Referer", str(state["referer"])))
    body = json.dumps({"token": "", "params": asked, **asked}, ensure_ascii=False)
    following = None if last_try else _rows_request(state, number + 1, last_try=True)
    return ListRequest(str(state["endpoint"]), "POST", body, headers, {**state, "number": number}, following)


def _read_rows(page: TextResponse, state: State) -> ListPage:
    rows = answered_rows(page.text, "custom", "data")
    if rows is None:
        return ListPage(trouble="getgovinfolist answered something else than its JSON")
    named = (entry_of(page, row, url=("infourl",), title=("realtitle", "title"), day="infodate") for row in rows)
    entries = list(filter(None, named))
    return ListPage(tuple(entries), (_rows_request(state, int(state["number"]) + 1),) if entries else ())
