"""Articles whose body or files a script asks for: which request is the article's, and which answers are of it."""

import json
from typing import Any

import pytest
from scrapy.http import HtmlResponse

from gxcrawl.portals.pages.articles.attachments import find_attachments
from gxcrawl.portals.pages.articles.told_by_scripts import asked_for_article, with_answer

_HOST = "http://127.0.0.1:8001"
_TITLE = "霁川县教育局2020年政府信息公开工作年度报告"
_BODY = "<p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>五、存在的主要问题及改进情况</p>"


def _page(script: str = "", address: str = "/nb/8801.html") -> HtmlResponse:
    markup = f"<html><body><h1>{_TITLE}</h1><div id='zw'></div><script>{script}</script></body></html>"
    return HtmlResponse(_HOST + address, body=markup.encode(), encoding="utf-8")


@pytest.mark.parametrize(
    ("script", "asked"),
    [
        ("var id = '8801'; $.getJSON('/api/article/detail', {id: id}, draw)", "/api/article/detail?id=8801"),
        ("$.get('/content/8801.json', draw)", "/content/8801.json"),
        ("$.get('/api/hits', {id: 8801}); $.get('/files?doc=8801', draw)", "/files?doc=8801"),
        ("axios.post('/api/article/get', {id: 8801})", "/api/article/get"),
        ("$.get('/api/hits', {id: 8801})", None),
        ("$.get('/api/list', {channel: 77}, draw)", None),
        ("$.get('/body?id=8801', draw); $.get('/files?id=8801', draw)", None),  # one of them would be half of it
        ("", None),
    ],
)
def test_requests_by_the_articles_own_number_are_found(script: str, asked: str | None) -> None:
    request = asked_for_article(_page(script))
    assert (request and request.url) == (asked and _HOST + asked)


@pytest.mark.parametrize(
    ("answer", "holds"),
    [
        ({"data": {"title": _TITLE, "content": _BODY}}, True),
        ({"data": {"title": "县教育局2020年度政府信息公开年报", "content": _BODY}}, True),
        ({"data": {"title": _TITLE.replace("2020", "2019"), "content": _BODY}}, False),
        ({"data": {"title": _TITLE.replace("教育", "水利"), "content": _BODY}}, False),
        ([{"content": _BODY}, {"content": f"{_BODY}<p>另一篇</p>"}], False),
        ({"hits": 17}, False),
    ],
)
def test_a_response_belongs_to_the_page_if_it_holds_one_content_with_that_title(answer: Any, holds: bool) -> None:
    whole = with_answer(_page(), json.dumps(answer), _TITLE)
    assert (whole is not None and _BODY in whole.text) == holds


def test_a_response_content_that_is_a_file_link_becomes_the_content_of_the_page() -> None:
    told = {"title": _TITLE, "content": "<p>见附件</p><a href='/up/1.pdf'>附件</a>", "nav": "<a href='/nb/'>年报</a>"}
    whole = with_answer(_page(), json.dumps(told), _TITLE)
    assert whole is not None
    assert [file.url for file in find_attachments(whole)] == [f"{_HOST}/up/1.pdf"]


def test_files_in_a_response_become_attachments_of_the_page() -> None:
    answer = {"list": [{"name": f"{_TITLE}.pdf", "url": "/up/1.pdf"}, {"name": "封面", "url": "/up/1.png"}]}
    whole = with_answer(_page(), json.dumps(answer), _TITLE)
    assert whole is not None
    assert [(file.url, file.name) for file in find_attachments(whole)] == [(f"{_HOST}/up/1.pdf", f"{_TITLE}.pdf")]
