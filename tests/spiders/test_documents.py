"""Which bytes are a program's answer, and which are a file that only begins like one; whose a file is."""

import pytest
from scrapy.http import Response, TextResponse
from scrapy.utils.test import get_crawler

from gxcrawl.model import Agency, FetchedDocument, Portal
from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.pages.markup.shapes import ListEntry
from gxcrawl.spiders.annual_reports import AnnualReportsSpider
from gxcrawl.spiders.documents.items import answers
from gxcrawl.spiders.requests import Visit
from gxcrawl.spiders.selection import Selection

_URL = "http://127.0.0.1:8001/nb/1.doc"
_RTF = rb"{\rtf1\ansi\ansicpg936 {\fonttbl{\f0 SimSun;}} \u24180? \par}"


@pytest.mark.parametrize("body", [b'{"data": {"rows": []}}', b' [{"id": 7}]\n', b'{"content": "<p>1</p>"}'])
def test_json_responses_are_recognised(body: bytes) -> None:
    assert answers(TextResponse(_URL, body=body))


@pytest.mark.parametrize("body", [_RTF, "[2021]3号 年度报告".encode(), b"{", b"[" * 100_000, b"7", b""])
def test_a_response_that_only_begins_like_json_is_a_file(body: bytes) -> None:
    assert not answers(TextResponse(_URL, body=body, encoding="utf-8"))


def test_json_in_a_binary_response_is_not_recognised() -> None:
    assert not answers(Response(_URL, body=b"{}"))


def test_a_file_request_carries_the_agency_of_its_page_to_another_process() -> None:
    agency = Agency("jc-jiaoyuju", "霁川县教育局", "jc")
    spider = AnnualReportsSpider(Selection((Portal("jc", "霁川县人民政府", "http://127.0.0.1:8001/"),)), 300)
    spider._set_crawler(get_crawler(AnnualReportsSpider))
    page = "http://127.0.0.1:8001/nb/1.html"
    visit = Visit(Trail("jc", "column", 1), ListEntry(_URL, "2021年年报"), page, page, agency, 2021)
    [document] = [f for f in spider.parse_file(Response(_URL, body=_RTF), visit) if isinstance(f, FetchedDocument)]
    assert document.agency_id == agency.id
    assert spider.agency(agency.id) == agency
