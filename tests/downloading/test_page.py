"""A page that the spider is done with takes no memory, whenever the garbage collector comes."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response, TextResponse, XmlResponse
from scrapy.utils.test import get_crawler

from gxcrawl.downloading.decoding import DecodingMiddleware
from gxcrawl.downloading.page import Page

ADDRESS = "http://127.0.0.1/zfxxgk/2023.html"
BODY = "<html><head><base href='/a/'></head><body><p class='x'>政府信息公开工作年度报告</p></body></html>".encode()


@pytest.fixture
def without_collector() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


def _decoded(response: Response) -> Response:
    return DecodingMiddleware(get_crawler()).process_response(Request(ADDRESS), response)


@pytest.mark.usefixtures("without_collector")
@pytest.mark.parametrize("kind", [HtmlResponse, Response, XmlResponse], ids=["declared", "octet stream", "XML"])
def test_a_page_is_freed_with_its_last_reference(kind: type[Response]) -> None:
    page = _decoded(kind(ADDRESS, body=BODY))
    assert isinstance(page, Page)
    assert page.css("p.x::text").get() == "政府信息公开工作年度报告"
    assert page.selector is page.selector
    gone = weakref.ref(page)
    del page
    assert gone() is None


def test_responses_without_html_keep_their_class() -> None:
    answer = TextResponse(ADDRESS, body=b'{"data": []}', headers={"Content-Type": "application/json"})
    assert type(_decoded(answer)) is TextResponse
    assert type(_decoded(Response(ADDRESS, body=b"%PDF-1.7"))) is Response


def test_a_robots_txt_in_utf_16_is_converted_to_utf_8() -> None:
    rules = "User-agent: *\r\nDisallow: /secret/\r\n"
    response = TextResponse("http://127.0.0.1/robots.txt", body=rules.encode("utf-16"))
    passed = DecodingMiddleware(get_crawler()).process_response(Request(response.url), response)
    assert passed.body.decode() == rules


@pytest.mark.parametrize("ends", ["</html>", "</body></html>", "</BODY>\n</HTML>", "</body></html><html><body>"])
def test_content_after_an_early_end_tag_is_below_the_same_root(ends: str) -> None:
    markup = (
        f"<html><body><div>页眉</div>{ends}<ul><li><a href='t1.html'>年度报告</a></li></ul><a href='2.html'>下一页</a>"
    )
    page = Page(ADDRESS, body=markup.encode(), encoding="utf-8")
    assert (
        [a.get("href") for a in page.selector.root.iter("a")]
        == page.xpath("//a/@href").getall()
        == ["t1.html", "2.html"]
    )
    assert page.body == markup.encode()
