"""Portals made with Hanweb JCMS (大汉)."""

import re
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from scrapy.http import TextResponse

from gxcrawl.portals.addresses import joined
from gxcrawl.portals.families.base import Family
from gxcrawl.portals.families.datastore import records_in
from gxcrawl.portals.families.hanweb_xxgk import (
    annual_report_entries,
    area_columns,
    read_search_answer,
    search_request,
)
from gxcrawl.portals.marks import Marks
from gxcrawl.portals.pages.lists.paging import next_link
from gxcrawl.portals.pages.markup.links import absolute, base_address
from gxcrawl.portals.pages.markup.shapes import ListPage, ListRequest, State
from gxcrawl.portals.pages.markup.words import is_number
from gxcrawl.portals.pages.rows.anchors import entries_in_markup, page_entries

_MARKS = Marks(
    r"/module/web/jpage/|<datastore\b|/module/(?:xxgk|download)/|/col/col\d+/(?:index\.html|art/)",
    *("/module/", "<datastore", "/col/col"),
)
_ISLAND = re.compile(r"<datastore\b[^<]*+(?:<(?!/?datastore\b)[^<]*+)*+</datastore>", re.IGNORECASE)
_NEXT_GROUP = re.compile(r"<nextgroup>([^<]*+(?:<(?!/?nextgroup>)[^<]*+)*+)</nextgroup>", re.IGNORECASE)
_HREF = re.compile(r"""href\s*=\s*["']([^"']+)["']""")
# "<totalrecord>388</totalrecord>" in a response, "totalRecord: 388" in the jpage call of the page
_TOTAL_IN_ANSWER = re.compile(r"<totalrecord>\s*(\d+)\s*</totalrecord>", re.IGNORECASE)
_TOTAL_IN_CALL = re.compile(r"totalRecord['\"]?\s*[:=]\s*['\"]?(\d+)", re.IGNORECASE)
_PER_PAGE = re.compile(r"perPage['\"]?\s*[:=]\s*['\"]?(\d+)", re.IGNORECASE)
_PARAMETER = re.compile(
    r"['\"]?\b(col|appid|webid|path|columnid|sourceContentType|unitid|webname|permissiontype)\b['\"]?\s*:\s*"
    r"(?:\"([^\"]*)\"|'([^']*)'|(\d+))"
)
_CALL = re.compile(r"\bjpage\s*\(")
_WINDOW = 100  # some servers truncate responses at about 300 rows
_PROXY = "/module/web/jpage/dataproxy.jsp"


class Hanweb(Family):
    """Recognised by `/col/col123/` paths, a `datastore` island or a `jpage` call.

    Habits: rows are CDATA inside an XML island; a page may contain the same list twice with two unit ids; further
    pages come from `dataproxy.jsp`, by record window or by page number, and a server may ignore either. So each
    request has an alternative in `otherwise`: window by POST, window by GET, the URL in `nextgroup`.
    See docs/portals/hanweb.md.
    """

    name = "hanweb"
    marks = _MARKS
    body_containers = ("#zoom", ".zoom", "div.bt-content", ".main-txt", "div.artile_zw")

    def read_list(self, page: TextResponse, state: State) -> ListPage:
        """Rows of every island of a column page, or of one response of dataproxy."""
        if state.get("way") == "search":
            return read_search_answer(page, state)
        islands = [_Island(page, match) for match in _ISLAND.finditer(page.text)]
        distinct = _without_copies(islands)
        entries = [entry for island in distinct for entry in island.entries]
        if state.get("way") == "whole":
            return ListPage(tuple(entries), _next_whole(page))
        if state.get("way"):
            return _read_answer(page, islands, state)
        if not islands:
            return _read_plain(page)
        following = [request for island in distinct if (request := island.first_request()) is not None]
        totals = [island.total for island in distinct]
        total = sum(t for t in totals if t is not None) if totals and None not in totals else None
        reports = annual_report_entries(page)
        return ListPage(tuple(dict.fromkeys((*reports, *entries))), tuple(following), total)


def _read_plain(page: TextResponse) -> ListPage:
    """Reads a page without a datastore: the home page, menus, and the pages of the xxgk module."""
    entries = {entry.url: entry for entry in (*page_entries(page), *annual_report_entries(page))}
    onward = tuple(request for request in (search_request(page), next_link(page)) if request is not None)
    return ListPage(tuple(entries.values()), onward, columns=area_columns(page))


class _Island:
    """One datastore in a column page, with the ids and numbers of its jpage call."""

    def __init__(self, page: TextResponse, match: re.Match[str]) -> None:
        text = match.group()
        self._page = page
        self.entries = [
            entry for record in records_in(text) for entry in entries_in_markup(record, base_address(page))[:1]
        ]
        self.next_group = _next_group(page, text)
        self._unit = dict(parse_qsl(urlsplit(self.next_group or "").query)).get("unitid", "")
        answered = _TOTAL_IN_ANSWER.search(text)
        self._prelude, self._call = _call_of_unit(page.text, self._unit, match.end())
        counted = _TOTAL_IN_CALL.search(self._call)
        self.total = int(answered[1]) if answered else int(counted[1]) if counted else None

    def first_request(self) -> ListRequest | None:
        """The request for the rows after the embedded ones; None if these are the whole list."""
        if not self.entries or (self.total is not None and len(self.entries) >= self.total):
            return None
        ids = dict(parse_qsl(urlsplit(self.next_group or "").query)) | _parameters(self._prelude + self._call)
        if "unitid" not in ids and "columnid" not in ids:
            return None
        ids.pop("page", None)
        per_page = _PER_PAGE.search(self._call)
        asked = _window_request(
            joined(self._page.url, _PROXY),
            {"col": "1", "appid": "1"} | ids,
            start=len(self.entries) + 1,
            per_page=int(per_page[1]) if per_page else 15,
            referer=self._page.url,
            next_group=self.next_group,
        )
        return next((_ending_in(asked, whole) for whole in _next_whole(self._page)), asked)


def _window_request(
    proxy: str, ids: dict[str, str], *, start: int, per_page: int, referer: str, next_group: str | None
) -> ListRequest:
    """The request for a record window by POST; alternatives: the same by GET, then by page number."""
    window = {"startrecord": str(start), "endrecord": str(start + _WINDOW - 1), "perpage": str(per_page)}
    state: dict[str, str | int] = {
        "start": start,
        "per_page": per_page,
        "referer": referer,
        "ids": urlencode(ids),
        "group": next_group or "",
    }
    headers = (("Referer", referer), ("X-Requested-With", "XMLHttpRequest"))
    by_page = _page_request(next_group, referer) if next_group else None
    by_get = ListRequest(
        f"{proxy}?{urlencode(window | ids)}", headers=headers, state=state | {"way": "get"}, otherwise=by_page
    )
    return ListRequest(
        f"{proxy}?{urlencode(window)}",
        method="POST",
        body=urlencode(ids),
        headers=(*headers, ("Content-Type", "application/x-www-form-urlencoded")),
        state=state | {"way": "post"},
        otherwise=by_get,
    )


def _next_whole(page: TextResponse) -> tuple[ListRequest, ...]:
    """The next page of a column on sites that render whole pages without dataproxy: index.html?uid=380055&pageNum=2."""
    linked = next_link(page)
    return () if linked is None else (replace(linked, state={"way": "whole"}),)


def _ending_in(request: ListRequest, last: ListRequest) -> ListRequest:
    """The request with `last` appended to its alternatives, for when all of them have failed."""
    return replace(request, otherwise=last if request.otherwise is None else _ending_in(request.otherwise, last))


def _page_request(address: str, referer: str, tries_left: int = 3) -> ListRequest:
    """The request for the group's URL. Its page 1 may be the embedded rows, so the next few numbers are tried too."""
    state = {"way": "page", "referer": referer}
    following = _page_request(_with_next_page(address), referer, tries_left - 1) if tries_left else None
    return ListRequest(address, headers=(("Referer", referer),), state=state, otherwise=following)


def _read_answer(page: TextResponse, islands: list[_Island], state: State) -> ListPage:
    entries = [entry for island in islands for entry in island.entries]
    total = islands[0].total if islands else None
    served_up_to = int(state.get("start", 1)) - 1 + len(entries)
    if not entries or (state["way"] != "page" and total is not None and served_up_to >= total):
        return ListPage(tuple(entries), total=total)
    return ListPage(tuple(entries), (_following(page, islands[0], len(entries), state),), total)


def _following(page: TextResponse, island: _Island, count: int, state: State) -> ListRequest:
    """The request after a good response, by the method that worked."""
    referer = str(state["referer"])
    if state["way"] == "page":
        named = island.next_group
        # some servers name the same next group in every response: it is ignored if its page number is not higher
        ahead = named if named and _page_number(named) > _page_number(page.url) else _with_next_page(page.url)
        return _page_request(ahead, referer, tries_left=0)
    ids = dict(parse_qsl(str(state["ids"]), keep_blank_values=True))
    proxy = page.url.partition("?")[0]
    group = island.next_group or str(state["group"]) or None
    asked = _window_request(
        proxy,
        ids,
        start=int(state["start"]) + count,
        per_page=int(state["per_page"]),
        referer=referer,
        next_group=group,
    )
    return asked if state["way"] == "post" or asked.otherwise is None else asked.otherwise


def _without_copies(islands: list[_Island]) -> list[_Island]:
    """The islands without repeated lists: the mobile template repeats the list with a second unit id."""
    kept: list[_Island] = []
    for island in islands:
        addresses = {entry.url for entry in island.entries}
        if addresses and not any(addresses <= {entry.url for entry in other.entries} for other in kept):
            kept.append(island)
    return kept


def _call_of_unit(text: str, unit: str, island_end: int) -> tuple[str, str]:
    """The jpage call of an island, and the script text before it.

    This is the call that names the unit, else the first after the island: a later call may have a decoy total (1000).
    """
    starts = [match.start() for match in _CALL.finditer(text, island_end)]
    if not starts:
        return "", ""
    calls = list(zip(starts, [*starts[1:], len(text)], strict=True))
    naming = [(start, end) for start, end in calls if unit and unit in text[max(0, start - 80) : end]]
    start, end = (naming or calls)[0]
    return text[island_end:start], text[start:end]


def _parameters(script: str) -> dict[str, str]:
    """The ids in the parameter object beside a jpage call; the last value of a key, nearest to the call, is used."""
    return {match[1]: match[2] or match[3] or match[4] or "" for match in _PARAMETER.finditer(script)}


def _next_group(page: TextResponse, island: str) -> str | None:
    group = _NEXT_GROUP.search(island)
    href = _HREF.search(group[1]) if group else None
    return absolute(base_address(page), href[1].replace("&amp;", "&")) if href else None


def _page_number(address: str) -> int:
    number = dict(parse_qsl(urlsplit(address).query)).get("page", "")
    return int(number) if is_number(number) else 0


def _with_next_page(address: str) -> str:
    base, _, query = address.partition("?")
    fields = dict(parse_qsl(query, keep_blank_values=True))
    return f"{base}?{urlencode(fields | {'page': str(_page_number(address) + 1)})}"
