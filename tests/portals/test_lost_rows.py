"""Rows that name a report and lead nowhere, or to another's page: told, where others of the list lead on."""

from scrapy import Request
from scrapy.http import HtmlResponse
from scrapy.utils.test import get_crawler

from gxcrawl.model import Failure, Mended, Portal
from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.pages.shapes import ListRequest
from gxcrawl.spiders.annual_reports import AnnualReportsSpider
from gxcrawl.spiders.paging import Listing
from gxcrawl.spiders.selection import Selection

_HOME = "http://127.0.0.1:8001/"
_COLUMN = f"{_HOME}nb/"


def _title(body: str, year: int = 2020) -> str:
    return f"霁川县{body}{year}年政府信息公开工作年度报告"


def _found(rows: list[tuple[str, str]], failed: frozenset[str] = frozenset()) -> list[Failure | Mended]:
    spider = AnnualReportsSpider(Selection((Portal("jc", "霁川县人民政府", _HOME),)), 300)
    spider._set_crawler(get_crawler(AnnualReportsSpider))
    spider._failed_before = {"jc": failed}
    markup = "".join(f"<li><a href='{href}'>{title}</a></li>" for href, title in rows)
    asked = Request(_COLUMN)
    page = HtmlResponse(_COLUMN, body=f"<html><ul>{markup}</ul></html>".encode(), encoding="utf-8", request=asked)
    found = spider.parse_list(page, Listing(Trail("jc", "column"), ListRequest(_COLUMN)))
    return [one for one in found if isinstance(one, Failure | Mended)]


def test_rows_that_lead_nowhere_or_to_another_are_failures_until_they_are_mended() -> None:
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
    assert [one.url for one in _found(again, before) if isinstance(one, Mended)] == [failures[0].url]
