"""Tiny portals whose rows, menus and pagers are operated by clicks that a script handles."""

import json

from spiders.sites.local_portal import Answer, Asked, Page
from spiders.sites.parts import HEAD, NAMES, article, articles, home, items, json_answer, scripted

_TITLE = "2020年政府信息公开工作年度报告"


def _reports(address: str = "/a/t20210125_{}.html") -> tuple[list[tuple[str, str]], dict[str, Page]]:
    """The bodies with the addresses of their reports, which do not name them; the articles."""
    rows = [(name, address.format(number)) for number, name in enumerate(NAMES)]
    return rows, {url: article(_TITLE) for _, url in rows}


def _row(url: str) -> str:
    return f"<li><a href='{url}'>{_TITLE}</a><span>2021-01-25</span></li>"


def rows_opened_by_their_id() -> dict[str, Page]:
    """A click on an item opens the address built from the item's id."""
    rows, _ = articles(lambda n: f"a{n}")
    listed = "".join(f"<li id='{name}'>{title}<span>2021-01-25</span></li>" for name, title in rows)
    script = "$(document).on('click', '.list li', function(){ window.open('/show.html?id=' + this.id) })"
    shown = {"/show.html": lambda asked: article(dict(rows)[asked.fields["id"]])}
    return {"/": home("/nb/"), "/nb/": scripted(f"<ul class='list'>{listed}</ul>", script), **shown}


def rows_that_pass_their_id() -> dict[str, Page]:
    """The links of rows call a function with `this.id`."""
    rows, _ = articles(lambda n: f"a{n}")
    listed = "".join(f"<li><a id='{name}' href='#' onclick='show(this.id)'>{title}</a></li>" for name, title in rows)
    script = "function show(id){ window.location.href = '/show_' + id + '.html' }"
    pages: dict[str, Page] = {f"/show_{name}.html": article(title) for name, title in rows}
    return pages | {"/": home("/nb/"), "/nb/": scripted(f"<ul>{listed}</ul>", script)}


def rows_that_pass_themselves() -> dict[str, Page]:
    """The links of rows call a function with `this`, which reads an attribute."""
    rows, _ = articles(lambda n: f"k{n}")
    listed = "".join(f"<li><a data-id='{name}' href='#' onclick='show(this)'>{title}</a></li>" for name, title in rows)
    script = "function show(obj){ var id = $(obj).attr('data-id'); window.open('/show/' + id + '.html') }"
    pages: dict[str, Page] = {f"/show/{name}.html": article(title) for name, title in rows}
    return pages | {"/": home("/nb/"), "/nb/": scripted(f"<ul>{listed}</ul>", script)}


def tabs_with_a_bound_click() -> dict[str, Page]:
    """The column's name is a tab without an address; a script binds its click and asks for its rows."""
    rows, pages = articles(lambda n: f"/a/t20210125_{n}.html")

    def listed(asked: Asked) -> Answer:
        return json_answer({"list": [{"title": t, "url": u} for u, t in rows if asked.fields.get("type") == "2004"]})

    tabs = "<li><a href='javascript:void(0);' type='2003'>公开指南</a></li><li><a type='2004'>政府信息公开年报</a></li>"
    script = (
        "$('.tabs a').click(function(){ load($(this).attr('type')) }); function load(t){ $.get('/list', {type: t}) }"
    )
    gateway = scripted(f"<ul class='tabs'>{tabs}</ul>", script)
    return pages | {"/": home("/gk/", "政府信息公开"), "/gk/": gateway, "/list": listed}


def bodies_that_ask_for_their_lists() -> dict[str, Page]:
    """A script asks for the bodies; a click on each asks for its rows."""
    rows, pages = _reports()
    bodies = {"data": [{"id": number, "name": name} for number, (name, _) in enumerate(rows, start=1)]}

    def listed(asked: Asked) -> Answer:
        return json_answer({"data": [{"title": _TITLE, "url": rows[int(asked.fields["dept"]) - 1][1]}]})

    script = (
        "$.get('/depts', function(d){ $.each(d.data, function(i, one){"
        " $('#depts').append('<li onclick=\"loadList('+one.id+')\">'+one.name+'</li>') }) });"
        " function loadList(dept){ $.get('/rows', {dept: dept}, draw) }"
    )
    column = scripted("<ul id='depts'></ul><ul id='rows'></ul>", script)
    return pages | {"/": home("/nb/"), "/nb/": column, "/depts": json_answer(bodies), "/rows": listed}


def nodes_with_an_address_and_a_field() -> dict[str, Page]:
    """The nodes of a tree share an address, to which a click appends their id."""
    rows, pages = _reports()
    nodes = [{"id": 10 + n, "pId": 1, "name": name, "_url": "/list.do"} for n, (name, _) in enumerate(rows)]
    opened = "function(tree, node){ location.href = node._url + '?node=' + node.id }"
    script = f"var zNodes = {json.dumps(nodes, ensure_ascii=False)}; var setting = {{callback: {{onClick: {opened}}}}}"

    def listed(asked: Asked) -> str:
        return f"{HEAD}<ul>{_row(rows[int(asked.fields['node']) - 10][1])}</ul></html>"

    return pages | {"/": home("/nb/"), "/nb/": scripted("<ul id='tree'></ul>", script), "/list.do": listed}


def rows_opened_by_a_function_of_a_file() -> dict[str, Page]:
    """The page asks for its rows; the function that opens them is in a script file."""
    rows, _ = articles(lambda n: f"{n}")

    def listed(asked: Asked) -> Answer:
        start = int(asked.fields["currentPage"]) * 2
        return json_answer({"rows": [{"id": name, "title": title} for name, title in rows[start - 2 : start]]})

    script = (
        "var id = '109', contextPath = '';"
        "$.ajax({method: 'POST', url: contextPath + '/articleList', data: {id: id, currentPage: 1}, success: draw});"
        "function draw(d){ $('#rows').append(\"<a href='###' onclick=toDetail('\" + d.id + \"')>\" + d.title) }"
    )
    column = scripted("<script src='/js/article.js'></script><div id='rows'></div>", script)
    opened = "function toDetail(id){ window.open(contextPath + '/detail?contentId=' + id) }"
    shown = {"/detail": lambda asked: article(dict(rows)[asked.fields["contentId"]])}
    return {"/": home("/nb/"), "/nb/": column, "/js/article.js": opened, "/articleList": listed, **shown}


def rows_opened_by_a_method() -> dict[str, Page]:
    """An application asks for its rows; one of its methods, written without `function`, opens them."""
    rows, _ = articles(lambda n: f"x{n}")

    def listed(asked: Asked) -> Answer:
        start = int(json.loads(asked.body)["pageNum"]) * 2
        shown = [{"infoId": name, "infoTitle": title} for name, title in rows[start - 2 : start]]
        return json_answer({"data": {"records": shown, "total": len(rows)}})

    script = (
        "new Vue({el: '#app', data: {list: [], query: {pageNum: 1, pageSize: 2, channelId: '7'}}, methods: {"
        " getList() { axios.post('/info/page', this.query).then(r => { this.list = r.data.data.records }) },"
        " toDetail(id) { window.open('/detail.html?infoId=' + id) } }})"
    )
    row = "<li v-for='item in list' @click='toDetail(item.infoId)'>{{item.infoTitle}}</li>"
    shown = {"/detail.html": lambda asked: article(dict(rows)[asked.fields["infoId"]])}
    return {"/": home("/nb/"), "/nb/": scripted(f"<div id='app'>{row}</div>", script), "/info/page": listed, **shown}


def years_of_a_menu_that_a_function_reads() -> dict[str, Page]:
    """A change of the menu calls a function by name, which reads the menu and loads the rows."""
    rows, pages = articles(lambda n: f"/a/t20210125_{n}.html")
    menu = "<select id='nd'><option value='2021'>2021</option><option value='2020'>2020</option></select>"
    script = "$('#nd').change(show); function show(){ $('#rows').load('/nb/rows', {nd: $('#nd').val()}) }"

    def listed(asked: Asked) -> str:
        return f"<ul>{items(rows)}</ul>" if asked.fields.get("nd") == "2020" else "<p>暂无</p>"

    return pages | {"/": home("/nb/"), "/nb/": scripted(f"{menu}<div id='rows'></div>", script), "/nb/rows": listed}


def pages_of_a_widget_counted_before_its_settings() -> dict[str, Page]:
    """A pager is given the number of rows before its settings; the shown titles are cut."""
    rows, pages = articles(lambda n: f"/a/t20210125_{n}.html")

    def part(asked: Asked) -> str:
        start = int(asked.fields["p"]) * 2
        return f"<ul>{items(rows[start : start + 2])}</ul>"

    script = (
        "$('#pager').pagination(4, {items_per_page: 2, callback: function(page_index){"
        " $('#list').load('/nb/part?cid=7&p=' + page_index) }})"
    )
    listed = scripted(f"<div id='list'><ul>{items(rows[:2])}</ul></div><div id='pager'></div>", script)
    return pages | {"/": home("/nb/"), "/nb/": listed, "/nb/part": part}


def _turned_by(script: str) -> dict[str, Page]:
    """A list of two pages, the second at `?p=2`; its pager is drawn by a script."""
    rows, pages = articles(lambda n: f"/a/t20210125_{n}.html")

    def listed(asked: Asked) -> str:
        start = int(asked.fields.get("p", 1)) * 2
        return scripted(f"<ul>{items(rows[start - 2 : start])}</ul><div id='pager'></div>", script)

    return pages | {"/": home("/nb/"), "/nb/": listed}


def pages_of_a_widget_of_any_name() -> dict[str, Page]:
    """A widget whose name does not say that it is a pager is given the numbers of rows and of rows per page."""
    opened = "onPageChange: function(num, type){ if(type == 'change'){ window.location.href = '?p=' + num } }"
    return _turned_by(f"$.jqNumbers('#pager', {{totalCounts: 4, pageSize: 2, currentPage: 1, {opened}}})")


def pages_of_a_widget_of_page_counts() -> dict[str, Page]:
    """The same with the number of pages."""
    return _turned_by("$('#pager').Page({totalPages: 2, liNums: 5, backFun: function(n){ location.href = '?p=' + n }})")


def pages_counted_in_variables() -> dict[str, Page]:
    """Variables give the numbers of rows and of rows per page, and a function asks for a page."""
    rows, pages = articles(lambda n: f"/a/t20210125_{n}.html")

    def listed(asked: Asked) -> Answer:
        start = int(asked.fields["pageIndex"]) * 2
        return json_answer({"list": [{"title": title, "url": url} for url, title in rows[start - 2 : start]]})

    script = (
        "var totalCount = 4, pageSize = 2, pageIndex = 1;"
        "function getData(i){ $.ajax({url: '/nb/rows', data: {pageIndex: i, pageSize: pageSize}, success: draw}) }"
    )
    column = scripted(f"<ul>{items(rows[:2])}</ul><div id='pager'>共4条</div>", script)
    return pages | {"/": home("/nb/"), "/nb/": column, "/nb/rows": listed}


def a_pager_of_one_further_number() -> dict[str, Page]:
    """A form around the list is sent by the links of its pager; only the second page has a link."""
    rows, pages = articles(lambda n: f"/a/t20210125_{n}.html")
    script = "function goPage(n){ document.getElementById('pageNext').value = n; document.form1.submit() }"

    def listed(asked: Asked) -> str:
        page = int(asked.fields.get("pageInfo.page", 1))
        links = "".join(f"<b>{n}</b>" if n == page else f"<a href='#' onclick='goPage({n})'>{n}</a>" for n in (1, 2))
        field = f"<input id='pageNext' name='pageInfo.page' value='{page}'>"
        shown = f"<ul>{items(rows[page * 2 - 2 : page * 2])}</ul>共2页{links}{field}"
        return scripted(f"<form name='form1' action='/nb.do' method='post'>{shown}</form>", script)

    return pages | {"/": home("/nb.do"), "/nb.do": listed}


def a_hidden_form_sent_at_once() -> dict[str, Page]:
    """The column sends a form of hidden fields as soon as it is shown, which is redirected to the list."""
    rows, pages = articles(lambda n: f"/a/t20210125_{n}.html")
    form = "<form name='f' method='post' action='/enter.do'><input type='hidden' name='c' value='7'></form>"
    sent = f"{HEAD}<body onload='document.f.submit()'>{form}</body></html>"

    def entered(asked: Asked) -> Answer:
        return Answer("", 302, (("Location", "/list/7/"),)) if asked.fields.get("c") == "7" else Answer("", 404)

    return pages | {
        "/": home("/nb/"),
        "/nb/": sent,
        "/enter.do": entered,
        "/list/7/": f"{HEAD}<ul>{items(rows)}</ul></html>",
    }
