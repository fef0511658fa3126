"""Pages whose rows only their own script files, or a form sent at once, ask for."""

import json

import pytest
from scrapy.http import HtmlResponse, TextResponse

from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.pages.articles.frames import stand_ins
from gxcrawl.portals.pages.lists.scripted_lists import (
    asked_by_scripts,
    called_columns,
    read_answer,
    read_script_file,
)
from gxcrawl.portals.pages.markup.shapes import ListPage, ListRequest

_HOST = "http://127.0.0.1:8001"
_TITLE = "霁川县教育局2020年政府信息公开年报"
_APPLICATION = "<div id='app'></div><script src='/static/js/a.js'></script><script src='/static/js/b.js'></script>"


def _page(markup: str, path: str = "/nb/") -> HtmlResponse:
    return HtmlResponse(f"{_HOST}{path}", body=f"<html><body>{markup}</body></html>".encode(), encoding="utf-8")


def _read(request: ListRequest, script: str) -> ListPage:
    return read_script_file(TextResponse(request.url, body=script.encode(), encoding="utf-8"), request.state)


def test_script_files_are_requested_in_order_and_share_constants() -> None:
    [first] = asked_by_scripts(_page(_APPLICATION), files=True)
    [second] = _read(first, "var api = '/gateway';").next
    [asked] = _read(second, "$.get(api + '/list?column=nb', show)").next
    assert [one.url for one in (first, second, asked)] == [
        f"{_HOST}/static/js/a.js",
        f"{_HOST}/static/js/b.js",
        f"{_HOST}/gateway/list?column=nb",
    ]


def test_a_missing_script_file_is_skipped() -> None:
    [first] = asked_by_scripts(_page(_APPLICATION), files=True)
    assert first.otherwise is not None
    assert first.otherwise.url == f"{_HOST}/static/js/b.js"


def test_a_partial_value_is_not_a_constant() -> None:
    [first] = asked_by_scripts(_page(_APPLICATION), files=True)
    [second] = _read(first, "var api = '/gateway/' + siteCode;").next
    assert "/gateway/" not in str(second.state["beside"])


def test_an_application_with_unreadable_requests_is_one_failure() -> None:
    [first] = asked_by_scripts(_page(_APPLICATION), files=True)
    read = _read(first, "n({url: t.api, method: 'post'})")
    assert read.trouble is None
    assert "its scripts draw all of it" in str(_read(read.next[0], "").trouble)


@pytest.mark.parametrize(
    ("source", "own"),
    [("/static/js/list.js", True), ("js/statistics.js", True), ("js/tongji_stat.js", False), ("/jquery/x.js", False)],
)
def test_scripts_of_a_portal_are_distinguished_from_libraries(source: str, own: bool) -> None:
    page = _page(f"<script src='{source}'></script>", "/nb/statistics.html?column=03")
    assert bool(asked_by_scripts(page, files=True)) is own


def test_a_form_submitted_on_load_is_submitted() -> None:
    form = "<form id='s' method='post' action='/was5/web/{}'><input name='channelid' value='7'></form>"
    script = "<script>$(function(){ document.getElementById('s').submit(); });</script>"
    [asked] = asked_by_scripts(_page(form.format("search") + script), files=True)
    assert (asked.method, asked.url, asked.body) == ("POST", f"{_HOST}/was5/web/search", "channelid=7")
    assert asked_by_scripts(_page(form.format("logout") + script), files=True) == []


@pytest.mark.parametrize(
    ("script", "sent"),
    [
        ("function send() { if (1) { document.s.submit() } } send();", True),
        ("window.onload = send; function send() { document.s.submit() }", True),
        ("function search() { document.s.submit() }", False),
    ],
)
def test_a_form_is_submitted_on_load_only_by_a_statement_of_the_page(script: str, sent: bool) -> None:
    form = "<form name='s' action='/search'><input name='q'></form><script src='/js/list.js'></script>"
    [asked] = asked_by_scripts(_page(f"{form}<script>{script}</script>"), files=True)
    assert asked.url == (f"{_HOST}/search?q=" if sent else f"{_HOST}/js/list.js")


def test_a_link_named_like_a_column_may_post_the_fields_of_its_url() -> None:
    show = "<script>function show(lb){ $.post('zfxxgk.htm?loc='+lb, draw) }</script>"
    page = _page(f"<a href=\"javascript:show('ndbg')\">政府信息公开年报</a>{show}")
    [column] = called_columns(page)
    assert (column.request.method, column.request.url) == ("POST", f"{_HOST}/nb/zfxxgk.htm?loc=ndbg")
    rows = f"<a href='/1.html'>{_TITLE}</a><p>第1页 共2页</p>"
    answer = TextResponse(column.request.url, body=json.dumps(["SUCCESS", rows]).encode(), encoding="utf-8")
    read = read_answer(answer, column.request.state)
    assert ([entry.title for entry in read.entries], read.pages_said) == ([_TITLE], 2)


@pytest.mark.parametrize(
    "load",
    ["$('#f').attr('src','/inc/nb.html?cat='+7)", 'document.getElementById("f").src = base + "/nb.html?cat=7"'],
)
def test_a_frame_filled_by_a_script_on_load_is_followed(load: str) -> None:
    page = _page(f"<iframe id='f'></iframe><script>var base='/inc'; $(function(){{ {load}; }});</script>")
    [choice] = stand_ins(page, Trail("a", "column"))
    assert choice.entry.url == f"{_HOST}/inc/nb.html?cat=7"
