"""Answers of status 200 that are no reports: a firewall's page, a withdrawn page, a list that only a script makes."""

import json
from collections.abc import Iterator

import pytest
from scrapy import Request
from scrapy.http import TextResponse
from scrapy.utils.test import get_crawler
from spiders.crawled import Crawl, Visit, crawled_together
from spiders.sites.local_portal import Answer, Asked, Page

from gxcrawl.model import Failure, ListRequest, Portal
from gxcrawl.portals.discovery import Trail
from gxcrawl.spiders.annual_reports import AnnualReportsSpider
from gxcrawl.spiders.paging import Listing
from gxcrawl.spiders.selection import Selection

_HEAD = '<html><meta charset="utf-8">'
_GOOD, _BAD = "/nb/t20210125_1.html", "/nb/t20210125_2.html"
_TITLES = {_GOOD: "霁川县教育局2020年政府信息公开年报", _BAD: "霁川县水利局2020年政府信息公开年报"}
_ARTICLE = f'{_HEAD}<h1>{_TITLES[_GOOD]}</h1><div id="zoom"><p>一、总体情况</p></div></html>'
_HOME = f'{_HEAD}<a href="/nb/">政府信息公开年报</a></html>'
_ROWS = "".join(f'<li><a href="{path}">{title}</a><span>2021-01-25</span></li>' for path, title in _TITLES.items())
_LIST = f"{_HEAD}<ul>{_ROWS}</ul></html>"

_WRONG: dict[str, tuple[Answer | str, str]] = {
    "firewall": (
        f"{_HEAD}<title>拦截提示</title><p>您的请求已被Web应用防火墙拦截，事件编号：20210125-7f3a</p></html>",
        "blocked by a firewall",
    ),
    "too-often": (f"{_HEAD}<p>您的访问过于频繁，请稍后再试</p></html>", "blocked by a firewall"),
    "withdrawn": (f"{_HEAD}<title>{_TITLES[_BAD]}</title><p>该稿件信息已撤稿</p></html>", "error page"),
    "as-data": (
        json.dumps({"title": _TITLES[_BAD], "content": "<p>一、总体情况</p>"}),
        "the article is answered as JSON",
    ),
    "error": (f"{_HEAD}<p>系统繁忙，请稍后再试</p></html>", "error page served as status 200"),
    "error-in-plain-text": (
        Answer("数据库连接失败".encode(), headers=(("Content-Type", "text/plain; charset=utf-8"),)),
        "error page served as status 200",
    ),
    "blank": (" \r\n", "empty answer (status 200)"),
    "withdrawn-in-english": (f"{_HEAD}<h2>Page withdrawn</h2><p>本页面已撤回</p></html>", "error page"),
}
_DRAWN = {
    "by-framework": f'{_HEAD}<div id="app"></div><script src="/js/app.4f2a.js"></script></html>',
    "by-template": f'{_HEAD}<li v-for="i in l"><a :href="i.url" href="el.link">{{{{i.title}}}}</a></li></html>',
}


def _at_first_an_error(page: str) -> Page:
    asked: list[Asked] = []

    def answer(now: Asked) -> str:
        asked.append(now)
        return page if len(asked) > 1 else f"{_HEAD}<title>系统错误</title></html>"

    return answer


def _sites() -> dict[str, dict[str, Page]]:
    wrong: dict[str, dict[str, Page]] = {
        name: {"/": _HOME, "/nb/": _LIST, _GOOD: _ARTICLE, _BAD: page} for name, (page, _) in _WRONG.items()
    }
    passing = {path: _at_first_an_error(page) for path, page in (("/", _HOME), ("/nb/", _LIST), (_GOOD, _ARTICLE))}
    return wrong | {name: {"/": _HOME, "/nb/": page} for name, page in _DRAWN.items()} | {"passing": passing}


@pytest.fixture(scope="module")
def visits(crawl_once: Crawl) -> Iterator[dict[str, Visit]]:
    with crawled_together(crawl_once, _sites(), "霁川县人民政府") as made:
        yield made


@pytest.mark.parametrize("name", _WRONG)
def test_a_wrong_page_is_stored_as_evidence_and_a_failure_but_never_as_a_report(
    name: str, visits: dict[str, Visit]
) -> None:
    home, found = visits[name].portal.address, visits[name].found
    assert [document["url"] for document in found.documents] == [home + _GOOD]
    assert [page["url"] for page in found.evidence] == [home + _BAD]
    assert [failure["url"] for failure in found.failures] == [home + _BAD]
    assert found.failures[0]["failure"].startswith(_WRONG[name][1])


def test_error_pages_with_status_200_are_requested_again(visits: dict[str, Visit]) -> None:
    home, found = visits["passing"].portal.address, visits["passing"].found
    assert [document["url"] for document in found.documents] == [home + _GOOD]
    assert [failure["url"] for failure in found.failures] == [home + _BAD]  # it does not exist


@pytest.mark.parametrize("name", _DRAWN)
def test_a_list_rendered_only_by_a_script_is_a_failure(name: str, visits: dict[str, Visit]) -> None:
    assert visits[name].found.documents == []
    assert visits[name].found.failures != []
    assert len(visits[name].portal.asked) < 6


@pytest.mark.parametrize(
    "answer", [{"data": {"title": _TITLES[_BAD], "content": "<p>一、总体情况</p>"}}, {"data": None}]
)
def test_a_report_row_that_leads_to_json_is_a_failure(answer: object) -> None:
    home = "http://127.0.0.1:8001/"
    spider = AnnualReportsSpider(Selection((Portal("jc", "霁川县人民政府", home),)), 300)
    spider._set_crawler(get_crawler(AnnualReportsSpider))
    asked = Request(f"{home}show?id=7")
    response = TextResponse(asked.url, body=json.dumps(answer).encode(), encoding="utf-8", request=asked)
    listing = Listing(Trail("jc", "column", 1), ListRequest(asked.url), title=_TITLES[_BAD])
    [failure] = [found for found in spider.parse_list(response, listing) if isinstance(found, Failure)]
    assert failure.title == _TITLES[_BAD]
    assert failure.reason == "the article is answered as JSON for a script; its page holds no text"
