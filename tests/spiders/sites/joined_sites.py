"""Tiny portals whose scripts put together what they ask for and open: variables, objects, forms, fields of rows; trees
that ask for their nodes, markup kept in scripts, and lists whose order changes.
"""

from spiders.sites.local_portal import Answer, Asked, Page
from spiders.sites.parts import HEAD, TITLES, article, articles, home, items, json_answer, scripted

_TITLES = list(TITLES.values())


def _asked_with(script: str, path: str, named: tuple[str, str], page: str, method: str = "GET") -> dict[str, Page]:
    """A list that a script asks for, two rows at a time. named: the field without which it answers nothing."""
    rows, pages = articles(lambda n: f"/n/{n}.html")

    def answer(asked: Asked) -> Answer:
        if (asked.method, asked.fields.get(named[0])) != (method, named[1]):
            return Answer("", 400)
        number = int(asked.fields[page])
        shown = rows[number * 2 - 2 : number * 2]
        return json_answer({"list": [{"title": title, "url": url} for url, title in shown]})

    return pages | {"/": home("/nb/"), "/nb/": scripted("<ul></ul>", script), path: answer}


def an_address_joined_beforehand() -> dict[str, Page]:
    """`var url = '…&pageIndex=' + pageIndex; $.get(url, …)`."""
    script = (
        'function load(pageIndex){ var url = "/api/list?catid=31&pageIndex=" + pageIndex; $.get(url, draw) } load(1);'
    )
    return _asked_with(script, "/api/list", ("catid", "31"), "pageIndex")


def an_object_filled_field_by_field() -> dict[str, Page]:
    """`var query = {}; query.nodeId = 'n5'; … $.getJSON('/api', query, …)`."""
    script = (
        'var query = {}; query.nodeId = "n5"; query.pageSize = 2;'
        'function load(n){ query.pageNo = n; $.getJSON("/api/nodes", query, draw) } load(1);'
    )
    return _asked_with(script, "/api/nodes", ("nodeId", "n5"), "pageNo")


def a_form_that_a_script_builds() -> dict[str, Page]:
    """`fd.append('cid', 'n5')`, sent as a form even by axios."""
    script = (
        'function load(n){ var fd = new URLSearchParams(); fd.append("cid", "n5"); fd.append("page", n);'
        ' axios.post("/api/list", fd).then(draw) } load(1);'
    )
    return _asked_with(script, "/api/list", ("cid", "n5"), "page", "POST")


def loaded_with_fields() -> dict[str, Page]:
    """jQuery's `.load` posts a form where it is given an object."""
    rows, pages = articles(lambda n: f"/n/{n}.html")

    def listed(asked: Asked) -> Answer | str:
        if (asked.method, asked.fields.get("catalogId")) != ("POST", "c9"):
            return Answer("", 400)
        number = int(asked.fields["currentPage"])
        return f"{HEAD}{items(rows[number * 2 - 2 : number * 2])}</html>"

    script = (
        'function turn(currentPage){ $("#list").load("/gkml/queryList.do",'
        ' {catalogId: "c9", currentPage: currentPage}); } turn(1);'
    )
    return pages | {
        "/": home("/gkml/"),
        "/gkml/": scripted('<div id="list"></div>', script),
        "/gkml/queryList.do": listed,
    }


def posted_by_a_bare_request() -> dict[str, Page]:
    """`xhr.send('cid=12&page=' + page)`."""
    script = (
        'function load(page){ var xhr = new XMLHttpRequest(); xhr.open("POST", "/api/list", true);'
        ' xhr.send("cid=12&page=" + page); } load(1);'
    )
    return _asked_with(script, "/api/list", ("cid", "12"), "page", "POST")


def fields_merged_from_two_objects() -> dict[str, Page]:
    """`$.extend({}, base, {page: page})`."""
    script = (
        'var base = {cid: "12"}; function load(page){ $.post("/api/list", $.extend({}, base, {page: page}), draw) }'
        " load(1);"
    )
    return _asked_with(script, "/api/list", ("cid", "12"), "page", "POST")


def asked_by_a_function_that_axios_made() -> dict[str, Page]:
    """`const request = axios.create({baseURL: '/prod-api'})`; then `request({url: …})`."""
    script = (
        'const request = axios.create({baseURL: "/prod-api"}); var query = {channel: "12", pageNum: 1};'
        ' function list(){ return request({url: "/portal/list", method: "get", params: query}) } list();'
    )
    return _asked_with(script, "/prod-api/portal/list", ("channel", "12"), "pageNum")


def rows_opened_by_an_attribute_around_them() -> dict[str, Page]:
    """`location.href = '/d/' + $(this).parent().attr('data-id')`, which is no page that forwards."""
    rows = "".join(
        f'<li data-id="{n}"><a href="javascript:;" class="t">{title}</a></li>' for n, title in enumerate(_TITLES)
    )
    script = '$(".t").click(function(){ location.href = "/d/" + $(this).parent().attr("data-id") + ".html" })'
    pages: dict[str, Page] = {f"/d/{n}.html": article(title) for n, title in enumerate(_TITLES)}
    return pages | {"/": home("/nb/"), "/nb/": scripted(f"<ul>{rows}</ul>", script)}


def addresses_that_a_function_returns() -> dict[str, Page]:
    """Each row's link is `getUrl(row.infoId)`."""
    rows = [{"infoId": n, "infoTitle": title} for n, title in enumerate(_TITLES)]
    script = (
        'function getUrl(id){ return "/xq/" + id + ".html" } $.get("/api/list", function(r){'
        " $('ul').append(\"<a href='\" + getUrl(r.infoId) + \"'>\") });"
    )
    pages: dict[str, Page] = {f"/xq/{n}.html": article(title) for n, title in enumerate(_TITLES)}
    return pages | {"/": home("/nb/"), "/nb/": scripted("<ul></ul>", script), "/api/list": json_answer({"list": rows})}


def rows_opened_by_two_of_their_fields() -> dict[str, Page]:
    """The address of a row is joined from its column and its number."""
    rows = [{"title": title, "id": n, "cid": 7} for n, title in enumerate(_TITLES)]
    script = (
        'function load(page){ $.get("/api/list?page=" + page, function(r){ r.list.forEach(function(it){'
        " $('ul').append('<li><a href=\"/show/' + it.cid + '/' + it.id + '.html\">' + it.title + '</a></li>') }) }) }"
        " load(1);"
    )

    def shown(asked: Asked) -> Answer:
        number = int(asked.fields["page"])
        return json_answer({"list": rows[number * 2 - 2 : number * 2]})

    pages: dict[str, Page] = {f"/show/7/{n}.html": article(title) for n, title in enumerate(_TITLES)}
    return pages | {"/": home("/nb/"), "/nb/": scripted("<ul></ul>", script), "/api/list": shown}


def turned_by_a_choice_of_two_addresses() -> dict[str, Page]:
    """`location.href = n == 1 ? 'index.jhtml' : 'index_' + n + '.jhtml'`; 下一页 of the last page leads nowhere."""
    rows, pages = articles(lambda n: f"/n/{n}.jhtml")
    script = 'function go(n){ location.href = n==1 ? "index.jhtml" : "index_" + n + ".jhtml"; }'

    def shown(number: int) -> str:
        pager = f"共4条记录 {number}/2页 <a onclick=\"go('1')\">首页</a> <a onclick=\"go('{number + 1}')\">下一页</a>"
        return scripted(items(rows[number * 2 - 2 : number * 2]) + pager, script)

    return pages | {"/": home("/nb/index.jhtml"), "/nb/index.jhtml": shown(1), "/nb/index_2.jhtml": shown(2)}


def rows_opened_by_an_attribute_of_any_name() -> dict[str, Page]:
    """`window.open($(this).data('src'))` on rows that are no links."""
    files = [(f"/upload/{n}.pdf", title) for n, title in enumerate(_TITLES)]
    rows = "".join(f'<li class="pdf" data-src="{path}"><span>{title}</span></li>' for path, title in files)
    pages: dict[str, Page] = {path: Answer(b"%PDF-1.4 " + title.encode()) for path, title in files}
    script = "$('.pdf').click(function(){ window.open($(this).data('src')) })"
    return pages | {"/": home("/nb/"), "/nb/": scripted(f"<ul>{rows}</ul>", script)}


def a_tree_that_asks_for_its_nodes() -> dict[str, Page]:
    """zTree posts the id of each node that is opened; a click shows the list of a node in a frame."""
    rows, pages = articles(lambda n: f"/gk/{n}.html")
    nodes = {
        "": [{"id": 1, "name": "政府信息公开", "isParent": True}, {"id": 2, "name": "办事服务", "isParent": True}],
        "1": [{"id": 11, "name": "政府信息公开指南"}, {"id": 12, "name": "政府信息公开年报", "isParent": False}],
    }

    def tree(asked: Asked) -> Answer:
        if (asked.method, asked.fields.get("site")) != ("POST", "9"):
            return Answer("", 405)
        return json_answer(nodes.get(asked.fields.get("pid", ""), []))

    script = (
        'var setting = {async: {enable: true, url: "/gk/tree.do", autoParam: ["id=pid"], otherParam: {site: "9"}},'
        " callback: {onClick: show}};"
        ' function show(e, id, node){ $("#main").attr("src", "/gk/list.do?cat=" + node.id) }'
        ' $.fn.zTree.init($("#tree"), setting);'
    )
    return pages | {
        "/": home("/gk/", "政府信息公开"),
        "/gk/": scripted('<ul id="tree"></ul><iframe id="main"></iframe>', script),
        "/gk/tree.do": tree,
        "/gk/list.do": lambda asked: f"{HEAD}{items(rows) if asked.fields['cat'] == '12' else ''}</html>",
    }


def rows_and_pager_in_a_script_of_text() -> dict[str, Page]:
    """`<script type="text/template">` holds the whole list, which a script puts in its place."""
    rows, pages = articles(lambda n: f"/n/{n}.html")

    def shown(number: int) -> str:
        onward = '<a href="/nb/2.html">下一页</a>' if number == 1 else ""
        listed = f"<ul>{items(rows[number * 2 - 2 : number * 2])}</ul>{onward}"
        drawn = "<script>$('#list').html($('#rows').html())</script>"
        return f'{HEAD}<div id="list"></div><script type="text/template" id="rows">{listed}</script>{drawn}</html>'

    return pages | {"/": home("/nb/"), "/nb/": shown(1), "/nb/2.html": shown(2)}


def a_row_published_while_the_list_is_read() -> dict[str, Page]:
    """The newest row is published behind the first answer and moves another to the second page."""
    rows, pages = articles(lambda n: f"/n/{n}.html")
    answered: list[int] = []

    def listed(asked: Asked) -> str:
        number = int(asked.fields.get("page", 1))
        answered.append(number)
        listing = rows if len(answered) > 1 else rows[1:]
        onward = '<a href="/nb/?page=2">下一页</a>' if number == 1 else ""
        return f"{HEAD}{items(listing[number * 2 - 2 : number * 2])}{onward}</html>"

    return pages | {"/": home("/nb/"), "/nb/": listed}
