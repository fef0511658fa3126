"""Tiny portals whose lists only a script turns or asks for, and says plainly how: forms, posts, files of scripts."""

import gzip
import json
from collections.abc import Callable

from spiders.sites.local_portal import Answer, Asked, Page
from spiders.sites.parts import HEAD, article, articles, home, items, json_answer

_Shown = Callable[[int], list[tuple[str, str]]]


def _two_at_a_time(rows: list[tuple[str, str]]) -> _Shown:
    return lambda page: rows[page * 2 - 2 : page * 2]


def posted_back() -> dict[str, Page]:
    """ASP.NET: the pager and a menu of years post the page back with its state; the year shown first has no report."""
    rows, pages = articles(lambda n: f"/Show_{n}.aspx")
    state = '<input type="hidden" name="__VIEWSTATE" value="dDwt/=="><input type="hidden" name="__EVENTTARGET">'
    years = "<option value='2021'{}>2021年</option><option value='2020'{}>2020年</option>"
    posts = "setTimeout('__doPostBack(\\'ddlYear\\',\\'\\')', 0)"

    def listed(asked: Asked) -> Answer | str:
        fields = asked.fields
        if asked.method == "POST" and (fields.get("__VIEWSTATE"), fields.get("kw")) != ("dDwt/==", ""):
            return Answer("Validation of viewstate failed", 500)
        year = fields.get("ddlYear", "2021")
        page = int(fields["__EVENTARGUMENT"]) if fields.get("__EVENTTARGET") == "pager" else 1
        shown = _two_at_a_time(rows)(page) if year == "2020" else []
        onward = f"<a href=\"javascript:__doPostBack('pager','{page + 1}')\">下一页</a>" if shown and page == 1 else ""
        chosen = years.format(*(" selected" if one == year else "" for one in ("2021", "2020")))
        menu = f'<select name="ddlYear" onchange="{posts}">{chosen}</select><input name="kw">'
        form = f"<form method='post' action='./List.aspx?c=9'>{state}{menu}{items(shown)}{onward}</form>"
        return f"{HEAD}{form}</html>"

    return pages | {"/": home("/List.aspx?c=9"), "/List.aspx": listed}


def filled_in_by_a_function() -> dict[str, Page]:
    """A function puts the number into a hidden form and submits that."""
    rows, pages = articles(lambda n: f"/content/{n}.jsp")

    def listed(asked: Asked) -> Answer | str:
        page = int(asked.fields.get("pageNo", 1))
        if page > 1 and (asked.method, asked.fields.get("cid")) != ("POST", "12"):
            return Answer("", 405)
        fields = f"<input name='cid' value='12'><input name='pageNo' value='{page}'>"
        form = f"<form name='f' action='/list.jsp' method='post'>{fields}"
        turn = "<script>function go(n){ document.f.pageNo.value = n; document.f.submit(); }</script>"
        onward = "<a onclick='go(2)'>下一页</a>" if page == 1 else ""
        return f"{HEAD}{form}</form>{items(_two_at_a_time(rows)(page))}{onward}{turn}</html>"

    return pages | {"/": home("/list.jsp?cid=12"), "/list.jsp": listed}


def loaded_by_a_button() -> dict[str, Page]:
    """加载更多 posts JSON; the page shows the first rows, and the answer counts them too."""
    rows, pages = articles(lambda n: f"/a/{n}.html")

    def more(asked: Asked) -> Answer:
        sent = json.loads(asked.body)
        if sent != {"pageNum": sent["pageNum"], "pageSize": 2, "channel": "c77"}:
            return Answer("", 400)
        shown = _two_at_a_time(rows)(sent["pageNum"])
        return json_answer({"total": len(rows), "rows": [{"title": title, "linkUrl": url} for url, title in shown]})

    script = (
        "var pageNum = 1, channel = 'c77'; // number of the page\n"
        "function more(){ pageNum++; $.ajax({type: 'POST', url: '/api/list', contentType: 'application/json',"
        " data: JSON.stringify({pageNum: pageNum, pageSize: 2, channel: channel}), success: draw}) }"
    )
    button = "<div onclick='more()'>点击加载更多</div>"
    return pages | {
        "/": home("/nb/"),
        "/nb/": f"{HEAD}{items(rows[:2])}{button}<script>{script}</script></html>",
        "/api/list": more,
    }


def asked_for_by_a_script_file() -> dict[str, Page]:
    """As in 江西: a script in a file of its own posts arrays; addresses are JSON inside the JSON."""
    rows, pages = articles(lambda n: f"/jcx/nb/202101/{n:032x}.shtml")

    def found(asked: Asked) -> Answer:
        if (asked.method, asked.fields.get("webSiteCode[]"), asked.fields.get("channel")) != ("POST", "jcx", "7"):
            return json_answer({"code": 500})
        shown = _two_at_a_time(rows)(int(asked.fields["current"]))
        results = [{"source": {"title": title, "urls": json.dumps({"pc": url, "phone": ""})}} for url, title in shown]
        return json_answer({"data": {"total": len(rows), "results": results}})

    script = (
        "function load(n){ $.ajax({url: '/queryList', type: 'post', data: {current: n, webSiteCode: ['jcx'],"
        " channel: $('#channel').val(), kw: $('#kw').val()}, success: draw}); } load(1);"
    )
    own = "<input type='hidden' id='channel' value='7'><script src='/js/jquery.js'></script><script src='/js/nb.js'>"
    return pages | {
        "/": home("/jcx/nb/"),
        "/jcx/nb/": f"{HEAD}{own}</script></html>",
        "/js/nb.js": Answer(script, headers=(("Content-Type", "application/javascript"),)),
        "/queryList": found,
    }


def rows_of_numbers_below_a_tree() -> dict[str, Page]:
    """A widget's tree leads to the column, where a script draws rows that have numbers and no addresses."""
    rows, _ = articles(str)

    def listed(asked: Asked) -> Answer:
        sent = json.loads(asked.body)
        shown = _two_at_a_time(rows)(sent["pageNum"]) if sent["columnId"] == "77" else []
        records = [{"id": int(number), "title": title} for number, title in shown]
        return json_answer({"data": {"records": records, "pages": 2}})

    tree = [{"text": "公开", "children": [{"text": "政府信息公开年报", "attributes": {"url": "/gk/nb.html"}}]}]
    rows_drawn = "<li v-for='row in list'><a :href=\"'/gk/show.html?id=' + row.id\">{{ row.title }}</a></li>"
    script = (
        "new Vue({data(){ return {columnId: '77', pageNum: 1} }, methods: { get(){"
        " axios.post('/api/rows', {columnId: this.columnId, pageNum: this.pageNum}).then(draw) } }})"
    )
    return {
        "/": home("/gk/", "政府信息公开"),
        "/gk/": f"{HEAD}<ul class='easyui-tree' data-options=\"url:'tree.json',animate:true\"></ul></html>",
        "/gk/tree.json": json_answer(tree),
        "/gk/nb.html": f"{HEAD}{rows_drawn}<script>{script}</script></html>",
        "/api/rows": listed,
        "/gk/show.html": lambda asked: article(dict(rows)[asked.fields["id"]]),
    }


def in_queries_of_gbk() -> dict[str, Page]:
    """The column's address has Chinese words, which browsers send in the encoding of the page; rows change numbers."""
    rows, pages = articles(lambda n: f"/a/{n}.html")
    asked_for: list[int] = []

    def listed(asked: Asked) -> Answer:
        asked_for.append(1)
        shown = rows if "\ufffd" in asked.fields["lm"] else []  # the test's server reads UTF-8
        changing = [(f"{path}?n={len(asked_for)}", title) for path, title in shown]
        onward = f"<a href='?lm=年报&n={len(asked_for)}'>下一页</a>"  # without end
        return Answer(f"<html>{items(changing)}{onward}</html>".encode("gb18030"))

    return pages | {
        "/": Answer(home("/list.asp?lm=年报").replace("utf-8", "gb2312").encode("gb18030")),
        "/list.asp": listed,
    }


def of_a_map_of_maps() -> dict[str, Page]:
    """Scripts draw the home page; its map names another one, packed, in which articles stand and not their column."""
    rows, pages = articles(lambda n: f"/zfxxgknb/202101/{1000000 + n}.html")

    def packed(asked: Asked) -> Answer:
        places = "".join(f"<url><loc>http://{asked.headers['Host']}{path}</loc></url>" for path, _ in rows)
        return Answer(gzip.compress(f"<urlset>{places}</urlset>".encode()))

    maps = "<sitemapindex><sitemap><loc>http://{}/maps/1.xml.gz</loc></sitemap></sitemapindex>"
    return pages | {
        "/": f"{HEAD}<div id='app'></div></html>",
        "/sitemap.xml": lambda asked: maps.format(asked.headers["Host"]),
        "/maps/1.xml.gz": packed,
        "/zfxxgknb/": f"{HEAD}{items(rows)}</html>",
    }
