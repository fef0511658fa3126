"""One tiny portal for each way of listing that a script or an API stands behind."""

import json

from spiders.sites.local_portal import Answer, Asked, Page
from spiders.sites.parts import HEAD, article, articles, home, items, json_answer


def jpaas() -> dict[str, Page]:
    """Reads the page number only inside `paramJson`."""
    rows, pages = articles(lambda n: f"/art/2021/1/25/art_7_{n}.html")

    def unit(asked: Asked) -> Answer:
        number = int(json.loads(asked.fields["paramJson"])["pageNo"])
        shown = rows[(number - 1) * 2 : number * 2]
        return json_answer(
            {"success": True, "data": {"html": f'<ul>{items(shown)}</ul><table count="4" rows="2" pageNo="{number}">'}}
        )

    block = "{'webId':'w','tplSetId':'t','pageType':'column','tagId':'信息列表','pageId':'p'}"
    gateway = "/api-gateway/jpaas-publish-server/front/page/build/unit"
    script = f'<script id="u" src="/unitbuild.js" url="{gateway}" queryData="{block}"></script>'
    return pages | {
        "/": home("/zfxxgk/zfxxgknb/"),
        "/zfxxgk/zfxxgknb/": f"{HEAD}{script}</html>",
        gateway: unit,
    }


def ucap() -> dict[str, Page]:
    """Rows from `/common/search`; its answers are the only place that names them."""
    rows, pages = articles(lambda n: f"/tb/c11/202101/{n:032x}.shtml")

    def search(asked: Asked) -> Answer:
        number = int(asked.fields["page"])
        results = [{"title": title, "url": url, "publishedTimeStr": "2021-01-25 00:00:00"} for url, title in rows]
        return json_answer(
            {"data": {"page": number, "rows": 2, "total": 4, "results": results[(number - 1) * 2 : number * 2]}}
        )

    channel = "/common/search/5a935d56ca894d5d9a95a53676d05700"
    return pages | {
        "/": home("/tb/c11/list.shtml"),
        "/tb/c11/list.shtml": f'<html><script>load("{channel}?_isAgg=true&_pageSize=2&page=1")</script></html>',
        channel: search,
    }


def gkmlpt() -> dict[str, Page]:
    """Counts more posts than it serves; pages 0 and 1 are the same."""
    rows, pages = articles(lambda n: f"/gkmlpt/content/7/7000/post_700000{n}.html")
    config = 'window._CONFIG = {SID: \'7\', TREE: [{"id": 3, "name": "政府信息公开年报", "children": []}]}'

    def api(asked: Asked) -> Answer:
        shown = {"0": rows[:2], "1": rows[:2], "2": rows[2:]}.get(asked.fields["page"], [])
        articles = [{"title": title, "url": url, "date": 1611590399} for url, title in shown]
        return json_answer({"classify": {"post_count": 90}, "total": 90, "articles": articles})

    return pages | {
        "/": home("/gkmlpt/index", "政府信息公开"),
        "/gkmlpt/index": f"<html><script>{config}</script></html>",
        "/gkmlpt/api/all/3": api,
    }


def vsb() -> dict[str, Page]:
    """Three pages that count down: nb.htm, nb/2.htm, nb/1.htm."""
    rows, pages = articles(lambda n: f"/info/1037/{n}.htm")

    def page(shown: list[tuple[str, str]], position: str) -> str:
        return f'{HEAD}<li id="line_u6_0"></li>{items(shown)}<div>共4条 {position}</div></html>'

    return pages | {
        "/": home("/xxgk/nb.htm"),
        "/xxgk/nb.htm": page(rows[:2], "1/3"),
        "/xxgk/nb/2.htm": page(rows[2:3], "2/3"),
        "/xxgk/nb/1.htm": page(rows[3:], "3/3"),
    }


def lonsun() -> dict[str, Page]:
    """One list for each organ; the way there is the agency's catalogue."""
    rows, pages = articles(lambda n: f"/public/{21980 + n}/{n}.html")

    def label(asked: Asked) -> str:
        number = int(asked.fields["organId"]) - 21980
        return f"<ul>{items(rows[number - 1 : number])}</ul>" if asked.fields["pageIndex"] == "1" else ""

    column = "<html><script>var siteId = 5; load('/site/label/8888')</script></html>"
    agencies = {21981: "汀北区教育局", 21982: "汀北区水利局", 21983: "鹤汀街道"}
    menu = "".join(
        f'<a href="/public/column/{organ}?type=4&action=list">{name}</a>' for organ, name in agencies.items()
    )
    return (
        pages
        | {f"/public/column/{organ}": column for organ in agencies}
        | {
            "/": home("/xxgk/", "政府信息公开"),
            "/xxgk/": f"{HEAD}{menu}</html>",
            "/site/label/8888": label,
        }
    )


def truecms() -> dict[str, Page]:
    """JSONP, only with a Referer, 20 rows at most; a yearly hub of PDFs beside the list."""
    rows, pages = articles(lambda n: f"/col/4039_446643/art/17356608/{n}ffO7DUB.html")
    hub = "/col/4039_446643/art/17356608/9ffO7DUB.html"
    rows = [*rows[:2], (hub, "2020年政府信息公开年报汇总")]

    def message(asked: Asked) -> Answer:
        if "Referer" not in asked.headers:
            return Answer("", 404)
        fits = int(asked.fields["endrecord"]) - int(asked.fields["startrecord"]) < 20
        records = "".join(f"<record><![CDATA[{items([row])}]]></record>" for row in rows) if fits else ""
        total = f"<totalrecord>{len(rows) if fits else 0}</totalrecord>"
        store = f"<datastore>{total}<recordset>{records}</recordset></datastore>"
        return Answer(
            f"{asked.fields['callback']}({json.dumps({'result': store})})",
            headers=(("Content-Type", "text/javascript"),),
        )

    endpoint = "/truecms/messageController/getMessage.do"
    file = '<a href="/wzxxgknb/2021/3.pdf">鹤汀街道</a>'
    return pages | {
        "/": home("/col/18073_668815/index.html"),
        "/col/18073_668815/index.html": f"<html><script>u='{endpoint}', o={{columnId:'9f8e7d6c-1'}}</script></html>",
        endpoint: message,
        hub: f"{HEAD}<h1>2020年政府信息公开年报汇总</h1>{file}</html>",
        "/wzxxgknb/2021/3.pdf": Answer(b"%PDF-1.4"),
    }


def epoint() -> dict[str, Page]:
    """Counts its pages from 1: page 0 is page 1 again."""
    rows, pages = articles(lambda n: f"/xxgk/20210125/7eb5f7f1-9041-43ad-8e13-8fcb82ea831{n}.html")

    def rest(asked: Asked) -> Answer:
        number = max(1, json.loads(asked.body)["pageIndex"])
        shown = rows[(number - 1) * 2 : number * 2]
        return json_answer(
            {"custom": {"data": [{"infourl": url, "title": title[:6], "realtitle": title} for url, title in shown]}}
        )

    return pages | {
        "/": home("/xxgk/govInfoPub.html?deptcode=1&categorynum=004"),
        "/xxgk/govInfoPub.html": '<html><a href="el.link">x</a><script src="/js/webBuilderCommon.js"></script></html>',
        "/js/webBuilderCommon.js": "var siteInfo = {projectName:'/EWB', siteGuid:'g-1'};",
        "/EWB/rest/lightfrontaction/getgovinfolist": rest,
    }


def annual_report_jsp() -> dict[str, Page]:
    """JCMS: the report itself by area and year, behind a tree of agencies in an iframe."""
    areas = {
        "1101": ("jiaoyuju", "汀北区教育局"),
        "1102": ("shuiliju", "汀北区水利局"),
        "1103": ("hetingjiedao", "鹤汀街道"),
    }

    def report(asked: Asked) -> str:
        name = areas[asked.fields["area"]][1]
        if not asked.fields.get("fbtime"):
            return f'{HEAD}<select><option value="2020">2020</option></select></html>'
        return article(f"{name}政府信息公开年度报告")

    links = "".join(
        f'<li><a href="/module/xxgk/xxgkAnnualReport.jsp?area={area}">{name}</a></li>'
        for area, (_, name) in areas.items()
    )
    return {
        "/": home("/col/col9/index.html"),
        "/col/col9/index.html": '<html><iframe src="/module/xxgk/tree.jsp?area=11"></iframe></html>',
        "/module/xxgk/tree.jsp": f"{HEAD}<ul>{links}</ul></html>",
        "/module/xxgk/xxgkAnnualReport.jsp": report,
    }


def year_then_agency() -> dict[str, Page]:
    """Static tree: year, then group, then a list whose titles name the body alone."""
    names = {"jyj": "汀北区教育局", "slj": "汀北区水利局", "htjd": "鹤汀街道"}
    rows = "".join(f'<li><a href="/nb/2020/{key}/t20210125_1.html">{name}</a></li>' for key, name in names.items())
    return {f"/nb/2020/{key}/t20210125_1.html": article("2020年政府信息公开工作年度报告") for key in names} | {
        "/": home("/zwgk/", "政务公开"),
        "/zwgk/": home("/nb/"),
        "/nb/": f'{HEAD}<a href="/nb/2020/">2020年</a></html>',
        "/nb/2020/": f'{HEAD}<a href="/nb/2020/all/">区级部门</a></html>',
        "/nb/2020/all/": f"{HEAD}{rows}</html>",
    }
