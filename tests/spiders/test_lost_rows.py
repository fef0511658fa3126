"""What lists lead to and could be lost without a sign: rows without address, columns elsewhere, pages of mere files."""

from scrapy import Request
from scrapy.http import HtmlResponse
from scrapy.utils.test import get_crawler

from gxcrawl.downloading.meta import TRAIL
from gxcrawl.model import Failure, FetchedDocument, FetchRecovered, Portal
from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.pages.markup.shapes import ListEntry, ListRequest
from gxcrawl.spiders.annual_reports import AnnualReportsSpider
from gxcrawl.spiders.memory import NoMemory
from gxcrawl.spiders.paging import Listing
from gxcrawl.spiders.requests import Visit
from gxcrawl.spiders.selection import Selection

_HOME = "http://127.0.0.1:8001/"
_COLUMN = f"{_HOME}nb/"


def _title(body: str, year: int = 2020) -> str:
    return f"霁川县{body}{year}年政府信息公开工作年度报告"


class _Failed(NoMemory):
    def __init__(self, urls: frozenset[str]) -> None:
        self._urls = urls

    def failed(self, portal_id: str) -> frozenset[str]:  # noqa: ARG002
        return self._urls


def _spider(home: str = _HOME, failed: frozenset[str] = frozenset()) -> AnnualReportsSpider:
    spider = AnnualReportsSpider(Selection((Portal("jc", "霁川县人民政府", home),)), 300)
    spider._set_crawler(get_crawler(AnnualReportsSpider))
    spider.remember(_Failed(failed))
    return spider


def _page(url: str, markup: str) -> HtmlResponse:
    return HtmlResponse(url, body=f"<html>{markup}</html>".encode(), encoding="utf-8", request=Request(url))


def _found(
    rows: list[tuple[str, str]], failed: frozenset[str] = frozenset(), beside: str = ""
) -> list[Failure | FetchRecovered]:
    spider = _spider(failed=failed)
    markup = "".join(f"<li><a href='{href}'>{title}</a></li>" for href, title in rows)
    found = spider.parse_list(_page(_COLUMN, markup + beside), Listing(Trail("jc", "column"), ListRequest(_COLUMN)))
    return [one for one in found if isinstance(one, Failure | FetchRecovered)]


def test_rows_with_dead_or_wrong_links_are_failures_until_repaired() -> None:
    rows = [
        ("t20210125_1.html", _title("教育局")),
        ("javascript:void(0)", _title("水利局")),
        ("http:///nb/t20210125_3.html", _title("民政局")),
        ("t20210125_1.html", _title("财政局")),
        ("t20210125_1.html", _title("教育局", 2019)),
        ("t20210125_1.html", _title("教育局")),
        ("#", "2020年政府信息公开工作年度报告"),  # a menu's name for this page
    ]
    failures = [one for one in _found(rows) if isinstance(one, Failure)]
    assert [(one.agency_id, one.year, one.reason.partition(":")[0]) for one in failures] == [
        ("jc-shuiliju", 2020, "row names a report, its link has no address"),
        ("jc-minzhengju", 2020, "row names a report, its link has no address"),
        ("jc-caizhengju", 2020, "row names a report, its link leads to another"),
        ("jc-jiaoyuju", 2019, "row names a report, its link leads to another"),
    ]
    before = frozenset(one.url for one in failures[:2])
    again = [("t20210125_2.html", _title("水利局")), rows[0], rows[2]]
    assert [one.url for one in _found(again, before) if isinstance(one, FetchRecovered)] == [failures[0].url]


def test_rows_without_a_link_beside_rows_with_one_are_failures() -> None:
    linked = [("t20210125_1.html", _title("教育局"))]
    rows = f"<li><p>{_title('水利局')}</p>2021-01-25</li><li data-id=3>{_title('民政局')}</li>"
    [failure] = [one for one in _found(linked, beside=rows) if isinstance(one, Failure)]
    assert (failure.agency_id, failure.reason) == ("jc-shuiliju", "row names a report, its link has no address")
    assert _found(linked, beside="<li>2020年政府信息公开工作年度报告</li>") == []  # a menu's name for this page
    cells = "<tr><td colspan=2>{}</td></tr><tr><td>1</td><td><a href='/zn/'>说明</a></td></tr>"
    assert _found(linked, beside=f"<table>{cells.format(_title('水利局'))}</table>") == []


def test_a_further_page_that_is_redirected_to_the_first_is_a_failure() -> None:
    request = Request(_COLUMN, meta={"redirect_urls": [f"{_COLUMN}?p=2"]})
    listing = Listing(Trail("jc", "column"), ListRequest(f"{_COLUMN}?p=2"), page=2, opened_at=_COLUMN)
    [failure] = _spider().parse_list(_page(_COLUMN, "<a href='1.html'>1</a>").replace(request=request), listing)
    assert isinstance(failure, Failure)
    assert failure.reason == "list is cut: a further page is redirected to the first"


def test_a_further_page_missing_at_its_alternative_url_keeps_the_first_reason() -> None:
    asked = ListRequest(f"{_COLUMN}index_1.html", otherwise=ListRequest(f"{_COLUMN}index_2.html"))
    listing = Listing(Trail("jc", "column"), asked, page=2, seen=frozenset(["1.html"]), opened_at=_COLUMN)
    for status, reason in ((500, "server answered status 500"), (404, "list is cut: page is gone (status 404)")):
        [other] = _spider().parse_list(HtmlResponse(asked.url, status, body=b"-"), listing)
        assert isinstance(other, Request)
        [failure] = _spider().parse_list(HtmlResponse(other.url, 404, body=b"-"), other.cb_kwargs["listing"])
        assert isinstance(failure, Failure)
        assert (failure.url, failure.reason) == (asked.url, reason)


def test_a_missing_subcolumn_is_a_failure_only_if_it_should_hold_reports() -> None:
    column = Trail("jc", "column", root=_COLUMN)
    page = _page(_COLUMN, "<a href='/nb/a/'>English</a><a href='/nb/b/'>2020年</a>")
    asked = [
        one for one in _spider().parse_list(page, Listing(column, ListRequest(_COLUMN))) if isinstance(one, Request)
    ]
    gone = [_spider().parse_list(_page(one.url, "").replace(status=404), one.cb_kwargs["listing"]) for one in asked]
    assert [[one.url for one in found if isinstance(one, Failure)] for found in gone] == [[], [f"{_COLUMN}b/"]]


def test_a_column_on_an_unregistered_subdomain_is_a_failure_beside_other_reports() -> None:
    home, elsewhere = "http://www.jichuan.example/", "http://zwgk.jichuan.example/nb/"
    spider, trail = _spider(home), Trail("jc", "home")
    links = "".join(f"<a href='{url}'>政府信息公开年报</a>" for url in (elsewhere, "http://zwgk.city.example/nb/"))
    list(spider.parse_list(_page(home, links), Listing(trail, ListRequest(home), start=True)))
    spider.results.show_report("jc")
    end = _page(home, "")
    end.meta[TRAIL] = trail
    [failure] = [one for one in spider.report_silence(end) if isinstance(one, Failure)]
    assert failure.url == elsewhere
    assert failure.reason.startswith("linked as the column here, but stands on zwgk.jichuan.example; name '*.jichuan")


def test_a_page_with_only_an_attachment_is_not_an_empty_response() -> None:
    row = ListEntry(f"{_COLUMN}1.html", "2020年", year=2020, agency="霁川县教育局")
    visit = Visit(Trail("jc", "column", 1), row, _COLUMN)
    for offered, wanted in (("<a href='/up/1.docx'>附件.docx</a>", [FetchedDocument, Request]), ("", [])):
        page = _page(row.url, f"<h1>年报</h1><div id='zoom'><p>暂无相关内容</p>{offered}</div>")
        assert [type(one) for one in _spider().parse_detail(page, visit)] == wanted


def test_rows_without_an_agency_wait_if_the_menu_does_not_mark_the_selected_one() -> None:
    menu = "<select name='d'><option value='7'>县教育局</option><option value='8'{}>县水利局</option></select>"
    rows = "<ul><li><a href='t20210125_1.html'>2020年政府信息公开工作年度报告</a></li></ul>"
    for mark, agency, held in (("", None, 1), (" selected", "县水利局", 0)):
        spider = _spider()
        found = spider.parse_list(
            _page(_COLUMN, menu.format(mark) + rows), Listing(Trail("jc", "column"), ListRequest(_COLUMN))
        )
        asked = [one.cb_kwargs["visit"].trail.agency for one in found if isinstance(one, Request)]
        assert (asked, len(spider.crawl.held_back.release())) == ([agency] if agency else [], held)


def test_a_list_that_fails_again_stays_a_failure() -> None:
    rows = "".join(f"<li><a href='#/detail?id={n}'>霁川县教育局{2020 + n}年政府信息公开年报</a></li>" for n in (0, 1))
    for markup, found in (
        (rows, [Failure]),
        ("<a href='t20210125_1.html'>霁川县教育局2020年政府信息公开年报</a>", [Request, FetchRecovered]),
    ):
        spider = _spider(failed=frozenset((_COLUMN,)))
        listing = Listing(Trail("jc", "column"), ListRequest(_COLUMN))
        assert [type(one) for one in spider.parse_list(_page(_COLUMN, markup), listing)] == found
