"""Portals shaped like those of ministries and bureaus, crawled from their home pages: every report comes."""

from collections.abc import Iterator

import pytest
from spiders.conftest import crawl_once  # noqa: F401  the fixture
from spiders.crawled import Crawl, Visit, crawled_together
from spiders.sites.local_portal import Answer, Asked, Page
from spiders.sites.parts import TITLES, article, home, json_answer, scripted

_NAME = "汀北区人民政府"
_ROWS = {f"/nb/t20210125_{number}.html": title for number, title in enumerate(TITLES.values(), start=101)}
_ARTICLES: dict[str, Page] = {path: article(title) for path, title in _ROWS.items()}
_LINKS = [f'<li><a href="{path}">{title}</a></li>' for path, title in _ROWS.items()]


def _form_sent_at_once() -> dict[str, Page]:
    def search(asked: Asked) -> Answer | str:
        return "".join(_LINKS) if asked.method == "POST" and asked.fields.get("channelid") == "7" else Answer("", 302)

    form = '<form id="s" method="post" action="/was5/web/search"><input name="channelid" value="7"></form>'
    sent = scripted(form, '$(function(){ document.getElementById("s").submit(); });')
    return _ARTICLES | {"/": home("/nb/"), "/nb/": sent, "/was5/web/search": search}


def _pager_by_tag_name() -> dict[str, Page]:
    def turned(asked: Asked) -> str:
        return _LINKS[2] if asked.fields.get("currentPage") == "2" else "".join(_LINKS[:2])

    pager = '共 <b>3</b> 条 <b>1</b>/<b>2</b> <a tagname="/ui?pageId=5&currentPage=2" class="pagingNormal">下一页</a>'
    first = scripted("".join(_LINKS[:2]) + pager)
    return _ARTICLES | {"/": home("/nb/index.html"), "/nb/index.html": first, "/ui": turned}


def _template_and_script_files() -> dict[str, Page]:
    numbers = {path[-8:-5]: path for path in _ROWS}
    rows = [{"docId": int(number), "docTitle": _ROWS[path]} for number, path in numbers.items()]

    def listed(asked: Asked) -> Answer:
        return json_answer({"data": {"rows": rows if asked.fields.get("itemId") == "930" else []}})

    def shown(asked: Asked) -> Answer | str:
        path = numbers.get(asked.fields.get("docId", ""))
        return article(_ROWS[path]) if path else Answer("", 404)

    template = '<li ng-repeat="x in rows"><a ng-href="Detail.html?docId={{x.docId}}">{{x.docTitle}}</a></li>'
    files = "".join(f'<script src="/static/js/{name}.js"></script>' for name in ("base", "gone", "list"))
    return {
        "/": home("/cn/List.html?itemId=930"),
        "/cn/List.html": scripted(f"<ul>{template}</ul>{files}"),
        "/static/js/base.js": "var api = '/gateway';",
        "/static/js/list.js": "$http.get(api + '/docs?itemId=' + getQueryString('itemId')).success(show);",
        "/gateway/docs": listed,
        "/cn/Detail.html": shown,
    }


def _application() -> dict[str, Page]:
    return {
        "/": home("/nb/"),
        "/nb/": scripted('<noscript>JavaScript</noscript><div id="app"></div><script src="/static/a.js"></script>'),
        "/static/a.js": "n({url: t.api, method: 'post', data: sign(e)})",
    }


_SITES = {
    "form": _form_sent_at_once,
    "tag-name": _pager_by_tag_name,
    "template": _template_and_script_files,
}


@pytest.fixture(scope="module")
def visits(crawl_once: Crawl) -> Iterator[dict[str, Visit]]:  # noqa: F811
    sites = {name: made() for name, made in _SITES.items()} | {"application": _application()}
    with crawled_together(crawl_once, sites, _NAME) as made:
        yield made


@pytest.mark.parametrize("site", _SITES)
def test_every_report_is_found_and_nothing_fails(site: str, visits: dict[str, Visit]) -> None:
    found = visits[site].found
    assert {document["title"] for document in found.documents} == set(TITLES.values())
    assert found.failures == []


def test_an_application_is_one_failure_that_says_so(visits: dict[str, Visit]) -> None:
    [failure] = visits["application"].found.failures
    assert "its scripts draw all of it" in failure["failure"]
