"""What scripts and forms of a page would send, told without running them."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy.http import HtmlResponse

from gxcrawl.portals.families import FAMILIES, read_list
from gxcrawl.portals.pages.articles.parts import join_parts, next_part
from gxcrawl.portals.pages.lists.menus import menu_columns
from gxcrawl.portals.pages.lists.scripted_lists import asked_by_scripts, more_by_script, read_answer
from gxcrawl.portals.pages.markup.javascript.placeholders import PAGE
from gxcrawl.portals.pages.markup.javascript.syntax import Script
from gxcrawl.portals.pages.rows.addresses import row_address
from gxcrawl.portals.pages.rows.anchors import page_entries
from gxcrawl.portals.pages.scripts.calls import scope_of
from gxcrawl.portals.pages.scripts.submitted import posted_columns

_HOST = "http://127.0.0.1:8001"
_TITLE = "霁川县教育局2020年政府信息公开年报"


def _page(markup: str, url: str = f"{_HOST}/nb/list.do?cid=9") -> HtmlResponse:
    return HtmlResponse(url, body=f"<html>{markup}</html>".encode(), encoding="utf-8")


_PAGE = _page(
    "<meta name='SiteId' content='77'><p class='list-box on' data-site-id='s1' data-size='1'></p><p data-size='2'></p>"
    "<input id='channel' value='c7'><input name='kw'><script>var ctx = '/gk', empty = ''; // var ctx = '/old'\n"
    "var size = 15; ids = ['a', 'b']; this.cid = '77'; var asked = GetRequest();</script>"
)


@pytest.mark.parametrize(
    ("template", "address"),
    [
        ("<a ng-href='Detail.html?docId={{x.docId}}&amp;itemId=9'>", "Detail.html?docId={docId}&itemId=9"),
        ('<a href="/show/<%= row.id %>.html">', "/show/{id}.html"),
        ("<a href='{{x.url}}'>", ""),
        (
            "<a href='/list.html?cat={{c.id}}'></a> $router.push({path: '/detail', query: {id: item.id}})",
            "/detail?id={id}",
        ),
        ("<a href='/show?a={{x.a}}&b={{x.b}}'>", ""),
    ],
)
def test_a_hole_in_a_template_tells_the_address_of_a_row(template: str, address: str) -> None:
    assert row_address(template) == address


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("'/list?c=' + cid + \"&k=\" + ids", None),  # a list is no text
        ("ctx + '/list_' + pageNo + '.json'", f"/gk/list_{PAGE}.json"),
        ("'/list?page=' + n", f"/list?page={PAGE}"),
        ("'/list?id=' + n", None),
        ("`${ctx}/list?c=${this.cid}`", "/gk/list?c=77"),
        ("$('#channel').val()", "c7"),
        ("document.getElementById('kw').value", ""),
        ("getQueryString('cid')", "9"),
        ("new URLSearchParams(window.location.search).get('cid')", "9"),
        ("getUrlVars()['cid']", "9"),
        ("GetRequest().cid", "9"),
        ("asked['cid']", "9"),
        ("asked.cid", "9"),
        ("location.href.split('cid=')[1]", "9"),
        ("location.search.substr(location.search.indexOf('cid=') + 4)", "9"),
        ("location.href.slice(location.href.lastIndexOf('=') + 1)", "9"),
        ("location.href.substring(location.href.lastIndexOf('=') + 1)", "9"),
        ("JSON.stringify(ids)", ["a", "b"]),
        ("pageIndex + 1", PAGE),
        ("(this.pageNum - 1) * size", "gxcrawlskip15x"),
        ("'/list.json?r=' + Math.random()", "/list.json?r=0"),
        ("'/list.json?t=' + new Date().getTime()", "/list.json?t=0"),
        ("ids[1]", "b"),
        ("box.dataset.siteId", "s1"),
        ("$(\"meta[name='SiteId']\").attr('content')", "77"),
        ("document.querySelector('meta[name=\"SiteId\"]').content", "77"),
        ("document.getElementById('box').getAttribute('data-site-id')", "s1"),
        ("$('.list-box').data('site-id')", "s1"),
        ("box.dataset.size", None),  # there are two
        ("ids[2]", None),
        ("[ids, unknown]", None),
        ("size", 15),
        ("true", True),
        ("unknown(7)", None),
        ("(((", None),
        ("'unclosed", None),
    ],
)
def test_expressions_are_evaluated(written: str, value: object) -> None:
    [statement] = Script(f"({written})").root.named_children
    assert replace(scope_of(_PAGE), detached=True).value(statement.named_children[0]) == value


@pytest.mark.parametrize(
    ("script", "asked"),
    [
        ("$.post('/list', {cid: 'c', p: n, size: s, kw: k})", ("POST", "/list", "cid=c&p=1&size=15&kw=")),
        ("var page = 0; axios.get('/list', {params: {page, cid: 7}})", ("GET", "/list?page=0&cid=7", "")),
        ("fetch('/list', {method: 'POST', body: JSON.stringify({page: 1})})", ("POST", "/list", '{"page": 1}')),
        ("$.ajax({url: '/l', type: 'POST', data: 'page=' + page + '&c=7'})", ("POST", "/l", "page=1&c=7")),
        ("var q = {page: 1, ids: ['a']}; $.post('/l', q)", ("POST", "/l", "page=1&ids%5B%5D=a")),
        ("$.post('/getList', {cid: 7})", ("POST", "/getList", "cid=7")),
        ("$.get('/l', {offset: seen, limit: 5})", ("GET", "/l?offset=0&limit=5", "")),
        ("var seen = 5; $.get('/l', {offset: seen, num: 5})", ("GET", "/l?offset=0&num=5", "")),
        ("var offset = 5; $.get('/l', {offset: offset})", ("GET", "/l?offset=0", "")),
        ("$.get('/l', {start: 2020, page: 1})", ("GET", "/l?start=2020&page=1", "")),
        ("$.get('/l?start=2020&page=1')", ("GET", "/l?start=2020&page=1", "")),
        ("var offset = 5; $.get('/l?offset=' + offset)", ("GET", "/l?offset=0", "")),
        ("var seen = 5; fetch(`/l?num=5&offset=${seen}`)", ("GET", "/l?num=5&offset=0", "")),
        ("$('#l').load('/l.html #rows>li')", ("GET", "/l.html", "")),
        ("var pg = 1; fetch(`/l?c=7&pg=${pg}`)", ("GET", "/l?c=7&pg=1", "")),
        ("$.get('/l', {nowPage: n, toPage: n, pageIdx: n})", ("GET", "/l?nowPage=1&toPage=1&pageIdx=1", "")),
        ("fetch('/l?' + new URLSearchParams({c: 7, page: page}))", ("GET", "/l?c=7&page=1", "")),
        ("axios.post('/l', Qs.stringify({c: 7, page: 1}))", ("POST", "/l", "c=7&page=1")),
        ("axios.create({baseURL: '/api'}); http.get('/l', {params: {page: 1}})", ("GET", "/api/l?page=1", "")),
        ("var x = new XMLHttpRequest(); x.open('GET', '/l?page=' + page, true)", ("GET", "/l?page=1", "")),
        ("fetch(`/l?limit=5&offset=${offset}`); var offset = 0", ("GET", "/l?limit=5&offset=0", "")),
        ("$.getJSON('/l?c=7&callback=?', draw)", ("GET", "/l?c=7&callback=callback", "")),
        (
            "$.post('/getList', {q: JSON.stringify({page: 0, k: ''})})",
            ("POST", "/getList", "q=%7B%22page%22%3A+0%2C+%22k%22%3A+%22%22%7D"),
        ),
        (
            "$.ajax({url: '/l', type: 'post', contentType: 'application/json',"
            " data: \"{'c':'7','page':'\" + page + \"'}\"})",
            ("POST", "/l", '{"c": "7", "page": 1}'),
        ),
        (
            "var o = {pn: page * 5, rn: 5, code: '', is: [{field: 'c', equal: '7'}]};"
            "$.ajax({url: '/l', type: 'post', contentType: 'application/json', data: JSON.stringify(o)})",
            ("POST", "/l", '{"pn": 0, "rn": 5, "code": "", "is": [{"field": "c", "equal": "7"}]}'),
        ),
        (
            "$.post('/l', $('#f').serialize())</script>"
            "<form id='f'><input name='t' value='x'><input name='pageNo' value='1'></form><script>",
            ("POST", "/l", "t=x&pageNo=1"),
        ),
        ("var c = getQueryString('cid'), a = '/d?c=' + c + '&x'; $.get('/l', {c: c})", ("GET", "/l?c=9", "")),
        (
            "$('#g').datagrid({url: '/l', queryParams: {cid: '7'}, pagination: true, pageSize: 20})",
            ("POST", "/l", "cid=7&page=1&rows=20"),
        ),
        ("$('#g').datagrid({url: '/l', method: 'get'})", ("GET", "/l", "")),
        ("table.render({elem: '#t', url: '/l', page: true, limit: 5})", ("GET", "/l?page=1&limit=5", "")),
        (
            "$('#t').DataTable({serverSide: true, pageLength: 5, ajax: {url: '/l'}})",
            ("GET", "/l?start=0&length=5", ""),
        ),
        (
            "</script><table data-url='/l' data-side-pagination='server' data-page-size='5'></table><script>",
            ("GET", "/l?limit=5&offset=0", ""),
        ),
    ],
)
def test_requests_of_scripts_are_found(script: str, asked: tuple[str, str, str]) -> None:
    [made] = asked_by_scripts(_page(f"<script>{script}</script>"))
    assert (made.method, made.url, made.body) == (asked[0], _HOST + asked[1], asked[2])


@pytest.mark.parametrize(
    "script",
    [
        "$.post('/visit/add', {id: 7})",  # changes something, for all that is known
        "$.post('/list', {cid: cid, page: 1})",  # of which channel is not said
        "var q = {cid: '', page: 1}; q.cid = chosen(); $.post('/list', q)",
        "$.get('/js/a.js'); $.get(url); map.get('k'); $.post();",
        "var x = new XMLHttpRequest(); x.open('POST', '/list'); window.open('/list')",
        "axios.post('http://other.example:80a/list', {page: 1})",
    ],
)
def test_requests_with_undetermined_values_are_not_made(script: str) -> None:
    assert asked_by_scripts(_page(f"<script>{script}</script>")) == []


def test_more_rows_are_those_of_the_next_number_where_the_first_repeats_what_is_shown() -> None:
    more = more_by_script(_page("<script>var page = 1; $.get('/more?page=' + page)</script>"))
    assert more is not None
    assert more.otherwise is not None
    assert [more.url, more.otherwise.url] == [f"{_HOST}/more?page=1", f"{_HOST}/more?page=2"]


def test_rows_before_the_page_are_counted_up_by_its_size() -> None:
    [asked] = asked_by_scripts(_page("<script>fetch('/l', {method: 'POST', body: {start: 0, rows: 5}})</script>"))
    answer = HtmlResponse(asked.url, body=f"<a href='/d/7'>{_TITLE}</a>".encode(), encoding="utf-8")
    assert [onward.body for onward in read_answer(answer, asked.state).next] == ['{"start": 5, "rows": 5}']


def test_responses_are_rows_whatever_wraps_them() -> None:
    [asked] = asked_by_scripts(_page("<script>$.get('/l?page=' + page)</script><a :href=\"'/d/' + r.id\">"))
    row = {"id": 7, "title": f"<em>{_TITLE}</em>"}
    listed = {
        "name": "x",
        "title": _TITLE,
        "imgUrl": "/a.png",
        "url": "../d/7",
        "content": "<a href='/b'>政府信息公开</a>",
    }
    for answer in (
        json.dumps({"data": {"total": "1", "rows": [row]}}),
        f"callback({json.dumps([listed])});",
        json.dumps({"html": f"<li><a href='/d/7'>{_TITLE}</a></li>"}),
        json.dumps(json.dumps({"html": f"&lt;li&gt;&lt;a href='/d/7'&gt;{_TITLE}&lt;/a&gt;&lt;/li&gt;"})),
        json.dumps({"d": json.dumps([row])}),
        json.dumps([{"id": 7, "title": {"rendered": _TITLE, "protected": False}}]),
        json.dumps([{"updateTime": "2026-11-01", "publishDate": "2021-01-25", **row}]),
        f"<?xml version='1.0'?><l><total>1</total><r><bt>{_TITLE}</bt><url>/d/7</url></r></l>",
        f"<?xml version='1.0'?><l><r><![CDATA[<a href='/d/7'>{_TITLE}</a>]]></r></l>",
        f"<li><a href='/d/7'>{_TITLE}</a></li>",
    ):
        page = HtmlResponse(asked.url, body=answer.encode(), encoding="utf-8")
        read = read_answer(page, asked.state).entries
        assert [(entry.url, entry.title) for entry in read] == [(f"{_HOST}/d/7", _TITLE)]
        assert {str(entry.published_on) for entry in read} <= {"None", "2021-01-25"}
    wrong = HtmlResponse(asked.url, body=b'{"code": 500}', encoding="utf-8")
    assert "without rows" in str(read_answer(wrong, asked.state).trouble)


def test_truncated_json_is_a_failure_beside_the_rows_received() -> None:
    [asked] = asked_by_scripts(_page("<script>$.get('/l?page=' + page)</script>"))
    whole = json.dumps({"rows": [{"title": _TITLE, "url": "/d/7"}, {"title": _TITLE, "url": "/d/8"}]})
    for state in ({}, asked.state):
        pages = [_page("").replace(body=text.encode()) for text in (whole, whole[:-20])]
        read = [read_list(FAMILIES["generic"], page, state) for page in pages]
        assert [bool(one.trouble) for one in read] == [False, True]
        assert len(read[0].entries) == 2


@pytest.mark.parametrize(
    ("script", "leads_to"),
    [
        ("h += '<li onclick=\"show(' + r.id + ')\">'; function show(n){ window.open('/d?n=' + n) }", "/d?n={id}"),
        ("go(item){ this.$router.push({path: '/detail', query: {k: item.id}}) }", "/detail?k={id}"),
    ],
)
def test_urls_of_rows_without_links_are_determined(script: str, leads_to: str) -> None:
    assert row_address(script) == leads_to


def test_a_response_may_hold_agencies_with_years_or_a_table() -> None:
    tree = [{"dept": "区教育局", "reports": [{"year": 2020, "path": "/d/7"}]}]
    table = {"data": f"<table><tr><td><a href='/d/7'>{_TITLE}</a></td></tr></table>"}
    for answer in (tree, table):
        page = _page("", f"{_HOST}/l").replace(body=json.dumps(answer).encode())
        [row] = page_entries(page)
        assert (row.url, row.agency, row.year) == (
            f"{_HOST}/d/7",
            *(("区教育局", 2020) if answer is tree else (None, None)),
        )


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        ({"code": 500, "msg": "系统繁忙，请稍后重试"}, True),
        ({"success": False, "message": "token expired"}, True),
        ({"code": 500, "msg": "暂无数据"}, False),
        ({"code": 200, "data": None}, False),
        ({"code": -1, "data": []}, False),
    ],
)
def test_a_refused_further_page_is_a_failure_and_an_empty_one_the_end(answer: object, trouble: bool) -> None:
    [asked] = asked_by_scripts(_page("<script>$.get('/list.do', {c: 7, page: 1}, f)</script>"))
    read = read_answer(_page("").replace(body=json.dumps(answer).encode()), {**asked.state, "number": 2})
    assert (read.trouble is not None) is trouble


@pytest.mark.parametrize(
    ("markup", "onward"),
    [
        ("createPageHTML(2, 0, 't1', 'htm')", "t1_1.htm"),
        ("createPageHTML('pages', '2', '1', 't1', 'htm', 2)", "t1_2.htm"),
        ("createPageHTML(9, 0, 'index', 'html')", None),  # of a list
        ("<a href='t1_2.html'>下一页</a>", "t1_2.html"),
        ("<a href='t1-2.html'>[2]</a>", "t1-2.html"),
        ("<a href='?page=2'>2</a>", "t1.html?page=2"),
        ("<a href='t2.html'>下一页</a><a href='t1.html'>下页</a>", None),  # a neighbour, the article itself
        ("<a href='t1_2.html'>下一篇</a>", None),
        ("<a href='?id=2'>2</a>下一页", None),
    ],
)
def test_the_next_page_of_an_article_is_found(markup: str, onward: str | None) -> None:
    url = f"{_HOST}/nb/t1.html"
    assert next_part(_page(markup, url), url, 1) == (onward and f"{_HOST}/nb/{onward}")


_PIECES = [
    *("$.post(", "fetch(", ".submit()", "__doPostBack('a','1')", "function f(n){", "document.f.p.value=n;"),
    *("JSON.stringify(", "url:", "data:", "page", "'", '"', "`", "${x}", "{", "}", "(", ")", "[", "]", ",", ":", "+"),
    *("//", "/*", "\\", "\x00", "<form>", "<select name=x onchange='f()'>", "<option value=1>", "<script>"),
    *("</script>", "<a href='t1_2.html'>下一页</a>"),
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=40))
def test_any_script_is_read_without_an_error(pieces: list[str]) -> None:
    page = _page(f"<script>{''.join(pieces)}</script>{''.join(pieces)}", f"{_HOST}/t1.html")
    for asked in asked_by_scripts(page, files=True):
        assert asked.url.startswith(_HOST)
    more_by_script(page)
    posted_columns(page)
    list(menu_columns(page))
    next_part(page, page.url, 1)
    join_parts(page.url, [page.text, "<p>二、</p>"], ())


@pytest.mark.parametrize("script", ["x" * 200_000, "$.get(a" * 20_000, "function f(n){" * 10_000, "/*\n" * 60_000])
def test_hostile_scripts_are_read_in_linear_time(script: str) -> None:
    assert asked_by_scripts(_page(f"<script>{script} fetch('</script>")) == []
