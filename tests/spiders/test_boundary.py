"""A page that its reader stumbles over is a failure like one that did not come: it can be retried, nothing is gone."""

from typing import Any

from scrapy.http import HtmlResponse
from scrapy.utils.test import get_crawler

from gxcrawl.model import Failure, ListRequest, Portal
from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.pages.markup.shapes import ListEntry
from gxcrawl.spiders.annual_reports import AnnualReportsSpider
from gxcrawl.spiders.boundary import FailureBoundary
from gxcrawl.spiders.paging import Listing
from gxcrawl.spiders.requests import Visit, list_request, visit_request
from gxcrawl.spiders.selection import Selection

_COLUMN = "http://127.0.0.1:8001/nb/"
_TRAIL = Trail("jc", "column", 1, year=2021)


def stumbled(request: Any) -> tuple[Failure, AnnualReportsSpider]:
    """The one failure that a reader's exception leaves, and the spider that knows of it."""
    crawler = get_crawler(AnnualReportsSpider)
    spider = AnnualReportsSpider(Selection((Portal("jc", "霁川县人民政府", "http://127.0.0.1:8001/"),)), 300)
    spider.crawler, crawler.spider = crawler, spider
    response = HtmlResponse(request.url, body=b"<html></html>", request=request)
    try:
        raise ValueError("odd\npage")
    except ValueError as error:
        found = FailureBoundary.from_crawler(crawler).process_spider_exception(response, error)
    assert found is not None
    (failure,) = found
    return failure, spider


def test_an_unreadable_list_keeps_its_request_and_its_reports_are_not_marked_as_gone() -> None:
    request = ListRequest("http://127.0.0.1:8001/search", "POST", "page=2")
    failure, spider = stumbled(list_request(Listing(_TRAIL, request, page=2, opened_at=_COLUMN), print, print))
    assert failure.reason == "page of 127.0.0.1:8001 could not be understood (ValueError: odd page)"
    assert "Traceback" in failure.detail
    assert failure.asked is not None
    assert failure.asked.request == request
    spider.results.show_report("jc")
    assert spider.wholly_read() == frozenset()


def test_a_failed_article_names_the_agency_and_year_of_the_missing_report() -> None:
    visit = Visit(_TRAIL, ListEntry("http://127.0.0.1:8001/1.html", "霁川县教育局2021年年报"), _COLUMN)
    failure, spider = stumbled(visit_request(visit, print, print))
    assert (failure.url, failure.year, failure.title, failure.found_on) == (
        "http://127.0.0.1:8001/1.html",
        2021,
        "霁川县教育局2021年年报",
        _COLUMN,
    )
    assert spider.results.unreached == {failure.url}
