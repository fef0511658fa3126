"""The xxgk module of Hanweb JCMS: reports by agency area and year, and a search of an area's publications.

See docs/portals/hanweb.md.
"""

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qsl, urlencode, urlsplit

from parsel import Selector
from scrapy.http import TextResponse

from gxcrawl.portals.addresses import joined
from gxcrawl.portals.pages.markup.links import absolute, anchor_title, attribute, base_address
from gxcrawl.portals.pages.markup.shapes import Column, ListEntry, ListPage, ListRequest, State
from gxcrawl.portals.pages.markup.words import one_line
from gxcrawl.portals.pages.rows.anchors import entries_in_markup
from gxcrawl.portals.titles import report_year

_YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")
_AREA = re.compile(r"(?<!\d)\d{9,21}(?!\d)")  # 113325000026455663
_FIRST_YEAR, _LAST_YEAR = 2008, 2099  # the Regulation is in force since May 2008
_ANNUAL_REPORT = re.compile(r"/xxgkAnnualReport\.jsp(?:\?|$)", re.IGNORECASE)
_TREE = re.compile(r"/module/xxgk/tree\.jsp$", re.IGNORECASE)
_SEARCH = re.compile(r"((?:/[\w-]+){0,9}/module/xxgk/search\.jsp)(?:\?([^\"'\s]*))?", re.IGNORECASE)
# "infotypeId: 'A0212'", "&area=1101", "var jdid = 263"
_FIELD = re.compile(r"\b(infotypeId|area|jdid|divid|standardXxgk|isAllList|texttype)\b[\"']?\s*[:=]\s*[\"']?([\w-]+)")
_NOTHING = re.compile(r"暂无|没有(?:相关|找到)|无(?:相关)?数据")
_PAGES = re.compile(r"共(?:\s|&nbsp;)*+(\d++)(?:\s|&nbsp;)*+页")
_SEARCH_FIELDS = {
    "infotypeId": "0",
    "vc_title": "",
    "vc_number": "",
    "vc_filenumber": "",
    "vc_all": "",
    "texttype": "0",
    "fbtime": "-1",
    "sortfield": ",compaltedate:0",
    "standardXxgk": "1",
    "isAllList": "1",
}


def annual_report_entries(page: TextResponse) -> list[ListEntry]:
    """The reports that `xxgkAnnualReport.jsp` returns by agency (`area`) and year (`fbtime`).

    These are the linked reports and, on a page of the module itself, those of the years in its menu, or of all years.
    """
    linked = (entry for anchor in page.xpath("//a[@href]") if (entry := _linked_report(page, anchor)) is not None)
    named = {entry.url: entry for entry in (*linked, *_offered_reports(page))}
    return list(named.values()) or list(_probed_reports(page))


def _linked_report(page: TextResponse, anchor: Selector) -> ListEntry | None:
    url = absolute(base_address(page), attribute(anchor, "href"))
    year = dict(parse_qsl(urlsplit(url or "").query)).get("fbtime", "")
    if url is None or not _ANNUAL_REPORT.search(url) or not _YEAR.fullmatch(year):
        return None
    return ListEntry(url, _annual_title(anchor, year), year=int(year))


def _offered_reports(page: TextResponse) -> Iterator[ListEntry]:
    if not _ANNUAL_REPORT.search(page.url):
        return
    endpoint, _, query = page.url.partition("?")
    fields = dict(parse_qsl(query))
    years: dict[str, int] = {}
    areas: dict[str, str] = {}
    for option in page.xpath(
        "//*[self::option or self::a and (not(@href) or starts-with(@href, 'javascript') or @href='#')]"
    ):
        said = attribute(option, "value") or attribute(option, "onclick") or option.xpath("string(.)").get() or ""
        year, area = _YEAR.search(said), _AREA.search(said)
        if area:
            areas[area[0]] = one_line(option.xpath("string(.)").get() or "")
        elif year:
            years[year[0]] = int(year[0])
    for area_code, name in (areas or {fields.get("area", ""): ""}).items():
        for text, number in years.items():
            url = f"{endpoint}?{urlencode(fields | {'area': area_code, 'fbtime': text})}"
            yield ListEntry(url, f"{name}{text}年政府信息公开年度报告", year=number, agency=name or None)


def _probed_reports(page: TextResponse) -> Iterator[ListEntry]:
    """Without a year menu: every year from the newest back to 2008; missing reports are expected.

    The newest year is the one shown on the page that is requested without a year. If it shows none and does not say
    that there are no reports, the newest is last year by the server's clock.
    """
    endpoint, _, query = page.url.partition("?")
    fields = dict(parse_qsl(query))
    if not _ANNUAL_REPORT.search(page.url) or "area" not in fields or "fbtime" in fields:
        return
    shown = report_year("".join(page.xpath("//h1//text() | //title//text()").getall()), page.text)
    newest = shown or (_FIRST_YEAR - 1 if _NOTHING.search(page.text) else _last_year_of_server(page))
    for year in range(min(newest, _LAST_YEAR), _FIRST_YEAR - 1, -1):
        url = f"{endpoint}?{urlencode(fields | {'fbtime': str(year)})}"
        yield ListEntry(url, f"{year}年政府信息公开年度报告", year=year, by_chance=True)


def _last_year_of_server(page: TextResponse) -> int:
    """The year before the response's Date header; a year without reports if that header is missing or invalid."""
    sent = (page.headers.get("Date") or b"").decode("latin-1")
    try:
        return parsedate_to_datetime(sent).year - 1
    except ValueError:
        return _FIRST_YEAR - 1


def _annual_title(anchor: Selector, year: str) -> str:
    text = anchor_title(anchor)
    return text if "报" in text else f"{text.replace(year, '').strip(' 年度')}{year}年政府信息公开年度报告"


def area_columns(page: TextResponse) -> tuple[Column, ...]:
    """The annual-report columns of every area in a tree of the module, if the tree itself links no reports."""
    if not _TREE.search(urlsplit(page.url).path) or _ANNUAL_REPORT.search(page.text) or "年报" in page.text:
        return ()
    areas: dict[str, str] = {}
    for anchor in page.xpath("//a[@href]"):
        url = absolute(base_address(page), attribute(anchor, "href"))
        fields = dict(parse_qsl(urlsplit(url or "").query))
        area = fields.get("area") or fields.get("vc_xxgkarea")
        if area:
            areas.setdefault(area, anchor_title(anchor))
    own = dict(parse_qsl(urlsplit(page.url).query)).get("area")
    named = areas or ({own: ""} if own else {})
    endpoint = joined(page.url, "xxgkAnnualReport.jsp")
    return tuple(
        Column(f"{name}政府信息公开年报", ListRequest(f"{endpoint}?{urlencode({'area': area})}"))
        for area, name in named.items()
    )


def search_request(page: TextResponse) -> ListRequest | None:
    """The request for the first result page of the module's search, by the area and type named in a page's script."""
    call = _SEARCH.search(page.text)
    asked = dict(parse_qsl(urlsplit(page.url).query))
    named = dict(_FIELD.findall(page.text))
    linked = dict(parse_qsl((call[2] or "").replace("&amp;", "&"))) if call else {}
    area = linked.get("area") or named.get("area") or asked.get("area") or asked.get("vc_xxgkarea")
    if call is None or not area:
        return None
    fields = _SEARCH_FIELDS | named | linked | {"area": area}
    return _search_page(joined(page.url, call[1]), fields, 1, joined(page.url, f"/module/xxgk/tree.jsp?area={area}"))


def _search_page(endpoint: str, fields: dict[str, str], number: int, referer: str) -> ListRequest:
    """A request with the same fields in query and body, as the module's own script sends them."""
    sent = urlencode(fields | {"currpage": str(number)})
    headers = (
        ("Referer", referer),
        ("X-Requested-With", "XMLHttpRequest"),
        ("Content-Type", "application/x-www-form-urlencoded"),
    )
    state: dict[str, str | int] = {"way": "search", "number": number, "fields": urlencode(fields), "referer": referer}
    return ListRequest(f"{endpoint}?{sent}", "POST", sent, headers, state)


def read_search_answer(page: TextResponse, state: State) -> ListPage:
    """The rows of one response, an HTML fragment that states the number of pages."""
    entries = tuple(entries_in_markup(page.text, base_address(page)))
    pages, number = _PAGES.search(page.text), int(state["number"])
    if pages is None or number >= int(pages[1]) or not entries:
        return ListPage(entries)
    fields = dict(parse_qsl(str(state["fields"]), keep_blank_values=True))
    following = _search_page(page.url.partition("?")[0], fields, number + 1, str(state["referer"]))
    return ListPage(entries, (following,))
