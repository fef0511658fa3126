"""Tiny portals that list in ways of which the simulated ones know nothing; each stands for a shape that was missed."""

from html import escape

from spiders.sites.local_portal import Answer, Asked, Page
from spiders.sites.parts import HEAD, articles, home, items, json_answer

_DAY = "2021-01-25"


def hanweb_escaped() -> dict[str, Page]:
    """Records are escaped instead of CDATA, dates broken over lines; only the window by POST is heard."""
    rows, pages = articles(lambda n: f"/art/2021/1/25/art_7_{n}.html")
    records = [
        f"<RECORD>{escape(f'<li><a href={path}>{title}</a><span>2021-{chr(10)}01-25</span></li>')}</RECORD>"
        for path, title in rows
    ]

    def proxy(asked: Asked) -> Answer:
        if asked.method != "POST":
            return Answer("", 500)
        shown = records[int(asked.fields["startrecord"]) - 1 : int(asked.fields["endrecord"])]
        return Answer(f"<datastore><totalrecord>{len(rows)}</totalrecord>{''.join(shown)}</datastore>")

    group = "<a href='/module/web/jpage/dataproxy.jsp?page=1&amp;webid=2&amp;columnid=7&amp;unitid=77'></a>"
    island = f"<datastore><nextgroup><![CDATA[{group}]]></nextgroup>{''.join(records[:2])}</datastore>"
    call = f'$("#77").jpage({{"totalRecord":"{len(rows)}","perPage":"1","groupSize":"2"}})'
    return pages | {
        "/": home("/col/col7/index.html"),
        "/col/col7/index.html": f'{HEAD}<script type="text/xml">{island}</script><script>{call}</script></html>',
        "/module/web/jpage/dataproxy.jsp": proxy,
    }


def trs_configured() -> dict[str, Page]:
    """The page count stands in a `pagination_script_config` object."""
    rows, pages = articles(lambda n: f"/nb/202101/t20210125_{n}.html")

    def page(number: int) -> str:
        config = f"var pagination_script_config = {{pageCount: 2, currentPage: {number}, pageName: 'index'}};"
        return f"{HEAD}<ul>{items(rows[number * 2 : number * 2 + 2])}</ul><script>{config}</script></html>"

    return pages | {"/": home("/nb/"), "/nb/": page(0), "/nb/index_1.html": page(1)}


def trs_written_from_variables() -> dict[str, Page]:
    """Scripts write the rows from variables whose names only hold url, title and date."""
    rows, pages = articles(lambda n: f"/nb/202101/t20210125_{n}.html")
    scripts = "".join(
        f"<script>var urlstr = '{path}'; var docTitle2 = '{title}'; var pubdate='{_DAY}'; "
        "document.writeln('<li><a href=\"'+urlstr+'\">'+docTitle2+'</a></li>');</script>"
        for path, title in rows
    )
    return pages | {"/": home("/nb/"), "/nb/": f"{HEAD}{scripts}</html>"}


def trs_all_rows_at_once() -> dict[str, Page]:
    """The pager counts two pages, which the browser cuts out of the rows of the first; there is no second file."""
    rows, pages = articles(lambda n: f"/nb/202101/t20210125_{n}.htm")
    pager = f"createPageHTML(2, 0, 'index', 'htm', {len(rows)});"
    hidden = f"<!--{items(rows)}--><ul style='display:none'>{items(rows)}</ul>"
    return pages | {"/": home("/nb/"), "/nb/": f"{HEAD}<ul>{items(rows)}</ul>{hidden}<script>{pager}</script></html>"}


def ucap_search_list() -> dict[str, Page]:
    """The endpoint is called searchList; total is text, titles hold highlights."""
    rows, pages = articles(lambda n: f"/tb/c11/202101/{n:032x}.shtml")

    def search(asked: Asked) -> Answer:
        start = (int(asked.fields["page"]) - 1) * 2
        found = [{"title": f"<em>{title}</em>", "url": url} for url, title in rows[start : start + 2]]
        return json_answer({"data": {"rows": 2, "total": str(len(rows)), "results": found}})

    channel = f"/searchList/{'ab' * 16}"
    return pages | {
        "/": home("/tb/c11/list.shtml"),
        "/tb/c11/list.shtml": f"{HEAD}<script>var url='{channel}?_isAgg=true&_pageSize=2&page='+n;</script></html>",
        channel: search,
    }


def posted_with_a_channel() -> dict[str, Page]:
    """As in 苏州: a script posts the page number and a channel that a variable holds; the answer counts its pages."""
    rows, pages = articles(lambda n: f"/szsrmzf/c11/202101/{n:032x}.shtml")

    def load(asked: Asked) -> Answer:
        if asked.method != "POST" or asked.fields.get("channel_id") != "c0ffee":
            return Answer("", 405)
        start = (int(asked.fields["pageIndex"]) - 1) * 2
        found = [{"TITLE": t, "URL": url, "PUBLISHED_TIME_FORMAT": _DAY} for url, t in rows[start : start + 2]]
        return json_answer({"data": {"allRow": len(rows), "totalPage": 2, "list": found}})

    script = (
        "var cid = 'c0ffee'; function load(p) { $.ajax({url: '/szinf/xxgk/interfacesWebZcwj/loadData', type: 'post',"
        " data: {pageIndex: p, channel_id: cid}, success: draw}); }"
    )
    return pages | {
        "/": home("/szxxgk/nb/xxgk_list.shtml"),
        "/szxxgk/nb/xxgk_list.shtml": f"{HEAD}<ul id='l'></ul><script>{script}</script></html>",
        "/szinf/xxgk/interfacesWebZcwj/loadData": load,
    }


def posted_with_a_site() -> dict[str, Page]:
    """As in 无锡: site and channels are posted to a search; its answer says neither how many rows nor pages."""
    rows, pages = articles(lambda n: f"/doc/2021/01/25/{4300000 + n}.shtml")

    def search(asked: Asked) -> Answer:
        if (asked.method, asked.fields.get("siteId"), asked.fields.get("channelIds")) != ("POST", "2", "71,72"):
            return Answer("", 405)
        start = (int(asked.fields["pageNo"]) - 1) * 3
        return json_answer({"rows": [{"title": title, "url": url} for url, title in rows[start : start + 3]]})

    script = (
        "$.post('/info_open/search', {\"siteId\": 2, \"channelIds\": '71,72', \"pageNo\": n, kw: $('#k').val()}, draw)"
    )
    return pages | {
        "/": home("/wxnb/index.shtml"),
        "/wxnb/index.shtml": f"{HEAD}<script>{script}</script></html>",
        "/info_open/search": search,
    }


def of_groups_and_spans_of_years() -> dict[str, Page]:
    """The column is called after groups of bodies, its parts after spans of years; dates stand in brackets."""
    rows, pages = articles(lambda n: f"/nb/202101/{430000000 + n}.html")
    listed = "".join(f"<p>·<a href='{path}' title='{title}'>{title[:9]}</a>[{_DAY}]</p>" for path, title in rows)
    parts = "<a href='/nb/new/'>2021-2023年</a><a href='/nb/old/'>2020年及以前</a>"
    return pages | {
        "/": home("/nb/", "县政府年报及部门年报"),
        "/nb/": f"{HEAD}{parts}</html>",
        "/nb/new/": f"{HEAD}<ul></ul></html>",
        "/nb/old/": f"{HEAD}{listed}</html>",
    }


def counted_by_script() -> dict[str, Page]:
    """As in Shanghai: a script knows the number of pages, the second is index_2."""
    rows, pages = articles(lambda n: f"/nw48037/20210125/{n:032x}.html")
    script = "<script>$('#page').paging({ totalPage: 2 })</script>"
    return pages | {
        "/": home("/nw48037/index.html"),
        "/nw48037/index.html": f"{HEAD}<ul>{items(rows[:2])}</ul>{script}</html>",
        "/nw48037/index_2.html": f"{HEAD}<ul>{items(rows[2:])}</ul>{script}</html>",
    }


def turned_by_a_picture() -> dict[str, Page]:
    """The anchor of the next page is a picture, and so are those of the menu; the pages are GBK and say so nowhere."""
    rows, pages = articles(lambda n: f"/cms/html/2021-01-25/{1779102000 + n}.html")
    onward = "<a href='list2.html'><img src='n.gif' alt='下一页'></a>"
    lists = {
        "/": "<html><a href='/nb/list.html'><img src='nb.png' alt='政府信息公开年报'></a></html>",
        "/nb/list.html": f"<html><ul>{items(rows[:2])}</ul>{onward}</html>",
        "/nb/list2.html": f"<html><ul>{items(rows[2:])}</ul></html>",
    }
    return pages | {path: Answer(text.encode("gb18030")) for path, text in lists.items()}


def opened_by_clicks() -> dict[str, Page]:
    """A picture map leads from home, click handlers lead on."""
    rows, pages = articles(lambda n: f"/art/20210125/{1000 + n}.html")
    return pages | {
        "/": f"{HEAD}<map><area shape='rect' href='/xxgk/' alt='政务公开'></map></html>",
        "/xxgk/": f"{HEAD}<a href='javascript:void(0)' onclick=\"window.open('/nb/')\">政府信息公开年报</a></html>",
        "/nb/": f"{HEAD}<ul>{items(rows)}</ul></html>",
    }


def behind_a_calendar() -> dict[str, Page]:
    """A page called like a column is a calendar without end, and leads to the column."""
    rows, pages = articles(lambda n: f"/art/20210125/{1000 + n}.html")

    def calendar(asked: Asked) -> str:
        month = int(asked.fields.get("m", 1))
        days = "".join(f"<a href='/nb/?m={month}&d={day}'>{day}</a>" for day in range(1, 29))
        return f"{HEAD}<a href='/nb/?m={month + 1}'>下一页</a>{days}<a href='/nb.html'>政府信息公开年报</a></html>"

    return pages | {"/": home("/nb/", "政府信息公开"), "/nb/": calendar, "/nb.html": f"{HEAD}{items(rows)}</html>"}
