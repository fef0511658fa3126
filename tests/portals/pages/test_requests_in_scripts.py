"""Requests found in scripts of different libraries and styles, and in the functions that clicks call."""

import pytest
from scrapy.http import HtmlResponse

from gxcrawl.portals.pages.lists.scripted_lists import asked_by_scripts, called_columns
from gxcrawl.portals.pages.markup.javascript.syntax import Script

_HOST = "http://127.0.0.1:8001"
_GET = "/api/list?page=1&cid=7"
_JSON = '{"page": 1, "cid": 7}'


def _page(markup: str) -> HtmlResponse:
    return HtmlResponse(f"{_HOST}/nb/index.html", body=f"<html>{markup}</html>".encode(), encoding="utf-8")


@pytest.mark.parametrize(
    "script",
    [
        "const q = {page: 1, cid: 7}; async function load(){ await axios.get('/api/list', {params: q}) }",
        "const q = {page: 1}; axios.get('/api/list', {params: {...q, cid: 7}})",
        "new Vue({data(){ return {pageNum: 1, cid: '7'} }, methods: {get(){"
        " this.$http.get('/api/list?page=' + this.pageNum + '&cid=' + this.cid).then(r => {}) }}})",
        "new Vue({data: {q: {page: 1, cid: 7}}, methods: {get: function(){"
        " var that = this; $.ajax({url: '/api/list', type: 'get', data: that.q}) }}})",
        "var url = '/api/list', params = {}; params.page = 1; params['cid'] = '7'; $.getJSON(url, params, draw)",
        "let u = new URL('/api/list', location.origin); u.searchParams.set('page', 1); u.searchParams.set('cid', 7);"
        " fetch(u)",
        "const request = axios.create({baseURL: '/api'});"
        " function list(query){ return request({url: '/list', method: 'get', params: query}) } list({page: 1, cid: 7})",
        '!function(){ function e(t){ n.get("/api/list", {params: {page: t, cid: "7"}}).then(function(e){}) } e(1) }()',
        "var option = {url: '/api/list', data: {page: 1, cid: 7}, success: draw}; $.ajax(option)",
        "$.ajax('/api/list', {data: {page: 1, cid: 7}})",
        "$.get(location.protocol + '//' + location.host + '/api/list?page=' + p + '&cid=7')",
        "const q = new URLSearchParams(); q.append('page', 1); q.append('cid', 7); fetch('/api/list?' + q.toString())",
        "const q = new URLSearchParams({page: 1, cid: '7'}); fetch(`/api/list?${q}`)",
        "http({url: '/api/list', method: 'GET', params: {page: 1, cid: 7}})",
        "uni.request({url: '/api/list', data: {page: 1, cid: 7}})",
        "ky.get('/api/list', {searchParams: {page: 1, cid: 7}})",
        "$http.get('/api/list?page=' + $scope.page + '&cid=7').success(draw)",
        "class List { constructor(){ this.page = 1; this.cid = '7' }"
        " load(){ axios.get('/api/list', {params: {page: this.page, cid: this.cid}}) } }",
        "$.ajax({url: '/api/list', data: $.extend({page: 1}, {cid: 7})})",
        "require(['jquery'], function($){ $.get('/api/list'.concat('?page=', page, '&cid=', '7')) })",
        "var url = '/api/list?page=' + page; url += '&cid=7'; $.get(url)",
        "function address(n){ return '/api/list?page=' + n + '&cid=7' } $.get(address(1))",
        "function load(page = 1){ fetch(`/api/list?page=${page}&cid=7`) }",
        "$('#t').bootstrapTable({url: '/api/list?page=1', queryParams: function(p){ return {cid: '7'} }})",
    ],
)
def test_requests_are_found_whatever_the_library_and_style(script: str) -> None:
    assert [one.url for one in asked_by_scripts(_page(f"<script>{script}</script>"))] == [_HOST + _GET]


@pytest.mark.parametrize(
    ("script", "body"),
    [
        (
            "const form = new FormData(); form.append('page', 1); form.append('cid', 7); axios.post('/l', form)",
            "page=1&cid=7",
        ),
        ("var sent = 'page=' + page + '&cid=7'; $.post('/l', sent, draw)", "page=1&cid=7"),
        ("Vue.http.post('/l', {page: 1, cid: 7}, {emulateJSON: true})", "page=1&cid=7"),
        ("$http({method: 'POST', url: '/l', data: $.param({page: 1, cid: 7}), headers: {}})", "page=1&cid=7"),
        (
            "$http({method: 'POST', url: '/l', data: {page: 1, cid: 7},"
            " headers: {'Content-Type': 'application/x-www-form-urlencoded'}})",
            "page=1&cid=7",
        ),
        ("const api = `${window.location.origin}/l`; axios.post(api, {page: 1, cid: 7})", _JSON),
        ("fetch('/l', {method: 'post', body: JSON.stringify({page: 1, cid: 7})})", _JSON),
        ("var x = new XMLHttpRequest(); x.open('POST', '/l'); x.send('page=' + page + '&cid=7')", "page=1&cid=7"),
        ("var n = get('n') || 1; $.post('/l', {page: n, cid: 7})", "page=1&cid=7"),
    ],
)
def test_bodies_are_encoded_as_the_library_does(script: str, body: str) -> None:
    [made] = asked_by_scripts(_page(f"<script>{script}</script>"))
    assert (made.method, made.url, made.body) == ("POST", f"{_HOST}/l", body)


@pytest.mark.parametrize(
    "script",
    [
        "function load(cid){ $.post('/list', {cid: cid, page: 1}) } load('a'); load('b')",  # of which column?
        "$.post('/list', {...unknown, page: 1})",
        "$.get('/list', {cid: cond ? '7' : '8', page: 1})",
        "share({url: '/list', title: '年报'})",
        "fetch(chosen())",
    ],
)
def test_requests_with_unknown_parts_are_not_made(script: str) -> None:
    assert asked_by_scripts(_page(f"<script>{script}</script>")) == []


@pytest.mark.parametrize(
    ("link", "script"),
    [
        (
            "<a onclick=\"show('nb7')\">政府信息公开年报</a>",
            "var cid = ''; function show(id){ cid = id; load(1) } function load(p){ $.get('/l', {cid: cid, page: p}) }",
        ),
        (
            "<a class='t' data-id='nb7'>政府信息公开年报</a>",
            "document.querySelectorAll('.t').forEach(t => t.addEventListener('click', () => load(t.dataset.id)));"
            " function load(id){ fetch(`/l?cid=${id}&page=1`) }",
        ),
        (
            "<a class='t' data-id='nb7'>政府信息公开年报</a>",
            "$('.t').on('click', e => { $.get('/l', {cid: e.currentTarget.dataset.id, page: 1}) })",
        ),
        (
            "<div><span class='t' data-id='nb7'>政府信息公开年报</span></div>",
            "$('.t').click(function(){ $.get('/l?cid=' + $(this).attr('data-id') + '&page=1', draw) })",
        ),
        (
            "<a class='t' rel='nb7'>政府信息公开年报</a>",
            "$(document).on('click', '.t', function(){ var id = $(this).attr('rel'); load(id) });"
            " const load = function(id){ $.get('/l?cid=' + id + '&page=1') }",
        ),
    ],
)
def test_requests_of_clicks_are_found_in_the_functions_that_they_call(link: str, script: str) -> None:
    [column] = called_columns(_page(f"{link}<script>{script}</script>"))
    assert column.request.url == f"{_HOST}/l?cid=nb7&page=1"


@pytest.mark.parametrize("script", ["[" * 50_000, "!" * 90_000, "/*\n" * 60_000, "a+" * 60_000, "{a:" * 40_000])
def test_hostile_scripts_are_parsed_within_their_time(script: str) -> None:
    parsed = Script(script)
    assert len(parsed.calls) + len(parsed.assignments) >= 0


@pytest.mark.parametrize("joined", ["a{0} = a{1} + a{1}", "a{0} = {{...a{1}, ...a{1}}}", "a{0} = f{1}(a{1}, a{1})"])
def test_values_that_double_with_each_name_are_given_up(joined: str) -> None:
    script = "; ".join(joined.format(n, n + 1) for n in range(60))
    assert asked_by_scripts(_page(f"<script>{script}; $.get('/list', {{cid: a0, q: a0, page: 1}})</script>")) == []


def test_names_of_assignments_functions_and_parameters_are_indexed() -> None:
    script = Script("var a = {b: 1}; this.c = 2; function f(d, e = 3){} const g = async h => {}; new V({m(n){}})")
    assert set(script.assignments) == {"a", "b", "c", "e", "g"}
    assert set(script.functions_by_name) == {"f", "g", "m"}
    assert [script.parameters(one) for one in script.functions] == [["d", "e"], ["h"], ["n"]]
