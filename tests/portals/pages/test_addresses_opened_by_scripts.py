"""Addresses that scripts open when a row or pager is clicked, and those that a page opens by itself."""

import pytest
from scrapy.http import HtmlResponse

from gxcrawl.portals.pages.lists.paging import next_link
from gxcrawl.portals.pages.markup.javascript.scope import Scope
from gxcrawl.portals.pages.markup.javascript.shown import runs_at_once
from gxcrawl.portals.pages.markup.javascript.syntax import Script
from gxcrawl.portals.pages.rows.anchors import page_entries
from gxcrawl.portals.pages.scripts.calls import openers_in, openers_of, openers_shown

_LIST = "http://127.0.0.1:8001/nb/list.do?c=9"
_TITLE = "霁川县教育局2020年政府信息公开年报"
_SHOW_12 = f"<a onclick=\"show('12')\">{_TITLE}</a>"
_ROW_12 = f"<li class='row' data-id='12'><span>{_TITLE}</span></li>"


def _page(markup: str, script: str = "") -> HtmlResponse:
    body = f"<html><body>{markup}<script>{script}</script></body></html>"
    return HtmlResponse(_LIST, body=body.encode(), encoding="utf-8")


def _opened_by_row(markup: str, script: str) -> list[str]:
    entries = page_entries(_page(markup, script))
    return [one.url.removeprefix("http://127.0.0.1:8001") for one in entries if _TITLE in one.title]


@pytest.mark.parametrize(
    ("script", "address"),
    [
        ("const show = (id) => { window.open(`/detail/${id}.html`) }", "/detail/12.html"),
        ("const show = id => window.open('/d/' + id)", "/d/12"),
        ("function show(id){ var u = '/detail.html'; u += '?id=' + id; location.href = u }", "/detail.html?id=12"),
        ("function show(id){ location = context + '/d/' + id } var context = '/gk'", "/gk/d/12"),
        ("function show(id){ go('/d/' + id) } function go(u){ location.href = u }", "/d/12"),
        ("function show(id){ window.location.replace('/d?id='.concat(id)) }", "/d?id=12"),
        ("function show(id){ location.assign(to(id)) } function to(n){ return '/d/' + n + '.html' }", "/d/12.html"),
        ("function show(id){ document.location.href = base.url + id } var base = {url: '/d/'}", "/d/12"),
        ("function show(id){ var a = document.createElement('a'); a.href = '/d/' + id; a.click() }", "/d/12"),
        ("function show(id){ top.location.href = '/d/' + id }", "/d/12"),
        ("function show(id){ parent.location.href = '/d/' + id }", "/d/12"),
        ("var show = function(id){ var w = window.open(); w.location = '/d/' + id }", "/d/12"),
        ("function show(id){ window.open(encodeURI('/d/' + id)); return false }", "/d/12"),
        ("function show(id){ layer.open({type: 2, content: '/d/' + id}) }", "/d/12"),
        ("function show(id){ $.get('/hit?id=' + id); location.href = '/d/' + id }", "/d/12"),
        ("function show(id){ location.href = location.origin + '/d/' + id }", "/d/12"),
        ("function show(id){ const q = new URLSearchParams({id: id}); location.href = '/d?' + q }", "/d?id=12"),
        ("function show(id){ location.href = '/d/{id}.html'.replace('{id}', id) }", "/d/12.html"),
        ("function show(id){ id ? open('/d/' + id) : alert('无') }", "/d/12"),
    ],
)
def test_functions_called_by_rows_open_addresses_whatever_their_style(script: str, address: str) -> None:
    assert _opened_by_row(_SHOW_12, script) == [address]


@pytest.mark.parametrize(
    ("handler", "address"),
    [
        ("show('12', 'nb', '')", "/nb/12"),
        ("show('12', 'zn', '')", "/zn/12"),
        ("show('12', '', '/files/12.pdf')", "/files/12.pdf"),
        ("show('', '', '')", ""),
    ],
)
def test_conditions_select_the_address_that_is_opened(handler: str, address: str) -> None:
    script = (
        "function show(id, type, file){ if(!id){ alert('无'); return } if(file){ window.open(file); return }"
        " if(type == 'nb'){ window.open('/nb/' + id) } else if(type === 'zn'){ window.open('/zn/' + id) } }"
    )
    assert openers_of(_page("", script)).address(handler, {}) == address


@pytest.mark.parametrize(
    "script",
    [
        "$('.row').click(function(){ window.open('/d/' + $(this).data('id')) })",
        "$('.row').on('click', function(){ var id = $(this).attr('data-id'); location.href = '/d/' + id })",
        "$('body').on('click', '.row', function(){ location.href = '/d/' + this.dataset.id })",
        "$('.row').on('click', e => { open('/d/' + e.currentTarget.dataset.id) })",
        "document.querySelectorAll('.row').forEach(r => r.addEventListener('click', () => {"
        " location.href = '/d/' + r.dataset.id }))",
        "for (const r of document.querySelectorAll('.row')) r.onclick = function(){ open('/d/' + r.dataset.id) }",
    ],
)
def test_clicks_bound_by_scripts_open_addresses_from_attributes_of_rows(script: str) -> None:
    assert _opened_by_row(_ROW_12, script) == ["/d/12"]


@pytest.mark.parametrize(
    "script",
    [
        "$('#nb').click(function(){ location.href = '/nb/' })",
        "document.getElementById('nb').onclick = function(){ window.open('/nb/') }",
        "document.querySelector('#nb').addEventListener('click', () => location.assign('/nb/'))",
        "$('#nb').on('click', go); function go(){ location.href = '/nb/' }",
        "$('.of-one').click(function(){ location.href = '/nb/' })",
    ],
)
@pytest.mark.parametrize("element", ["<a id='nb' class='of-one'>{}</a>", "<li id='nb' class='of-one'>{}</li>"])
def test_a_click_bound_to_one_element_alone_opens_its_address(script: str, element: str) -> None:
    assert _opened_by_row(element.format(_TITLE) + "<a id='other'></a>", script) == ["/nb/"]


def test_a_click_bound_to_several_elements_gives_none_an_address() -> None:
    rows = f"<a class='row'>{_TITLE}</a>" * 2
    assert _opened_by_row(rows, "$('.row').click(function(){ location.href = '/nb/' })") == []


@pytest.mark.parametrize(
    "markup",
    [
        f"<a href='javascript:show(12)'>{_TITLE}</a>",
        f"<a href='#' onclick='return show(12)'>{_TITLE}</a>",
        f"<a href='javascript:void(0)' onclick='show(12)'>{_TITLE}</a>",
        f"<a onclick='view.show(12)'>{_TITLE}</a>",
        f"<a onclick=\"location.href=root+'/12'\">{_TITLE}</a>",
        f"<a onclick=\"window.open('/d/'+'12')\">{_TITLE}</a>",
        f"<table><tr onclick='display(this)' data-id='12'><td>{_TITLE}</td></tr></table>",
    ],
)
def test_handlers_in_attributes_open_addresses(markup: str) -> None:
    script = (
        "var root = '/d', view = {show: function(id){ window.open(root + '/' + id) }};"
        " function show(id){ window.open(root + '/' + id, '_blank', 'width=100') }"
        " function display(row){ location.href = root + '/' + row.getAttribute('data-id') }"
    )
    assert _opened_by_row(markup, script) == ["/d/12"]


@pytest.mark.parametrize(
    ("handler", "script", "following"),
    [
        ("go(2)", "const go = n => { location.href = `list_${n}.html` }", "/nb/list_2.html"),
        (
            "go(2)",
            "function go(n){ location.href = n == 1 ? 'index.html' : 'index_' + (n - 1) + '.html' }",
            "/nb/index_1.html",
        ),
        (
            "go(2)",
            "function go(n){ if(n < 1) return;"
            " if(n == 1){ location.href = 'index.html' } else { location.href = 'index_' + (n - 1) + '.html' } }",
            "/nb/index_1.html",
        ),
        (
            "go(2)",
            "function go(n){ var u = location.pathname; location.href = u + '?page=' + n }",
            "/nb/list.do?page=2",
        ),
        ("go(2)", "function go(n){ location.search = '?c=9&page=' + n }", "/nb/list.do?c=9&page=2"),
        (
            "go(2)",
            "function go(n){ location.href = added(location.href, 'page', n) }"
            " function added(u, k, v){ return u + '&' + k + '=' + v }",
            "/nb/list.do?c=9&page=2",
        ),
        (
            "next()",
            "var page = 1; function next(){ page++; location.href = 'list_' + page + '.html' }",
            "/nb/list_2.html",
        ),
        ("next()", "var now = 1; function next(){ location.href = 'list_' + (now + 1) + '.html' }", "/nb/list_2.html"),
    ],
)
def test_functions_called_by_pagers_open_the_next_page(handler: str, script: str, following: str) -> None:
    found = next_link(_page(f"<a href='/1.html'>{_TITLE}</a><a onclick='{handler}'>下一页</a>", script))
    assert found is not None
    assert found.url == f"http://127.0.0.1:8001{following}"


@pytest.mark.parametrize(
    ("script", "address"),
    [
        ("location.href = '/nb/'", "/nb/"),
        ("$(function(){ go() }); function go(){ location.replace('/nb/') }", "/nb/"),
        ("window.onload = go; function go(){ location = '/nb/' }", "/nb/"),
        ("(function(){ setTimeout(() => { location.href = '/nb/' }, 500) })()", "/nb/"),
        ("setTimeout(\"location.href = '/nb/'\", 500)", "/nb/"),
        ("function go(){ location.href = '/nb/' }", ""),
        ("$('.back').click(function(){ location.href = '/nb/' })", ""),
        ("back.addEventListener('click', function(){ location.href = '/nb/' })", ""),
        ("back.addEventListener('click', go); function go(){ location.href = '/nb/' }", ""),
        ("window.addEventListener('load', function(){ location.href = '/nb/' })", "/nb/"),
        ("document.addEventListener('DOMContentLoaded', go); function go(){ location.href = '/nb/' }", "/nb/"),
        ("window.open('/advertisement')", ""),
        ("if (isPhone()) location.href = '//m.host.example/'; location.href = '/nb/'", "/nb/"),
    ],
)
def test_pages_forward_only_by_statements_that_run_when_they_are_shown(script: str, address: str) -> None:
    assert openers_shown(_page("", script)).forwarded() == address


def test_a_function_that_calls_itself_does_not_run_when_a_page_is_shown() -> None:
    script = Script("function a(){ b() } function b(){ a(); location.href = '/nb/' }")
    [statement] = script.assignments["href"]
    assert not runs_at_once(statement, script)


@pytest.mark.parametrize(
    "script",
    [
        "function show(id){ " + "if(id == 1){ location.href = '/a/' + id } " * 4_000 + "}",
        "; ".join(f"function f{n}(id){{ f{n + 1}(id); f{n + 1}(id) }}" for n in range(2_000))
        + "; function show(id){ f0(id) }",
        "function show(id){ location.href = " + " + ".join(["id"] * 20_000) + " }",
        "function show(id){ location.href = " + "(" * 5_000 + "id" + ")" * 5_000 + " }",
        "; ".join(f"var a{n} = a{n + 1} + a{n + 1}" for n in range(60))
        + "; function show(id){ location.href = a0 + id }",
    ],
    ids=["many conditions", "calls that double", "long sum", "deep parentheses", "values that double"],
)
def test_hostile_functions_open_no_wrong_address(script: str) -> None:
    address = openers_in(script).address("show(12)", {})
    assert address == "" or address.replace("12", "") == ""


def test_thousands_of_rows_with_clicks_are_read_with_few_evaluations(monkeypatch: pytest.MonkeyPatch) -> None:
    evaluated = 0
    value = Scope.value

    def counted(scope: Scope, node: object) -> object:
        nonlocal evaluated
        evaluated += 1
        return value(scope, node)  # type: ignore[arg-type]

    monkeypatch.setattr(Scope, "value", counted)
    rows = "".join(f"<li class='row' data-id='{n}'>{_TITLE}</li>" for n in range(2_000))
    bindings = "$('.row').click(function(){ open('/d/' + $(this).data('id')) });"
    page_entries(_page(f"<ul>{rows}</ul>", bindings + "$('#x').click(function(){ open('/y') });" * 50))
    assert evaluated < 2_000 * 100


@pytest.mark.parametrize(
    "unrelated",
    ["$('.tab').click(function(){ $('.on').hide() });", "$('#search').click(function(){ location.href = '/search' });"],
)
def test_the_click_of_a_row_is_found_behind_many_others(unrelated: str) -> None:
    binding = "$('.row').click(function(){ open('/d/' + $(this).data('id')) });"
    assert _opened_by_row(_ROW_12, unrelated * 60 + binding) == ["/d/12"]


@pytest.mark.parametrize("odd", ["{if $top}", "{}", "{x}='1'"])
@pytest.mark.parametrize("read", ["data('id')", "attr('data-id')"])
def test_attributes_that_a_template_engine_left_in_a_row_are_no_obstacle(odd: str, read: str) -> None:
    row = _ROW_12.replace("<li", f"<li {odd}")
    assert _opened_by_row(row, f"$('.row').click(function(){{ open('/d/' + $(this).{read}) }});") == ["/d/12"]
    row = _ROW_12.replace("<li", f"<li {odd} onclick='show(this)'")
    assert _opened_by_row(row, "function show(e){ open('/d/' + e.getAttribute('data-id')) }") == ["/d/12"]


@pytest.mark.parametrize("name", ["", "{}", "{x", "a b"])
def test_an_attribute_that_no_element_can_have_is_unknown(name: str) -> None:
    row = f"<a id='one' onclick='show()'>{_TITLE}</a>"
    assert _opened_by_row(row, f"function show(){{ open('/d/' + $('#one').attr('{name}')) }}") == []
