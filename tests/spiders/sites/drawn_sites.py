"""Tiny portals whose rows, pagers and ways on are no links: told by values, headings, forms, menus and functions."""

import gzip

from spiders.sites.local_portal import Answer, Asked, Page
from spiders.sites.parts import HEAD, NAMES, SECTIONS, TITLES, article, articles, home, items, json_answer, scripted


def sent_on_to_a_file_of_scripts() -> dict[str, Page]:
    """A header and a joined address send on; the function that opens the rows stands in a file of scripts."""
    rows, pages = articles(lambda n: f"/html/{880 + n}.html")
    listed = "".join(f"<p><a href='#' onclick=\"openwin('{path[6:-5]}')\">{title}</a></p>" for path, title in rows)
    opens = "function openwin(id){ var url = '/html/' + id + '.html'; window.open(url, '_blank') }"
    return pages | {
        "/": Answer(headers=(("Refresh", "0; url=/web/"),)),
        "/web/": "<script>var root = '/web/'; window.location.replace(root + 'index.html')</script>",
        "/web/index.html": home("/nb/"),
        "/nb/": f"{HEAD}{listed}<script src='/js/jquery.js'></script><script src='/js/common.js'></script></html>",
        "/js/common.js": Answer(opens, headers=(("Content-Type", "application/javascript"),)),
    }


def told_by_their_values() -> dict[str, Page]:
    """Rows are texts side by side in a script, fields of any name, markup in a field of the page."""
    rows, pages = articles(lambda n: f"/nb/{n}.html")
    (one, _), (two, its_title), (three, title), decoy = rows
    script = f"var a = new Array(); a[0] = new Array('{rows[0][1]}', '{one}', '2021-01-25');"
    script += f"show({{t: '{its_title}', u: '{two}'}}); tree.add(7, 1, '{decoy[1]}', '{decoy[0]}');"
    held = f"&lt;li&gt;&lt;a href='{three}'&gt;{title}&lt;/a&gt;&lt;/li&gt;"
    return pages | {"/": home("/nb/"), "/nb/": scripted(f"<textarea>{held}</textarea>", script)}


def told_by_a_feed() -> dict[str, Page]:
    """A script draws the column, and its RSS names the rows."""
    rows, pages = articles(lambda n: f"/nb/{n}.html")
    told = "".join(f"<item><title>{title}</title><link>{path}</link></item>" for path, title in rows)
    feed = f"<?xml version='1.0' encoding='utf-8'?><rss><channel><title>年报</title>{told}</channel></rss>"
    link = "<link rel='alternate' type='application/rss+xml' href='rss.xml'>"
    return pages | {
        "/": home("/nb/"),
        "/nb/": scripted(f"{link}<div id='app'></div>"),
        "/nb/rss.xml": Answer(feed, headers=(("Content-Type", "text/xml"),)),
    }


def named_above_and_beside() -> dict[str, Page]:
    """The page says once whose reports follow: in headings, in tabs, in a cell; the articles name nobody."""
    mute = article("政府信息公开工作年度报告").replace("发布日期：", "来源：　浏览次数：3 发布日期：")
    mute = mute.replace("<p>一、总体情况</p>", SECTIONS)
    heads = "".join(f"<h4>{name}</h4><p><a href='/a/{n}.html'>2020年</a></p>" for n, name in enumerate(NAMES[:2]))
    cells = f"<td>0003</td><td><a href='/a/2.html'>2020年政府信息公开工作年度报告</a></td><td>{NAMES[2]}</td>"
    tabs = "<ul><li><a href='#t1'>县直部门</a></li></ul>"
    pages: dict[str, Page] = {f"/a/{n}.html": mute for n in range(3)}
    return pages | {"/": home("/nb/"), "/nb/": scripted(f"{tabs}<div>{heads}</div><table><tr>{cells}</tr></table>")}


def turned_by_buttons_and_menus() -> dict[str, Page]:
    """A button with a number brings the second page, a menu of numbers the third, what is typed the fourth."""
    rows, pages = articles(lambda n: f"/nb/{n}.html")
    buttons = "<form method='post' action='/l/2.do'><input type='hidden' name='c' value='8'>{}</form>".format(
        "".join(f"<input type='submit' name='p' value='{n}'>" for n in (1, 2))
    )
    numbers = "".join(f"<option value='{n}'{' selected' if n == 2 else ''}>第{n}页</option>" for n in (1, 2, 3))
    menu = f"<select onchange=\"location.href='/l/' + this.value + '.do'\">{numbers}</select>"
    typed = "共<b>4</b>页 第3页 <input id='n'><button onclick='goPage()'>GO</button>"
    opens = "function goPage(){ var n = document.getElementById('n').value; location.href = '/l/' + n + '.do' }"

    def second(asked: Asked) -> str:
        return scripted(items(rows[1:2]) + menu) if (asked.fields.get("c"), asked.fields.get("p")) == ("8", "2") else ""

    return pages | {
        "/": home("/l/1.do"),
        "/l/1.do": scripted(items(rows[:1]) + buttons),
        "/l/2.do": second,
        "/l/3.do": scripted(items(rows[2:3]) + typed, opens),
        "/l/4.do": scripted(items(rows[3:])),
    }


def rows_that_forms_bring() -> dict[str, Page]:
    """ASP.NET: each row posts the page back, which answers the article."""
    rows, _ = articles(str)
    titles = [title for _, title in rows]
    links = "".join(f"<p><a href=\"javascript:__doPostBack('r{n}','')\">{t}</a></p>" for n, t in enumerate(titles))
    hidden = "<input type='hidden' name='__VIEWSTATE' value='dDw='><input type='hidden' name='__EVENTTARGET'>"

    def answered(asked: Asked) -> Answer | str:
        if asked.method == "GET":
            return f"{HEAD}<form method='post' action='List.aspx'>{hidden}{links}</form></html>"
        known = asked.fields.get("__VIEWSTATE") == "dDw="
        return article(titles[int(asked.fields["__EVENTTARGET"][1:])]) if known else Answer("", 500)

    return {"/": home("/List.aspx"), "/List.aspx": answered}


def chosen_in_a_menu() -> dict[str, Page]:
    """What is chosen in a menu of bodies a script asks for, page by page as its function is called with 1."""
    pages: dict[str, Page] = {f"/a/{n}.html": article("2020年政府信息公开工作年度报告") for n in range(3)}
    options = "".join(f"<option value='d{n}'>{name}</option>" for n, name in enumerate(NAMES))
    script = "$('#d').change(function(){ var d = $(this).val(); $.get('/rows.jsp?dept=' + d, draw) })"

    def asked_for(asked: Asked) -> str:
        number = asked.fields["dept"][1:]
        return f"<li><a href='/a/{number}.html'>2020年政府信息公开工作年度报告</a></li>" if number else ""

    menu = f"<select id='d'><option value=''>请选择</option>{options}</select>"
    return pages | {"/": home("/nb/"), "/nb/": scripted(menu, script), "/rows.jsp": asked_for}


def years_chosen_by_a_button_or_a_function() -> dict[str, Page]:
    """A menu of years is sent by its button, one of bodies that says 全部 is not; a year's name calls a function."""
    rows, pages = articles(lambda n: f"/nb/{n}.html")
    years = "<select name='y'><option>2021年</option><option value='2020'>2020年</option></select>"
    bodies = f"<select name='d'><option value=''>全部</option><option>{NAMES[0]}</option></select>"
    form = f"<form action='/list.jsp'>{years}{bodies}<input type='submit' value='查询'></form>"
    script = "function show(y){ $.get('/part/' + y + '.html', function(h){ $('#l').html(h) }) } show(2021)"

    def listed(asked: Asked) -> str:
        of_year = f"{items(rows[:2])}<b onclick='show(2020)'>2020年</b>" if asked.fields.get("y") == "2020" else ""
        return scripted(form + of_year, script)

    parts: dict[str, Page] = {"/part/2020.html": items(rows[2:]), "/part/2021.html": "<ul></ul>"}
    return pages | parts | {"/": home("/list.jsp"), "/list.jsp": listed}


def each_year_of_each_body() -> dict[str, Page]:
    """A function joins the choices of two menus to an address; rows and articles name nobody."""
    years = "<select id='y'><option>2020年</option><option>2019年</option></select>"
    bodies = "".join(f"<option value='{n}'>{name}</option>" for n, name in enumerate(NAMES))
    script = "function go(){ var y = $('#y').val(); location.href='/list.jsp?y='+y+'&d='+$('#d').val() }"
    menus = f"{years}<select id='d'>{bodies}</select><button onclick='go()'>查询</button>"
    title = "2020年政府信息公开工作年度报告"

    def listed(asked: Asked) -> str:
        number = asked.fields.get("d", "0") if asked.fields.get("y", "2020年") == "2020年" else ""
        return scripted(menus + (items([(f"/nb/{number}.html", title)]) if number else ""), script)

    pages: dict[str, Page] = {f"/nb/{number}.html": article(title) for number in range(len(NAMES))}
    return pages | {"/": home("/list.jsp"), "/list.jsp": listed}


def tree_of_bodies() -> dict[str, Page]:
    """The column is a tree that a script draws, of bodies by their names alone."""
    nodes = [f"{{id: {n}, pId: 0, name: '{name}', url: '/b{n}/'}}" for n, name in enumerate(NAMES, start=1)]
    pages: dict[str, Page] = {
        "/": home("/nb/"),
        "/nb/": scripted("<h2>信息公开年报</h2>", f"var z = [{','.join(nodes)}]"),
    }
    for n in (1, 2, 3):
        pages[f"/b{n}/"] = scripted(f"<li><a href='/b{n}/2020.html'>2020年政府信息公开工作年度报告</a></li>")
        pages[f"/b{n}/2020.html"] = article("2020年政府信息公开工作年度报告")
    return pages


def parts_counted_by_a_function() -> dict[str, Page]:
    """A function that is called with 1 loads a part of the list; the part after the last is not there."""
    rows, pages = articles(lambda n: f"/nb/{n}.html")
    parts: dict[str, Page] = {f"/nb/part{n}.html": items(rows[n * 2 - 2 : n * 2]) for n in (1, 2)}
    script = "function turn(n){ $('#list').load('/nb/part' + n + '.html') } $(function(){ turn(1) })"
    return pages | parts | {"/": home("/nb/"), "/nb/": scripted("<div id='list'></div>", script)}


def asked_for_after_the_last_row() -> dict[str, Page]:
    """More rows are asked for by the id of the last one shown."""
    rows, pages = articles(lambda n: f"/nb/{n}.html")
    script = "var lastId = ''; function more(){ $.getJSON('/more', {lastId: lastId, size: 2}, draw) }"

    def after(asked: Asked) -> Answer:
        start = int(asked.fields["lastId"] or 0)
        shown = [{"id": start + n + 1, "title": t, "url": u} for n, (u, t) in enumerate(rows[start : start + 2])]
        return json_answer({"data": shown})

    return pages | {"/": home("/nb/"), "/nb/": scripted("<ul></ul>", script), "/more": after}


def sites_of_departments() -> dict[str, Page]:
    """The portal itself has no column: its departments' sites, which it names in a menu, have one each."""
    options = "".join(f"<option value='/s{n}/'>{name}</option>" for n, name in enumerate(NAMES))
    pages: dict[str, Page] = {"/": scripted(f"<select onchange='window.open(this.value)'>{options}</select>")}
    for n in range(3):
        pages[f"/s{n}/"] = home(f"/s{n}/nb/", "信息公开年报")
        pages[f"/s{n}/nb/"] = scripted("<li><a href='2020.html'>2020年信息公开年报</a></li>")
        pages[f"/s{n}/nb/2020.html"] = article("2020年信息公开年报")
    return pages


def cards_and_odd_files() -> dict[str, Page]:
    """A card says 阅读全文, a row its date alone, an attribute holds a number; files are of Word, or packed twice."""
    one, two, three = TITLES.values()
    card = f"<div><h3>{one}</h3><p>一、总体情况</p><div><a href='\\nb\\1.html'>阅读全文</a></div></div>"
    dated = f"<li>{two} <a href='/nb/2.html'>[2021-01-25]</a></li>"
    held = f"<p><a href='javascript:void(0)' rel='3' class='o'>{three}</a></p>"
    click = "$('a.o').click(function(){ var id = $(this).attr('rel'); window.open('/nb/' + id + '.html') })"
    down = "function down(p){ location.href = '/get?path=' + encodeURIComponent(p) }"
    packed = gzip.compress(gzip.compress(article(three).encode()))
    offered = f"{HEAD}<h1>{two}</h1><a href=\"javascript:down('/up/2.doc')\">{two}.doc</a><script>{down}</script>"
    return {
        "/": home("/nb/"),
        "/nb/": scripted(card + dated + held, click),
        "/nb/1.html": article(one),
        "/nb/2.html": offered,
        "/get": Answer(f"<html><body>{SECTIONS}</body></html>", headers=(("Content-Type", "application/msword"),)),
        "/nb/3.html": Answer(packed, headers=(("Content-Encoding", "gzip"),)),
    }


def a_report_beside_others() -> dict[str, Page]:
    """The column shows one report itself, and the others at its side."""
    rows, pages = articles(lambda n: f"/nb/{n}.html")
    shown = article(rows[0][1]).replace("<p>一、总体情况</p>", SECTIONS)
    return pages | {"/": home("/nb/"), "/nb/": shown.replace("</html>", f"<ul>{items(rows[1:])}</ul></html>")}
