"""Tiny portals whose links do not say what they lead to, or stand where a link is not looked for."""

import json

from spiders.sites.local_portal import Answer, Asked, Page
from spiders.sites.parts import HEAD, NAMES, TITLES, article, articles, home, items, json_answer

_MENU = "<a href='/'>首页</a><a href='/nb/'>政府信息公开年报</a>"


def cells_of_a_table() -> dict[str, Page]:
    """Bodies down, years across, 查看 in each cell; the articles name nobody."""
    rows = "".join(f"<tr><td>{name}</td><td><a href='/a/{n}.html'>查看</a></td></tr>" for n, name in enumerate(NAMES))
    table = f"<table><tr><th>单位</th><th>2020年</th></tr>{rows}</table>"
    pages: dict[str, Page] = {f"/a/{n}.html": article("政府信息公开工作年度报告") for n in range(len(NAMES))}
    return pages | {"/": home("/nb/"), "/nb/": f"{HEAD}{_MENU}{table}</html>"}


def names_below_tabs() -> dict[str, Page]:
    """Years are tabs, the panels below hold names of bodies alone."""
    links = "".join(f"<li><a href='/a/202101/t20210125_{n}.html'>{name}</a></li>" for n, name in enumerate(NAMES))
    old = "<ul><li><a href='/zn/'>说明</a></li></ul>"
    tabs = f"<div><ul><li>2020年</li><li>2019年</li></ul><div><ul>{links}</ul>{old}</div></div>"
    pages: dict[str, Page] = {
        f"/a/202101/t20210125_{n}.html": article(f"{name}政府信息公开工作年度报告") for n, name in enumerate(NAMES)
    }
    return pages | {"/": home("/nb/"), "/nb/": f"{HEAD}{_MENU}{tabs}</html>"}


def welcome_pictures_and_a_frame() -> dict[str, Page]:
    """A page of welcome, menus that are pictures, the list in a frame beside a menu that leads back to the column."""
    rows, pages = articles(lambda n: f"/zfxxgknb/{n}.html")
    return pages | {
        "/": f"{HEAD}<a href='/main.html'><b>点击进入</b></a></html>",
        "/main.html": f"{HEAD}<a href='/zwgk/'><img src='1.png'></a></html>",
        "/zwgk/": f"{HEAD}<a href='/zfxxgknb/'><img src='2.png'></a></html>",
        "/zfxxgknb/": f"{HEAD}<a href='index.html'>政府信息公开年报</a><iframe src='/rows.html'></iframe></html>",
        "/zfxxgknb/index.html": f"{HEAD}</html>",
        "/rows.html": f"{HEAD}<ul>{items(rows)}</ul></html>",
    }


def asked_for_by_a_script() -> dict[str, Page]:
    """The column's script asks for JSON, page by page; a tree in a script leads to the column."""
    rows, pages = articles(lambda n: f"/detail/{640000 + n}.html")

    def api(asked: Asked) -> Answer:
        start = (int(asked.fields["pageNo"]) - 1) * 3
        return json_answer({"data": {"list": [{"docTitle": t, "docPubUrl": u} for u, t in rows[start : start + 3]]}})

    tree = json.dumps([{"name": "政府信息公开年报", "url": "/nb/", "id": 2}], ensure_ascii=False)
    script = "axios.get('/api/rows?channel=7&pageNo=1').then(draw)"
    return pages | {
        "/": home("/gk/", "政府信息公开"),
        "/gk/": f"{HEAD}<script>var zNodes = {tree};</script></html>",
        "/nb/": f"{HEAD}{_MENU}<script>{script}</script></html>",
        "/api/rows": api,
    }


def opened_by_functions() -> dict[str, Page]:
    """Functions of the pages join the addresses of rows and of the next page; programs answer whatever is asked."""
    rows, _ = articles(str)

    def listed(asked: Asked) -> str:
        page = int(asked.fields.get("p", 1))
        shown = "".join(f"<li><a href='javascript:show({n})'>{t}</a></li>" for n, t in rows[page * 2 - 2 : page * 2])
        onward = "<button onclick='go(2)'>下一页</button>" if page == 1 else ""
        functions = "function show(id){window.open('/i.php?a=show&id='+id)} function go(n){location.href='/l.php?p='+n}"
        return f"{HEAD}{shown}{onward}<script>{functions}</script></html>"

    def shown(asked: Asked) -> str:
        file = "<a href='/d.php?f=1'>附件.pdf</a>"
        return article(dict(rows)[asked.fields["id"]]).replace("</html>", f"{file}</html>")

    file = Answer(b"%PDF-1.4")
    return {"/": home("/l.php"), "/l.php": listed, "/i.php": shown, "/d.php": file}


def one_article_of_many_files() -> dict[str, Page]:
    """An article a year holds the files of all; programs deliver them as text, named by the links alone."""
    links = "".join(f"<p><a href='/d.php?f={n}'>{title}.pdf</a></p>" for n, title in enumerate(TITLES.values()))
    held = "2020年区直部门、街道政府信息公开年度报告"
    return {
        "/": home("/nb/"),
        "/nb/": f"{HEAD}{_MENU}<li><a href='/a/t20210125_1.html'>{held}</a></li></html>",
        "/a/t20210125_1.html": f"{HEAD}<h1>{held}</h1><div id='zoom'>{links}</div></html>",
        "/d.php": lambda asked: Answer(f"%PDF-1.4 {asked.fields['f']}", headers=(("Content-Type", "text/plain"),)),
    }


def articles_in_framesets() -> dict[str, Page]:
    """A frameset whose first frame is the head of every page."""
    rows, pages = articles(lambda n: f"/body/{n}.html")
    frames: dict[str, Page] = {
        f"/t20210125_{n}.html": f"<html><frameset><frame src='/top.html'><frame src='{path}'></frameset></html>"
        for n, (path, _) in enumerate(rows)
    }
    listed = items([(path, title) for path, (_, title) in zip(frames, rows, strict=True)])
    head = {"/top.html": f"{HEAD}<p>汀北区</p></html>", "/": home("/nb/"), "/nb/": f"{HEAD}<ul>{listed}</ul></html>"}
    return pages | frames | head


def column_below_a_list_of_no_known_name() -> dict[str, Page]:
    """The column lies below 其他法定信息; nothing that home leads to is called like it, or like what leads there."""
    rows, pages = articles(lambda n: f"/a/t20210125_{n}.html")
    return pages | {
        "/": home("/zwgk/", "政务公开"),
        "/zwgk/": f"{HEAD}<a href='/zwgk/fd/'>法定主动公开内容</a></html>",
        "/zwgk/fd/": f"{HEAD}<a href='/zwgk/fd/jg/'>机构职能</a><a href='/zwgk/fd/qt/'>其他法定信息</a></html>",
        "/zwgk/fd/qt/": f"{HEAD}<a href='/zwgk/fd/qt/n/'>政府信息公开年报</a></html>",
        "/zwgk/fd/qt/n/": f"{HEAD}<ul>{items(rows)}</ul></html>",
    }


def lists_in_frames_of_bodies() -> dict[str, Page]:
    """One program shows each body's menu around a frame, and in it what its links name: /x.xp?unit=1&frame=nb."""
    names = dict(enumerate(NAMES))

    def shown(asked: Asked) -> str:
        unit, frame = int(asked.fields["unit"]), asked.fields.get("frame", "ml")
        if "list" in asked.fields:
            title = "2020年政府信息公开工作年度报告"
            return f"{HEAD}<li><a href='/a/{unit}.html'>{title}</a></li></html>" if frame == "nb" else HEAD
        menu = f"<a href='x.xp?unit={unit}'>信息公开目录</a><a href='x.xp?unit={unit}&frame=nb'>信息公开年报</a>"
        return f"{HEAD}{menu}<iframe src='/zwgk/x.xp?list=1&unit={unit}&frame={frame}'></iframe></html>"

    bodies = "".join(f"<li><a href='/zwgk/x.xp?unit={unit}'>{name}</a></li>" for unit, name in names.items())
    pages: dict[str, Page] = {f"/a/{unit}.html": article("政府信息公开工作年度报告") for unit in names}
    start = {"/": home("/zwgk/index.xp", "政务公开"), "/zwgk/index.xp": f"{HEAD}<ul>{bodies}</ul></html>"}
    return pages | start | {"/zwgk/x.xp": shown}


def framed_articles_of_a_site_map() -> dict[str, Page]:
    """Scripts draw the home page; its map names the column, whose articles frame their bodies."""
    rows, pages = articles(lambda n: f"/body/{n}.html")
    frames: dict[str, Page] = {
        f"/t20210125_{n}.html": f"{HEAD}<h1>{title}</h1><iframe src='{path}'></iframe></html>"
        for n, (path, title) in enumerate(rows)
    }
    listed = items([(path, title) for path, (_, title) in zip(frames, rows, strict=True)])
    return (
        pages
        | frames
        | {
            "/": f"{HEAD}<div id='app'></div><script src='/app.js'></script></html>",
            "/sitemap.xml": lambda asked: f"<urlset><loc>http://{asked.headers['Host']}/zfxxgknb/</loc></urlset>",
            "/zfxxgknb/": f"{HEAD}<ul>{listed}</ul></html>",
        }
    )
