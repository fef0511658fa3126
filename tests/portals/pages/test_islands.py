"""Articles that stand in a page as data for its scripts, and data that is none."""

import json
import re
from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import HtmlResponse

from gxcrawl.portals.pages.articles import islands
from gxcrawl.portals.pages.articles.details import read_common_detail, with_held_article
from gxcrawl.portals.pages.articles.islands import held_article
from gxcrawl.portals.pages.markup.sections import is_report_body

_BODY = "<div><p>一、总体情况 \"引\" '号'</p><p>二、主动公开政府信息情况</p><p>五、存在的主要问题</p></div>"
_FILE = "<p>详见附件：<a target='_blank' href='/up/20210125/nb.pdf'>年度报告.pdf</a></p>"
_URL = "http://127.0.0.1:8001/nb/1.html"


def _page(markup: str) -> HtmlResponse:
    return HtmlResponse(_URL, body=f"<html><body>{markup}</body></html>".encode(errors="replace"), encoding="utf-8")


@pytest.mark.parametrize("body", [_BODY, _FILE])
@pytest.mark.parametrize(
    "held",
    [
        lambda body: f"<script>window.__INITIAL_STATE__={json.dumps({'a': {'content': body}})}</script>",
        lambda body: f"<script>window.__NUXT__=(function(a){{return {{c:{json.dumps(body)}}}}}(1))</script>".replace(
            "<p>", "\\u003Cp\\u003E"
        ),
        lambda body: f"<script type='application/json'>{json.dumps([{'html': body}], ensure_ascii=False)}</script>",
        lambda body: f"<textarea>{body.replace('<', '&lt;')}</textarea>",
    ],
)
def test_an_article_is_found_in_embedded_data(held: object, body: str) -> None:
    article = held_article(_page(held(body)))  # type: ignore[operator]
    assert article is not None
    assert ("总体情况" in article.text) == (body is _BODY)
    assert ("nb.pdf" in article.text) == (body is _FILE)


@pytest.mark.parametrize(
    "data",
    [
        f"<script>var menu = '<p>一、总体情况{'说明' * 40}</p>';</script>",
        f"<script>{json.dumps({'rows': [{'title': '总体情况', 'url': '/nb/1.pdf'}]})}</script>",
    ],
)
def test_other_data_is_no_article(data: str) -> None:
    assert held_article(_page(data)) is None


_TITLE, _NEIGHBOUR = "霁川县教育局年报", {"title": "霁川县水利局年报", "content": f"{_BODY}<p>水利水利</p>"}
_STATE = {"shown": {"title": f"<em>{_TITLE}</em>", "content": _BODY}, "next": _NEIGHBOUR}


@pytest.mark.parametrize(
    "written",
    [
        lambda state: f"window.S={json.dumps(state)}",
        lambda state: f"window.S=JSON.parse({json.dumps(json.dumps(state))})",
    ],
)
def test_of_several_contents_the_one_in_the_object_with_the_title_is_used(written: Callable[[object], str]) -> None:
    page = _page(f"<script>{written(_STATE)}</script>")
    article = held_article(page, ("本页", _TITLE))
    assert article is not None
    assert "水利水利" not in article.text
    assert held_article(page, ("本页",)) is None
    nameless = {"shown": {"name": _TITLE}, "next": _NEIGHBOUR | {"title": ""}}
    assert held_article(_page(f"<script>{written(nameless)}</script>"), (_TITLE,)) is not None


def test_a_link_in_markup_within_a_script_is_not_a_viewer_file() -> None:
    links = {name: f"<p>见附件</p><a href='/up/{name}.pdf'>年度报告.pdf</a>" for name in ("jy", "sl")}
    state = [{"title": _TITLE, "content": links["jy"]}, {"title": "他", "content": links["sl"]}]
    page = _page(f"<script>S={json.dumps(state, ensure_ascii=False)}</script>")
    read = with_held_article(read_common_detail(page), page, _TITLE)
    assert [file.url for file in read.attachments] == [urljoin(_URL, "/up/jy.pdf")]


@pytest.mark.parametrize(
    ("href", "stays"), [("javascript:;", True), (f"{_URL}#s", True), (" #s", True), ("", True), ("/nb/2.html", False)]
)
def test_only_links_to_other_pages_are_excluded_from_the_content(href: str, stays: bool) -> None:
    body = re.sub("<p>(.{4,30}?)</p>", rf"<p><a href='{href}'>\1</a></p>", _BODY)
    assert is_report_body(read_common_detail(_page(f"<div id=zoom>{body}</div>")).text) is stays


def test_the_number_of_strings_parsed_as_pages_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(islands, "_as_page", lambda _, markup: made.append(markup))
    links = [f"<a href='/x/{number}.html'>总体情况</a>" for number in range(200)]
    held_article(_page(f"<script>var a={json.dumps([*links, _BODY])}</script>"))
    assert made[0] == _BODY
    assert len(made) < 30


@given(st.text(st.sampled_from("\"'`\\<p>ux03总体情况.pdf{}"), max_size=60))
def test_any_script_is_searched_without_an_error(script: str) -> None:
    held_article(_page(f"<script>总体情况{script}</script>"))
