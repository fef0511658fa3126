"""Tiny portals of shells that scripts fill, of what clicks open, of sites inside the column, of other ways there."""

import json
from collections.abc import Callable

from spiders.sites.local_portal import Answer, Asked, Page
from spiders.sites.parts import HEAD, NAMES, SECTIONS, TITLES, article, articles, home, items, json_answer, scripted

_TITLES = list(TITLES.values())
_HELPER = (
    "function getQueryString(name){var reg=new RegExp('(^|&)'+name+'=([^&]*)(&|$)');"
    "var r=location.search.substr(1).match(reg);return r?unescape(r[2]):null;}"
)


def shells_that_look_into_their_address() -> dict[str, Page]:
    """List and article are empty pages; a helper takes out of their address what their scripts ask for."""
    row = "h+='<a href=\"/d.html?id='+r.data.list[i].id+'\">'+r.data.list[i].title+'</a>'"
    asks = f"$.get('/api/list',{{channel:cid,pageNo:p,pageSize:2}},function(r){{for(var i in r.data.list){{{row}}}}})"

    def rows(asked: Asked) -> Answer:
        start = (int(asked.fields["pageNo"]) - 1) * 2 if asked.fields.get("channel") == "nb7" else 9
        found = [{"id": f"x{n}", "title": title} for n, title in enumerate(_TITLES)][start : start + 2]
        return json_answer({"data": {"list": found}})

    def content(asked: Asked) -> Answer:
        title = _TITLES[int(asked.fields["id"][1:])]
        return json_answer({"data": {"title": title, "content": f"<p>{title}</p>{SECTIONS}"}})

    shell = "<h1 id='t'></h1><div id='c'></div>"
    fill = "$.get('/api/get',{id:new URLSearchParams(location.search).get('id')},function(d){$('#c').html(d.data)})"
    return {
        "/": home("/list.html?cid=nb7"),
        "/list.html": scripted(
            "<ul></ul>", f"{_HELPER}var cid=getQueryString('cid');function load(p){{{asks}}}load(1)"
        ),
        "/api/list": rows,
        "/d.html": scripted(shell, fill),
        "/api/get": content,
    }


def asked_for_with_an_object() -> dict[str, Page]:
    """An app's own state is what is posted: `axios.post('/api/page', this.query)`."""
    rows, pages = articles(lambda n: f"/n/{n}")

    def answer(asked: Asked) -> Answer:
        start = 2 if b'"pageNum": 2' in asked.body else 0
        shown = rows[start : start + 2] if b'"c8"' in asked.body and b'"pageNum": 3' not in asked.body else []
        return json_answer({"rows": [{"docTitle": title, "docUrl": url} for url, title in shown]})

    query = "data:{list:[],query:{channelId:'c8',pageNum:1,pageSize:2}}"
    asks = "methods:{get(){axios.post('/api/page',this.query).then(r=>{this.list=r.data.rows})}}"
    script = f"new Vue({{el:'#app',{query},{asks}}})"
    return pages | {"/": home("/nb/"), "/nb/": scripted("<div id='app'></div>", script), "/api/page": answer}


def opened_with_numbers() -> dict[str, Page]:
    """A click joins a number to an address; 下一页 of the last page calls a function that opens no more."""
    rows, _ = articles(lambda n: f"/view?k={n - 1}")
    titles = [title for _, title in rows]
    cards = [f"<p onclick=\"window.open('/view?k='+{n})\">{title}</p>" for n, title in enumerate(titles)]

    def shown(number: int) -> str:
        pager = f'<a href="javascript:turn({number + 1})">下一页</a> 共2页'
        script = "function turn(p){ if(p>2) return; location.href = p + '.html'; }"
        return scripted("".join(cards[number * 2 - 2 : number * 2]) + pager, script)

    view: Page = lambda asked: article(titles[int(asked.fields["k"])])  # noqa: E731
    return {"/": home("/nb/1.html"), "/nb/1.html": shown(1), "/nb/2.html": shown(2), "/view": view}


def files_that_scripts_and_clicks_open() -> dict[str, Page]:
    """The file of a report is handed to a script with its name, opened by a click, or carried by an attribute."""
    ways: tuple[Callable[[str], str], ...] = (
        lambda file: f"<script>Cms.attachment('{file}', '年度报告全文.pdf')</script>",
        lambda file: f"<span onclick=\"window.open('{file}')\">年度报告.pdf</span>",
        lambda file: f'<div data-file="{file}">年度报告.pdf</div>',
    )
    pages: dict[str, Page] = {f"/up/{n}.pdf": Answer(b"%PDF-1.4 " + bytes([n])) for n in range(len(ways))}
    for n, (title, way) in enumerate(zip(_TITLES, ways, strict=True)):
        pages[f"/n/{n}.html"] = (
            f"{HEAD}<h1>{title}</h1><div id='zoom'><p>见附件。</p>{way(f'/up/{n}.pdf')}</div></html>"
        )
    rows = [(f"/n/{n}.html", title) for n, title in enumerate(_TITLES)]
    return pages | {"/": home("/nb/"), "/nb/": f"{HEAD}<ul>{items(rows)}</ul></html>"}


def sites_inside_the_column() -> dict[str, Page]:
    """The column names bodies and leads to their sites, where 政务公开 leads to a column of each."""
    pages: dict[str, Page] = {}
    for n in range(len(NAMES)):
        site = f"/bm/{n}/"
        pages[site] = f'{HEAD}<a href="/">首页</a><a href="{site}news/">要闻</a><a href="{site}gk/">政务公开</a></html>'
        pages[f"{site}gk/"] = f'{HEAD}<a href="{site}gk/nb/">信息公开年报</a></html>'
        pages[f"{site}gk/nb/"] = f'{HEAD}<a href="20209.html">2020年政府信息公开工作年度报告</a></html>'
        pages[f"{site}gk/nb/20209.html"] = article("2020年政府信息公开工作年度报告")
    links = "".join(f'<a href="/bm/{n}/">{name}</a>' for n, name in enumerate(NAMES))
    return pages | {"/": home("/nb/"), "/nb/": f"{HEAD}{links}</html>"}


def hanweb_without_dataproxy() -> dict[str, Page]:
    """As in 江西: each page is drawn whole, `?uid=…&pageNum=2`, and the proxy that it names is not there."""
    rows, pages = articles(lambda n: f"/art/2021/1/25/art_7_{n}.html")
    group = "<a href='/module/web/jpage/dataproxy.jsp?page=1&amp;columnid=7&amp;unitid=77'></a>"

    def column(asked: Asked) -> str:
        number = int(asked.fields.get("pageNum", 1))
        shown = "".join(f"<record><![CDATA[{items([row])}]]></record>" for row in rows[number - 1 : number])
        island = f"<datastore><nextgroup><![CDATA[{group}]]></nextgroup><recordset>{shown}</recordset></datastore>"
        onward = f'<a href="index.html?uid=77&pageNum={number + 1}">下一页</a>' if number < len(rows) else ""
        return f'{HEAD}<div id="77"><script type="text/xml">{island}</script></div>{onward}</html>'

    return pages | {"/": home("/col/col7/index.html"), "/col/col7/index.html": column}


def a_page_called_the_map_of_the_site() -> dict[str, Page]:
    """Scripts draw the menus of the home page; 网站地图 is a link, and a page of links."""
    rows, pages = articles(lambda n: f"/nb/{n}.html")
    menus = '<a href="/zn/">政府信息公开指南</a><a href="/nb/">政府信息公开年报</a>'
    listed = {"/map/": f"{HEAD}{menus}</html>", "/nb/": f"{HEAD}<ul>{items(rows)}</ul></html>"}
    return pages | listed | {"/": f'{HEAD}<div id="menu"></div><a href="/map/">网站地图</a></html>'}


def years_that_a_function_takes_from_its_menu() -> dict[str, Page]:
    """`changeYear(this)` opens what is chosen; the column shows another year first and loads itself again."""
    rows, pages = articles(lambda n: f"/nb/{n}.html")
    options = "".join(f"<option value='{year}'>{year}</option>" for year in (2021, 2020))
    script = "function changeYear(o){ location.href='/nb/list.jsp?year='+o.options[o.selectedIndex].value; }"

    def column(asked: Asked) -> str:
        shown = items(rows) if asked.fields.get("year") == "2020" else ""
        reload = '<meta http-equiv="refresh" content="30;url=list.jsp">'
        return scripted(f"{reload}<select onchange='changeYear(this)'>{options}</select><ul>{shown}</ul>", script)

    return pages | {"/": home("/nb/list.jsp"), "/nb/list.jsp": column}


def more_at_an_address_of_its_own() -> dict[str, Page]:
    """加载更多 carries the address of a piece of the list, which carries that of the next."""
    rows, pages = articles(lambda n: f"/nb/{n}.html")

    def piece(asked: Asked) -> str:
        number = int(asked.fields.get("page", 1))
        more = (
            f'<a href="javascript:;" data-url="/nb/more?page={number + 1}">加载更多</a>' if number < len(rows) else ""
        )
        return f"{HEAD}<ul>{items(rows[number - 1 : number])}</ul>{more}"

    return pages | {"/": home("/nb/"), "/nb/": piece, "/nb/more": piece}


def opened_from_outside() -> dict[str, Page]:
    """A row's element has the address of its link, a viewer shows another's file; JSONP brings those after `offset`."""
    rows, pages = articles(lambda n: f"/nb/{n}.html")
    carried = f'<li class="row" data-url="{rows[0][0]}"><a href="javascript:void(0)">{rows[0][1]}</a></li>'
    shown = f'<li><a href="/pdfjs/web/viewer.html?file=/up/2.pdf">{rows[1][1]}</a></li>'
    script = (
        "var offset=2, limit=1; $('.row').click(function(){ window.open($(this).data('url')) });"
        "$('#more').click(function(){ $.ajax({url: '/more', dataType: 'jsonp', jsonp: 'cb', data: {offset: offset,"
        " limit: limit}, success: function(r){ offset += limit; draw(r.items) }}) })"
    )

    def more(asked: Asked) -> Answer:
        start = int(asked.fields["offset"])
        found = json.dumps({"items": [{"title": title, "url": url} for url, title in rows[start : start + 1]]})
        return Answer(f"{asked.fields['cb']}({found})")

    return pages | {
        "/": home("/nb/"),
        "/nb/": scripted(f"<ul>{carried}{shown}</ul><div id='more'>加载更多</div>", script),
        "/up/2.pdf": Answer(b"%PDF-1.4", headers=(("Content-Type", "application/pdf"),)),
        "/more": more,
    }
