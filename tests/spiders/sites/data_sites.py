"""Tiny portals whose articles, rows or pagers are data that scripts draw; what draws them says how they are had."""

import gzip
import json

from spiders.sites.local_portal import Answer, Asked, Page
from spiders.sites.parts import HEAD, NAMES, SECTIONS, TITLES, article, articles, home, items, json_answer, scripted


def articles_in_their_state() -> dict[str, Page]:
    """The page of an article is an empty shell and what a script fills it with."""
    rows, pages = articles(lambda n: f"/nb/{n}")
    state = json.dumps({"detail": {"content": f"<div>{SECTIONS}</div>"}}).replace("<", "\\u003c")
    shell: Page = scripted("<div id='app'></div>", f"window.__INITIAL_STATE__={state};")
    return dict.fromkeys(pages, shell) | {"/": home("/nb"), "/nb": scripted(f"<ul>{items(rows)}</ul>")}


def pages_counted_by_a_widget() -> dict[str, Page]:
    """A widget is told how many rows there are and opens a page of them; an old article bears another CMS's mark."""
    rows, pages = articles(lambda n: f"/nb/{n}.html")

    def listed(asked: Asked) -> str:
        page = int(asked.fields.get("page", 1))
        options = f"elem: 'p', count: {len(rows)}, limit: 2, curr: {page}"
        jump = "function(obj, first){ if(!first){ location.href = '/nb/?page=' + obj.curr; } }"
        old = "<a href='/xw/202101/t20210111_9.html'>要闻</a>"
        return scripted(old + items(rows[page * 2 - 2 : page * 2]), f"laypage.render({{{options}, jump: {jump}}});")

    return pages | {"/": home("/nb/"), "/nb/": listed}


def pages_by_arithmetic() -> dict[str, Page]:
    """A function opens index_1 as the second page, and has no third to open though a link calls it so."""
    rows, pages = articles(lambda n: f"/nb/{n}.html")
    turn = "function go(n){ if(n==1){ location.href='index.html' } else { location.href='index_'+(n-1)+'.html' } }"

    def listed(page: int) -> str:
        numbers = "".join(f"<a href='javascript:go({n})'>{n}</a>" for n in (1, 2))
        pager = f"<div>{numbers}<a href='javascript:go({page + 1})'>下一页 &gt;</a></div>"
        return scripted(items(rows[page * 2 - 2 : page * 2]) + pager, turn)

    return pages | {"/": home("/nb/index.html"), "/nb/index.html": listed(1), "/nb/index_1.html": listed(2)}


def a_menu_that_asks() -> dict[str, Page]:
    """The links of a menu call a function with the code of a column; it posts that."""
    rows, pages = articles(lambda n: f"/nb/{n}.html")
    named = {"zn": "政府信息公开指南", "nb7": "政府信息公开年报"}
    menu = "".join(f"<a href='#' onclick=\"show('{code}')\">{name}</a>" for code, name in named.items())
    script = "var size = 50; function show(code){ $.post('/list', {code: code, size: size}, function(d){ draw(d) }) }"

    def listed(asked: Asked) -> str:
        return items(rows) if (asked.fields.get("code"), asked.fields.get("size")) == ("nb7", "50") else "<p>无</p>"

    return pages | {"/": home("/gk/", "政府信息公开"), "/gk/": scripted(menu, script), "/list": listed}


def numbers_in_attributes() -> dict[str, Page]:
    """A tree of numbers leads to the column in a frame; its rows carry numbers that a click is made an address of."""
    rows, _ = articles(str)
    tree = '[{"id": 1, "name": "政府信息公开指南"}, {"id": 17, "pId": 1, "name": "政府信息公开年报"}]'
    opens = f"var nodes = {tree}; function onClick(e, id, node){{ $('#f').attr('src', '/l.do?c=' + node.id); }}"
    listed = "".join(f"<p><a href='javascript:;' class='go' data-id='{n}'>{title}</a></p>" for n, title in rows)
    click = "$('.go').click(function(){ window.open('/i.do?id=' + $(this).data('id')) })"
    return {
        "/": home("/gk/", "政府信息公开"),
        "/gk/": scripted("<iframe id='f'></iframe>", opens),
        "/l.do": lambda asked: scripted(listed, click) if asked.fields["c"] == "17" else scripted("<p>指南</p>"),
        "/i.do": lambda asked: article(dict(rows)[asked.fields["id"]]),
    }


def files_that_a_form_brings() -> dict[str, Page]:
    """A link submits a form, which alone brings the file."""
    rows, _ = articles(lambda n: f"/nb/{n}.html")

    def shown(number: int, title: str) -> str:
        fields = f"<form id='f' action='/down.do' method='post'><input type='hidden' name='id' value='{number}'></form>"
        link = f"<a href='#' onclick=\"document.getElementById('f').submit()\">{title}.pdf</a>"
        return f"{HEAD}<h1>{title}</h1><div id='zoom'><p>见附件</p>{fields}{link}</div></html>"

    def brought(asked: Asked) -> Answer:
        return Answer(b"%PDF-1.4 " + asked.fields["id"].encode()) if asked.method == "POST" else Answer("", 405)

    pages: dict[str, Page] = {path: shown(n, title) for n, (path, title) in enumerate(rows)}
    return pages | {"/": home("/nb/"), "/nb/": scripted(items(rows)), "/down.do": brought}


def a_map_that_robots_name() -> dict[str, Page]:
    """Scripts draw the home page; robots.txt names a map, packed, of packed maps."""
    rows, pages = articles(lambda n: f"/zfxxgknb/202101/{1000000 + n}.html")

    def packed(markup: str) -> Page:
        return lambda asked: Answer(gzip.compress(markup.replace("HOST", asked.headers["Host"]).encode()))

    return pages | {
        "/": scripted("<div id='app'></div>"),
        "/robots.txt": lambda asked: Answer(f"Sitemap: http://{asked.headers['Host']}/m/all.xml.gz\n"),
        "/m/all.xml.gz": packed("<sitemapindex><loc>http://HOST/m/1.xml.gz</loc></sitemapindex>"),
        "/m/1.xml.gz": packed("<urlset><loc>http://HOST/zfxxgknb/</loc></urlset>"),
        "/zfxxgknb/": scripted(items(rows)),
    }


def ticks_and_items() -> dict[str, Page]:
    """更多 is a picture; a table ticks what is there below a head of two rows, an item is named above its 详情."""
    titles = list(TITLES.values())
    head = "<tr><th rowspan=2>单位</th><th colspan=2>年度</th></tr><tr><th>2020年</th><th>2019年</th></tr>"
    ticked = f"<tr><td>{NAMES[0]}</td><td><a href='/up/1.pdf'>√</a></td><td></td></tr>"
    drawn = f"<tr><td>{NAMES[1]}</td><td><a href='/up/2.pdf'><img src='pdf.gif'></a></td><td></td></tr>"
    item = f"<dl><dt>{titles[2]}</dt><dd><p>发布时间：2021-01-25</p><a href='/nb/3.html'>详情&gt;&gt;</a></dd></dl>"
    block = "<div><span>政府信息公开年报</span><a href='/nb/'><img src='/images/more.gif'></a></div>"
    return {
        "/": scripted(block),
        "/nb/": scripted(f"<table>{head}{ticked}{drawn}</table>{item}"),
        "/nb/3.html": article(titles[2]),
        "/up/1.pdf": Answer(b"%PDF-1.4 1"),
        "/up/2.pdf": Answer(b"%PDF-1.4 2"),
    }


def rows_that_come_as_one_scrolls() -> dict[str, Page]:
    """Below a heading of the year rows name bodies; a script asks for more from the second page on, in the end none."""
    pages: dict[str, Page] = {f"/a/{n}.html": article(f"{name}政府信息公开年度报告") for n, name in enumerate(NAMES)}
    rows = [f"<li><a href='/a/{n}.html'>{name}年报</a></li>" for n, name in enumerate(NAMES)]
    script = "var page = 2; $(window).scroll(function(){ $.get('/more.php?page=' + page, add); page++; });"

    def more(asked: Asked) -> str:
        return rows[2].replace("年报", "2020年年报") if asked.fields["page"] == "2" else ""

    return pages | {
        "/": home("/nb/"),
        "/nb/": scripted(f"<h3>2020年</h3><ul>{''.join(rows[:2])}</ul>", script),
        "/more.php": more,
    }


def articles_that_scripts_ask_for() -> dict[str, Page]:
    """A page's script asks for its body by its number, another's for its file; a third's is not answered."""
    titles = list(TITLES.values())
    asks = "$.get('/hits.do', {id: %s}); $.getJSON('/detail.do', {id: %s}, draw)"
    numbered = zip((41, 42, 43), titles, strict=True)
    pages: dict[str, Page] = {f"/nb/{n}.html": scripted(f"<h1>{title}</h1>", asks % (n, n)) for n, title in numbered}
    told = {"41": {"content": SECTIONS}, "42": {"files": [{"name": f"{titles[1]}.pdf", "url": "/up/42.pdf"}]}}

    def answered(asked: Asked) -> Answer:
        found = told.get(asked.fields["id"])
        return Answer("", 404) if found is None else json_answer({"data": found})

    rows = list(zip(pages, titles, strict=True))
    return pages | {
        "/": home("/nb/"),
        "/nb/": scripted(f"<ul>{items(rows)}</ul>"),
        "/detail.do": answered,
        "/up/42.pdf": Answer(b"%PDF-1.4", headers=(("Content-Type", "application/pdf"),)),
    }


def parts_under_any_name() -> dict[str, Page]:
    """A script file writes the menu of the home page; the column's parts are called by letters, a grid fills one."""
    rows, pages = articles(lambda n: f"/nb/k/{n}.html")
    menu = "document.write('<li><a href=\"/zwgk/nb/\">政府信息公开年报</a></li>');"
    grid = "$('#g').datagrid({url: 'rows.do', pagination: true, pageSize: 2})"

    def listed(asked: Asked) -> Answer:
        first = (int(asked.fields["page"]) - 1) * int(asked.fields["rows"])
        shown = rows[first : first + int(asked.fields["rows"])]
        return json_answer({"total": len(rows), "rows": [{"title": title, "url": url} for url, title in shown]})

    return pages | {
        "/": f"{HEAD}<script src='/js/lost.js'></script><script src='/js/menu.js'></script></html>",
        "/js/menu.js": Answer(menu),
        "/zwgk/nb/": f"{HEAD}<a href='a/'>A-J</a><a href='k/'>K-Z</a></html>",
        "/zwgk/nb/a/": f"{HEAD}<p>暂无</p></html>",
        "/zwgk/nb/k/": scripted("<table id='g'></table>", grid),
        "/zwgk/nb/k/rows.do": listed,
    }
