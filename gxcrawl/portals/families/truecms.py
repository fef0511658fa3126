"""Portals made with TrueCMS (南通, 如皋, 海门, 连云港, 淮安)."""

import re
from urllib.parse import parse_qsl, urlencode

from scrapy.http import TextResponse

from gxcrawl.portals.addresses import joined
from gxcrawl.portals.families.answers import answered
from gxcrawl.portals.families.base import Family
from gxcrawl.portals.families.datastore import records_in
from gxcrawl.portals.marks import Marks
from gxcrawl.portals.pages.markup.links import base_address
from gxcrawl.portals.pages.markup.shapes import ListEntry, ListPage, ListRequest, State
from gxcrawl.portals.pages.rows.anchors import entries_in_markup, page_entries

_MARKS = Marks(
    r"/truecms/messageController/|/wzxxgknb/\d{4}/|id=[\"']initData|/col/\d+_\d+/",
    *("/truecms/", "/wzxxgknb/", "initData", "/col/"),
)
_CALL = re.compile(r"((?:/[\w-]+){0,9}/truecms/messageController/getMessage\.do)(?:\?([^\"'\s]*))?")
_COLUMN_ID = re.compile(r"columnId[\"']?\s*[:=,]\s*[\"']?([0-9a-f-]{8,})", re.IGNORECASE)
_UUID = re.compile(r"[\"']([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})[\"']", re.IGNORECASE)
_TEMPLATE = re.compile(r"contentTemplate[\"']?\s*[:=]\s*[\"']([^\"']*)")
_JSONP = re.compile(r"^[^({]*\(\s*(\{.*\})\s*+\)\s*+(?:;\s*+)?$", re.DOTALL)
_TOTAL = re.compile(r"<totalrecord>\s*(\d+)\s*</totalrecord>", re.IGNORECASE)
# "/wzxxgknb/2021/113201.pdf": the directory is named after the year of publication
_REPORT_FILE = re.compile(r"/wzxxgknb/((?:19|20)\d{2})/[^/]+\.pdf$", re.IGNORECASE)
_WINDOWS = (50, 20, 10)  # maximum rows per response, by site; a larger request may return none


class TrueCms(Family):
    """Recognised by `/truecms/messageController/`, the hidden `#initData`, or report files below `/wzxxgknb/`.

    Habits: rows are JSONP around a `datastore` like Hanweb's, only with a Referer, in windows of at most 50, 20 or 10
    rows; if the endpoint no longer exists, `#initData` has the first rows. Yearly hub pages link PDFs whose directory
    is the year of publication, so the report's year is one less.
    See docs/portals/truecms.md.
    """

    name = "truecms"
    marks = _MARKS

    def read_list(self, page: TextResponse, state: State) -> ListPage:
        """Rows of the page, of `#initData`, or of one response of the endpoint."""
        if state.get("start"):
            return _read_answer(page, state)
        hidden = page.xpath("//*[@id='initData']")
        markup = " ".join(hidden.xpath("@value | text()").getall()) + " ".join(hidden.getall())
        entries = {e.url: e for e in (*_records(markup, page), *entries_in_markup(markup, base_address(page)))}
        entries |= {entry.url: _with_report_year(entry) for entry in page_entries(page)}
        first = _first_request(page)
        return ListPage(tuple(entries.values()), () if first is None else (first,))

    def read_links(self, page: TextResponse) -> tuple[ListEntry, ...]:
        """The links of a page; each report file with the year of its report."""
        return tuple(map(_with_report_year, page_entries(page)))


def _with_report_year(entry: ListEntry) -> ListEntry:
    file = _REPORT_FILE.search(entry.url)
    return entry if file is None else ListEntry(entry.url, entry.title, entry.published_on, int(file[1]) - 1)


def _first_request(page: TextResponse) -> ListRequest | None:
    call = _CALL.search(page.text)
    if call is None:
        return None
    fields = dict(parse_qsl((call[2] or "").replace("&amp;", "&"), keep_blank_values=True))
    for name, pattern in (("columnId", _COLUMN_ID), ("contentTemplate", _TEMPLATE)):
        found = pattern.search(page.text)
        if found and not fields.get(name):
            fields[name] = found[1]
    if not fields.get("columnId"):
        # passed to one of the page's own functions: the uuid nearest to the call
        around = list(_UUID.finditer(page.text))
        if not around:
            return None
        fields["columnId"] = min(around, key=lambda found: abs(found.start() - call.start()))[1]
    return _window(joined(page.url, call[1]), fields, 1, page.url)


def _window(
    endpoint: str, fields: dict[str, str], start: int, referer: str, windows: tuple[int, ...] = _WINDOWS
) -> ListRequest:
    """The request for rows from `start` on; alternatively with a smaller window, if the response has no rows."""
    size = windows[0]
    paging = {"startrecord": str(start), "endrecord": str(start + size - 1), "perpage": str(size), "callback": "rows"}
    narrower = windows[1:]
    return ListRequest(
        f"{endpoint}?{urlencode(fields | paging)}",
        headers=(("Referer", referer),),
        state={"start": start, "referer": referer, "window": size},
        otherwise=_window(endpoint, fields, start, referer, narrower) if narrower else None,
    )


def _read_answer(page: TextResponse, state: State) -> ListPage:
    call = _JSONP.search(page.text)
    store = answered(call[1], "result") if call else page.text
    if not isinstance(store, str):
        return ListPage()
    entries = _records(store, page)
    total = _TOTAL.search(store)
    count = int(total[1]) if total else None
    served = int(state["start"]) - 1 + len(entries)
    if not entries or (count is not None and served >= count):
        return ListPage(tuple(entries), total=count)
    endpoint, _, query = page.url.partition("?")
    fields = dict(parse_qsl(query, keep_blank_values=True))
    windows = tuple(size for size in _WINDOWS if size <= int(state["window"]))
    return ListPage(tuple(entries), (_window(endpoint, fields, served + 1, str(state["referer"]), windows),), count)


def _records(store: str, page: TextResponse) -> list[ListEntry]:
    rows = [entries_in_markup(record, base_address(page))[:1] for record in records_in(store)]
    return [_with_report_year(entry) for row in rows for entry in row]
